import { envLines, humanText } from "./print";
import { type SandboxOptions, startSandbox } from "./start";

export { readKeyFile } from "./core/keys";
export { detachSandbox } from "./detach";

/** How the addresses are printed. */
export type Format = "json" | "env" | "text";

/** Serves until a signal comes. */
export async function serve(options: SandboxOptions, format: Format): Promise<void> {
  // With --detach nobody reads stderr after the start: a closed pipe must not end the sandbox.
  process.stderr.on("error", () => {});
  const stopped = nextSignal();
  const sandbox = await startSandbox(options);
  const { info } = sandbox;
  if (format === "json") process.stdout.write(`${JSON.stringify(info)}\n`);
  else process.stdout.write(format === "env" ? envLines(info) : humanText(info));
  await stopped;
  await sandbox.close();
}

/** SIGHUP is among them, because a closed terminal must not leave real servers behind. */
function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}

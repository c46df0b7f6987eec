import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { envLines, humanText } from "./print";
import type { SandboxInfo } from "./start";

/**
 * Starts the sandbox as a background process, waits until it listens, prints its output and how to stop it.
 * @returns whether it listens
 */
export async function detachSandbox(argv: readonly string[], format: "json" | "env" | "text"): Promise<boolean> {
  const options = argv.filter((word) => !["--detach", "--json", "--env"].includes(word));
  const script = process.argv[1];
  if (script === undefined) throw new Error("--detach: the program's own path is unknown");
  const child = spawn(process.execPath, [...process.execArgv, script, "sandbox", ...options, "--json"], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const errors: string[] = [];
  child.stderr.on("data", (chunk) => errors.push(String(chunk)));
  const line = await firstLine(child.stdout, new Promise((resolve) => child.once("exit", resolve)));
  if (line === undefined) {
    process.stderr.write(errors.join(""));
    return false;
  }
  child.stdout.destroy();
  child.stderr.destroy();
  child.unref();
  const info = JSON.parse(line) as SandboxInfo;
  if (format === "json") process.stdout.write(`${line}\n`);
  else if (format === "env")
    process.stdout.write(`${envLines(info)}export PULUMI_CN_CACHE_SANDBOX_PID='${child.pid}'\n`);
  else process.stdout.write(humanText(info));
  process.stderr.write(`The sandbox is process ${child.pid}; stop it with: kill ${child.pid}\n`);
  return true;
}

async function firstLine(stream: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<string | undefined> {
  const lines = createInterface({ input: stream });
  const line = new Promise<string>((resolve) => lines.once("line", resolve));
  const first = await Promise.race([line, ended.then(() => undefined)]);
  lines.close();
  return first;
}

import { parseArgs } from "node:util";
import { readKeyFile } from "./core/keys";
import { detach } from "./detach";
import { envLines, humanText } from "./print";
import { type SandboxOptions, startSandbox } from "./start";

const usage = `Usage: pulumi-cn-cache sandbox [options]
  --json             print one line of JSON when it listens
  --env              print export lines for a shell's eval
  --detach           run in the background; prints the process id too
  --keys <file>      accept further key pairs: {"aliyun":[{"id":"…","secret":"…"}]}
  --provision <ms>   how long creation takes (2000); other transitions take a quarter of it
  --seed <n>         the same seed gives the same ids
  --port <n>         fixed ports from n on; control is n+3
  --state <file>     keep everything across restarts
  --host <address>   a loopback address (127.0.0.1)
  --redis            a real redis-server or valkey-server for each instance
  --help
`;

/** `pulumi-cn-cache sandbox …`: stays until a signal comes, and gives the exit code then. */
export async function main(argv: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  const { values, options } = parsed;
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const format = values.json === true ? "json" : values.env === true ? "env" : "text";
  try {
    if (values.detach === true) return await detach(argv, format);
    return await run(options, format);
  } catch (error) {
    process.stderr.write(`sandbox: ${(error as Error).message}\n`);
    return 1;
  }
}

async function run(options: SandboxOptions, format: "json" | "env" | "text"): Promise<number> {
  // With --detach nobody reads stderr after the start: a closed pipe must not end the sandbox.
  process.stderr.on("error", () => {});
  const stopped = nextSignal();
  const sandbox = await startSandbox(options);
  const { info } = sandbox;
  if (format === "json") process.stdout.write(`${JSON.stringify(info)}\n`);
  else process.stdout.write(format === "env" ? envLines(info) : humanText(info));
  await stopped;
  await sandbox.close();
  return 0;
}

/** SIGHUP is among them, because a closed terminal must not leave real servers behind. */
function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}

function parse(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    options: {
      json: { type: "boolean" },
      env: { type: "boolean" },
      detach: { type: "boolean" },
      keys: { type: "string" },
      provision: { type: "string" },
      seed: { type: "string" },
      port: { type: "string" },
      state: { type: "string" },
      host: { type: "string" },
      redis: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const options: SandboxOptions = {
    provisionMs: wholeNumber("provision", values.provision, 24 * 3_600_000),
    seed: wholeNumber("seed", values.seed, Number.MAX_SAFE_INTEGER),
    port: wholeNumber("port", values.port, 65_532),
    host: values.host,
    redis: values.redis,
    stateFile: values.state,
    keys: values.keys === undefined ? undefined : readKeyFile(values.keys),
  };
  return { values, options };
}

function wholeNumber(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) > most)
    throw new Error(`--${name} has to be a whole number from 0 to ${most}`);
  return Number(text);
}

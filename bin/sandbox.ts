import type { SandboxOptions } from "../sandbox";
import { codes, type Subcommand, wholeNumber } from "./commandLine";

interface Options extends Omit<SandboxOptions, "keys" | "provisionMs" | "stateFile"> {
  readonly json?: true;
  readonly env?: true;
  readonly detach?: true;
  readonly keys?: string;
  readonly provision?: number;
  readonly state?: string;
}

/** `pulumi-cn-cache sandbox` */
export const sandbox: Subcommand = {
  name: "sandbox",
  summary: "the clouds' management APIs on this machine, to try programs without an account",

  declare: (command) =>
    command
      .description(
        "Serves the management APIs of all clouds on loopback until it is stopped, to try programs without an account.",
      )
      .option("--json", "print one line of JSON when it listens")
      .option("--env", "print export lines for a shell's eval")
      .option("--detach", "run in the background; prints the process id too")
      .option("--keys <file>", 'accept further key pairs: {"aliyun":[{"id":"…","secret":"…"}]}')
      .option(
        "--provision <ms>",
        "how long creation takes (2000); others take a quarter of it",
        wholeNumber(86_400_000),
      )
      .option("--seed <n>", "the same seed gives the same ids", wholeNumber(Number.MAX_SAFE_INTEGER))
      .option("--port <n>", "fixed ports from n on; control is n+3", wholeNumber(65_532))
      .option("--state <file>", "keep everything across restarts")
      .option("--host <address>", "a loopback address (127.0.0.1)")
      .option("--redis", "a real redis-server or valkey-server for each instance"),

  async run({ options, words }) {
    const { json, env, detach, keys, provision, state, ...others } = options as Options;
    const format = json ? "json" : env ? "env" : "text";
    const { detachSandbox, readKeyFile, serve }: typeof import("../sandbox/main") = require("../sandbox/main");
    const all = { ...others, provisionMs: provision, stateFile: state, keys: keys && readKeyFile(keys) };
    if (detach) return (await detachSandbox(words, format)) ? codes.fine : codes.unable;
    try {
      await serve(all as SandboxOptions, format);
      return codes.fine;
    } catch (error) {
      const { code, address, port } = error as { code?: string; address?: string; port?: number };
      if (code !== "EADDRINUSE") throw error;
      const text = `port ${port} of ${address} is in use; choose others with --port, or leave it out for free ones`;
      throw new Error(text, { cause: error });
    }
  },
};

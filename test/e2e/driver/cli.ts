import { execFileSync } from "node:child_process";
import { join } from "node:path";

let folder: string | undefined;

/** The folder with the Pulumi CLI; `npm test` names it, a test that runs by itself builds it. */
export function cliFolder(): string {
  folder ??= process.env.PULUMI_CN_CACHE_CLI ?? build();
  return folder;
}

function build(): string {
  const script = join(__dirname, "../../../tools/pulumi-cli/obtain.mjs");
  return execFileSync(process.execPath, [script], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const main = join(__dirname, "../../../dist/bin/main.js");

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npx pulumi-cn-cache …` in a folder. */
export async function command(
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
  ...args: string[]
): Promise<Answer> {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { stdout, stderr, code: code as number };
}

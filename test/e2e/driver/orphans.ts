import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Workspace } from "./workspace";

const main = join(__dirname, "../../../dist/bin/main.js");

/** In the project's folder, as `npx pulumi-cn-cache orphans`. */
export async function runOrphans({ folder, env }: Workspace, ...args: string[]) {
  const stdio = ["ignore", "pipe", "inherit"] as const;
  const child = spawn(process.execPath, [main, "orphans", ...args], { cwd: folder, env, stdio: [...stdio] });
  const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return { stdout, code: code as number | null };
}

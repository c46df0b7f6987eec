import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { start } from "../lib/child.mjs";
import { cliVersion, programs } from "./recipe.mjs";
import { Unavailable } from "./unavailable.mjs";

const patienceMs = 30_000;

/** Pulumi's own installer, from the Automation API, in a process that can be killed: it has no time limit itself. */
export async function download(root, note) {
  note(`downloading pulumi ${cliVersion} with Pulumi's installer`);
  const installer = fileURLToPath(new URL("./install.cjs", import.meta.url));
  const child = start(process.execPath, [installer, root]);
  const timer = setTimeout(child.kill, patienceMs);
  const { code } = await child.ended;
  clearTimeout(timer);
  const folder = join(root, "bin");
  if (code !== 0 || !existsSync(join(folder, programs.languageHost))) {
    throw new Unavailable("Pulumi's installer could not download it");
  }
  return folder;
}

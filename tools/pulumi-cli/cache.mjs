import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { cliVersion, programs, recipeHash } from "./recipe.mjs";

const unfinished = "unfinished-";
const anHour = 3_600_000;

export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-cn-cache");
}

function entry() {
  return join(cacheFolder(), `pulumi-${cliVersion}-${process.platform}-${process.arch}-${recipeHash()}`);
}

/** A folder there is a whole one: `fill` renames it into place as its last step. */
export function findInCache() {
  return existsSync(join(entry(), programs.cli)) ? entry() : undefined;
}

/**
 * Runs `make` on an empty folder and puts the folder it answers with in place. Two that run at once both work, and the
 * second finds the place taken; one that is interrupted leaves nothing behind.
 */
export async function fill(make) {
  mkdirSync(cacheFolder(), { recursive: true });
  removeAbandoned();
  const temporary = mkdtempSync(join(cacheFolder(), unfinished));
  const remove = () => rmSync(temporary, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const made = await make(temporary);
    try {
      renameSync(made, entry());
    } catch (error) {
      if (!findInCache()) throw error;
    }
    return entry();
  } finally {
    process.removeListener("exit", remove);
    remove();
  }
}

/** What a SIGKILL left: a build takes minutes, so an hour is long enough to know that nobody works on it. */
function removeAbandoned() {
  for (const name of readdirSync(cacheFolder()).filter((each) => each.startsWith(unfinished))) {
    const folder = join(cacheFolder(), name);
    if (Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > anHour) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

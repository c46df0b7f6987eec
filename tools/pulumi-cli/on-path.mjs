import { spawnSync } from "node:child_process";
import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { acceptedOnPath, programs } from "./recipe.mjs";
import { Unavailable } from "./unavailable.mjs";

/** The folder of the `pulumi` on PATH, if its version fits and it comes with what runs Node programs. */
export function findOnPath() {
  const cli = findProgram(programs.cli);
  if (!cli) throw new Unavailable("there is no pulumi on PATH");
  const version = versionOf(cli);
  const { from, below } = acceptedOnPath;
  if (!version || compare(version, from) < 0 || compare(version, below) >= 0) {
    throw new Unavailable(
      `the pulumi on PATH is ${version ?? "of an unknown version"}; it must be ${from} or later, before ${below}`,
    );
  }
  // The link may lie in /usr/local/bin while its companions lie beside the real file, where the CLI looks for them.
  const folder = dirname(realpathSync(cli));
  for (const companion of [programs.languageHost, programs.dynamicProvider]) {
    if (!isExecutable(join(folder, companion)) && !findProgram(companion)) {
      throw new Unavailable(`the pulumi on PATH has no ${companion} beside it`);
    }
  }
  return { folder: dirname(cli), version };
}

function findProgram(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function versionOf(cli) {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { stdout } = spawnSync(cli, ["version"], { encoding: "utf8", env, timeout: 20_000 });
  return /^v?(\d+\.\d+\.\d+)/.exec(stdout ?? "")?.[1];
}

function compare(a, b) {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  const at = left.findIndex((part, i) => part !== right[i]);
  return at < 0 ? 0 : left[at] - right[at];
}

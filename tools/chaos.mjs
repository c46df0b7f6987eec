import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./lib/root.mjs";

/** Storms over the real CLI, by chance: test/chaos. The seed chooses edits and troubles; their moments are real time's. */
const { values } = parseArgs({
  options: { seed: { type: "string", default: String(Date.now() % 1e9) }, rounds: { type: "string", default: "8" } },
});
const jest = join(root, "node_modules/jest/bin/jest.js");
const { status } = spawnSync(process.execPath, [jest, "test/chaos", "--forceExit"], {
  cwd: root,
  env: { ...process.env, CHAOS_SEED: values.seed, CHAOS_ROUNDS: values.rounds },
  stdio: "inherit",
});
process.exitCode = status ?? 1;

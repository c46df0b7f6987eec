import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./lib/root.mjs";

/** Every case of the matrices of test/prove, or with PROVE=7 every seventh; arguments go to jest: `-t "of JdRedis"` runs a part. */
const scratch = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-prove-"));
const file = join(scratch, "figures");
const jest = join(root, "node_modules/jest/bin/jest.js");
const { status } = spawnSync(process.execPath, [jest, "test/prove", "--forceExit", ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, PROVE: process.env.PROVE ?? "1", PROVE_FIGURES: file },
  stdio: "inherit",
});
const figures = existsSync(file)
  ? readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
  : [];
rmSync(scratch, { recursive: true, force: true });
const sum = (rows, what) => rows.reduce((total, row) => total + row[what], 0);
console.log(
  "| matrix | cases | left to a person, named | unknown to all | failed | CPU, min |\n|---|---|---|---|---|---|",
);
for (const matrix of new Set(figures.map((row) => row.matrix))) {
  const rows = figures.filter((row) => row.matrix === matrix);
  const counts = ["cases", "named", "unknown", "failures"].map((what) => sum(rows, what));
  console.log(`| ${[matrix, ...counts, (sum(rows, "cpu") / 60).toFixed(1)].join(" | ")} |`);
}
console.log(`${sum(figures, "cases")} cases`);
process.exitCode = status ?? 1;

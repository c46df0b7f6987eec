import { spawnSync } from "node:child_process";
import { join } from "node:path";

test("docs: docs/sandbox-coverage.md has a row for every operation of the sandbox, and none that is out of date", () => {
  const tool = join(__dirname, "../../tools/sandbox-coverage.mjs");
  const { stdout, stderr, status } = spawnSync(process.execPath, [tool, "--check"], { encoding: "utf8" });
  expect([stdout, stderr, status]).toEqual(["", "", 0]);
});

import { execFileSync } from "node:child_process";
import { join } from "node:path";

test("docs: the argument tables are what the doc comments and the plans say", () => {
  const root = join(__dirname, "../..");
  expect(
    execFileSync(process.execPath, [join(root, "tools/docs-arguments.mjs"), "--check"], { encoding: "utf8" }),
  ).toBe("");
});

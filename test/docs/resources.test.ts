import { execFileSync } from "node:child_process";
import { join } from "node:path";

test("docs: docs/resources/ is what `npm run docs` writes", () => {
  const root = join(__dirname, "../..");
  expect(
    execFileSync(process.execPath, [join(root, "tools/docs-resources.mjs"), "--check"], { encoding: "utf8" }),
  ).toBe("");
});

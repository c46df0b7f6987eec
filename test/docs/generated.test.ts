import { execFileSync } from "node:child_process";
import { join } from "node:path";

test.each([
  ["docs/resources/", "tools/docs-resources.mjs"],
  ["docs/errors.md", "tools/docs-errors.mjs"],
])("%s is what `npm run docs` writes", (_, tool) => {
  const file = join(__dirname, "../..", tool);
  expect(execFileSync(process.execPath, [file, "--check"], { encoding: "utf8" })).toBe("");
});

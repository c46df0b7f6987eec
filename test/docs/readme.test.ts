import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** Indentation is of no account: a block may be a part of something longer. */
const unindented = (text: string) => text.replaceAll(/^[ \t]+/gm, "").trim();
const programs = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => unindented(readFileSync(join(root, "examples", name), "utf8")));
const guides = readdirSync(join(root, "docs/guides")).map((name) => join("docs/guides", name));
const blocks = ["README.md", ...guides].flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, code = ""], index): [title: string, code: string] => [
      `${index + 1} of ${page}: ${code.trim().split("\n")[0]?.trim()}`,
      code,
    ],
  ),
);

test("README and guides have programs", () => {
  expect(blocks.length).toBeGreaterThan(10);
});

// The examples are compiled and run by tests; a line `// …` stands for what the page leaves out.
test.each(blocks)("program %s is a part of an example", (_, code) => {
  const parts = code.split(/^ *\/\/ …\n/m).map(unindented);
  expect(programs.filter((text) => parts.every((part) => text.includes(part)))).not.toEqual([]);
});

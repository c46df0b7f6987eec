import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");

// The Markdown linter follows links; these pages name most files in code spans.
test.each(["ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"])("docs: every file that %s names exists", (page) => {
  const spans = readFileSync(join(root, page), "utf8").matchAll(/`([^`\n]+)`/g);
  const paths = [...spans].flatMap(([, text = ""]) =>
    /^(provider|sandbox|bin|tools|test|bench|docs|examples)\/[\w./-]*$/.test(text) ? [text] : [],
  );
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

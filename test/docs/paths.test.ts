import { existsSync, readdirSync, readFileSync } from "node:fs";
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

test("docs: provider/core/README.md lists every file of its folders, and no other", () => {
  const core = join(root, "provider/core");
  const page = readFileSync(join(core, "README.md"), "utf8");
  const listed = page.split(/^## /m).flatMap((section) => {
    const [, folder = ""] = /^(\w+)\/$/m.exec(section.split("\n")[0] ?? "") ?? [];
    const rows = section.split("\n").filter((line) => line.startsWith("| `"));
    const names = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    return names.map((name = "") => (name.includes("/") ? name : join(folder, name)));
  });
  const files = readdirSync(core, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(listed.sort()).toEqual(files.sort());
});

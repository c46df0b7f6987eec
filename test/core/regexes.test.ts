import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { check } from "recheck";
import ts from "typescript";

const root = resolve(__dirname, "../..");

/** Every regular expression in the sources, with the places where it stands. */
function regexes(): Map<string, { source: string; flags: string; where: string[] }> {
  const found = new Map<string, { source: string; flags: string; where: string[] }>();
  for (const folder of ["provider", "sandbox", "bin"]) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts")) continue;
      const file = join(folder, name);
      const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const [, pattern = "", flags = ""] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
          const known = found.get(node.text) ?? { source: pattern, flags, where: [] };
          known.where.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
          found.set(node.text, known);
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  }
  return found;
}

test("no regular expression takes more than linear time, whatever text a server, a file or a program gives", async () => {
  const all = [...regexes()];
  expect(all.length).toBeGreaterThan(100);
  const slow: string[] = [];
  for (const [text, { source, flags, where }] of all) {
    const result = await check(source, flags, { timeout: 20_000 });
    const how = result.status === "vulnerable" ? result.complexity.summary : result.status;
    if (how !== "safe") slow.push(`${where.join(", ")}: ${text} is ${how}`);
  }
  expect(slow).toEqual([]);
});

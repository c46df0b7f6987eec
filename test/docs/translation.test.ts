import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (name: string) => readFileSync(join(__dirname, "../..", name), "utf8");
const texts = { english: read("README.md"), chinese: read("README.zh-CN.md") };

const outsideOfPrograms = (text: string) => text.replaceAll(/^```.*?^```$/gms, "");

/** What a translation must have in common with the original, whatever the language. */
const structures: Readonly<Record<string, (text: string) => readonly string[]>> = {
  programs: (text) => text.match(/^```ts\n.*?^```$/gms) ?? [],
  commands: (text) => [...text.matchAll(/^ {4}(\S.*?)( {4}#.*)?$/gm)].map(([, command = ""]) => command),
  headings: (text) => text.match(/^#+ /gm) ?? [],
  "rows of tables": (text) => (text.match(/^\|.*\|$/gm) ?? []).map((row) => `${row.split("|").length - 2} cells`),
  "items of lists": (text) => text.match(/^(-|\d\.) /gm) ?? [],
  // The anchors of headings are in the language of the page; the one to the other language leads to the other page.
  "targets of links": (text) =>
    [...text.matchAll(/\]\(([^)]+)\)/g)]
      .map(([, target = ""]) => target.replace(/^#.*/, "#").replace(/^README(\.zh-CN)?\.md$/, "the other language"))
      .toSorted(),
  // In running text, what is typed or read by a program. Order and number may differ with the sentence.
  "names in code type": (text) =>
    [...new Set(text.match(/`[^`]+`/g)?.map((name) => name.replaceAll(/\s+/g, " ")))].toSorted(),
};

test.each(Object.keys(structures))("README.zh-CN.md has the %s of README.md", (name) => {
  const structure = structures[name];
  if (!structure) throw new Error(name);
  const of = (text: string) => structure(name === "programs" ? text : outsideOfPrograms(text));
  expect(of(texts.english).length).toBeGreaterThan(3);
  expect(of(texts.chinese)).toEqual(of(texts.english));
});

// Pages of the documentation that are generated.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./root.mjs";

/** A text as a cell of a table. */
export const cell = (text) =>
  text
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replace(/\|/g, "\\|");
export const row = (...cells) => `|${cells.map((each) => (each ? ` ${each} |` : " |")).join("")}`;
export const table = (heads, rows) => [row(...heads), `|${heads.map(() => "---|").join("")}`, ...rows].join("\n");

/** Writes the pages, by path. With --check nothing is written, and the process fails when one is out of date. */
export function publish(pages) {
  const stale = [...pages].filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, "utf8") !== text;
  });
  if (process.argv.includes("--check")) {
    if (stale.length === 0) return;
    process.stderr.write(`Out of date: ${stale.map(([path]) => path).join(", ")}. Run \`npm run docs\`.\n`);
    process.exit(1);
  }
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

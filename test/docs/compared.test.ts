import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as ours from "../../provider";

const root = join(__dirname, "../..");
const read = (page: string) => readFileSync(join(root, page), "utf8");

/** Arguments, outputs and parts of both, by resource: the pages of the resources have a row for each, see generated.test.ts. */
const properties = new Map(
  readdirSync(join(root, "docs/resources")).map((page) => [
    basename(page, ".md"),
    [...read(`docs/resources/${page}`).matchAll(/^\| `(\w+)`/gm)].map(([, property = ""]) => property),
  ]),
);

const names = (text: string) => [...text.matchAll(/`(\w+(?:\.\w+)*)`/g)].map(([, name = ""]) => name);

/** `Resource`, `Resource.argument`, or an argument of the section's resource; also `argument.part`. */
function exists(name: string, resource: string | undefined): boolean {
  if (name in ours) return true;
  const [first = "", ...rest] = name.split(".");
  const known = properties.get(first in ours ? first : (resource ?? ""));
  return known !== undefined && (first in ours ? rest : [first, ...rest]).every((part) => known.includes(part));
}

interface Row {
  /** The title of the section, and the peer's name in the row. */
  readonly title: string;
  readonly resource: string | undefined;
  readonly peers: readonly string[];
  readonly cell: string;
}

const rows: readonly Row[] = read("docs/compared.md")
  .split(/^(?=##+ )/m)
  .flatMap((section) => {
    const heading = section.split("\n")[0] ?? "";
    const resource = names(heading).find((name) => name in ours);
    const lines = section.split("\n").filter((line) => line.startsWith("|"));
    if (!lines[0]?.endsWith("| ours |")) return [];
    return lines.slice(2).map((line) => {
      const [, peer = "", ...cells] = line.split("|");
      return { title: `${heading}: ${peer.trim()}`, resource, peers: names(peer), cell: cells.join("|") };
    });
  });

test("docs: the comparison has a table for each main resource of the peers, and every row says something", () => {
  expect(rows.length).toBeGreaterThan(180);
  expect(rows.filter(({ peers, cell }) => peers.length === 0 || cell.trim().length < 3)).toEqual([]);
});

test("docs: what the comparison calls ours exists", () => {
  const wrong = rows.flatMap(({ title, resource, cell }) =>
    names(cell.split("not yet")[0] ?? "").flatMap((name) => (exists(name, resource) ? [] : [`${title}: ${name}`])),
  );
  expect(wrong).toEqual([]);
});

test('docs: what the comparison calls "not yet" does not exist; once it does, these words go', () => {
  const built = rows.flatMap(({ title, resource, cell }) =>
    names(cell.split("not yet").slice(1).join("")).flatMap((name) =>
      exists(name, resource) ? [`${title}: ${name}`] : [],
    ),
  );
  expect(built).toEqual([]);
});

test("docs: no name of a peer has two rows in a table of the comparison", () => {
  const seen = rows.flatMap(({ title, peers }) => peers.map((peer) => `${title.split(": ")[0]}: ${peer}`));
  expect(seen.filter((each, i) => seen.indexOf(each) !== i)).toEqual([]);
});

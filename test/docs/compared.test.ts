import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as ours from "../../provider";
import { peerDataSources } from "./peerDataSources";

const root = join(__dirname, "../..");
const read = (page: string) => readFileSync(join(root, page), "utf8");

/** Arguments, outputs and parts of both, by resource: the pages of the resources have a row for each, see generated.test.ts. */
const properties = new Map(
  readdirSync(join(root, "docs/resources")).map((page) => [
    basename(page, ".md"),
    [...read(`docs/resources/${page}`).matchAll(/^\| `(\w+)`/gm)].map(([, property = ""]) => property),
  ]),
);

/** Arguments of each lookup, and the paths in its answer, such as `accounts.status`. */
const lookupNames = new Map(
  ["aliyun", "huawei", "jd"].flatMap((cloud) => {
    const types = read(`provider/${cloud}/lookups/types.ts`);
    const declared = [...types.matchAll(/^export interface (\w+)(?: extends (\w+))? \{(.*?)\}$/gms)];
    const namesOf = (type: string | undefined): string[] => {
      const [, , base, body = ""] = declared.find(([, name]) => name === type) ?? [];
      const own = [...body.matchAll(/^ {2}readonly (\w+)\??: (?:readonly )?(\w*)/gm)];
      const parts = own.flatMap(([, name, of]) => [`${name}`, ...namesOf(of).map((part) => `${name}.${part}`)]);
      return base === undefined ? parts : [...namesOf(base), ...parts];
    };
    const functions = read(`provider/${cloud}/lookups/functions.ts`);
    return [...functions.matchAll(/^export const (\w+) = lookup<(\w+), (\w+)>/gm)].map(
      ([, name = "", args, answer]) => [name, [...namesOf(args), ...namesOf(answer)]] as const,
    );
  }),
);

const names = (text: string) => [...text.matchAll(/`(\w+(?:\.\w+)*)`/g)].map(([, name = ""]) => name);

/** `Resource`, `lookup`, either with one of its names, or a name of the row's lookup or the section's resource alone. */
function exists(name: string, owner: string | undefined): boolean {
  if (name in ours) return true;
  const [first = "", ...rest] = name.split(".");
  const [of, path] = first in ours ? [first, rest] : [owner ?? "", [first, ...rest]];
  const known = properties.get(of);
  return known ? path.every((part) => known.includes(part)) : (lookupNames.get(of)?.includes(path.join(".")) ?? false);
}

interface Row {
  /** The title of the section, and the peer's name in the row. */
  readonly title: string;
  /** Whose names the cell may have alone. */
  readonly owner: string | undefined;
  readonly peers: readonly string[];
  readonly cell: string;
}

/** In place of a name, in the row of an argument that all data sources of a cloud have. */
const all = "all";

/** The arguments of the row's data sources that it names. One that none of them has counts as well, as an argument of the first. */
function dataSourceArguments(sources: string, argumentsNamed: string): string[] {
  const of = names(sources);
  if (sources.trim() === all) return names(argumentsNamed).map((argument) => `${all}.${argument}`);
  return names(argumentsNamed).flatMap((argument) => {
    const having = of.filter((source) => peerDataSources[source]?.split(" ").includes(argument));
    return (having.length > 0 ? having : of.slice(0, 1)).map((source) => `${source}.${argument}`);
  });
}

const rows: readonly Row[] = read("docs/compared.md")
  .split(/^(?=##+ )/m)
  .flatMap((section) => {
    const heading = section.split("\n")[0] ?? "";
    const resource = names(heading).find((name) => name in ours);
    const lines = section.split("\n").filter((line) => line.startsWith("|"));
    if (!lines[0]?.endsWith("| ours |")) return [];
    const isOfDataSources = lines[0].startsWith("| data source |");
    return lines.slice(2).map((line) => {
      const [, peer = "", ...cells] = line.split("|");
      const cell = cells.slice(isOfDataSources ? 1 : 0).join("|");
      return {
        title: `${heading}: ${peer.trim()}`,
        owner: resource ?? names(cell).find((name) => lookupNames.has(name)),
        peers: isOfDataSources ? dataSourceArguments(peer, cells[0] ?? "") : names(peer),
        cell,
      };
    });
  });

test("docs: the comparison has a table for each main resource of the peers, and every row says something", () => {
  expect(rows.length).toBeGreaterThan(180);
  expect(rows.filter(({ peers, cell }) => peers.length === 0 || cell.trim().length < 3)).toEqual([]);
});

test("docs: the comparison has every data source of the peers and every argument of them, and no other", () => {
  const sources = Object.entries(peerDataSources).flatMap(([source, named]) => [
    source,
    ...named
      .split(" ")
      .map((argument) => (/^(region|output_file)$/.test(argument) ? `${all}.${argument}` : `${source}.${argument}`)),
  ]);
  const compared = rows.filter(({ title }) => title.includes("data sources")).flatMap(({ peers }) => peers);
  expect(compared.toSorted()).toEqual([...new Set(sources)].sort());
});

test("docs: what the comparison calls ours exists", () => {
  const wrong = rows.flatMap(({ title, owner, cell }) =>
    names(cell).flatMap((name) => (exists(name, owner) ? [] : [`${title}: ${name}`])),
  );
  expect(wrong).toEqual([]);
});

test("docs: no name of a peer has two rows in a table of the comparison", () => {
  const seen = rows.flatMap(({ title, peers }) => peers.map((peer) => `${title.split(": ")[0]}: ${peer}`));
  expect(seen.filter((each, i) => seen.indexOf(each) !== i)).toEqual([]);
});

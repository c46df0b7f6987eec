import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const examples = join(__dirname, "../../examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "Pulumi.yaml")));

interface Template {
  readonly description?: string;
  readonly config?: Readonly<
    Record<string, { readonly description?: string; readonly default?: string; readonly secret?: boolean }>
  >;
}

test("examples/README.md lists every example, once", () => {
  const page = readFileSync(join(examples, "README.md"), "utf8");
  const listed = [...page.matchAll(/^\| \[([\w-]+)\]\(([\w-]+)\/index\.ts\)/gm)].map(([, name, folder]) => [
    name,
    folder,
  ]);
  const folders = readdirSync(examples).filter((name) => existsSync(join(examples, name, "index.ts")));
  expect(listed.sort()).toEqual(folders.map((name) => [name, name]));
});

/** Calls like `config.require("vpcId")`, `config.get<CacheCloud>("cloud")` and `new pulumi.Config().requireSecret("password")`, and what is read. */
const readings =
  /[cC]onfig(?:\(\))?\.(?<how>require|requireSecret|get|getNumber|getBoolean)(?:<\w+>)?\("(?<key>\w+)"\)/g;

describe.each(names)("`pulumi new` with examples/%s", (name) => {
  const { description, template = {} } = parse(readFileSync(join(examples, name, "Pulumi.yaml"), "utf8")) as {
    description?: string;
    template?: Template;
  };
  const source = readFileSync(join(examples, name, "index.ts"), "utf8");
  const read = [...source.matchAll(readings)].map(({ groups }) => groups as { how: string; key: string });
  const { config = {} } = template;

  test("asks for everything that the program reads, and for nothing else but the region", () => {
    const own = Object.keys(config).filter((key) => !key.endsWith(":region"));
    expect(own.sort()).toEqual([...new Set(read.map(({ key }) => key))].sort());
  });

  test("says what each value is, knows which are secret, and has a default for what the program can do without", () => {
    expect(template.description).toBe(description);
    for (const { how, key } of read) {
      const { description, default: value, secret = false } = config[key] ?? {};
      expect([key, description]).toEqual([key, expect.stringMatching(/^The |^How |^Whether |^What /)]);
      expect([key, secret]).toEqual([key, how === "requireSecret"]);
      expect([key, typeof value]).toEqual([key, how.startsWith("get") ? "string" : "undefined"]);
    }
    for (const [key, { default: value }] of Object.entries(config))
      if (key.endsWith(":region")) expect(value).toMatch(/^cn-/);
  });
});

import type { StateResource } from "../e2e/driver/workspace";
import { programs } from "./all";
import { type Group, left, names, openGroup, type Preview, programOf, shortName } from "./driver/group";

// Seven runs of the CLI, with hundreds of resources.
jest.setTimeout(600_000);

/** What the runs have shown, in their order. */
interface Record {
  readonly first: Preview;
  readonly up: readonly StateResource[];
  readonly unchanged: Preview;
  readonly edit: Preview;
  readonly edited: readonly StateResource[];
  readonly settled: Preview;
  /** What was there when nothing had been deleted yet, and what is left. */
  readonly instances: readonly string[];
  readonly left: readonly string[];
}

describe("programs as users write them, on the pinned SDK", () => {
  let group: Group;
  let record: Record;
  let failure: unknown;
  beforeAll(async () => {
    group = await openGroup();
    // Told once, not by every test.
    record = await run(group).catch((error: unknown) => {
      failure = error;
      return nothing;
    });
  });
  afterAll(() => group.close());

  test("every command succeeds", () => {
    if (failure) throw failure;
  });
  describe.each(names)("%s", (name) => {
    const program = programs[name] as NonNullable<(typeof programs)[string]>;
    const own = (resources: readonly StateResource[]) => resources.filter(({ urn }) => programOf(urn) === name);

    test("has its instances, and has no change afterwards", () => {
      const ids = own(record.up).flatMap(instancesOf);
      expect(ids).toHaveLength(program.instances);
      expect(record.instances).toEqual(expect.arrayContaining(ids));
      expect(record.unchanged.changes[name] ?? {}).toEqual({});
    });

    test("changes by its edit what it says, and nothing afterwards", () => {
      expect(record.edit.changes[name] ?? {}).toEqual(program.edit ?? {});
      expect(record.settled.changes[name] ?? {}).toEqual({});
    });

    test("depends on nothing that it does not say", () => {
      for (const resource of [...own(record.up), ...own(record.edited)]) {
        const stated = program.dependsOn?.[shortName(resource.urn)] ?? [];
        expect([resource.urn, dependenciesOf(resource)]).toEqual([resource.urn, [...stated].sort()]);
        expect(internalDependencies(resource)).toEqual([]);
      }
    });

    test("leaves nothing behind but what it says", () => {
      const ids = [...own(record.up), ...own(record.edited)].flatMap(instancesOf);
      expect([...new Set(ids)].filter((id) => record.left.includes(id))).toHaveLength(program.left ?? 0);
    });
  });

  test("what is left belongs to a program", () => {
    expect(record.left).toHaveLength(left + group.platform.length);
  });

  test("a preview speaks of no internal input but those that a program names", () => {
    const named = names.flatMap((name) => (programs[name]?.internal ?? []).map((text) => `${name}.${text}`));
    expect([...record.edit.internal].sort()).toEqual(named.sort());
  });

  test("every resource of ours knows its own URN", () => {
    const others = record.edited.filter(({ urn, inputs }) => inputs?.__urn !== undefined && inputs.__urn !== urn);
    expect(others).toEqual([]);
  });
});

/** From the first preview to the end. */
async function run(group: Group): Promise<Record> {
  const { workspace } = group;
  const idsOf = () => workspace.cloud.instances().map(({ id }) => id);
  await group.setStage("first");
  const first = await group.preview();
  await group.up();
  const up = await group.resources();
  const instances = idsOf();
  const unchanged = await group.preview();
  await workspace.run("refresh", "--yes", "--skip-preview", "--expect-no-changes", "--parallel", "32");
  await group.setStage("edited");
  const edit = await group.preview();
  await group.up();
  const edited = await group.resources();
  const settled = await group.preview();
  await group.setStage("leaving");
  await group.up();
  await workspace.destroy("--parallel", "32");
  return { first, up, unchanged, edit, edited, settled, instances, left: idsOf() };
}

const noPreview: Preview = { changes: {}, internal: [] };
const nothing: Record = {
  first: noPreview,
  up: [],
  unchanged: noPreview,
  edit: noPreview,
  edited: [],
  settled: noPreview,
  instances: [],
  left: [],
};

/** The instances that a resource of ours holds; one that is only looked up holds none. */
function instancesOf({ type, id, outputs, external }: StateResource): string[] {
  if (!type.startsWith("pulumi-nodejs:dynamic/cn-cache:") || external || id === undefined) return [];
  return (outputs?.__instanceIds as string[] | undefined) ?? [id];
}

function dependenciesOf({ dependencies = [], propertyDependencies = {} }: StateResource): string[] {
  const all = [...dependencies, ...Object.values(propertyDependencies).flat()];
  return [...new Set(all.map(shortName))].sort();
}

const internalDependencies = ({ propertyDependencies = {} }: StateResource) =>
  Object.entries(propertyDependencies).filter(([key, urns]) => key.startsWith("__") && urns.length > 0);

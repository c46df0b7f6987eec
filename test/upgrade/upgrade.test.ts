import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clouds } from "../../sandbox";
import { openWorkspace, type StateResource, type Workspace } from "../e2e/driver/workspace";
import { held, type ProvenInstances, provenInstances, type Version, withoutAddresses } from "../prove/resources";

const folder = join(__dirname, "fixtures");
const { NEW_FIXTURE } = process.env;

interface Exported {
  readonly deployment: { resources: StateResource[] };
}

const nameOf = ({ type }: ProvenInstances) => type.toLowerCase();
const programOf = (version: Version) =>
  [
    'const cache = require("pulumi-cn-cache");',
    ...provenInstances.map((each) => {
      const args = JSON.stringify(withoutAddresses(each.args(version)), null, 2);
      return `new cache.${each.type}("${nameOf(each)}", ${args});`;
    }),
  ].join("\n");

const oursIn = (state: string) =>
  (JSON.parse(state) as Exported).deployment.resources
    .filter(({ type }) => type.includes("dynamic/cn-cache:"))
    .sort((a, b) => a.urn.localeCompare(b.urn));
/** The names of everything that the state holds of each resource. */
const shapeOf = (state: string) =>
  oursIn(state).map(({ type, inputs, outputs }) => ({
    type,
    inputs: Object.keys(inputs ?? {}).sort(),
    outputs: Object.keys(outputs ?? {}).sort(),
  }));
const idsIn = (state: string) => oursIn(state).flatMap(({ id = "", outputs = {} }) => held({ id, outputs }));

/** Without the paths of the machine that made it. */
const withoutPaths = (state: string): string => {
  const isPath = (key: string) => key === "sourcePosition" || key === "stackTrace";
  return JSON.stringify(
    JSON.parse(state, (key, value) => (isPath(key) ? undefined : value)),
    null,
    4,
  );
};

/** The addresses of the sandbox, which every run has others of. */
const endpoints = ({ cloud }: Workspace) =>
  clouds.map(({ name }) => ({ text: new URL(cloud.info[name].endpoint).host, name: `{{${name}}}` }));

let workspace: Workspace;
beforeEach(async () => {
  workspace = await openWorkspace();
});
afterEach(() => workspace.close());

const makeFixture = async (name: string) => {
  mkdirSync(join(folder, name));
  workspace.writeProgram(programOf("base"));
  await workspace.up();
  let state = await workspace.exportState();
  for (const { text, name: hole } of endpoints(workspace)) state = state.replaceAll(text, hole);
  writeFileSync(join(folder, name, "state.json"), `${withoutPaths(state)}\n`);
  writeFileSync(join(folder, name, "program.js"), programOf("base"));
  writeFileSync(join(folder, name, "edited.js"), programOf("changed"));
  await workspace.destroy();
};

/** The state of the earlier version, as if that version had created the instances of today's state. */
function withIdsOf(old: string, today: string): string {
  const before = idsIn(old);
  const after = idsIn(today);
  expect(before).toHaveLength(after.length);
  let state = before.reduce((text, id, index) => text.replaceAll(id, after[index] ?? ""), old);
  for (const { text, name } of endpoints(workspace)) state = state.replaceAll(name, text);
  return state;
}

if (NEW_FIXTURE) {
  test(`the fixture ${NEW_FIXTURE} is made`, () => makeFixture(NEW_FIXTURE));
} else {
  const fixtures = readdirSync(folder).sort();
  const read = (name: string, file: string) => readFileSync(join(folder, name, file), "utf8");

  test.each(fixtures)("a state of %s is read, refreshed, updated and destroyed by the current code", async (name) => {
    workspace.writeProgram(read(name, "program.js"));
    await workspace.up();
    const today = await workspace.exportState();
    const ids = idsIn(today);
    // If this fails, the state has changed: CONTRIBUTING.md says how to add a fixture.
    if (name === fixtures.at(-1)) expect(shapeOf(read(name, "state.json"))).toEqual(shapeOf(today));
    const file = join(workspace.folder, "state.json");
    writeFileSync(file, withIdsOf(read(name, "state.json"), today));
    await workspace.run("stack", "import", "--file", file);

    await workspace.run("preview", "--expect-no-changes");
    await workspace.run("refresh", "--yes");
    await workspace.run("preview", "--expect-no-changes");
    workspace.writeProgram(read(name, "edited.js"));
    await workspace.up();
    const updated = idsIn(await workspace.exportState());
    expect(updated).toEqual(expect.arrayContaining(ids));
    expect(
      workspace.cloud
        .instances()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...updated].sort());
    await workspace.run("preview", "--expect-no-changes");
    await workspace.destroy();
    expect(workspace.cloud.instances()).toEqual([]);
  });
}

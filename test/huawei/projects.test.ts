import { noEngine } from "../../provider/core/host/engine";
import { connect } from "../../provider/core/session/connection";
import { createSession } from "../../provider/core/session/session";
import { huaweiDcsBatchDefinition } from "../../provider/huawei/batch/definition";
import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import type { Declared } from "../engine/miniEngine";
import { testWorld } from "../engine/world";
import { useEach } from "../support/useEach";
import { huaweiBatchFixture } from "./batchFixture";
import { base } from "./fixture";

/** One access key, and two projects of the same region. */
const main = "cn-north-4";
const team = "cn-north-4_team";

describe("an access key that reaches several projects", () => {
  // Without HW_PROJECT_ID the name decides.
  const options = { provisionMs: 6_000, env: { HW_PROJECT_ID: "" } };
  const world = useEach(() => testWorld([huaweiDcsInstanceDefinition, huaweiDcsBatchDefinition], options));

  const use = (projectName: string) => {
    world.engine.config = { "huawei:region": main, "huawei:projectName": projectName };
  };
  const projectOf = (at: number) => String(world.sandbox.instances()[at]?.properties.project_id);
  const cache = (args: object = {}): Declared[] => [
    { type: "HuaweiDcsInstance", name: "cache", args: { ...base, ...args } },
  ];
  const caches = (quantity: number, edit = "first"): Declared[] => [
    { type: huaweiDcsBatchDefinition.type, name: "caches", args: huaweiBatchFixture.program({ quantity, edit }) },
  ];
  /** Without the fields that tell the time, and without our own tags. */
  const held = () =>
    world.sandbox.instances().map(({ id, name, status, properties }) => [id, name, status, properties.description]);

  test.each([
    ["destroy", () => world.engine.destroy()],
    ["refresh", () => world.engine.refresh()],
    ["up --refresh", () => world.engine.up(cache(), { refresh: true })],
    ["an edit", () => world.engine.up(cache({ name: "other-name" }))],
    ["a replacement", () => world.engine.up(cache({ engineVersion: "6.0" }))],
  ])("%s in another project is an error that names both, and changes nothing", async (_, step) => {
    use(main);
    expect(await world.engine.up(cache({ engineVersion: "5.0" }))).toMatchObject({ errors: [] });
    const before = held();
    const ids = world.engine.state.map(({ id }) => id);
    use(team);
    const errors = (await step()).errors.join();
    expect(errors).toMatch(
      new RegExp(`created in project ${projectOf(0)}, and these credentials lead to project [0-9a-f]{32}`),
    );
    expect(errors).not.toMatch(/pulumi refresh|pulumi state delete/);
    expect(held()).toEqual(before);
    expect(world.engine.state.map(({ id }) => id)).toEqual(ids);
    use(main);
    expect(await world.engine.destroy()).toMatchObject({ errors: [] });
    expect(world.sandbox.instances()).toEqual([]);
  });

  test("a configured project of another instance is an error at preview, without any call", async () => {
    use(main);
    await world.engine.up(cache());
    world.engine.config = { "huawei:region": main, "huawei:projectId": "0123456789abcdef0123456789abcdef" };
    const run = await world.engine.preview(cache());
    expect(run.errors.join()).toMatch(/in project [0-9a-f]{32}, but the configured project is 0123456789abcdef/);
    expect(run.apiCalls).toBe(0);
    world.engine.config = { "huawei:region": main, "huawei:projectId": projectOf(0) };
    expect(await world.engine.preview(cache())).toMatchObject({ errors: [], steps: ["same cache"] });
  });

  test.each([
    ["grows", () => world.engine.up(caches(3))],
    ["is edited", () => world.engine.up(caches(2, "second"))],
    ["is refreshed", () => world.engine.refresh()],
    ["is destroyed", () => world.engine.destroy()],
    ["shrinks", () => world.engine.up(caches(1))],
  ])("a batch that %s in another project neither loses nor buys an instance", async (_, step) => {
    use(main);
    expect(await world.engine.up(caches(2))).toMatchObject({ errors: [] });
    const before = held();
    use(team);
    expect((await step()).errors.join()).toMatch(/created in project/);
    expect(held()).toEqual(before);
    expect(world.engine.state).toHaveLength(1);
    use(main);
    expect(await world.engine.up(caches(2))).toMatchObject({ errors: [] });
    expect(held()).toEqual(before);
  });

  test("two explicit providers with the same key share nothing of their projects", async () => {
    const session = createSession({ clock: world.clock, env: world.engine.world.env, engine: noEngine });
    const bounds = { deadline: world.clock.now() + 60_000, secrets: [] };
    const accounts = [main, team].map((name) => {
      const settings: Record<string, string> = { "huawei:region": main, "huawei:projectName": name };
      const config = (key: string) => settings[key];
      return connect(huaweiDcsInstanceDefinition, session, config, "cn-north-4", bounds).account();
    });
    expect(new Set(await Promise.all(accounts)).size).toBe(2);
  });
});

import { huaweiDcsBatchDefinition } from "../../provider/huawei/batch/definition";
import type { SandboxInstance } from "../../sandbox";
import type { Args } from "../contract/fixture";
import type { Declared, Run } from "../engine/miniEngine";
import { type TestWorld, testWorld } from "../engine/world";
import { base } from "./fixture";

const monthly = { chargingMode: "prePaid", periodType: "month", periodNum: 1 };
const unpaid = { bssParam: monthly };

describe("huawei batch", () => {
  let it: TestWorld;
  beforeEach(async () => {
    it = await testWorld([huaweiDcsBatchDefinition]);
  });
  afterEach(() => it.close());

  function program(instanceNum: number, args: Args = {}): Declared[] {
    const all: Args = { ...base, instanceNum, ...args };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return [{ type: "HuaweiDcsBatch", name: "caches", args: given }];
  }
  const up = (instanceNum: number, args?: Args): Promise<Run> => it.engine.up(program(instanceNum, args));
  const calls = (action: string) => it.sandbox.requests().filter((one) => one.action === action);
  const instances = (): readonly SandboxInstance[] => it.sandbox.instances();
  const names = () => instances().map(({ properties }) => properties.name);
  const members = () => (it.engine.state[0]?.outputs.members ?? []) as Readonly<Record<string, unknown>>[];

  test("is ordered with one call, has the vendor's names, and is taken away whole", async () => {
    expect(await up(3)).toMatchObject({ errors: [] });
    expect(calls("CreateInstance")).toHaveLength(1);
    expect(calls("UpdateInstance")).toEqual([]);
    expect(names()).toEqual(["sessions-000", "sessions-001", "sessions-002"]);
    expect(members().map(({ name, status, group }) => [name, status, group])).toEqual(
      names().map((name) => [name, "RUNNING", "0"]),
    );
    expect((await it.engine.preview(program(3))).steps).toEqual(["same caches"]);
    expect((await it.engine.up(program(3), { refresh: true })).steps).toEqual(["same caches"]);
    expect(await it.engine.destroy()).toMatchObject({ errors: [] });
    expect(instances()).toEqual([]);
  });

  test("one alone has a number from its birth, and keeps it when the batch grows", async () => {
    await up(1);
    expect([names(), calls("UpdateInstance")]).toEqual([["sessions-000"], []]);
    const [first] = instances();
    expect(await up(2)).toMatchObject({ errors: [] });
    expect(calls("UpdateInstance")).toEqual([]);
    expect([names(), instances()[0]?.id]).toEqual([["sessions-000", "sessions-001"], first?.id]);
  });

  test("grows by the difference with one call, and the new names go on from the last", async () => {
    await up(2);
    expect(await up(5)).toMatchObject({ errors: [] });
    expect(calls("CreateInstance")).toHaveLength(2);
    expect(names()).toEqual(["sessions-000", "sessions-001", "sessions-002", "sessions-003", "sessions-004"]);
    expect((await it.engine.up(program(5), { refresh: true })).steps).toEqual(["same caches"]);
  });

  test("shrinks by the newest", async () => {
    await up(3);
    expect(await up(1)).toMatchObject({ errors: [] });
    expect(names()).toEqual(["sessions-000"]);
  });

  test("another name, password or size reaches each member in place", async () => {
    await up(2);
    const before = instances().map(({ id }) => id);
    const edit = { name: "carts", password: "Secret-456", specCode: "redis.ha.xu1.large.r2.2", capacity: 2 };
    expect(await up(2, edit)).toMatchObject({ errors: [], steps: ["update caches"] });
    expect(instances().map(({ id }) => id)).toEqual(before);
    expect(names()).toEqual(["carts-000", "carts-001"]);
    for (const { secrets, properties } of instances())
      expect([secrets.password, properties.spec_code]).toEqual(["Secret-456", edit.specCode]);
  });

  test("another VPC replaces the members, not the batch", async () => {
    await up(2);
    const before = instances().map(({ id }) => id);
    const vpcId = "7e95c4d6-d7af-424c-a3cf-2be10968fe81";
    expect(await up(2, { vpcId })).toMatchObject({ errors: [], steps: ["update caches"] });
    expect(instances().map(({ properties }) => properties.vpc_id)).toEqual([vpcId, vpcId]);
    expect(instances().filter(({ id }) => before.includes(id))).toEqual([]);
    expect(names()).toEqual(["sessions-000", "sessions-001"]);
  });

  test("an order that nobody has paid is one for all, named in the failure, and destroy cancels it", async () => {
    const run = await up(3, unpaid);
    const orderId = String(it.engine.state[0]?.outputs.orderId);
    expect(orderId).toMatch(/^CS/);
    expect(run.errors.join()).toContain(`Order ${orderId} is not paid`);
    expect(instances().map(({ status }) => status)).toEqual(["PAYING", "PAYING", "PAYING"]);
    expect(await it.engine.destroy()).toMatchObject({ errors: [] });
    expect(instances()).toEqual([]);
  });

  test("fewer of an order that nobody has paid cancels it for all; what is lost by that is ordered again", async () => {
    await up(3, unpaid);
    await up(2, unpaid);
    expect(instances()).toEqual([]);
    expect((await up(2, unpaid)).errors.join()).toMatch(/the instance no longer exists/);
    await up(2, unpaid);
    expect(instances().map(({ status }) => status)).toEqual(["PAYING", "PAYING"]);
    expect(it.engine.state[0]?.outputs.instanceIds).toEqual(instances().map(({ id }) => id));
  });
});

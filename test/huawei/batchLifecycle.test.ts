import { huaweiDcsBatchDefinition } from "../../provider/huawei/batch/definition";
import type { SandboxInstance } from "../../sandbox";
import type { Args } from "../contract/fixture";
import type { Declared, Run } from "../engine/miniEngine";
import { testWorld } from "../engine/world";
import { useEach } from "../support/useEach";
import { base, securityGroupId } from "./fixture";

const monthly = { chargingMode: "prePaid", periodType: "month", periodNum: 1 };
const awaitingPayment = { bssParam: monthly };

describe("huawei batch", () => {
  const world = useEach(() => testWorld([huaweiDcsBatchDefinition]));

  function program(instanceNum: number, args: Args = {}): Declared[] {
    const all: Args = { ...base, instanceNum, ...args };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return [{ type: "HuaweiDcsBatch", name: "caches", args: given }];
  }
  const up = (instanceNum: number, args?: Args): Promise<Run> => world.engine.up(program(instanceNum, args));
  const calls = (action: string) => world.sandbox.requests().filter((one) => one.action === action);
  const instances = (): readonly SandboxInstance[] => world.sandbox.instances();
  const names = () => instances().map(({ properties }) => properties.name);

  test("one call orders all members, with the vendor's names", async () => {
    expect(await up(3)).toMatchObject({ errors: [] });
    expect([calls("CreateInstance").length, calls("UpdateInstance").length]).toEqual([1, 0]);
    expect(names()).toEqual(["sessions-000", "sessions-001", "sessions-002"]);
    const members = world.engine.state[0]?.outputs.members as Args[];
    expect(members.map(({ name, status, group }) => [name, status, group])).toEqual(
      names().map((name) => [name, "RUNNING", "0"]),
    );
  });

  test("a single member is numbered at creation and keeps its name; new names continue the numbering", async () => {
    const all = ["sessions-000", "sessions-001", "sessions-002", "sessions-003"];
    for (const size of [1, 2, 4]) {
      expect(await up(size)).toMatchObject({ errors: [] });
      expect(names()).toEqual(all.slice(0, size));
    }
    // The vendor numbers each order from 000, so the two of the last order are renamed.
    expect([calls("CreateInstance").length, calls("UpdateInstance").length]).toEqual([3, 2]);
    expect((await world.engine.up(program(4), { refresh: true })).steps).toEqual(["same caches"]);
  });

  test("another name, password or size is changed in place on each member", async () => {
    await up(2);
    const before = instances().map(({ id }) => id);
    const edit = { name: "carts", password: "Secret-456", specCode: "redis.ha.xu1.large.r2.2", capacity: 2 };
    expect(await up(2, edit)).toMatchObject({ errors: [], steps: ["update caches"] });
    expect(instances().map(({ id }) => id)).toEqual(before);
    expect(names()).toEqual(["carts-000", "carts-001"]);
    for (const { secrets, properties } of instances())
      expect([secrets.password, properties.spec_code]).toEqual(["Secret-456", edit.specCode]);
  });

  test("replaced members get the names of their predecessors", async () => {
    await up(2);
    expect(await up(2, { vpcId: securityGroupId })).toMatchObject({ errors: [], steps: ["update caches"] });
    expect(instances().map(({ properties }) => [properties.vpc_id, properties.name])).toEqual([
      [securityGroupId, "sessions-000"],
      [securityGroupId, "sessions-001"],
    ]);
  });

  test("an unpaid order covers all members, is named in the failure, and is cancelled by destroy", async () => {
    const run = await up(3, awaitingPayment);
    const orderId = String(world.engine.state[0]?.outputs.orderId);
    expect(orderId).toMatch(/^CS/);
    expect(run.errors.join()).toContain(`Order ${orderId} is not paid`);
    expect(instances().map(({ status }) => status)).toEqual(["PAYING", "PAYING", "PAYING"]);
    expect(await world.engine.destroy()).toMatchObject({ errors: [] });
    expect(instances()).toEqual([]);
  });

  test("decreasing the quantity cancels an unpaid order for all members, and the rest is ordered again", async () => {
    await up(3, awaitingPayment);
    await up(2, awaitingPayment);
    expect(instances()).toEqual([]);
    // Either run may be the one that sees the others disappear; the next orders them.
    expect((await up(2, awaitingPayment)).errors.join()).toMatch(/the instance no longer exists|is not paid/);
    await up(2, awaitingPayment);
    expect(instances().map(({ status }) => status)).toEqual(["PAYING", "PAYING"]);
    expect(world.engine.state[0]?.outputs.instanceIds).toEqual(instances().map(({ id }) => id));
  });
});

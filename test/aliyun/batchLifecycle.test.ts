import { aliyunRedisBatchDefinition } from "../../provider/aliyun/batch/definition";
import { testWorld } from "../engine/world";
import { useEach } from "../support/useEach";

type Args = Readonly<Record<string, unknown>>;

const small = { izNo: "cn-hangzhou-h", instanceClass: "redis.master.small.default" };

describe("AliyunRedisBatch", () => {
  const world = useEach(() => testWorld([aliyunRedisBatchDefinition], { provisionMs: 6_000 }));

  const program = (args: Args) => [
    { type: "AliyunRedisBatch", name: "caches", args: { regionId: "cn-hangzhou", password: "Secret-123", ...args } },
  ];
  const up = (args: Args) => world.engine.up(program(args));
  const done = async (args: Args) => expect((await up(args)).errors).toEqual([]);
  const outputs = () => world.engine.state[0]?.outputs ?? {};
  const ids = () => outputs().instanceIds as string[];
  const instances = () => world.sandbox.instances().filter(({ cloud }) => cloud === "aliyun");
  const sent = (action: string) =>
    world.sandbox.requests().flatMap((request) => (request.action === action ? [request.params] : []));
  /** Of each order. */
  const tokens = () => sent("CreateInstances").map(({ Token }) => Token);

  test("an instance is restored from the recycle bin under its id, with the batch's whitelist and tags", async () => {
    await done({ instances: [small] });
    const [deleted] = ids();
    expect((await world.engine.destroy()).errors).toEqual([]);
    expect(instances()).toEqual([]);
    const args = {
      instances: [{ ...small, srcDBInstanceId: deleted, rebuildInstance: true }],
      securityIps: ["10.1.0.0/16"],
      tags: { team: "web" },
    };
    await done(args);
    expect(ids()).toEqual([deleted]);
    expect(instances()).toMatchObject([{ id: deleted, tags: { team: "web" } }]);
    expect(JSON.stringify(instances()[0]?.properties.SecurityIpGroups)).toContain("10.1.0.0/16");
    expect((await world.engine.preview(program(args))).steps).toEqual(["same caches"]);
  });

  test("a change to PrePaid with automatic renewal, for which a batch has no months, is made on every member", async () => {
    await done({ instances: [{ ...small, quantity: 2 }] });
    const before = ids();
    const args = { instances: [{ ...small, quantity: 2, chargeType: "PrePaid", period: 1, autoRenew: true }] };
    await done(args);
    expect(ids()).toEqual(before);
    expect(sent("TransformInstanceChargeType").map((params) => [params.Period, params.AutoRenew])).toEqual([
      ["1", undefined],
      ["1", undefined],
    ]);
    for (const { properties } of instances())
      expect(properties).toMatchObject({ ChargeType: "PrePaid", AutoRenew: { AutoRenew: true } });
    expect((await world.engine.preview(program(args))).steps).toEqual(["same caches"]);
  });

  test("groups in two regions are ordered, observed and deleted each in its own", async () => {
    const regions = () =>
      instances()
        .map(({ properties }) => properties.RegionId as string)
        .sort();
    const args = { instances: [small, { ...small, regionId: "cn-beijing", izNo: "cn-beijing-h", quantity: 2 }] };
    await done(args);
    expect(regions()).toEqual(["cn-beijing", "cn-beijing", "cn-hangzhou"]);
    expect((await world.engine.up(program(args), { refresh: true })).steps).toEqual(["same caches"]);
    await done({ instances: [small] });
    expect(regions()).toEqual(["cn-hangzhou"]);
  });

  test("a password by group is that of its members, and appears nowhere in plain text", async () => {
    await done({ instances: [small, { ...small, group: "web" }], passwords: { web: "Other-1234" } });
    expect(outputs().connectionStrings).toEqual([
      expect.stringMatching(/^redis:\/\/:Secret-123@/),
      expect.stringMatching(/^redis:\/\/:Other-1234@/),
    ]);
    expect(JSON.stringify(outputs().members)).not.toMatch(/Secret-123|Other-1234/);
  });

  test("another password is set on every member exactly once", async () => {
    const args = { instances: [small], passwords: { "0": "Other-1234" } };
    await done(args);
    await done({ ...args, passwords: { "0": "Third-1234" } });
    expect(sent("ModifyInstanceAttribute")).toHaveLength(1);
    await done({ ...args, passwords: { "0": "Third-1234" } });
    expect(sent("ModifyInstanceAttribute")).toHaveLength(1);
  });

  test("the user's token is sent with the first order of each group", async () => {
    const args = { instances: [small, { ...small, group: "web" }], token: "mine" };
    await done(args);
    expect(tokens().sort()).toEqual(["mine-0", "mine-web"]);
    const web = { ...small, group: "web" };
    await done({ ...args, instances: [{ ...small, quantity: 2 }, web] });
    expect(tokens()[2]).not.toMatch(/mine/);
    expect(instances()).toHaveLength(3);
  });

  describe("the user's token of two batches", () => {
    const named = (name: string, args: Args) => program({ token: "mine", ...args }).map((each) => ({ ...each, name }));

    test("is rejected at preview, by the tokens that their groups are ordered with", async () => {
      const groups = (...names: string[]) => ({ instances: names.map((group) => ({ ...small, group })) });
      const one = named("one", groups("a", "b"));
      const { errors } = await world.engine.preview([...one, ...named("two", groups("b", "c"))]);
      expect(errors.join()).toMatch(/token: (one|two) has the same/);
      expect((await world.engine.preview([...one, ...named("two", groups("c", "d"))])).errors).toEqual([]);
    });

    test("is sent again by every run, and explained without an earlier run that never was", async () => {
      expect((await world.engine.up(named("one", { instances: [small] }))).errors).toEqual([]);
      const args = { instances: [{ ...small, instanceName: "other" }] };
      for (let again = 0; again < 2; again++) {
        const { errors } = await world.engine.up(named("two", args));
        expect(errors.join()).toMatch(/IdempotentParameterMismatch.*Another resource or stack.*Change `token`/s);
        expect(errors.join()).not.toMatch(/with another token|An earlier run may have created/);
      }
      expect(tokens()).toEqual(["mine", "mine", "mine"]);
      expect(await world.engine.up(named("two", { ...args, token: "yours" }))).toMatchObject({ errors: [] });
    });
  });

  describe("orders awaiting payment", () => {
    const waiting = {
      instances: [{ ...small, quantity: 2, chargeType: "PrePaid", period: 1 }],
      autoPay: false,
      prepaidDestroy: "convert",
    };
    const pay = () => world.sandbox.drift({ cloud: "aliyun", id: String(outputs().orderId), set: { paid: true } });

    test("the first run fails with the order's number and where to pay, and a run after the payment continues with its instances", async () => {
      const run = await up(waiting);
      const order = String(outputs().orderId);
      expect(run.errors.join("\n")).toContain(
        `Order ${order} is not paid. Pay it in the console: Expenses > Renewal Management > Orders`,
      );
      expect(instances()).toEqual([]);
      pay();
      await done(waiting);
      expect(new Set(instances().map(({ id }) => id))).toEqual(new Set(ids()));
      expect([instances().length, ids().length, tokens().length]).toEqual([2, 2, 1]);
      expect((await world.engine.up(program(waiting), { refresh: true })).steps).toEqual(["same caches"]);
    });

    test("while the order is unpaid, every run says the same and orders nothing more", async () => {
      const first = await up(waiting);
      const second = await up(waiting);
      expect(second.errors.join()).toMatch(/is not paid/);
      expect(first.errors.join()).toContain(String(outputs().orderId));
      expect(new Set(tokens()).size).toBe(1);
      expect(instances()).toEqual([]);
    });

    test("a batch that was never paid for can be destroyed", async () => {
      await up(waiting);
      expect((await world.engine.destroy()).errors).toEqual([]);
      expect(world.engine.state).toEqual([]);
    });
  });
});

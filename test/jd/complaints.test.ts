import { type Args, type Case, differences, openCase } from "../contract/fixture";
import { testWorld } from "../engine/world";
import { base, jdFixture } from "./fixture";

/** What users of JD Cloud's Redis have met, by hand, with the SDKs, or with the tools for its sibling products. */
describe("JdRedis", () => {
  let it: Case;
  beforeEach(async () => {
    it = await openCase(jdFixture);
  });
  afterEach(() => it.close());

  const up = (args: Args, more = {}, options = {}) => it.engine.up(it.program({ ...base, ...args }, more), options);
  const outputs = () => it.engine.state[0]?.outputs as Record<string, unknown>;
  const actions = (name: string) => it.sandbox.requests().filter(({ action }) => action === name);
  const drift = (set: Record<string, unknown>) => it.sandbox.drift({ cloud: "jd", id: it.ids()[0] as string, set });
  const minute = 60_000;

  describe("creation", () => {
    test("gives every field of the answer and of describe as an output", async () => {
      await up({});
      expect(outputs()).toMatchObject({
        instanceId: it.ids()[0],
        orderNum: expect.stringMatching(/^\d+$/),
        status: "running",
        connectionDomain: expect.stringContaining(it.ids()[0] as string),
        port: 6379,
        connectionString: expect.stringMatching(/^redis:\/\/:Secret123@redis-.*:6379$/),
        otherDomains: [],
        cacheInstanceMemoryMB: 1024,
        memoryMBPerShard: 1024,
        cacheInstanceClass: "redis.m.micro.basic",
        cacheInstanceType: "master-slave",
        redisVersion: "4.0",
        instanceVersion: expect.stringMatching(/^4\.0/),
        chargeMode: "postpaid_by_duration",
        chargeStatus: "normal",
        chargeStartTime: expect.stringMatching(/Z$/),
        createTime: expect.stringMatching(/Z$/),
        auth: true,
        isAllowNoAuth: true,
        replicaNumber: 2,
        shardNumber: 1,
        cpuArchType: "amd64",
        dbNum: 16,
        maintenanceStartTime: "18:00Z",
        maintenanceEndTime: "20:00Z",
      });
    });

    test("the order's number outlives an update and a refresh, although no later answer has it", async () => {
      await up({});
      const { orderNum } = outputs();
      await up({ cacheInstanceName: "carts" });
      await it.engine.refresh();
      expect(outputs().orderNum).toBe(orderNum);
    });

    test.each([
      ["vpcId", "vpc-missing1"],
      ["subnetId", "subnet-missing1"],
      ["cacheInstanceClass", "redis.m.tiny.basic"],
      ["azId", { master: "cn-north-1z", slave: "cn-north-1a" }],
    ])("404 for a wrong %s is an input error that names it, and not a lost instance", async (name, value) => {
      const run = await up({ [name]: value });
      const wrong = typeof value === "string" ? value : value.master;
      expect(run.errors.join()).toMatch(new RegExp(`${wrong} not found.*Check vpcId, subnetId, azId and`));
      expect(run.errors.join()).toMatch(/Nothing was created/);
      expect(it.engine.state).toEqual([]);
      expect(actions("createCacheInstance")).toHaveLength(1);
    });

    test("an answer that was lost is found by the mark, among instances of the same name", async () => {
      await it.engine.up(it.program(base, { name: "other" }));
      it.sandbox.fault({ cloud: "jd", action: "createCacheInstance", kind: "dropAfter" });
      const run = await it.engine.up([...it.program(base, { name: "other" }), ...it.program()]);
      expect(run.errors).toEqual([]);
      expect(it.instances()).toHaveLength(2);
      expect(
        it
          .instances()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(it.ids().sort());
    });

    test("an interrupted run's instance in other zones is not taken over, though its zones are no plain replacement", async () => {
      const azId = { ...base.azId, slave: "cn-north-1c" };
      for (let call = 1; it.instances().length === 0; call++)
        await up({ azId }, {}, { death: { call, when: "after", who: "plugin" } });
      const [begun] = it.instances();
      const run = await up({});
      expect(run.errors).toEqual([]);
      expect(run.warnings.join()).toContain(begun?.id);
      expect(it.ids()).not.toContain(begun?.id);
    });

    test("a full quota is told at once, although its HTTP code is the one of throttling", async () => {
      const keys = { jd: [{ id: "FULLQUOTAKEY00000001", secret: "FullQuotaSecret01", quota: 0 }] };
      const world = await testWorld([jdFixture.kind], { keys });
      world.engine.config = { "jd:accessKey": "FULLQUOTAKEY00000001", "jd:secretKey": "FullQuotaSecret01" };
      const started = world.clock.now();
      const run = await world.engine.up(it.program());
      expect(run.errors.join()).toMatch(/QUOTA_EXCEEDED.*open a ticket with JD Cloud for a higher quota/s);
      expect(world.clock.now() - started).toBeLessThan(5_000);
      await world.close();
    });

    test("without charge the mode is sent all the same, because the vendor's pages disagree about the default", async () => {
      await up({});
      expect(actions("createCacheInstance")[0]?.params.charge).toContain("postpaid_by_duration");
    });

    test("postpaid_by_usage warns at preview and is left to the cloud", async () => {
      const charge = { chargeMode: "postpaid_by_usage" };
      expect(await it.engine.preview(it.program({ ...base, charge }))).toMatchObject({
        errors: [],
        warnings: [expect.stringMatching(/not sold that way/)],
      });
      expect((await up({ charge })).errors.join()).toMatch(/INVALID_ARGUMENT/);
    });
  });

  describe("resizing", () => {
    test("right after creation is repeated until the billing side has finished the first order", async () => {
      await up({});
      expect(await up({ cacheInstanceClass: "redis.m.small.basic" })).toMatchObject({ errors: [] });
      const answers = actions("modifyCacheInstanceClass").map(({ status }) => status);
      expect(answers[0]).toBe(400);
      expect(answers.at(-1)).toBe(200);
      expect(answers.filter((status) => status === 200)).toHaveLength(1);
    });

    test("deferred to the maintenance window is waited for, although the status reads running all the time", async () => {
      await up({});
      it.clock.advance(minute);
      const run = await up(
        { cacheInstanceClass: "redis.m.small.basic", effectiveTime: "MaintainTime" },
        { timeouts: { update: "48h" } },
      );
      expect(run.errors).toEqual([]);
      expect(outputs()).toMatchObject({ status: "running", cacheInstanceClass: "redis.m.small.basic" });
      expect(it.instances()[0]?.properties.cacheInstanceClass).toBe("redis.m.small.basic");
    });

    test("whose answer was lost is not ordered twice", async () => {
      await up({});
      it.clock.advance(minute);
      it.sandbox.fault({ cloud: "jd", action: "modifyCacheInstanceClass", kind: "dropAfter" });
      expect(await up({ cacheInstanceClass: "redis.m.small.basic" })).toMatchObject({ errors: [] });
      expect(actions("modifyCacheInstanceClass").filter(({ status }) => status === 400).length).toBeGreaterThan(0);
      expect(differences(jdFixture, it.instances()[0], { cacheInstanceClass: "redis.m.small.basic" })).toEqual([]);
    });

    test("of shards sends the class along, which the cloud wants in every such order", async () => {
      const shards = { cacheInstanceClass: "redis.s.micro.basic", shardNumber: 2 };
      await up(shards);
      expect(await up({ ...shards, shardNumber: 8 })).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.instances()[0]?.properties).toMatchObject({ shardNumber: 8, cacheInstanceMemoryMB: 8192 });
    });

    test("shards for a class that is not sold by the shard are warned about at preview", async () => {
      const run = await it.engine.preview(it.program({ ...base, shardNumber: 4 }));
      expect(run.warnings.join()).toMatch(/shardNumber: is given with redis\.m\.micro\.basic/);
    });

    test("a class of a cluster makes a cluster in place, also with the type declared", async () => {
      await up({ cacheInstanceType: "master-slave" });
      const [id] = it.ids();
      const run = await up({ cacheInstanceType: "cluster", cacheInstanceClass: "redis.c.small.basic" });
      expect(run).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.ids()).toEqual([id]);
      expect(outputs().cacheInstanceType).toBe("cluster");
    });

    test("a type that the class does not have is told in the program's words", async () => {
      await up({ cacheInstanceType: "master-slave" });
      expect((await up({ cacheInstanceType: "cluster" })).errors.join()).toMatch(
        /cacheInstanceType cluster needs a cacheInstanceClass of that type/,
      );
    });

    test("a change of type whose answer was lost is done, and not asked for again", async () => {
      await up({});
      it.sandbox.fault({ cloud: "jd", action: "modifyInstanceType", kind: "dropAfter" });
      expect(await up({ cacheInstanceType: "native-cluster" })).toMatchObject({ errors: [] });
      expect(actions("modifyInstanceType")).toHaveLength(1);
    });

    test("a native cluster is no way back", async () => {
      await up({ cacheInstanceType: "native-cluster" });
      expect((await it.engine.preview(it.program({ ...base, cacheInstanceType: "master-slave" }))).steps).toContain(
        "replace cache",
      );
    });

    test("a cluster's proxies move in place, its nodes do not", async () => {
      const cluster = { cacheInstanceClass: "redis.c.small.basic" };
      const azId = { ...base.azId, azsForProxy: ["cn-north-1a", "cn-north-1b"] };
      await up({ ...cluster, azId });
      const [id] = it.ids();
      const moved = { ...azId, azsForProxy: ["cn-north-1b", "cn-north-1c"] };
      expect(await up({ ...cluster, azId: moved })).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.ids()).toEqual([id]);
      expect(it.instances()[0]?.properties.azId).toMatchObject(moved);
      const other = { ...moved, slave: "cn-north-1c" };
      expect((await it.engine.preview(it.program({ ...base, ...cluster, azId: other }))).steps).toContain(
        "replace cache",
      );
    });
  });

  describe("password", () => {
    test("can be taken away, and the connection string loses it", async () => {
      await up({});
      const { password: _, ...open } = base;
      expect(await it.engine.up(it.program(open))).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.instances()[0]?.secrets.password).toBeUndefined();
      expect(outputs().connectionString).toMatch(/^redis:\/\/redis-/);
      expect(outputs().auth).toBe(false);
      expect((await it.engine.preview(it.program(open))).steps).toEqual(["same cache"]);
    });

    test("that the cloud insists on stays, and the error says why", async () => {
      await up({});
      drift({ isAllowNoAuth: false });
      const { password: _, ...open } = base;
      const run = await it.engine.up(it.program(open));
      expect(run.errors.join()).toMatch(/does not allow this instance to have no password/);
      expect(it.instances()[0]?.secrets.password).toBe("Secret123");
    });
  });

  describe("payment", () => {
    const prepaid = { chargeMode: "prepaid_by_duration", chargeDuration: 1 };

    test("an edit of unit or duration neither renews nor replaces", async () => {
      await up({ charge: prepaid });
      const run = await up({ charge: { ...prepaid, chargeUnit: "year", chargeDuration: 3 } });
      expect(run).toMatchObject({ errors: [], steps: ["same cache"], apiCalls: 0 });
    });

    test("postpaid becomes prepaid in place, by one renewal of the given duration", async () => {
      await up({});
      const [id] = it.ids();
      expect(await up({ charge: { ...prepaid, chargeDuration: 3, autoRenew: true } })).toMatchObject({ errors: [] });
      expect(it.ids()).toEqual([id]);
      const paid = actions("renewInstance").filter(({ status }) => status === 200);
      expect(paid).toHaveLength(1);
      expect(paid[0]?.params.renewInstanceParam).toContain('"timeSpan":3');
      expect(outputs().chargeMode).toBe("prepaid_by_duration");
      expect(it.instances()[0]?.properties.autoRenew).toBe(true);
    });

    test("a renewal whose answer was lost is not paid twice", async () => {
      await up({});
      it.clock.advance(minute);
      it.sandbox.fault({ cloud: "jd", action: "renewInstance", kind: "dropAfter" });
      expect((await up({ charge: prepaid })).errors.join()).toMatch(/renewInstance got no usable answer/);
      expect(await up({ charge: prepaid })).toMatchObject({ errors: [] });
      expect(actions("renewInstance")).toHaveLength(1);
    });

    test("automatic renewal is switched in place, and switched back when somebody else has", async () => {
      await up({ charge: { ...prepaid, autoRenew: true } });
      expect(await up({ charge: { ...prepaid, autoRenew: false } })).toMatchObject({ errors: [] });
      expect(it.instances()[0]?.properties.autoRenew).toBe(false);
      drift({ charge: { renewMonths: 1 } });
      await it.engine.refresh();
      expect(await up({ charge: { ...prepaid, autoRenew: false } })).toMatchObject({ steps: ["update cache"] });
      expect(it.instances()[0]?.properties.autoRenew).toBe(false);
    });

    test("the renewal service is asked only where automatic renewal is declared", async () => {
      await up({ charge: prepaid });
      await it.engine.refresh();
      expect(actions("queryInstance")).toEqual([]);
    });

    test("prepaid does not become postpaid, which the preview says with the way out", async () => {
      await up({ charge: prepaid });
      const run = await it.engine.preview(it.program({ ...base, charge: { chargeMode: "postpaid_by_duration" } }));
      expect(run.errors.join()).toMatch(/charge needs a replacement, but the instance is prepaid until \d{4}/);
      expect(run.errors.join()).toContain('"forget"');
    });

    test("an expired prepaid instance is deleted like any other", async () => {
      await up({ charge: prepaid });
      it.clock.advance(minute);
      drift({ chargeExpiredTime: it.clock.now() - 1000 });
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.instances()).toEqual([]);
    });

    test("a prepaid instance that expired since the last run can be replaced", async () => {
      await up({ charge: prepaid });
      it.clock.advance(40 * 24 * 60 * minute);
      expect((await up({ charge: prepaid, subnetId: "subnet-2a2b3c4d5e" })).errors).toEqual([]);
      expect(it.instances()).toHaveLength(1);
    });

    test("a switch to prepaid that was ordered at the purchase is no drift when it comes", async () => {
      const date = new Date(it.clock.now() + 3 * 24 * 60 * minute).toISOString().slice(0, 10);
      const charge = { autoChangeChargeMode: true, autoChangeChargeModeDate: date, chargeDuration: 1 };
      await up({ charge });
      it.clock.advance(4 * 24 * 60 * minute);
      expect(await up({ charge }, {}, { refresh: true })).toMatchObject({ errors: [], warnings: [] });
      expect(outputs().chargeMode).toBe("prepaid_by_duration");
      expect((await it.engine.preview(it.program({ ...base, charge }))).steps).toEqual(["same cache"]);
    });
  });

  describe("deletion", () => {
    test("right after creation waits for the billing side and asks first whether it may be", async () => {
      await up({});
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.instances()).toEqual([]);
      expect(actions("checkDeletable").map(({ status }) => status)).toContain(409);
      expect(actions("deleteCacheInstance").map(({ status }) => status)).toEqual([200]);
    });

    test("an account that may not ask whether it may delete can delete all the same", async () => {
      const keys = { jd: [{ id: "MAYNOTASKKEY00000001", secret: "MayNotAskSecret01", deny: ["checkDeletable"] }] };
      const world = await testWorld([jdFixture.kind], { keys });
      world.engine.config = { "jd:accessKey": "MAYNOTASKKEY00000001", "jd:secretKey": "MayNotAskSecret01" };
      await world.engine.up(it.program());
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      await world.close();
    });

    test("an instance in the recycle bin is gone, even when describe goes on telling of it", async () => {
      await up({});
      drift({ softDeletedTime: "2026-01-01T00:00:00Z" });
      expect(await it.engine.refresh()).toMatchObject({ errors: [], steps: ["gone cache"] });
    });
  });

  describe("access", () => {
    test("an elastic IP is put on, changed and taken off", async () => {
      const address = () => it.instances()[0]?.properties.elasticIpId;
      await up({ publicAddress: { elasticIpId: "fip-one" } });
      expect(address()).toBe("fip-one");
      await up({ publicAddress: { elasticIpId: "fip-two" } });
      expect(address()).toBe("fip-two");
      expect(await up({})).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(address()).toBe("");
      expect((await it.engine.preview(it.program())).steps).toEqual(["same cache"]);
    });

    test("an elastic IP whose allocation was not answered is there once, and released once", async () => {
      it.sandbox.fault({ cloud: "jd", action: "modifyPublicAddress", kind: "dropAfter", times: 1 });
      expect(await up({ publicAddress: { elasticIpId: "fip-one" } })).toMatchObject({ errors: [] });
      it.sandbox.fault({ cloud: "jd", action: "modifyPublicAddress", kind: "dropAfter", times: 1 });
      expect(await up({})).toMatchObject({ errors: [] });
      expect(actions("modifyPublicAddress")).toHaveLength(2);
      expect(it.instances()[0]?.properties.elasticIpId).toBe("");
    });

    test("encryption that a version does not have is told in a minute, not waited for until the deadline", async () => {
      const old = { cacheInstanceClass: "redis.m1.micro.basic", redisVersion: "2.8" };
      const started = it.clock.now();
      const run = await up({ ...old, tls: { tlsStatus: "enable" } });
      expect(run.errors.join()).toMatch(/redis 2.8 does not support tls/);
      expect(it.clock.now() - started).toBeLessThan(3 * minute);
      expect(it.ids()).toHaveLength(1);
    });

    test("encryption shows in the connection string, and is switched off when taken away", async () => {
      await up({ tls: { tlsStatus: "enable" } });
      expect(outputs().connectionString).toMatch(/^rediss:/);
      await up({});
      expect(outputs().connectionString).toMatch(/^redis:/);
      expect(it.instances()[0]?.properties.tls).toMatchObject({ tlsStatus: "disable" });
    });

    test("a whitelist taken out of the program opens the instance again, as the argument says", async () => {
      await up({});
      const { ipWhiteList: _, ...open } = base;
      expect(await it.engine.up(it.program(open))).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.instances()[0]?.properties.ipWhiteList).toEqual(["0.0.0.0/0"]);
    });

    test("commands are switched one by one: what stays off is not named", async () => {
      await up({ disableCommands: ["flushall", "keys"] });
      await up({ disableCommands: ["keys", "flushdb"] });
      expect(actions("setDisableCommands")[1]?.params.disableCommands).not.toContain("keys");
      expect(it.instances()[0]?.properties.disableCommands).toEqual(["keys", "flushdb"]);
      await up({});
      expect(it.instances()[0]?.properties.disableCommands).toEqual([]);
    });
  });

  describe("settings of the engine", () => {
    test("are changed in one call, and only those that are declared are compared", async () => {
      await up({ config: { "hash-max-ziplist-value": "128" }, maxmemoryPolicy: "noeviction", slaveAppendonly: "yes" });
      expect(actions("modifyInstanceConfig")).toHaveLength(1);
      drift({ instanceConfig: { "zset-max-ziplist-value": "32" } });
      const same = {
        config: { "hash-max-ziplist-value": "128" },
        maxmemoryPolicy: "noeviction",
        slaveAppendonly: "yes",
      };
      expect(await up(same, {}, { refresh: true })).toMatchObject({ steps: ["same cache"] });
      drift({ instanceConfig: { "hash-max-ziplist-value": "64" } });
      await it.engine.refresh();
      expect(outputs().config).toEqual({ "hash-max-ziplist-value": "64" });
      expect(await up(same)).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.instances()[0]?.properties.instanceConfig).toMatchObject({ "hash-max-ziplist-value": "128" });
    });
  });

  describe("looking", () => {
    test("a status that nobody knows yet counts as busy until the deadline", async () => {
      await up({});
      drift({ cacheInstanceStatus: "rebalancing" });
      const run = await up({ cacheInstanceName: "carts" }, { timeouts: { update: "2m" } });
      expect(run.errors.join()).toMatch(/not ready after .*last seen rebalancing/);
      drift({ cacheInstanceStatus: "running" });
      expect(await up({ cacheInstanceName: "carts" })).toMatchObject({ errors: [] });
    });

    test("parts with calls of their own are asked for only where the program declares them", async () => {
      const { ipWhiteList: _, ...few } = base;
      await it.engine.up(it.program(few));
      const asked = new Set(it.sandbox.requests().flatMap(({ action, mutating }) => (mutating ? [] : [action])));
      expect([...asked].sort()).toEqual(["describeCacheInstance", "describeCacheInstances"]);
    });
  });
});

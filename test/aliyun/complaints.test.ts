import { aliyunRedisSchema } from "../../provider/aliyun/validation";
import { validate } from "../../provider/core/resource/schema";
import { type Case, openCase } from "../contract/fixture";
import { type TestWorld, testWorld } from "../engine/world";
import { aliyunFixture, base, vSwitchIn } from "./fixture";

/**
 * What users of the existing providers complain of (facts, section 7.2): each is a promise here. Numbers are issues and
 * pull requests of aliyun/terraform-provider-alicloud unless another repository is named.
 */
describe("complaints", () => {
  let it: Case;
  beforeEach(async () => {
    it = await openCase(aliyunFixture);
  });
  afterEach(() => it.close());

  const up = async (args: Readonly<Record<string, unknown>>, more = {}) =>
    it.engine.up(it.program(Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)), more));
  const done = async (args: Readonly<Record<string, unknown>>, more = {}) =>
    expect((await up(args, more)).errors).toEqual([]);
  const properties = () => it.instances()[0]?.properties ?? {};
  const id = () => it.ids()[0] as string;
  const drift = (set: Record<string, unknown>) => it.sandbox.drift({ cloud: "aliyun", id: id(), set });
  const calls = (action: string) =>
    it.sandbox.requests().filter((request) => request.cloud === "aliyun" && request.action === action);
  const judge = (args: Readonly<Record<string, unknown>>) => validate(aliyunRedisSchema, { ...base, ...args });
  const classic = {
    zoneId: base.zoneId,
    vpcId: base.vpcId,
    vSwitchId: base.vSwitchId,
    regionId: base.regionId,
    password: base.password,
    instanceClass: "redis.master.small.default",
  };
  const prepaid = { ...base, chargeType: "PrePaid", period: 1 };

  describe("creation", () => {
    const slow = async (work: (world: TestWorld) => Promise<void>) => {
      const world = await testWorld([aliyunFixture.kind], { provisionMs: 25 * 60_000 });
      await work(world).finally(() => world.close());
    };
    const program = (timeouts?: Record<string, string>) => [
      { type: "AliyunRedis", name: "cache", args: { ...base }, ...(timeouts ? { timeouts } : {}) },
    ];

    test("timed out at 11 min although 20 were promised (#4634): 25 min are waited for by default", () =>
      slow(async ({ engine }) => {
        expect((await engine.up(program())).errors).toEqual([]);
      }));

    test("timed out at 11 min although 20 were promised (#4634): customTimeouts are kept to, on both sides", () =>
      slow(async ({ engine, clock }) => {
        const started = clock.now();
        expect((await engine.up(program({ create: "11m" }))).errors.join()).toMatch(/not ready after/);
        const waited = clock.now() - started;
        expect(waited).toBeGreaterThan(10.9 * 60_000);
        expect(waited).toBeLessThan(11.1 * 60_000);
      }));

    test.each(["hang", "dropAfter", "html", "error503"] as const)(
      "was reported failed because one look at the status met a network error (alibaba/terraform-provider#786): %s while polling",
      async (kind) => {
        it.sandbox.fault({ cloud: "aliyun", action: "DescribeInstances", kind, times: 3 });
        it.sandbox.fault({ cloud: "aliyun", action: "DescribeInstanceAttribute", kind, times: 3 });
        await done(base);
        expect(it.instances().map((instance) => instance.id)).toEqual(it.ids());
      },
    );

    test("a repeated creation made a second instance for want of an idempotency token (#9000): a lost answer is asked for again with the same token", async () => {
      it.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", kind: "dropAfter" });
      await done(base);
      const tokens = calls("CreateInstance").map((call) => call.params.Token);
      expect(tokens).toHaveLength(2);
      expect(new Set(tokens).size).toBe(1);
      expect(it.instances()).toHaveLength(1);
    });

    test("config was ignored at creation (#3523): it is applied when the instance is ready, and looked at", async () => {
      await done({ ...base, config: { EvictionPolicy: "allkeys-lru", "hash-max-ziplist-entries": 1024 } });
      expect(calls("CreateInstance")[0]?.params).not.toHaveProperty("Config");
      expect(JSON.parse(String(properties().Config))).toMatchObject({
        "maxmemory-policy": "allkeys-lru",
        "hash-max-ziplist-entries": 1024,
      });
    });

    test("6.0 was refused as an invalid class without saying why (#5053): the preview warns, and the refusal names the versions", async () => {
      const wrong = { ...classic, engineVersion: "6.0" };
      expect(judge(wrong).warnings.join()).toMatch(/6.0 is not known to be sold with classic classes/);
      const run = await up(wrong);
      expect(run.errors.join()).toMatch(
        /redis.master.small.default is sold in cn-hangzhou-h with engine version 2.8, 4.0, 5.0, not 6.0.*\n.*Nothing was created/,
      );
    });

    test("a class that the zone does not sell ended in COMMODITY.INVALID_COMPONENT (#634): the refusal names what is sold there and where it is", async () => {
      const run = await up({ ...base, zoneId: "cn-hangzhou-f", vSwitchId: vSwitchIn("cn-hangzhou-f") });
      expect(run.errors.join()).toMatch(
        /INVALID_COMPONENT.*redis.shard.small.ce is not sold in cn-hangzhou-f now.*redis.shard.small.ce is sold in cn-hangzhou-b/,
      );
      expect(it.instances()).toEqual([]);
    });

    test("a capacity that is not sold names the sizes that are", async () => {
      const { instanceClass: _, ...rest } = classic;
      const run = await up({ ...rest, capacity: 3000 });
      expect(run.errors.join()).toMatch(/3000 MB is not sold.*sold there: 1024 MB|3000 MB is not sold.*256 MB/);
    });

    test("bad periods were answered by ServiceUnavailable (WeBankPartners/wecube-plugins-alicloud#89): they are refused at preview", () => {
      expect(judge({ chargeType: "PrePaid", period: "Month" }).failures.join()).toMatch(/period/);
      expect(judge({ chargeType: "PrePaid", period: 1, autoRenew: true }).failures.join()).toMatch(
        /autoRenewPeriod: must be given with autoRenew/,
      );
    });

    test("the list of engine versions lagged behind the cloud (#1674, #4548, #6105): a version of tomorrow passes", () => {
      expect(judge({ engineVersion: "9.9" }).failures).toEqual([]);
    });

    test("readone, readthree and readfive were wanted as node types (#3223): they pass, with a warning", () => {
      for (const nodeType of ["readone", "readthree", "readfive"]) {
        const { failures, warnings } = judge({ nodeType });
        expect(failures).toEqual([]);
        expect(warnings.join()).toMatch(/documented words/);
      }
    });
  });

  describe("refresh", () => {
    test.each([
      ["tde, which the instance does not have (#5977, #9971)", { tde: false }],
      ["ssl", { ssl: false }],
      ["automatic renewal of a PostPaid instance", { autoRenew: false }],
      ["all of them at once", { tde: false, ssl: false, autoRenew: false, securityGroupIds: ["sg-aaaa"] }],
    ])("was broken by an optional read of %s: it is left out", async (_, args) => {
      await done({ ...base, ...args });
      drift({ EngineVersion: "2.8", IsSupportTDE: false });
      expect((await it.engine.refresh()).errors).toEqual([]);
    });

    test.each(["DescribeInstanceTDEStatus", "DescribeInstanceSSL", "DescribeBackupPolicy", "DescribeSecurityIps"])(
      "was broken by an optional read that the key may not make: %s",
      async (action) => {
        const world = await testWorld([aliyunFixture.kind], {
          keys: { aliyun: [{ id: "MAYNOTREAD", secret: "MayNotReadSecret", deny: [action] }] },
        });
        const program = [
          {
            type: "AliyunRedis",
            name: "cache",
            args: { ...base, ssl: true, tde: false, backupPolicy: { backupRetentionPeriod: 30 } },
          },
        ];
        await world.engine.up(program);
        world.engine.config = { "aliyun:accessKeyId": "MAYNOTREAD", "aliyun:accessKeySecret": "MayNotReadSecret" };
        expect((await world.engine.refresh()).errors).toEqual([]);
        expect((await world.engine.preview(program)).steps).toEqual(["same cache"]);
        await world.close();
      },
    );

    test.each([
      ["config: the server knows settings that nobody has set (#5642)", { config: { timeout: 100 } }],
      ["instanceClass: a virtual class and the one that runs (#6440)", {}],
      ["securityIps in another order (#6426)", { securityIps: ["192.168.1.1", "10.0.0.0/8"] }],
      ["nodeType: ordered as MASTER_SLAVE, shown as double", { nodeType: "MASTER_SLAVE" }],
      ["an empty default", { tags: {}, config: {}, securityIpGroups: {} }],
      ["couponNo, whose default was removed (#9730)", { couponNo: "youhuiquan_promotion_option_id_for_blank" }],
      ["numbers that come back as text", { config: { "hash-max-ziplist-entries": "512" } }],
      ["EvictionPolicy, which is maxmemory-policy", { config: { EvictionPolicy: "volatile-lru" } }],
    ])("showed for ever a difference of %s", async (_, args) => {
      await done({ ...base, ...args });
      drift({ Config: { "#no_loose_disabled-commands": "flushall" }, InstanceClass: "redis.shard.small.ce" });
      expect(await it.engine.up(it.program({ ...base, ...args }), { refresh: true })).toMatchObject({
        steps: ["same cache"],
        errors: [],
      });
    });

    test("showed for ever a difference of period on PostPaid (#6518): without PrePaid it is no argument at all", async () => {
      expect(judge({ period: 1 }).failures.join()).toMatch(/period: is only for chargeType PrePaid/);
      await done(prepaid);
      await done({ ...base, chargeType: "PostPaid" });
      expect((await it.engine.preview(it.program({ ...base, chargeType: "PostPaid" }))).steps).toEqual(["same cache"]);
    });
  });

  describe("changes", () => {
    test("SSL that somebody else had switched on ended in a fault (#6534): already so is done", async () => {
      await done(base);
      it.sandbox.fault({ cloud: "aliyun", action: "ModifyInstanceSSL", kind: "dropAfter" });
      await done({ ...base, ssl: true });
      expect(properties().SSLEnabled).toBe(true);
    });

    test.each([
      {
        code: "IncorrectDBInstanceState",
        action: "ModifyInstanceSSL",
        args: { ssl: true },
        busy: { InstanceStatus: "Changing" },
        free: { InstanceStatus: "Normal" },
      },
      {
        code: "Task.Conflict",
        action: "ModifyInstanceSpec",
        args: { shardCount: 2 },
        busy: { IsOrderCompleted: false },
        free: { IsOrderCompleted: true },
      },
    ])("raced with what the cloud was doing (#4848, #7983, #8651): $code to $action is waited for", async (race) => {
      await done(base);
      let times = 0;
      it.sandbox.onRequest(({ action }) => {
        if (action === race.action) drift(++times === 1 ? race.busy : race.free);
      });
      await done({ ...base, ...race.args });
      expect(calls(race.action).map(({ status }) => status < 400)).toEqual([false, true]);
    });

    test("a classic class wants MajorVersion beside it (#10016): the present version is sent, to cloud-native ones none", async () => {
      await done(classic);
      await done({ ...classic, instanceClass: "redis.master.mid.default" });
      expect(calls("ModifyInstanceSpec").map((call) => call.params.MajorVersion)).toEqual(["5.0"]);
      expect(properties().RealInstanceClass).toBe("redis.master.mid.default");
    });

    test("read-only counts of both zones could not be changed together (#8364, #8450): they go in calls of their own", async () => {
      const dual = { ...base, secondaryZoneId: "cn-hangzhou-i" };
      await done({ ...dual, readOnlyCount: 1, slaveReadOnlyCount: 1 });
      await done({ ...dual, readOnlyCount: 3, slaveReadOnlyCount: 2 });
      const sent = calls("ModifyInstanceSpec").map(({ params }) => [params.ReadOnlyCount, params.SlaveReadOnlyCount]);
      expect(sent).toEqual([
        ["3", undefined],
        [undefined, "2"],
      ]);
      expect(properties()).toMatchObject({ ReadOnlyCount: 3, SlaveReadOnlyCount: 2 });
    });

    test("the engine's version could not be changed (#8450): up in place, down as a replacement", async () => {
      await done({ ...base, engineVersion: "5.0" });
      const first = id();
      await done({ ...base, engineVersion: "7.0" });
      expect(id()).toBe(first);
      expect(properties().EngineVersion).toBe("7.0");
      expect((await it.engine.preview(it.program({ ...base, engineVersion: "6.0" }))).steps).toContain("replace cache");
    });

    test("every resize slept three times six minutes (#7560): it takes little longer than the cloud itself", async () => {
      await done(base);
      const started = it.clock.now();
      await done({ ...base, instanceClass: "redis.shard.mid.ce" });
      // The sandbox takes a quarter of the minute that a creation takes.
      expect(it.clock.now() - started).toBeLessThan(15_000 * 1.2);
    });

    test("dual zone to single zone was not possible (#9908): taking secondaryZoneId away moves all nodes into one", async () => {
      const dual = { ...base, secondaryZoneId: "cn-hangzhou-i", replicaCount: 1, slaveReplicaCount: 1 };
      await done(dual);
      const first = id();
      await done({ ...base, replicaCount: 1 });
      expect(id()).toBe(first);
      expect(properties()).toMatchObject({ SecondaryZoneId: "", ReplicaCount: 1, SlaveReplicaCount: 0 });
      expect((await it.engine.preview(it.program({ ...base, replicaCount: 1 }))).steps).toEqual(["same cache"]);
    });

    test("replica counts of both zones were missing (pulumi-alicloud before 1.286): they are born and changed", async () => {
      const dual = { ...base, secondaryZoneId: "cn-hangzhou-i" };
      await done({ ...dual, replicaCount: 1, slaveReplicaCount: 1 });
      await done({ ...dual, replicaCount: 2, slaveReplicaCount: 2 });
      expect(properties()).toMatchObject({ ReplicaCount: 2, SlaveReplicaCount: 2 });
    });

    test("prefix and port of the private endpoint could not be set (#3058, #2123): at birth and in place", async () => {
      await done({ ...base, connectionStringPrefix: "sessionsone", port: 6400 });
      const first = id();
      await done({ ...base, connectionStringPrefix: "sessionstwo", port: 6401 });
      expect(id()).toBe(first);
      expect(calls("ModifyDBInstanceConnectionString")).toHaveLength(1);
      expect(properties()).toMatchObject({ ConnectionDomain: "sessionstwo.redis.rds.aliyuncs.com", Port: 6401 });
    });

    test("a public endpoint needed a resource of its own (#2748, #2867): it is an argument, and its host name an output", async () => {
      await done({ ...base, publicConnection: { connectionStringPrefix: "publicone" } });
      expect(it.engine.state[0]?.outputs.publicConnectionDomain).toBe("publicone.redis.rds.aliyuncs.com");
      await done(base);
      expect(properties().PublicConnection).toBeNull();
    });

    test("autoRenewPeriod crashed, autoRenew was not applied or read wrongly (#7446, #5976, #4842, #2265): born, changed and read back", async () => {
      await done({ ...prepaid, autoRenew: true, autoRenewPeriod: 2 });
      expect(properties().AutoRenew).toEqual({ AutoRenew: true, Duration: 2 });
      await done({ ...prepaid, autoRenew: true, autoRenewPeriod: 6 });
      expect(properties().AutoRenew).toEqual({ AutoRenew: true, Duration: 6 });
      drift({ AutoRenew: { AutoRenew: false, Duration: 0 } });
      await it.engine.refresh();
      expect((await it.engine.preview(it.program({ ...prepaid, autoRenew: true, autoRenewPeriod: 6 }))).steps).toEqual([
        "update cache",
      ]);
      await done(prepaid);
      expect(properties().AutoRenew).toEqual({ AutoRenew: false, Duration: 0 });
    });
  });

  describe("deletion", () => {
    test("was not repeated when the instance was busy (#7876): it waits for its turn", async () => {
      await done(base);
      let times = 0;
      it.sandbox.onRequest(({ action }) => {
        if (action === "DeleteInstance") drift({ InstanceStatus: ++times === 1 ? "Changing" : "Normal" });
      });
      expect((await it.engine.destroy()).errors).toEqual([]);
      expect(times).toBe(2);
      expect(it.instances()).toEqual([]);
    });

    test("ended before the instance was gone (#7110): destroy looks until the cloud does not know it any more", async () => {
      await done(base);
      it.sandbox.onRequest(({ action }) => {
        // The deletion takes its time: the status is still the old one at the first looks.
        if (action === "DeleteInstance")
          it.sandbox.fault({ cloud: "aliyun", action: "DescribeInstanceAttribute", kind: "error503", times: 2 });
      });
      expect((await it.engine.destroy()).errors).toEqual([]);
      const last = it.sandbox
        .requests()
        .map(({ action }) => action)
        .lastIndexOf("DeleteInstance");
      const looks = it.sandbox
        .requests()
        .slice(last + 1)
        .filter(({ action }) => action.startsWith("Describe"));
      expect(looks.length).toBeGreaterThan(2);
    });

    test("of a PrePaid instance dropped it from the state and left it running (provider docs, #10036): refused with the ways out and the date", async () => {
      await done(prepaid);
      const run = await it.engine.destroy();
      expect(run.errors.join()).toMatch(/prepaid until 20\d\d-.*"convert".*"forget"/s);
      await done({ ...prepaid, prepaidDestroy: "convert" });
      expect((await it.engine.destroy()).errors).toEqual([]);
      expect(it.instances()).toEqual([]);
    });
  });

  describe("credentials", () => {
    const without = async (env: Record<string, string>) => {
      const world = await testWorld([aliyunFixture.kind], {
        env: { ALIBABA_CLOUD_ACCESS_KEY_ID: "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "", HOME: "/nonexistent", ...env },
      });
      const run = await world.engine.preview([{ type: "AliyunRedis", name: "cache", args: { ...base } }]);
      await world.close();
      return run.errors.join("\n");
    };

    test('missing ones ended in "Invalid type option" (pulumi/pulumi-alicloud#187, #326): the error lists every place that was looked at', async () => {
      const text = await without({});
      for (const place of [
        "aliyun:accessKeyId",
        "ALIBABA_CLOUD_ACCESS_KEY_ID",
        "ALICLOUD_ACCESS_KEY",
        "~/.aliyun/config.json",
      ])
        expect(text).toContain(place);
    });

    test("OIDC variables were not honoured as documented (pulumi/pulumi-alicloud#931): not documented, not silently ignored: the error names what is read instead", async () => {
      const text = await without({
        ALIBABA_CLOUD_ROLE_ARN: "acs:ram::1:role/r",
        ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:ram::1:oidc-provider/p",
        ALIBABA_CLOUD_OIDC_TOKEN_FILE: "/token",
      });
      expect(text).toMatch(/no credentials found.*ALIBABA_CLOUD_ACCESS_KEY_ID/s);
    });
  });
});

import { aliyunRedisSchema } from "../../provider/aliyun/validation";
import { validate } from "../../provider/core/resource/schema";
import { testWorld } from "../engine/world";
import { aliyunFixture, base, vSwitchIn } from "./fixture";
import { type Args, prepaid, useAliyun, classic as withoutNetwork } from "./world";

const { zoneId, vpcId, vSwitchId } = base;
const classic = { ...withoutNetwork, zoneId, vpcId, vSwitchId };
/** A version that the class does not have. */
const newer = { ...classic, engineVersion: "6.0" };
const inZoneF = { ...base, zoneId: "cn-hangzhou-f", vSwitchId: vSwitchIn("cn-hangzhou-f") };
const dual = { ...base, secondaryZoneId: "cn-hangzhou-i" };
const declared = (args: Args = {}) => [{ type: "AliyunRedis", name: "cache", args: { ...base, ...args } }];

/**
 * What users of existing providers report (facts, section 7.2), and what this provider does instead. Numbers are issues and
 * pull requests of aliyun/terraform-provider-alicloud unless another repository is named.
 */
describe("known issues of other providers", () => {
  const world = useAliyun();

  test.each<[string, Args, RegExp]>([
    ["#6518: period was accepted beside PostPaid", { period: 1 }, /^period: is only for chargeType PrePaid$/],
    ["#5053: 6.0 was an invalid class, without a reason", newer, /^engineVersion: 6.0 is not known to be sold/],
  ])("%s: the preview says so", (_, args, message) => {
    const { failures, warnings } = validate(aliyunRedisSchema, { ...base, ...args });
    expect([...failures, ...warnings].join()).toMatch(message);
  });

  describe("creation", () => {
    test("#4634: timed out at 11 min although 20 were promised: 25 min are waited for by default", async () => {
      const slow = await testWorld([aliyunFixture.definition], { provisionMs: 25 * 60_000 });
      expect((await slow.engine.up(declared())).errors).toEqual([]);
      await slow.close();
    });

    test.each(["hang", "dropAfter", "html", "error503"] as const)(
      "alibaba/terraform-provider#786: failed because one poll met a network error: %s while polling",
      async (kind) => {
        for (const action of ["DescribeInstances", "DescribeInstanceAttribute"])
          world.sandbox.fault({ cloud: "aliyun", action, kind, times: 3 });
        await world.done(base);
        expect(world.instances().map(({ id }) => id)).toEqual(world.ids());
      },
    );

    test("#9000: a retry created a second instance: a lost answer is asked for again with the same token", async () => {
      world.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", kind: "dropAfter" });
      await world.done(base);
      const tokens = world.sent("CreateInstance").map(({ Token }) => Token);
      expect([tokens.length, new Set(tokens).size, world.instances().length]).toEqual([2, 1, 1]);
    });

    const notWithClass =
      /redis.master.small.default is sold in cn-hangzhou-h with engine version 2.8, 4.0, 5.0, not 6.0.*\n.*Nothing was created/;
    const notInZoneF =
      /INVALID_COMPONENT.*redis.shard.small.ce is not sold in cn-hangzhou-f now.*redis.shard.small.ce is sold in cn-hangzhou-b/;
    const largest = { ...classic, zoneId: "cn-hangzhou-b", instanceClass: "redis.master.8xlarge.default" };
    const unsized = { ...classic, instanceClass: undefined };
    test.each<[string, Args, RegExp]>([
      ["#5053: a version that the class does not have", newer, notWithClass],
      ["#634: a class that the zone does not have", inZoneF, notInZoneF],
      [
        "a capacity that no class has",
        { ...unsized, capacity: 3000 },
        /3000 MB is not sold.*sold there: 4096 MB, 2048 MB/,
      ],
      [
        "a class that is out of stock",
        largest,
        /not sold in cn-hangzhou-b now; sold there: redis.master.4xlarge.default,/,
      ],
    ])("%s was rejected without a reason: the error names what is sold", async (_, args, message) => {
      expect((await world.up(args)).errors.join()).toMatch(message);
      expect(world.instances()).toEqual([]);
    });
  });

  describe("refresh", () => {
    test.each<[string, Args]>([
      ["tde, which the instance does not have (#5977, #9971)", { tde: false }],
      ["ssl", { ssl: false }],
      ["automatic renewal of a PostPaid instance", { autoRenew: false }],
      ["all of them at once", { tde: false, ssl: false, autoRenew: false, securityGroupIds: ["sg-aaaa"] }],
    ])("failed at an optional read of %s: it is left out", async (_, args) => {
      await world.done({ ...base, ...args });
      world.drift({ EngineVersion: "2.8", IsSupportTDE: false });
      expect((await world.engine.refresh()).errors).toEqual([]);
    });

    test.each(["DescribeInstanceTDEStatus", "DescribeInstanceSSL", "DescribeBackupPolicy", "DescribeSecurityIps"])(
      "failed at an optional read without permission: %s is left out",
      async (action) => {
        const limited = await testWorld([aliyunFixture.definition], {
          keys: { aliyun: [{ id: "MAYNOTREAD", secret: "MayNotReadSecret", deny: [action] }] },
        });
        const program = declared({ ssl: true, tde: false, backupPolicy: { backupRetentionPeriod: 30 } });
        await limited.engine.up(program);
        limited.engine.config = { "aliyun:accessKeyId": "MAYNOTREAD", "aliyun:accessKeySecret": "MayNotReadSecret" };
        expect((await limited.engine.refresh()).errors).toEqual([]);
        expect((await limited.engine.preview(program)).steps).toEqual(["same cache"]);
        await limited.close();
      },
    );

    test.each<[string, Args]>([
      ["config, because the server has settings that nobody has set (#5642)", { config: { timeout: 100 } }],
      ["instanceClass, because a virtual class differs from the one that runs (#6440)", {}],
      ["securityIps in another order (#6426)", { securityIps: ["192.168.1.1", "10.0.0.0/8"] }],
      ["empty values", { tags: {}, config: {}, securityIpGroups: {} }],
      ["numbers that come back as text", { config: { "hash-max-ziplist-entries": "512" } }],
    ])("showed an endless difference of %s", async (_, args) => {
      await world.done({ ...base, ...args });
      world.drift({ Config: { "#no_loose_disabled-commands": "flushall" }, InstanceClass: "redis.shard.small.ce" });
      const run = await world.up({ ...base, ...args }, { refresh: true });
      expect(run).toMatchObject({ steps: ["same cache"], errors: [] });
    });

    test("#6518: showed an endless difference of period after a change to PostPaid", async () => {
      await world.done(prepaid);
      await world.done({ ...base, chargeType: "PostPaid" });
      expect((await world.preview({ ...base, chargeType: "PostPaid" })).steps).toEqual(["same cache"]);
    });
  });

  describe("changes", () => {
    test("#6534: SSL that was on already was an error: it is done", async () => {
      await world.done(base);
      world.sandbox.fault({ cloud: "aliyun", action: "ModifyInstanceSSL", kind: "dropAfter" });
      await world.done({ ...base, ssl: true });
      expect(world.properties().SSLEnabled).toBe(true);
    });

    const status = (InstanceStatus: string) => ({ InstanceStatus });
    const order = (IsOrderCompleted: boolean) => ({ IsOrderCompleted });
    test.each<[string, string, Args, Args, Args]>([
      ["IncorrectDBInstanceState", "ModifyInstanceSSL", { ssl: true }, status("Changing"), status("Normal")],
      ["Task.Conflict", "ModifyInstanceSpec", { shardCount: 2 }, order(false), order(true)],
    ])("#4848, #7983, #8651: %s to %s was an error: it is waited for", async (_, changing, args, busy, free) => {
      await world.done(base);
      let times = 0;
      world.sandbox.onRequest(({ action }) => {
        if (action === changing) world.drift(++times === 1 ? busy : free);
      });
      await world.done({ ...base, ...args });
      const calls = world.sandbox.requests().filter(({ action }) => action === changing);
      expect(calls.map(({ status }) => status < 400)).toEqual([false, true]);
    });

    test("#10016: classic classes need MajorVersion beside them: the current version is sent", async () => {
      await world.done(classic);
      await world.done({ ...classic, instanceClass: "redis.master.mid.default" });
      expect(world.sent("ModifyInstanceSpec").map(({ MajorVersion }) => MajorVersion)).toEqual(["5.0"]);
      expect(world.properties().RealInstanceClass).toBe("redis.master.mid.default");
    });

    test("#7560: a resize slept three times six minutes: it takes little longer than the cloud", async () => {
      await world.done(base);
      const started = world.clock.now();
      await world.done({ ...base, instanceClass: "redis.shard.mid.ce" });
      // The sandbox takes a quarter of the minute that a creation takes.
      expect(world.clock.now() - started).toBeLessThan(15_000 * 1.2);
    });

    test("#9908: two zones could not become one: removing secondaryZoneId moves all nodes into the first", async () => {
      await world.done({ ...dual, replicaCount: 1, slaveReplicaCount: 1 });
      const first = world.id();
      await world.done({ ...base, replicaCount: 1 });
      expect(world.id()).toBe(first);
      expect(world.properties()).toMatchObject({ SecondaryZoneId: "", ReplicaCount: 1, SlaveReplicaCount: 0 });
      expect((await world.preview({ ...base, replicaCount: 1 })).steps).toEqual(["same cache"]);
    });

    test("#3058, #2123: prefix and port of the private endpoint could not be set: they change in one call", async () => {
      await world.done({ ...base, connectionStringPrefix: "sessionsone", port: 6400 });
      const first = world.id();
      await world.done({ ...base, connectionStringPrefix: "sessionstwo", port: 6401 });
      expect(world.id()).toBe(first);
      expect(world.sent("ModifyDBInstanceConnectionString")).toHaveLength(1);
      expect(world.properties()).toMatchObject({ ConnectionDomain: "sessionstwo.redis.rds.aliyuncs.com", Port: 6401 });
    });

    test("#2748, #2867: a public endpoint needed a resource of its own: it is an argument and an output", async () => {
      await world.done({ ...base, publicConnection: { connectionStringPrefix: "publicone" } });
      expect(world.outputs().publicConnectionDomain).toBe("publicone.redis.rds.aliyuncs.com");
      await world.done(base);
      expect(world.properties().PublicConnection).toBeNull();
    });

    test("#7446, #5976, #4842, #2265: automatic renewal was not applied or misread: it is created, read and removed", async () => {
      const renewed = { ...prepaid, autoRenew: true, autoRenewPeriod: 2 };
      await world.done(renewed);
      expect(world.properties().AutoRenew).toEqual({ AutoRenew: true, Duration: 2 });
      world.drift({ AutoRenew: { AutoRenew: false, Duration: 0 } });
      await world.engine.refresh();
      expect((await world.preview(renewed)).steps).toEqual(["update cache"]);
      await world.done(renewed);
      await world.done(prepaid);
      expect(world.properties().AutoRenew).toEqual({ AutoRenew: false, Duration: 0 });
    });
  });

  describe("deletion", () => {
    test("#7876: was not repeated while the instance was busy", async () => {
      await world.done(base);
      let times = 0;
      world.sandbox.onRequest(({ action }) => {
        if (action === "DeleteInstance") world.drift({ InstanceStatus: ++times === 1 ? "Changing" : "Normal" });
      });
      expect((await world.engine.destroy()).errors).toEqual([]);
      expect(times).toBe(2);
      expect(world.instances()).toEqual([]);
    });

    test("#7110: ended before the instance was gone: it is polled until the cloud no longer has it", async () => {
      await world.done(base);
      // The first polls after the deletion fail.
      world.sandbox.onRequest(({ action }) => {
        if (action === "DeleteInstance")
          world.sandbox.fault({ cloud: "aliyun", action: "DescribeInstanceAttribute", kind: "error503", times: 2 });
      });
      expect((await world.engine.destroy()).errors).toEqual([]);
      const actions = world.sandbox.requests().map(({ action }) => action);
      const polls = actions.slice(actions.lastIndexOf("DeleteInstance")).filter((name) => name.startsWith("Describe"));
      expect(polls.length).toBeGreaterThan(2);
    });

    test("#10036: left a PrePaid instance running: it fails with the ways out and the date", async () => {
      await world.done(prepaid);
      const run = await world.engine.destroy();
      expect(run.errors.join()).toMatch(/prepaid until 20\d\d-.*"convert".*"forget"/s);
    });
  });

  const without = { ALIBABA_CLOUD_ACCESS_KEY_ID: "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "", HOME: "/nonexistent" };

  test('pulumi/pulumi-alicloud#187, #326: missing credentials ended in "Invalid type option": every place is listed', async () => {
    const anonymous = await testWorld([aliyunFixture.definition], { env: without });
    const text = (await anonymous.engine.preview(declared())).errors.join("\n");
    await anonymous.close();
    const places = [
      "aliyun:accessKeyId",
      "ALIBABA_CLOUD_ACCESS_KEY_ID",
      "ALICLOUD_ACCESS_KEY",
      "~/.aliyun/config.json",
    ];
    for (const place of ["no credentials found", ...places]) expect(text).toContain(place);
  });

  test("pulumi/pulumi-alicloud#931: OIDC variables were ignored silently: they are used", async () => {
    const variables = {
      ALIBABA_CLOUD_ROLE_ARN: "acs:ram::1:role/r",
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:ram::1:oidc-provider/p",
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: "/nonexistent/token",
    };
    const pod = await testWorld([aliyunFixture.definition], { env: { ...without, ...variables } });
    const text = (await pod.engine.up(declared())).errors.join("\n");
    await pod.close();
    expect(text).toMatch(/OIDC token file \/nonexistent\/token is empty or cannot be read/);
  });
});

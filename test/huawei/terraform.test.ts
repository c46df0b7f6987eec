import type { Args } from "../contract/fixture";
import { useEach } from "../support/useEach";
import { base, memcached, redis3, securityGroupId, subnetId } from "./fixture";
import type { Call } from "./front";
import { huaweiWorld } from "./world";

const readsWhitelist = ({ method, path }: Call) => method === "GET" && path.endsWith("/whitelist");
const cluster = { specCode: "redis.cluster.xu1.large.r2.4", capacity: 4 };

/** Weak points of the production Terraform provider (facts §7.2) and requests of its users (§7.3). */
describe("issues of the Terraform provider", () => {
  const world = useEach(() => huaweiWorld());

  describe("weak points of its code", () => {
    test.each(["ERROR", "CREATEFAILED", "FROZEN"])("1: an instance in %s can be destroyed", async (status) => {
      await world.make();
      world.drift({ status });
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.sandbox.instances()).toEqual([]);
    });

    test.each([
      ["of a wrong URL", { error_code: "DCS.4001", error_msg: "The requested URL does not exist." }],
      ["of the gateway", { error_code: "APIGW.0101", error_msg: "The API does not exist" }],
    ])("2: a 404 %s is an error about the endpoint, not a missing instance", async (_where, body) => {
      await world.make();
      await world.answering(({ path }) => (path.includes("/instances/") ? { status: 404, body } : undefined));
      const run = await world.engine.refresh();
      expect(run.errors.join()).toMatch(/endpoint does not serve this API/);
      expect(world.engine.state).toHaveLength(1);
      expect((await world.engine.destroy()).errors.join()).toMatch(/endpoint does not serve this API/);
      expect(world.engine.state).toHaveLength(1);
    });

    test.each([
      ["whitelist", "UpdateIpWhitelist", { whitelist: [{ groupName: "jobs", ipList: ["10.1.1.1"] }] }],
      ["tags", "BatchCreateOrDeleteTags", { tags: { team: "jobs" } }],
      ["SSL", "UpdateSslSwitch", { enableSsl: true }],
      ["parameters", "UpdateConfigurations", { parameters: { timeout: 300 } }],
    ])("4: %s calls are retried while the instance is busy", async (_what, action, change) => {
      await world.make();
      let rejections = 0;
      const stop = world.sandbox.onRequest((request) => {
        if (request.action !== action) return;
        world.drift({ task: ++rejections < 3 ? "BACKUPING" : null });
        if (rejections >= 3) stop();
      });
      expect(await world.up(change)).toMatchObject({ errors: [] });
      expect(rejections).toBe(3);
      expect((await world.engine.preview(world.program(change))).steps).toEqual(["same cache"]);
    });

    test("5: only tags that differ are changed, so an unchanged tag is never missing", async () => {
      await world.make({ tags: { a: "1", b: "2", c: "3" } });
      // Our own tags are removed by the next up.
      await world.up({ tags: { a: "1", b: "2", c: "3" } });
      const before = world.calls("BatchCreateOrDeleteTags").length;
      await world.up({ tags: { b: "2", c: "4", d: "5" } });
      const calls = world.calls("BatchCreateOrDeleteTags").slice(before);
      expect(calls.map(({ params }) => `${params?.action} ${params?.tags}`)).toEqual([
        'delete [{"key":"a"}]',
        'create [{"key":"c","value":"4"},{"key":"d","value":"5"}]',
      ]);
    });

    test("6: an unreadable whitelist fails the refresh instead of hiding drift", async () => {
      await world.make();
      world.sandbox.fault({ cloud: "huawei", action: "ShowIpWhitelist", kind: "error500", times: 9 });
      expect((await world.engine.refresh()).errors.join()).toMatch(/ShowIpWhitelist/);
    });

    const newer = { engineVersion: "7.0", specCode: "redis.ha.au1.large.1" };
    test.each<[string, Args, RegExp]>([
      ["an unknown flavour", { specCode: "redis.ha.xu1.large.r9.1" }, /is not available.*redis\.ha\.xu1\.large\.r2\.1/],
      ["a flavour of another version", newer, /not available.*for Redis 7\.0/],
      ["a zone that is out of stock", { azCodes: ["cn-north-4g"] }, /out of stock in cn-north-4g now.*cn-north-4a/],
    ])("8: %s is found before anything is ordered", async (_what, change, message) => {
      expect((await world.up(change)).errors.join()).toMatch(message);
      expect(world.calls("CreateInstance")).toEqual([]);
      expect(world.engine.state).toEqual([]);
    });

    test.each([
      ["subnet", "SwitchSubnet", { subnetId: securityGroupId }],
      ["zones", "MigrateAz", { azCodes: ["cn-north-4a", "cn-north-4b"] }],
    ])("12: a change of %s waits as long as customTimeouts say", async (_what, action, change) => {
      await world.make();
      world.sandbox.fault({ cloud: "huawei", action, kind: "stuck" });
      const started = world.clock.now();
      const run = await world.engine.up(world.program(change, { timeouts: { update: "7m" } }));
      expect(run.errors.join()).toMatch(/not ready after/);
      expect(world.clock.now() - started).toBeGreaterThan(6 * 60_000);
      expect(world.clock.now() - started).toBeLessThan(8 * 60_000);
    });

    test("13: parameters are set by name, and their ids are looked up", async () => {
      await world.make({ parameters: { "maxmemory-policy": "allkeys-lru", timeout: 300 } });
      const [call] = world.calls("UpdateConfigurations");
      expect(JSON.parse(String(call?.params?.redis_config))).toEqual(
        expect.arrayContaining([{ param_id: "2", param_name: "maxmemory-policy", param_value: "allkeys-lru" }]),
      );
      const run = await world.up({ parameters: { "maxmemory-polic": "x" } });
      expect(run.errors.join()).toMatch(/has no maxmemory-polic\. It has .*maxmemory-policy/);
    });
  });

  describe("requests of its users", () => {
    test("TF #505: a security group of Redis 5 is warned about, not sent, and no perpetual difference", async () => {
      const args = { engineVersion: "5.0", securityGroupId };
      const run = await world.up(args);
      expect(run.warnings.join()).toMatch(/securityGroupId: is not sent/);
      expect((await world.up(args, { refresh: true })).steps).toEqual(["same cache"]);
      const { securityGroupId: _, ...without } = args;
      expect((await world.up({ ...without, name: "carts" })).errors).toEqual([]);
      expect(world.engine.state[0]?.outputs.securityGroupId).toBeNull();
    });

    test("TF #1375, #1457: a resize replaces nothing; size and replicas change one after the other", async () => {
      const { id } = await world.make();
      for (const specCode of ["redis.ha.xu1.large.r4.4", "redis.ha.xu1.large.r2.4"]) {
        expect(await world.up({ specCode, capacity: 4 })).toMatchObject({ errors: [], steps: ["update cache"] });
        expect(world.instance()).toMatchObject({ id, properties: { spec_code: specCode, capacity: 4 } });
      }
      expect(world.calls("ResizeInstance").map(({ params }) => params?.change_type)).toEqual([
        undefined,
        "createReplication",
        "deleteReplication",
        "deleteReplication",
      ]);
    });

    test("TF #1375: a change of type is one call", async () => {
      const { id } = await world.make({ specCode: "redis.ha.xu1.large.r2.4", capacity: 4 });
      const proxy = { specCode: "redis.proxy.xu1.large.8", capacity: 8 };
      expect(await world.up(proxy)).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(world.instance()).toMatchObject({ id, properties: { cache_mode: "proxy" } });
    });

    test("TF #2370: a whitelist that answers DCS.4872 keeps its last known value", async () => {
      await world.make();
      const before = world.engine.state[0]?.outputs.whitelist;
      const body = { error_code: "DCS.4872", error_msg: "This operation is not supported." };
      await world.answering((call) => (readsWhitelist(call) ? { status: 400, body } : undefined));
      expect(await world.engine.refresh()).toMatchObject({ errors: [] });
      expect(world.engine.state[0]?.outputs.whitelist).toEqual(before);
      expect((await world.engine.preview(world.program())).steps).toEqual(["same cache"]);
    });

    test("OTC #2855: accessUser is for Memcached only", async () => {
      const { errors } = await world.engine.preview(world.program({ accessUser: "shop" }));
      expect(errors.join()).toMatch(/only for Memcached/);
    });

    test("TF PR #3425: a busy instance is deleted as soon as it is no longer busy", async () => {
      await world.make();
      world.drift({ status: "RESTARTING" });
      let attempts = 0;
      const stop = world.sandbox.onRequest(({ action }) => {
        if (action !== "DeleteSingleInstance" || ++attempts < 3) return;
        world.drift({ status: "RUNNING" });
        stop();
      });
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.sandbox.instances()).toEqual([]);
    });

    test("TF PR #4291, OTC #2253, #3446: enableSsl of a new cluster is set after RUNNING, despite DCS.4104", async () => {
      const made = await world.make({ ...cluster, enableSsl: true });
      expect(made.properties.enable_ssl).toBe(true);
      expect(world.calls("UpdateSslSwitch").length).toBeGreaterThan(1);
      expect(world.engine.state[0]?.outputs.connectionString).toMatch(/^rediss:/);
    });

    test("OTC #2165, TF #576: a whitelist is optional, and an address that the cloud drops is an error", async () => {
      await world.make({ whitelist: undefined });
      expect(world.calls("UpdateIpWhitelist")).toEqual([]);
      const whitelist = [{ group_name: "web", ip_list: ["10.0.0.0/8"] }];
      const body = { enable_whitelist: true, whitelist };
      await world.answering((call) => (readsWhitelist(call) ? { status: 200, body } : undefined));
      expect((await world.up()).errors.join()).toMatch(/dropped 192\.168\.1\.1/);
    });

    test.each([200, 202])("OTC PR #2767: a whitelist call that answers %d has succeeded", async (status) => {
      let isPut = false;
      await world.answering(({ method, path }) => {
        if (!path.endsWith("/whitelist")) return undefined;
        isPut ||= method === "PUT";
        const group = { group_name: "web", ip_list: base.whitelist[0]?.ipList };
        if (method === "PUT") return { status, ...(status === 200 ? {} : { body: {} }) };
        return { status: 200, body: { enable_whitelist: isPut, whitelist: isPut ? [group] : [] } };
      });
      expect(await world.up()).toMatchObject({ errors: [] });
    });

    test("SBER #397: a password with every special character arrives unchanged, and is sent once", async () => {
      const password = "aB1`~!@#$^&*()-_=+\\|{}:,<.>/?";
      expect((await world.make({ password })).secrets.password).toBe(password);
      expect(world.calls("ResetPassword")).toEqual([]);
      expect((await world.up({ password: `${password}x` })).errors).toEqual([]);
      expect(world.calls("ResetPassword")).toHaveLength(1);
    });

    const twoZones = { azCodes: ["cn-north-4b", "cn-north-4a"] };
    const ofTiny = (capacity: number) => ({ capacity, specCode: `redis.ha.xu1.tiny.r2.${capacity * 1024}` });
    const off = { enableWhitelist: false };
    const renameCommands = { FLUSHALL: "flushall001", keys: "keys001" };
    const renamed = { flushall: "flushall001", keys: "keys001" };

    test.each<[string, made: Args, holds: object, shows: object]>([
      ["TF PR #8611: a capacity of 0.125 GB", ofTiny(0.125), {}, { capacity: 0.125 }],
      ["TF PR #8611: a capacity of 0.25 GB", ofTiny(0.25), {}, { capacity: 0.25 }],
      ["TF PR #8611: a capacity of 0.5 GB", ofTiny(0.5), {}, { capacity: 0.5 }],
      [
        "OTC #2855: a Memcached instance with accessUser, which logs in by that name",
        { ...memcached, accessUser: "shop" },
        { access_user: "shop" },
        { connectionString: expect.stringMatching(/^memcached:\/\/shop:Secret-123@.+:11211$/) },
      ],
      ["6, OTC #2855: a whitelist that is disabled", off, { enable_whitelist: false }, {}],
      ["6, OTC #2855: an empty whitelist that is disabled", { ...off, whitelist: [] }, { enable_whitelist: false }, {}],
      ["SBER #397: renamed commands in upper case", { renameCommands }, { rename_commands: renamed }, {}],
    ])("%s: is there, and no difference after a refresh", async (_, args, holds, shows) => {
      expect((await world.make(args)).properties).toMatchObject(holds);
      expect(world.engine.state[0]?.outputs).toMatchObject(shows);
      const before = world.calls("UpdateInstance").length;
      expect((await world.up(args, { refresh: true })).steps).toEqual(["same cache"]);
      expect(world.calls("UpdateInstance")).toHaveLength(before);
    });

    test("TF #505: the placeholder that was once shown instead of a security group is no difference", async () => {
      await world.make({ engineVersion: "5.0" });
      world.drift({ security_group_id: "securityGroupId" });
      const run = await world.up({ engineVersion: "5.0" }, { refresh: true });
      expect(run).toMatchObject({ errors: [], warnings: [], steps: ["same cache"] });
      expect(world.engine.state[0]?.outputs.securityGroupId).toBeNull();
    });

    test("TF PR #9321, #2009: another order of zones is no difference", async () => {
      await world.make(twoZones);
      const reordered = { azCodes: ["cn-north-4a", "cn-north-4b"] };
      expect((await world.up(reordered, { refresh: true })).steps).toEqual(["same cache"]);
    });

    const proxy = { specCode: "redis.proxy.xu1.large.8", capacity: 8 };
    test.each<[string, Args, Args]>([
      ["TF #1375: a type without a conversion", proxy, cluster],
      ["TF #1375: another processor", proxy, { specCode: "redis.ha.au1.large.r2.8", capacity: 8 }],
      ["TF PR #9321, #2009: other zones of two", twoZones, { azCodes: ["cn-north-4b", "cn-north-4c"] }],
      ["another subnet of Redis 3.0", { ...redis3, subnetId }, { ...redis3, subnetId: securityGroupId }],
    ])("%s is a replacement", async (_, from, to) => {
      await world.make(from);
      expect((await world.engine.preview(world.program(to))).steps).toContain("replace cache");
    });
  });
});

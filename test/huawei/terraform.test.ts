import { base, memcached, redis3, securityGroupId, subnetId } from "./fixture";
import { type HuaweiWorld, huaweiWorld } from "./world";

const cluster = { specCode: "redis.cluster.xu1.large.r2.4", capacity: 4 };

/** Weak points of the production Terraform provider (facts §7.2) and requests of its users (§7.3). */
describe("issues of the Terraform provider", () => {
  let it: HuaweiWorld;
  beforeEach(async () => {
    it = await huaweiWorld();
  });
  afterEach(() => it.close());

  describe("weak points of its code", () => {
    test.each(["ERROR", "CREATEFAILED", "FROZEN"])("1: an instance in %s can be destroyed", async (status) => {
      await it.make();
      it.drift({ status });
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.sandbox.instances()).toEqual([]);
    });

    test.each([
      ["of a wrong URL", { error_code: "DCS.4001", error_msg: "The requested URL does not exist." }],
      ["of the gateway", { error_code: "APIGW.0101", error_msg: "The API does not exist" }],
    ])("2: a 404 %s is an error about the endpoint, not a missing instance", async (_where, body) => {
      await it.make();
      await it.answering(({ path }) => (path.includes("/instances/") ? { status: 404, body } : undefined));
      const run = await it.engine.refresh();
      expect(run.errors.join()).toMatch(/endpoint does not serve this API/);
      expect(it.engine.state).toHaveLength(1);
      expect((await it.engine.destroy()).errors.join()).toMatch(/endpoint does not serve this API/);
      expect(it.engine.state).toHaveLength(1);
    });

    test.each([
      ["whitelist", "UpdateIpWhitelist", { whitelist: [{ groupName: "jobs", ipList: ["10.1.1.1"] }] }],
      ["tags", "BatchCreateOrDeleteTags", { tags: { team: "jobs" } }],
      ["SSL", "UpdateSslSwitch", { enableSsl: true }],
      ["parameters", "UpdateConfigurations", { parameters: { timeout: 300 } }],
    ])("4: %s calls are retried while the instance is busy", async (_what, action, change) => {
      await it.make();
      let rejections = 0;
      const stop = it.sandbox.onRequest((request) => {
        if (request.action !== action) return;
        it.drift({ task: ++rejections < 3 ? "BACKUPING" : null });
        if (rejections >= 3) stop();
      });
      expect(await it.up(change)).toMatchObject({ errors: [] });
      expect(rejections).toBe(3);
      expect((await it.engine.preview(it.program(change))).steps).toEqual(["same cache"]);
    });

    test("5: only tags that differ are changed, so an unchanged tag is never missing", async () => {
      await it.make({ tags: { a: "1", b: "2", c: "3" } });
      const before = it.calls("BatchCreateOrDeleteTags").length;
      await it.up({ tags: { b: "2", c: "4", d: "5" } });
      const calls = it.calls("BatchCreateOrDeleteTags").slice(before);
      expect(calls.map(({ params }) => [params?.action, params?.tags])).toEqual([
        ["delete", JSON.stringify([{ key: "a" }])],
        [
          "create",
          JSON.stringify([
            { key: "c", value: "4" },
            { key: "d", value: "5" },
          ]),
        ],
      ]);
    });

    test("6: an unreadable whitelist fails the refresh instead of hiding drift", async () => {
      await it.make();
      it.sandbox.fault({ cloud: "huawei", action: "ShowIpWhitelist", kind: "error500", times: 9 });
      expect((await it.engine.refresh()).errors.join()).toMatch(/ShowIpWhitelist/);
    });

    test.each([
      ["an unknown flavour", { specCode: "redis.ha.xu1.large.r9.1" }, /is not available.*redis\.ha\.xu1\.large\.r2\.1/],
      [
        "a flavour of another version",
        { engineVersion: "7.0", specCode: "redis.ha.au1.large.1" },
        /not available.*for Redis 7\.0/,
      ],
      ["a zone that is out of stock", { azCodes: ["cn-north-4g"] }, /out of stock in cn-north-4g now.*cn-north-4a/],
    ])("8: %s is found before anything is ordered", async (_what, change, message) => {
      expect((await it.up(change)).errors.join()).toMatch(message);
      expect(it.calls("CreateInstance")).toEqual([]);
      expect(it.engine.state).toEqual([]);
    });

    test.each([
      ["subnet", "SwitchSubnet", { subnetId: securityGroupId }],
      ["zones", "MigrateAz", { azCodes: ["cn-north-4a", "cn-north-4b"] }],
    ])("12: a change of %s waits as long as customTimeouts say", async (_what, action, change) => {
      await it.make();
      it.sandbox.fault({ cloud: "huawei", action, kind: "stuck" });
      const started = it.clock.now();
      const run = await it.engine.up(it.program(change, { timeouts: { update: "7m" } }));
      expect(run.errors.join()).toMatch(/not ready after/);
      expect(it.clock.now() - started).toBeGreaterThan(6 * 60_000);
      expect(it.clock.now() - started).toBeLessThan(8 * 60_000);
    });

    test("13: parameters are set by name, and their ids are looked up", async () => {
      await it.make({ parameters: { "maxmemory-policy": "allkeys-lru", timeout: 300 } });
      const [call] = it.calls("UpdateConfigurations");
      expect(JSON.parse(String(call?.params?.redis_config))).toEqual(
        expect.arrayContaining([{ param_id: "2", param_name: "maxmemory-policy", param_value: "allkeys-lru" }]),
      );
      const run = await it.up({ parameters: { "maxmemory-polic": "x" } });
      expect(run.errors.join()).toMatch(/has no maxmemory-polic\. It has .*maxmemory-policy/);
    });
  });

  describe("requests of its users", () => {
    test("TF #505: a security group of Redis 5 is warned about, not sent, and no perpetual difference", async () => {
      const args = { engineVersion: "5.0", securityGroupId };
      const run = await it.up(args);
      expect(run.warnings.join()).toMatch(/securityGroupId: is not sent/);
      expect((await it.up(args, { refresh: true })).steps).toEqual(["same cache"]);
      const { securityGroupId: _, ...without } = args;
      expect((await it.up({ ...without, name: "carts" })).errors).toEqual([]);
      expect(it.engine.state[0]?.outputs.securityGroupId).toBeNull();
    });

    test("TF #1375, #1457: a resize replaces nothing; size and replicas change one after the other", async () => {
      const { id } = await it.make();
      for (const specCode of ["redis.ha.xu1.large.r4.4", "redis.ha.xu1.large.r2.4"]) {
        expect(await it.up({ specCode, capacity: 4 })).toMatchObject({ errors: [], steps: ["update cache"] });
        expect(it.instance()).toMatchObject({ id, properties: { spec_code: specCode, capacity: 4 } });
      }
      expect(it.calls("ResizeInstance").map(({ params }) => params?.change_type)).toEqual([
        undefined,
        "createReplication",
        "deleteReplication",
        "deleteReplication",
      ]);
    });

    test("TF #1375: a change of type is one call, or a replacement if the vendor has no conversion", async () => {
      const { id } = await it.make({ specCode: "redis.ha.xu1.large.r2.4", capacity: 4 });
      const proxy = { specCode: "redis.proxy.xu1.large.8", capacity: 8 };
      expect(await it.up(proxy)).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.instance()).toMatchObject({ id, properties: { cache_mode: "proxy" } });
      expect((await it.engine.preview(it.program(cluster))).steps).toContain("replace cache");
      const arm = { specCode: "redis.ha.au1.large.r2.8", capacity: 8 };
      expect((await it.engine.preview(it.program(arm))).steps).toContain("replace cache");
    });

    test("TF #2370: a whitelist that answers DCS.4872 keeps its last known value", async () => {
      await it.make();
      const before = it.engine.state[0]?.outputs.whitelist;
      await it.answering(({ method, path }) =>
        method === "GET" && path.endsWith("/whitelist")
          ? { status: 400, body: { error_code: "DCS.4872", error_msg: "This operation is not supported." } }
          : undefined,
      );
      expect(await it.engine.refresh()).toMatchObject({ errors: [] });
      expect(it.engine.state[0]?.outputs.whitelist).toEqual(before);
      expect((await it.engine.preview(it.program())).steps).toEqual(["same cache"]);
    });

    test("TF PR #3425: a busy instance is deleted as soon as it is no longer busy", async () => {
      await it.make();
      it.drift({ status: "RESTARTING" });
      let attempts = 0;
      const stop = it.sandbox.onRequest(({ action }) => {
        if (action !== "DeleteSingleInstance" || ++attempts < 3) return;
        it.drift({ status: "RUNNING" });
        stop();
      });
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.sandbox.instances()).toEqual([]);
    });

    test("TF PR #4291, OTC #2253, #3446: enableSsl of a new cluster is set after RUNNING, despite DCS.4104", async () => {
      const made = await it.make({ ...cluster, enableSsl: true });
      expect(made.properties.enable_ssl).toBe(true);
      expect(it.calls("UpdateSslSwitch").length).toBeGreaterThan(1);
      expect(it.engine.state[0]?.outputs.connectionString).toMatch(/^rediss:/);
    });

    test.each([0.125, 0.25, 0.5])("TF PR #8611: a capacity of %d GB is read back", async (capacity) => {
      const args = { capacity, specCode: `redis.ha.xu1.tiny.r2.${capacity * 1024}` };
      await it.make(args);
      expect(it.engine.state[0]?.outputs.capacity).toBe(capacity);
      expect((await it.up(args, { refresh: true })).steps).toEqual(["same cache"]);
    });

    test("TF PR #9321, #2009: other zones replace an instance across zones; their order is no difference", async () => {
      await it.make({ azCodes: ["cn-north-4b", "cn-north-4a"] });
      const reordered = { azCodes: ["cn-north-4a", "cn-north-4b"] };
      expect((await it.up(reordered, { refresh: true })).steps).toEqual(["same cache"]);
      const moved = { azCodes: ["cn-north-4b", "cn-north-4c"] };
      expect((await it.engine.preview(it.program(moved))).steps).toContain("replace cache");
    });

    test("OTC #2165, TF #576: a whitelist is optional, and an address that the cloud drops is an error", async () => {
      await it.make({ whitelist: undefined });
      expect(it.calls("UpdateIpWhitelist")).toEqual([]);
      const whitelist = [{ group_name: "web", ip_list: ["10.0.0.0/8"] }];
      await it.answering(({ method, path }) =>
        method === "GET" && path.endsWith("/whitelist")
          ? { status: 200, body: { enable_whitelist: true, whitelist } }
          : undefined,
      );
      expect((await it.up()).errors.join()).toMatch(/dropped 192\.168\.1\.1/);
    });

    test("OTC #2855: a Memcached instance with accessUser shows no difference, and has no connection string", async () => {
      const args = { ...memcached, accessUser: "shop" };
      expect((await it.make(args)).properties.access_user).toBe("shop");
      expect((await it.up(args, { refresh: true })).steps).toEqual(["same cache"]);
      expect(it.engine.state[0]?.outputs.connectionString).toBeNull();
      expect((await it.engine.preview(it.program({ accessUser: "shop" }))).errors.join()).toMatch(/only for Memcached/);
    });

    test.each([{}, { whitelist: [] }])("6, OTC #2855: a disabled whitelist (%j) stays disabled", async (args) => {
      const off = { ...args, enableWhitelist: false };
      expect((await it.make(off)).properties.enable_whitelist).toBe(false);
      expect((await it.up(off, { refresh: true })).steps).toEqual(["same cache"]);
    });

    test.each([200, 202])("OTC PR #2767: a whitelist call that answers %d has succeeded", async (status) => {
      let isPut = false;
      await it.answering(({ method, path }) => {
        if (!path.endsWith("/whitelist")) return undefined;
        isPut ||= method === "PUT";
        const group = { group_name: "web", ip_list: base.whitelist[0]?.ipList };
        if (method === "PUT") return { status, ...(status === 200 ? {} : { body: {} }) };
        return { status: 200, body: { enable_whitelist: isPut, whitelist: isPut ? [group] : [] } };
      });
      expect(await it.up()).toMatchObject({ errors: [] });
    });

    test("SBER #397: renamed commands in upper case are the same commands, and are applied once", async () => {
      const renameCommands = { FLUSHALL: "flushall001", keys: "keys001" };
      const made = await it.make({ renameCommands });
      expect(made.properties.rename_commands).toEqual({ flushall: "flushall001", keys: "keys001" });
      const before = it.calls("UpdateInstance").length;
      expect((await it.up({ renameCommands }, { refresh: true })).steps).toEqual(["same cache"]);
      expect(it.calls("UpdateInstance")).toHaveLength(before);
    });

    test("SBER #397: a password with every special character arrives unchanged, and is sent once", async () => {
      const password = "aB1`~!@#$^&*()-_=+\\|{}:,<.>/?";
      expect((await it.make({ password })).secrets.password).toBe(password);
      expect(it.calls("ResetPassword")).toEqual([]);
      expect((await it.up({ password: `${password}x` })).errors).toEqual([]);
      expect(it.calls("ResetPassword")).toHaveLength(1);
    });

    test("another subnet replaces an instance of Redis 3.0", async () => {
      await it.make({ ...redis3, subnetId });
      const { steps } = await it.engine.preview(it.program({ ...redis3, subnetId: securityGroupId }));
      expect(steps).toContain("replace cache");
    });
  });
});

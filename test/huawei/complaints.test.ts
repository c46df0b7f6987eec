import { base, memcached, redis3, securityGroupId, subnetId } from "./fixture";
import { type HuaweiWorld, huaweiWorld } from "./world";

const cluster = { specCode: "redis.cluster.xu1.large.r2.4", capacity: 4 };
const single = { specCode: "redis.single.xu1.large.1" };
const minute = 60_000;

/** What is weak in the production Terraform provider: facts §7.2, and what its users asked for: §7.3. */
describe("complaints about the Terraform provider", () => {
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
    ])("2: a 404 %s is an error about the endpoint, not a lost instance", async (_where, body) => {
      await it.make();
      await it.answering(({ path }) => (path.includes("/instances/") ? { status: 404, body } : undefined));
      const run = await it.engine.refresh();
      expect(run.errors.join()).toMatch(/endpoint does not serve this API/);
      expect(it.engine.state).toHaveLength(1);
      expect((await it.engine.destroy()).errors.join()).toMatch(/endpoint does not serve this API/);
      expect(it.engine.state).toHaveLength(1);
    });

    test("3: throttling costs seconds, not minutes", async () => {
      const started = it.clock.now();
      it.sandbox.fault({ cloud: "huawei", kind: "throttle", times: 6 });
      await it.make();
      expect(it.clock.now() - started).toBeLessThan(60_000 + 60_000);
    });

    test.each([
      ["whitelist", "UpdateIpWhitelist", { whitelist: [{ groupName: "jobs", ipList: ["10.1.1.1"] }] }],
      ["tags", "BatchCreateOrDeleteTags", { tags: { team: "jobs" } }],
      ["SSL", "UpdateSslSwitch", { enableSsl: true }],
      ["parameters", "UpdateConfigurations", { parameters: { timeout: 300 } }],
    ])("4: %s calls are repeated while the instance is busy", async (_what, action, change) => {
      await it.make();
      let refusals = 0;
      const stop = it.sandbox.onRequest((request) => {
        if (request.action !== action) return;
        it.drift({ task: ++refusals < 3 ? "BACKUPING" : null });
        if (refusals >= 3) stop();
      });
      expect(await it.up(change)).toMatchObject({ errors: [] });
      expect(refusals).toBe(3);
      expect((await it.engine.preview(it.program(change))).steps).toEqual(["same cache"]);
    });

    test("5: tags are changed by what differs: a tag that stays is never away", async () => {
      await it.make({ tags: { a: "1", b: "2", c: "3" } });
      const before = it.calls("BatchCreateOrDeleteTags").length;
      await it.up({ tags: { b: "2", c: "4", d: "5" } });
      const [gone, added, ...more] = it
        .calls("BatchCreateOrDeleteTags")
        .slice(before)
        .map(({ params }) => params);
      expect(more).toEqual([]);
      expect(gone).toMatchObject({ action: "delete", tags: JSON.stringify([{ key: "a" }]) });
      expect(added).toMatchObject({ action: "create" });
      expect(JSON.parse(String(added?.tags))).toEqual([
        { key: "c", value: "4" },
        { key: "d", value: "5" },
      ]);
    });

    test("6: a whitelist that cannot be read fails the refresh instead of hiding a drift", async () => {
      await it.make();
      it.sandbox.fault({ cloud: "huawei", action: "ShowIpWhitelist", kind: "error500", times: 9 });
      expect((await it.engine.refresh()).errors.join()).toMatch(/ShowIpWhitelist/);
    });

    test("6: a whitelist that is switched off stays off, also an empty one", async () => {
      const off = { whitelist: [], enableWhitelist: false };
      expect((await it.make(off)).properties.enable_whitelist).toBe(false);
      expect((await it.up(off, { refresh: true })).steps).toEqual(["same cache"]);
    });

    test.each([[""], [undefined]])(
      "7: a password %j makes no open instance: noPasswordAccess has to be said",
      async (password) => {
        expect((await it.up({ password })).errors.join()).toMatch(/password: must be given.*noPasswordAccess: true/);
        expect(it.calls()).toEqual([]);
        const open = await it.make({ password, noPasswordAccess: true });
        expect(open.properties.no_password_access).toBe("true");
      },
    );

    test.each([
      [
        "a flavour that nobody sells",
        { specCode: "redis.ha.xu1.large.r9.1" },
        /is not sold.*redis\.ha\.xu1\.large\.r2\.1/,
      ],
      [
        "a flavour of another version",
        { engineVersion: "7.0", specCode: "redis.ha.au1.large.1" },
        /not sold.*for Redis 7\.0/,
      ],
      ["a zone that is sold out", { azCodes: ["cn-north-4g"] }, /sold out in cn-north-4g now.*cn-north-4a/],
    ])("8: %s is found before anything is ordered", async (_what, change, complaint) => {
      expect((await it.up(change)).errors.join()).toMatch(complaint);
      expect(it.calls("CreateInstance")).toEqual([]);
      expect(it.engine.state).toEqual([]);
    });

    test("8: a quota that is used up is found before anything is ordered", async () => {
      const poor = { id: "POORACCOUNTKEY000001", secret: "PoorAccountSecret01", account: "poor", quota: 0 };
      const other = await huaweiWorld({ keys: { huawei: [{ ...poor, quota: 1 }] } });
      other.engine.config = { "huawei:accessKey": poor.id, "huawei:secretKey": poor.secret };
      expect((await other.up()).errors).toEqual([]);
      const second = [...other.program(), ...other.program({ name: "carts" }, { name: "carts" })];
      expect((await other.engine.up(second)).errors.join()).toMatch(/quota of 1 instances is used up/);
      expect(other.calls("CreateInstance")).toHaveLength(1);
      await other.close();
    });

    test("9: orderId is filled", async () => {
      const bssParam = { chargingMode: "prePaid", isAutoPay: true, periodType: "month", periodNum: 1 };
      await it.make({ bssParam });
      expect(it.engine.state[0]?.outputs.orderId).toMatch(/^CS\d{10}\w{5}$/);
      await it.engine.refresh();
      expect(it.engine.state[0]?.outputs.orderId).toMatch(/^CS/);
    });

    test("10: another capacity without its flavour is refused at preview, with a hint", async () => {
      await it.make();
      const run = await it.engine.preview(it.program({ capacity: 2 }));
      expect(run.errors.join()).toMatch(/capacity: is 2 GB.*is one of 1 GB.*both are changed together/);
    });

    test.each([
      ["the whitelist", "UpdateIpWhitelist", {}],
      ["a parameter", "UpdateConfigurations", { parameters: { timeout: 300 } }],
      ["SSL", "UpdateSslSwitch", { enableSsl: true }],
    ])(
      "11: when %s fails after the creation, the next up goes on with the same instance",
      async (_what, action, change) => {
        it.sandbox.fault({ cloud: "huawei", action, kind: "error500", times: 5 });
        const run = await it.up(change);
        expect(run.errors.join()).toMatch(/The instance exists and is in the stack/);
        const { id } = it.instance();
        expect(await it.up(change)).toMatchObject({ errors: [] });
        expect(it.instance().id).toBe(id);
        expect(it.calls("CreateInstance")).toHaveLength(1);
      },
    );

    test.each([
      ["subnet", "SwitchSubnet", { subnetId: securityGroupId }],
      ["zones", "MigrateAz", { azCodes: ["cn-north-4a", "cn-north-4b"] }],
    ])("12: a move of %s waits as long as customTimeouts say", async (_what, action, change) => {
      await it.make();
      it.sandbox.fault({ cloud: "huawei", action, kind: "stuck" });
      const started = it.clock.now();
      const run = await it.engine.up(it.program(change, { timeouts: { update: "7m" } }));
      expect(run.errors.join()).toMatch(/not ready after/);
      expect(it.clock.now() - started).toBeGreaterThan(6 * minute);
      expect(it.clock.now() - started).toBeLessThan(8 * minute);
    });

    test("13: parameters are given by name; their ids are looked up", async () => {
      await it.make({ parameters: { "maxmemory-policy": "allkeys-lru", timeout: 300 } });
      const [call] = it.calls("UpdateConfigurations");
      expect(JSON.parse(String(call?.params?.redis_config))).toEqual(
        expect.arrayContaining([{ param_id: "2", param_name: "maxmemory-policy", param_value: "allkeys-lru" }]),
      );
      const run = await it.up({ parameters: { "maxmemory-polic": "x" } });
      expect(run.errors.join()).toMatch(/has no maxmemory-polic\. It has .*maxmemory-policy/);
    });
  });

  describe("what its users asked for", () => {
    test("TF #505: Redis 5 needs no security group, and its placeholder is no difference", async () => {
      await it.make({ engineVersion: "5.0" });
      expect((await it.up({ engineVersion: "5.0" }, { refresh: true })).steps).toEqual(["same cache"]);
      expect(it.engine.state[0]?.outputs.securityGroupId).toBeNull();
    });

    test("TF #505: a security group of Redis 5 is warned about, not sent, and no perpetual difference", async () => {
      const args = { engineVersion: "5.0", securityGroupId };
      const run = await it.up(args);
      expect(run.warnings.join()).toMatch(/securityGroupId: is not sent/);
      expect((await it.up(args, { refresh: true })).steps).toEqual(["same cache"]);
      expect((await it.up({ ...args, name: "carts" })).errors).toEqual([]);
    });

    test("TF #576, #588: a whitelist is optional", async () => {
      await it.make({ whitelist: undefined });
      expect(it.calls("UpdateIpWhitelist")).toEqual([]);
    });

    test("TF #1092, OTC #639: a backup policy on a single node is warned about, and the refusal says what to do", async () => {
      const args = { ...single, instanceBackupPolicy: { backupType: "manual" } };
      const run = await it.up(args);
      expect(run.warnings.join()).toMatch(/instanceBackupPolicy: is for instances with copies/);
      expect(run.errors.join()).toMatch(/DCS\.4086.*take instanceBackupPolicy out[\s\S]*Nothing was created/);
    });

    test("TF #1375, #1457: a resize recreates nothing; size and copies go one after the other", async () => {
      const { id } = await it.make();
      const larger = { specCode: "redis.ha.xu1.large.r4.4", capacity: 4 };
      expect((await it.engine.preview(it.program(larger))).steps).toEqual(["update cache"]);
      await it.up(larger);
      expect(it.instance()).toMatchObject({ id, properties: { spec_code: larger.specCode, capacity: 4 } });
      expect(it.calls("ResizeInstance").map(({ params }) => params?.change_type)).toEqual([
        undefined,
        "createReplication",
      ]);
      const smaller = { specCode: "redis.ha.xu1.large.r2.4", capacity: 4 };
      expect(await it.up(smaller)).toMatchObject({ errors: [] });
      expect(it.instance()).toMatchObject({ id, properties: { spec_code: smaller.specCode } });
      expect(it.calls("ResizeInstance")).toHaveLength(4);
    });

    test("TF #1375: a change of kind is one call, or a replacement where the vendor has no way", async () => {
      const { id } = await it.make({ specCode: "redis.ha.xu1.large.r2.4", capacity: 4 });
      const proxy = { specCode: "redis.proxy.xu1.large.8", capacity: 8 };
      expect(await it.up(proxy)).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.instance()).toMatchObject({ id, properties: { cache_mode: "proxy" } });
      expect((await it.engine.preview(it.program(cluster))).steps).toContain("replace cache");
      const arm = { specCode: "redis.ha.au1.large.r2.8", capacity: 8 };
      expect((await it.engine.preview(it.program(arm))).steps).toContain("replace cache");
    });

    test("TF #1335: thirty resources ride out throttling together", async () => {
      const all = Array.from({ length: 30 }, (_, n) =>
        it.program({ name: `cache-${n}` }, { name: `cache-${n}` }),
      ).flat();
      it.sandbox.fault({ cloud: "huawei", kind: "throttle", times: 40 });
      expect(await it.engine.up(all, { isParallel: true })).toMatchObject({ errors: [] });
      expect(it.sandbox.instances()).toHaveLength(30);
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

    test("TF #2009: zones in another order are no difference", async () => {
      await it.make({ azCodes: ["cn-north-4b", "cn-north-4a"] });
      expect((await it.up({ azCodes: ["cn-north-4a", "cn-north-4b"] }, { refresh: true })).steps).toEqual([
        "same cache",
      ]);
    });

    test("TF PR #3425: a busy instance is deleted when it is no longer busy", async () => {
      await it.make();
      it.drift({ status: "RESTARTING" });
      let looks = 0;
      const stop = it.sandbox.onRequest(({ action }) => {
        if (action !== "DeleteSingleInstance" || ++looks < 3) return;
        it.drift({ status: "RUNNING" });
        stop();
      });
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.sandbox.instances()).toEqual([]);
    });

    test("TF PR #4291, OTC #2253, #3446: enableSsl of a new cluster is brought about after RUNNING, in spite of DCS.4104", async () => {
      const made = await it.make({ ...cluster, enableSsl: true });
      expect(made.properties.enable_ssl).toBe(true);
      expect(it.calls("UpdateSslSwitch").length).toBeGreaterThan(1);
      expect(it.engine.state[0]?.outputs.connectionString).toMatch(/^rediss:/);
    });

    test.each([0.125, 0.25, 0.5])("TF PR #8611: a capacity of %d GB is read as such", async (capacity) => {
      const args = { capacity, specCode: `redis.ha.xu1.tiny.r2.${capacity * 1024}` };
      await it.make(args);
      expect(it.engine.state[0]?.outputs.capacity).toBe(capacity);
      expect((await it.up(args, { refresh: true })).steps).toEqual(["same cache"]);
    });

    test("TF PR #9321: from one zone to several in place; from several to others a replacement", async () => {
      const { id } = await it.make();
      const across = { azCodes: ["cn-north-4a", "cn-north-4b"] };
      expect(await it.up(across)).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.instance().id).toBe(id);
      const moved = { azCodes: ["cn-north-4b", "cn-north-4c"] };
      expect((await it.engine.preview(it.program(moved))).steps).toContain("replace cache");
    });

    test("OTC #1992, #2477: an adopted instance has its zones and backups, and is not replaced", async () => {
      const plan = { backupAt: [1], periodType: "weekly", beginAt: "02:00-03:00" };
      const args = {
        azCodes: ["cn-north-4b", "cn-north-4a"],
        instanceBackupPolicy: { backupType: "auto", saveDays: 2, periodicalBackupPlan: plan },
      };
      const { id } = await it.make(args);
      it.engine.state = [];
      const adopted = { ...args, azCodes: ["cn-north-4a", "cn-north-4b"], adoptInstanceId: id };
      expect(await it.up(adopted)).toMatchObject({ errors: [], steps: ["create cache"] });
      expect((await it.up(args, { refresh: true })).steps).toEqual(["same cache"]);
    });

    test("OTC #2165: an address that is none is refused at preview, and one that the cloud drops is an error", async () => {
      const wrong = [{ groupName: "web", ipList: ["10.0.0.0/33"] }];
      expect((await it.engine.preview(it.program({ whitelist: wrong }))).errors.join()).toMatch(/whitelist.*CIDR/);
      await it.answering(({ method, path }) =>
        method === "GET" && path.endsWith("/whitelist")
          ? {
              status: 200,
              body: { enable_whitelist: true, whitelist: [{ group_name: "web", ip_list: ["10.0.0.0/8"] }] },
            }
          : undefined,
      );
      expect((await it.up()).errors.join()).toMatch(/dropped 192\.168\.1\.1/);
    });

    test("OTC #2855: accessUser of Memcached goes up, down and through a refresh; Redis has none", async () => {
      const args = { ...memcached, accessUser: "shop" };
      const made = await it.make(args);
      expect(made.properties.access_user).toBe("shop");
      expect((await it.up(args, { refresh: true })).steps).toEqual(["same cache"]);
      expect(it.engine.state[0]?.outputs.connectionString).toBeUndefined();
      expect((await it.engine.preview(it.program({ accessUser: "shop" }))).errors.join()).toMatch(/only for Memcached/);
    });

    test("OTC #2855: enableWhitelist: false is no perpetual difference", async () => {
      const off = { enableWhitelist: false };
      await it.make(off);
      expect((await it.up(off, { refresh: true })).steps).toEqual(["same cache"]);
    });

    test("OTC #2941: Redis 7.0, and versions after it, may be declared", async () => {
      expect((await it.make({ engineVersion: "7.0" })).properties.engine_version).toBe("7.0");
      const run = await it.engine.preview(it.program({ engineVersion: "8.0" }));
      expect(run.errors).toEqual([]);
      expect(run.warnings.join()).toMatch(/8\.0 is not among those/);
    });

    test.each([200, 202])("OTC PR #2767: a whitelist call that answers %d is done", async (status) => {
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

    test("SBER #397: renamed commands in capitals are the same commands, applied once", async () => {
      const renameCommands = { FLUSHALL: "flushall001", keys: "keys001" };
      const made = await it.make({ renameCommands });
      expect(made.properties.rename_commands).toEqual({ flushall: "flushall001", keys: "keys001" });
      const before = it.calls("UpdateInstance").length;
      expect((await it.up({ renameCommands }, { refresh: true })).steps).toEqual(["same cache"]);
      expect(it.calls("UpdateInstance")).toHaveLength(before);
    });

    test("SBER #397: a password with every special character arrives as it is, once", async () => {
      const password = "aB1`~!@#$^&*()-_=+\\|{}:,<.>/?";
      expect((await it.make({ password })).secrets.password).toBe(password);
      expect(it.calls("ResetPassword")).toEqual([]);
      expect((await it.up({ password: `${password}x` })).errors).toEqual([]);
      expect(it.calls("ResetPassword")).toHaveLength(1);
    });

    test("an old instance of 3.0 with the subnet's network id is replaced for another subnet, never half moved", async () => {
      await it.make({ ...redis3, subnetId });
      const run = await it.engine.preview(it.program({ ...redis3, subnetId: securityGroupId }));
      expect(run.steps).toContain("replace cache");
    });
  });
});

import { z } from "zod";
import { CloudError, type Meaning } from "../../provider/core/client/errors";
import { type Action, writes } from "../../provider/core/client/request";
import { noEngine } from "../../provider/core/host/engine";
import { connect } from "../../provider/core/session/connection";
import { createSession } from "../../provider/core/session/session";
import { instancePath } from "../../provider/jd/actions/instance";
import type { JdApi } from "../../provider/jd/client";
import { deleteInstance } from "../../provider/jd/delete";
import { programOf } from "../contract/arguments";
import { type Args, useCase, useKey } from "../contract/fixture";
import { testWorld } from "../engine/world";
import { base, jdFixture } from "./fixture";

/** What users of JD Cloud's Redis meet, by hand, with the SDKs, or with tools for related products. */
describe("JdRedis", () => {
  const world = useCase(jdFixture);

  const program = (args: Args, more = {}) => world.program(programOf(jdFixture, args), more);
  const up = (args: Args = {}, more = {}, options = {}) => world.engine.up(program(args, more), options);
  const steps = async (args: Args = {}) => (await world.engine.preview(program(args))).steps;
  const outputs = () => world.engine.state[0]?.outputs as Record<string, unknown>;
  const properties = () => world.instances()[0]?.properties;
  const sent = (name: string) => world.sandbox.requests().filter(({ action }) => action === name);
  const statusesOf = (name: string) => sent(name).map(({ status }) => status);
  const drift = (set: Args) => world.sandbox.drift({ cloud: "jd", id: world.ids()[0] as string, set: { ...set } });
  const loseAnswer = (action: string) => world.sandbox.fault({ cloud: "jd", action, kind: "dropAfter", times: 1 });
  const minute = 60_000;
  const day = 24 * 60 * minute;
  /** After this time the billing side has finished the order that created the instance. */
  const passBilling = () => world.clock.advance(minute);
  const success = { errors: [] };
  const updated = { errors: [], steps: ["update cache"] };
  const larger = { cacheInstanceClass: "redis.m.small.basic" };
  const cluster = { cacheInstanceClass: "redis.c.small.basic" };

  describe("creation", () => {
    test("every field of the answer and of describe is an output", async () => {
      await up();
      const [id] = world.ids();
      expect(outputs()).toMatchObject({
        ...{ instanceId: id, status: "running", otherDomains: [], port: 6379, auth: true, isAllowNoAuth: true },
        orderNum: expect.stringMatching(/^\d+$/),
        connectionDomain: expect.stringContaining(id as string),
        connectionString: expect.stringMatching(/^redis:\/\/:Secret123@redis-.*:6379$/),
        instanceVersion: expect.stringMatching(/^4\.0/),
        createTime: expect.stringMatching(/Z$/),
        ...{ cacheInstanceMemoryMB: 1024, memoryMBPerShard: 1024, cpuArchType: "amd64", dbNum: 16 },
        ...{ cacheInstanceType: "master-slave", replicaNumber: 2, shardNumber: 1 },
        ...{ chargeMode: "postpaid_by_duration", chargeStatus: "normal", chargeStartTime: expect.stringMatching(/Z$/) },
        ...{ maintenanceStartTime: "18:00Z", maintenanceEndTime: "20:00Z" },
      });
    });

    test("the order number survives an update and a refresh, although no later answer has it", async () => {
      await up();
      const { orderNum } = outputs();
      await up({ cacheInstanceName: "carts" });
      await world.engine.refresh();
      expect(outputs().orderNum).toBe(orderNum);
    });

    test("404 for a wrong network, zone, template or class is an input error that names it, and not a lost instance", async () => {
      const errors = (await up({ subnetId: "subnet-missing1" })).errors.join();
      expect(errors).toMatch(
        /subnet-missing1 not found.*Check vpcId, subnetId, azId, configTemplateId and.*Nothing was created/s,
      );
      expect(world.engine.state).toEqual([]);
      expect(sent("createCacheInstance")).toHaveLength(1);
    });

    test("an interrupted run's instance in other zones is not adopted, although azId may change in place", async () => {
      const azId = { ...base.azId, slave: "cn-north-1c" };
      for (let call = 1; world.instances().length === 0; call++)
        await up({ azId }, {}, { death: { call, when: "after", who: "plugin" } });
      const [first] = world.instances();
      const run = await up();
      expect(run.errors).toEqual([]);
      expect(run.warnings.join()).toContain(first?.id);
      expect(world.ids()).not.toContain(first?.id);
    });

    test("the charge mode is sent even without charge, because the vendor's pages disagree about the default", async () => {
      await up();
      expect(sent("createCacheInstance")[0]?.params.charge).toContain("postpaid_by_duration");
    });
  });

  describe("creation from a backup", () => {
    const source = () => world.program(base, { name: "source" });
    async function backUp(id: string): Promise<string> {
      const session = createSession({ clock: world.clock, env: world.engine.world.env, engine: noEngine });
      const bounds = { deadline: world.clock.now() + minute, secrets: [] };
      const { api } = connect<JdApi>(jdFixture.definition, session, () => undefined, base.regionId, bounds);
      const params = { fileName: "by_hand", backupType: 1 };
      const request = { method: "POST", path: instancePath(id, "backup"), params } as const;
      const { baseId } = await api.call(writes("createBackup"), request, z.object({ baseId: z.string() }));
      await world.clock.sleep(minute);
      return baseId;
    }

    test("backup and source are sent once and not compared later, and another backup replaces", async () => {
      await world.engine.up(source());
      const srcInstanceId = world.ids()[0] as string;
      const backupId = await backUp(srcInstanceId);
      const both = (args: Args) => [...source(), ...program(args)];
      expect(await world.engine.up(both({ backupId, srcInstanceId }))).toMatchObject(success);
      const copy = world.instances().find(({ id }) => id !== srcInstanceId);
      expect(copy?.properties.origin).toMatchObject({ backupId, srcInstanceId });
      expect((await world.engine.preview(both({}))).steps).toContain("same cache");
      const another = both({ backupId: await backUp(srcInstanceId), srcInstanceId });
      expect((await world.engine.preview(another)).steps).toContain("replace cache");
    });
  });

  describe("resizing", () => {
    test("right after creation is repeated until billing has finished the first order", async () => {
      await up();
      expect(await up(larger)).toMatchObject(success);
      const statuses = statusesOf("modifyCacheInstanceClass");
      expect(statuses[0]).toBe(400);
      expect(statuses.indexOf(200)).toBe(statuses.length - 1);
    });

    /** Twenty minutes before the maintenance window begins. */
    const passToWindow = () => {
      const [hours = 0, minutes = 0] = String(properties()?.maintenanceStartTime).slice(0, 5).split(":").map(Number);
      const before = (hours * 60 + minutes - 20) * minute - (world.clock.now() % day);
      world.clock.advance((before + day) % day);
    };
    const hour = { timeouts: { update: "1h" } };

    describe("in the maintenance window", () => {
      const order = async () => {
        await up();
        passToWindow();
        return up({ ...larger, effectiveTime: "MaintainTime" });
      };
      const ordered = { ...larger, effectiveTime: "MaintainTime" };

      test("is ordered and not waited for; what is pending is an output, and the next preview is empty", async () => {
        const started = world.clock.now();
        const run = await order();
        expect(run).toMatchObject({ errors: [], warnings: [expect.stringMatching(/in the maintenance window \(/)] });
        expect(run.warnings.join()).not.toMatch(/pulumi up/);
        expect(world.clock.now() - started).toBeLessThan(day);
        expect(outputs()).toMatchObject({ status: "running", ...larger, pendingChanges: larger });
        expect(properties()?.cacheInstanceClass).toBe(base.cacheInstanceClass);
        expect(await steps(ordered)).toEqual(["same cache"]);
        await world.engine.refresh();
        expect(await steps(ordered)).toEqual(["same cache"]);
        world.clock.advance(60 * minute);
        await world.engine.refresh();
        expect(outputs()).toMatchObject({ ...larger, pendingChanges: null });
        expect(properties()).toMatchObject(larger);
      });

      test("other changes are made meanwhile", async () => {
        await order();
        expect(await up({ ...ordered, cacheInstanceName: "carts" })).toMatchObject(updated);
        expect(properties()).toMatchObject({ cacheInstanceName: "carts" });
        expect(outputs()).toMatchObject({ pendingChanges: larger });
        expect(statusesOf("modifyCacheInstanceClass").filter((status) => status === 200)).toHaveLength(1);
      });

      test("a revert says that the order is still to come, and the first up after it changes it back", async () => {
        await order();
        expect((await world.engine.refresh()).warnings.join()).toMatch(/ordered is still to be carried out/);
        expect(await steps({})).toContain("update cache");
        const warnings = [expect.stringMatching(/still to be carried out.*pulumi up/)];
        expect(await up()).toMatchObject({ errors: [], warnings });
        world.clock.advance(60 * minute);
        expect(properties()).toMatchObject(larger);
        expect(await up()).toMatchObject(updated);
        expect(properties()?.cacheInstanceClass).toBe(base.cacheInstanceClass);
        expect(await steps({})).toEqual(["same cache"]);
      });

      test("another size is ordered when the first order was carried out", async () => {
        await order();
        const other = { cacheInstanceClass: "redis.m.medium.basic" };
        expect(await up(other, hour)).toMatchObject(success);
        expect(properties()).toMatchObject(other);
      });

      test("another size, and too little time for the first order, is an error that says so", async () => {
        await order();
        const run = await up({ cacheInstanceClass: "redis.m.medium.basic" }, { timeouts: { update: "10m" } });
        expect(run.errors.join()).toMatch(
          /ordered is still to be carried out in the maintenance window \(.*pulumi up/s,
        );
      });
    });

    test("is not ordered twice after a lost answer", async () => {
      await up();
      passBilling();
      loseAnswer("modifyCacheInstanceClass");
      expect(await up(larger)).toMatchObject(success);
      expect(statusesOf("modifyCacheInstanceClass")).toContain(400);
      expect(properties()).toMatchObject(larger);
    });

    test("of shards names the class too, which the cloud requires in every order", async () => {
      const shards = { cacheInstanceClass: "redis.s.micro.basic", shardNumber: 2 };
      await up(shards);
      expect(await up({ ...shards, shardNumber: 8 })).toMatchObject(updated);
      expect(properties()).toMatchObject({ shardNumber: 8, cacheInstanceMemoryMB: 8192 });
    });
  });

  describe("cacheInstanceType", () => {
    test("cluster needs a class for clusters, which the error says, and is then reached in place", async () => {
      await up({ cacheInstanceType: "master-slave" });
      const ids = world.ids();
      const { errors } = await up({ cacheInstanceType: "cluster" });
      expect(errors.join()).toMatch(/cacheInstanceType cluster needs a cacheInstanceClass of that type/);
      expect(await up({ ...cluster, cacheInstanceType: "cluster" })).toMatchObject(updated);
      expect(world.ids()).toEqual(ids);
      expect(outputs().cacheInstanceType).toBe("cluster");
    });

    test("native-cluster with a class of shards, which would make it a cluster first, replaces", async () => {
      await up();
      const native = { cacheInstanceType: "native-cluster", cacheInstanceClass: "redis.s.micro.basic", shardNumber: 2 };
      expect(await steps(native)).toContain("replace cache");
      expect(await up(native)).toMatchObject({ errors: [] });
      expect(outputs()).toMatchObject(native);
    });

    test("a native cluster that was made a cluster by hand becomes one again in one run, by its own class", async () => {
      await up({ cacheInstanceType: "native-cluster" });
      drift({ cacheInstanceType: "cluster", cacheInstanceClass: "redis.s.micro.basic", shardNumber: 4 });
      const native = { cacheInstanceType: "native-cluster", cacheInstanceClass: base.cacheInstanceClass };
      expect(await up(native, {}, { refresh: true })).toMatchObject(updated);
      expect(outputs()).toMatchObject(native);
    });

    test("native-cluster is asked for once, even after a lost answer, and cannot be taken back", async () => {
      await up();
      loseAnswer("modifyInstanceType");
      expect(await up({ cacheInstanceType: "native-cluster" })).toMatchObject(success);
      expect(sent("modifyInstanceType")).toHaveLength(1);
      expect(await steps({ cacheInstanceType: "master-slave" })).toContain("replace cache");
    });
  });

  test("a cluster's proxies move in place, its nodes do not", async () => {
    const azId = { ...base.azId, azsForProxy: ["cn-north-1a", "cn-north-1b"] };
    await up({ ...cluster, azId });
    const ids = world.ids();
    const moved = { ...azId, azsForProxy: ["cn-north-1b", "cn-north-1c"] };
    expect(await up({ ...cluster, azId: moved })).toMatchObject(updated);
    expect(world.ids()).toEqual(ids);
    expect(properties()?.azId).toMatchObject(moved);
    expect(await steps({ ...cluster, azId: { ...moved, slave: "cn-north-1c" } })).toContain("replace cache");
  });

  describe("minor versions", () => {
    const newest = { minorVersion: "latest", proxyMinorVersion: "latest" };
    const upgrades = () => sent("modifyInstanceMinorVersion").filter(({ status }) => status === 200);

    test("a newer one is drift, and an up installs it: first the engine's, then the proxies'", async () => {
      expect(await up({ ...cluster, ...newest })).toMatchObject(success);
      const both = { instanceVersion: "4.0-1.4", instanceProxyVersion: "4.0-1.4" };
      expect(properties()).toMatchObject(both);
      expect(outputs()).toMatchObject({ ...newest, ...both });
      drift({ instanceVersion: "4.0-1.2" });
      await world.engine.refresh();
      expect(outputs()).toMatchObject({ minorVersion: "4.0-1.2", proxyMinorVersion: "latest" });
      expect(await up({ ...cluster, ...newest })).toMatchObject(updated);
      expect(upgrades().map(({ params }) => Object.keys(params).filter((name) => /inor/.test(name)))).toEqual([
        ["minorVersion"],
        ["proxyMinorVersion"],
        ["minorVersion"],
      ]);
      expect(await up(cluster)).toMatchObject(success);
      expect(upgrades()).toHaveLength(3);
    });

    test("an instance without proxies has the newest ones", async () => {
      expect(await up({ proxyMinorVersion: "latest" })).toMatchObject(success);
      expect(sent("modifyInstanceMinorVersion")).toEqual([]);
    });

    test("is ordered once, after a lost answer too", async () => {
      await up();
      loseAnswer("modifyInstanceMinorVersion");
      expect(await up({ minorVersion: "latest" })).toMatchObject(success);
      expect(sent("modifyInstanceMinorVersion")).toHaveLength(1);
      expect(properties()).toMatchObject({ instanceVersion: "4.0-1.4" });
    });

    test("can be left to the maintenance window, and is then not waited for", async () => {
      await up();
      const later = { minorVersion: "latest", effectiveTime: "MaintainTime" };
      expect(await up(later)).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(outputs()).toMatchObject({ pendingChanges: { minorVersion: "latest" }, instanceVersion: "4.0-1.3" });
      expect(await steps(later)).toEqual(["same cache"]);
      world.clock.advance(day);
      await world.engine.refresh();
      expect(outputs()).toMatchObject({ pendingChanges: null, instanceVersion: "4.0-1.4" });
      expect(await steps(later)).toEqual(["same cache"]);
    });

    test("both for the window: one at a time, and the first run says that another is needed", async () => {
      await up(cluster);
      const later = { ...cluster, ...newest, effectiveTime: "MaintainTime" };
      expect((await up(later)).warnings.join()).toMatch(/still to be carried out.*pulumi up/);
      expect(outputs()).toMatchObject({ pendingChanges: { minorVersion: "latest" } });
      world.clock.advance(day);
      expect((await up(later)).warnings.join()).not.toMatch(/pulumi up/);
      expect(outputs()).toMatchObject({ pendingChanges: { proxyMinorVersion: "latest" }, minorVersion: "latest" });
      expect(await steps(later)).toEqual(["same cache"]);
      expect(upgrades()).toHaveLength(2);
    });
  });

  describe("password", () => {
    test("can be removed, also from the connection string", async () => {
      await up();
      expect(await up({ password: undefined })).toMatchObject(updated);
      expect(world.instances()[0]?.secrets.password).toBeUndefined();
      expect(outputs()).toMatchObject({ auth: false, connectionString: expect.stringMatching(/^redis:\/\/redis-/) });
      expect(await steps({ password: undefined })).toEqual(["same cache"]);
    });

    test("stays where the cloud requires one, and the error says why", async () => {
      await up();
      drift({ isAllowNoAuth: false });
      const { errors } = await up({ password: undefined });
      expect(errors.join()).toMatch(/does not allow this instance to have no password/);
      expect(world.instances()[0]?.secrets.password).toBe("Secret123");
    });
  });

  describe("billing", () => {
    const prepaid = { chargeMode: "prepaid_by_duration", chargeDuration: 1 };

    test("an edit of unit or duration neither renews nor replaces", async () => {
      await up({ charge: prepaid });
      const longer = { ...prepaid, chargeUnit: "year", chargeDuration: 3 };
      expect(await up({ charge: longer })).toMatchObject({ errors: [], steps: ["same cache"] });
    });

    test("postpaid becomes prepaid in place, by one renewal for the given duration", async () => {
      await up();
      const ids = world.ids();
      expect(await up({ charge: { ...prepaid, chargeDuration: 3, autoRenew: true } })).toMatchObject(success);
      expect(world.ids()).toEqual(ids);
      const paid = sent("renewInstance").filter(({ status }) => status === 200);
      expect(paid.map(({ params }) => params.renewInstanceParam)).toEqual([expect.stringContaining('"timeSpan":3')]);
      expect(outputs().chargeMode).toBe("prepaid_by_duration");
      expect(properties()?.autoRenew).toBe(true);
    });

    test("a renewal is not paid twice after a lost answer", async () => {
      await up();
      passBilling();
      loseAnswer("renewInstance");
      expect((await up({ charge: prepaid })).errors.join()).toMatch(/renewInstance got no usable answer/);
      expect(await up({ charge: prepaid })).toMatchObject(success);
      expect(sent("renewInstance")).toHaveLength(1);
    });

    test("automatic renewal changes in place, also back after drift", async () => {
      const off = { charge: { ...prepaid, autoRenew: false } };
      await up({ charge: { ...prepaid, autoRenew: true } });
      expect(await up(off)).toMatchObject(success);
      expect(properties()?.autoRenew).toBe(false);
      drift({ charge: { renewMonths: 1 } });
      await world.engine.refresh();
      expect(await up(off)).toMatchObject(updated);
      expect(properties()?.autoRenew).toBe(false);
    });

    test("the renewal service is called only where automatic renewal is declared", async () => {
      await up({ charge: prepaid });
      await world.engine.refresh();
      expect(sent("queryInstance")).toEqual([]);
    });

    test("prepaid does not become postpaid, and the preview names the way out", async () => {
      await up({ charge: prepaid });
      const { errors } = await world.engine.preview(program({ charge: { chargeMode: "postpaid_by_duration" } }));
      expect(errors.join()).toMatch(/charge needs a replacement, but the instance is prepaid until \d{4}.*"forget"/s);
    });

    test("an expired prepaid instance is deleted like any other", async () => {
      await up({ charge: prepaid });
      passBilling();
      drift({ chargeExpiredTime: world.clock.now() - 1000 });
      expect(await world.engine.destroy()).toMatchObject(success);
      expect(world.instances()).toEqual([]);
    });

    test("a prepaid instance that expired since the last run can be replaced", async () => {
      await up({ charge: prepaid });
      world.clock.advance(40 * day);
      expect(await up({ charge: prepaid, subnetId: "subnet-2a2b3c4d5e" })).toMatchObject(success);
      expect(world.instances()).toHaveLength(1);
    });

    test("a change to prepaid that was ordered at creation is no drift when it takes place", async () => {
      const date = new Date(world.clock.now() + 3 * day).toISOString().slice(0, 10);
      const charge = { autoChangeChargeMode: true, autoChangeChargeModeDate: date, chargeDuration: 1 };
      await up({ charge });
      world.clock.advance(4 * day);
      expect(await up({ charge }, {}, { refresh: true })).toMatchObject({ errors: [], warnings: [] });
      expect(outputs().chargeMode).toBe("prepaid_by_duration");
      expect(await steps({ charge })).toEqual(["same cache"]);
    });
  });

  describe("deletion", () => {
    test("right after creation waits for billing", async () => {
      await up();
      expect(await world.engine.destroy()).toMatchObject(success);
      expect(world.instances()).toEqual([]);
      const statuses = statusesOf("deleteCacheInstance");
      expect([statuses[0], statuses.at(-1)]).toEqual([409, 200]);
      expect(statusesOf("checkDeletable")).toEqual([]);
    });

    test.each([
      ["checkDeletable's reason where it has one", "protected", "a lock of the account"],
      ["the deletion's own where checkDeletable is not permitted", "accessDenied", "no deletion"],
    ] as const)("that is rejected shows %s", async (_, meaning, shown) => {
      const call = async ({ name }: Action) => {
        const [message, means] =
          name === "checkDeletable" ? ["a lock of the account", meaning] : ["no deletion", "protected"];
        throw new CloudError(name, 400, { code: "FAILED_PRECONDITION", message: message as string }, means as Meaning);
      };
      await expect(deleteInstance({ regionId: "cn-north-1", call } as JdApi, "redis-1")).rejects.toThrow(shown);
    });

    test("needs no permission for checkDeletable", async () => {
      const key = { id: "MAYNOTCHECKKEY000001", secret: "MayNotCheckSecret01", deny: ["checkDeletable"] };
      const other = await testWorld([jdFixture.definition], { keys: { jd: [key] } });
      useKey(other, jdFixture.definition, key);
      await other.engine.up(program({}));
      expect(await other.engine.destroy()).toMatchObject(success);
      await other.close();
    });

    test("is seen in the recycle bin, even when the instance is still described", async () => {
      await up();
      drift({ softDeletedTime: "2026-01-01T00:00:00Z" });
      expect(await world.engine.refresh()).toMatchObject({ errors: [], steps: ["gone cache"] });
    });
  });

  test("the maintenance window changes in place, also back after drift, and stays once the program no longer gives it", async () => {
    const window = { startTime: "22:00Z", endTime: "00:00Z" };
    await up();
    expect(await up({ maintenanceTime: window })).toMatchObject(updated);
    drift({ maintenanceStartTime: "02:00Z", maintenanceEndTime: "04:00Z" });
    await world.engine.refresh();
    expect(outputs()).toMatchObject({ maintenanceStartTime: "02:00Z", maintenanceEndTime: "04:00Z" });
    expect(await up({ maintenanceTime: window })).toMatchObject(updated);
    expect(properties()).toMatchObject({ maintenanceStartTime: "22:00Z", maintenanceEndTime: "00:00Z" });
    expect(await up()).toMatchObject(success);
    expect(sent("maintenanceTime")).toHaveLength(2);
  });

  describe("access", () => {
    test("an elastic IP is added, changed and removed; a lost answer repeats neither the first nor the last", async () => {
      const elasticIp = (elasticIpId: string) => ({ publicAddress: { elasticIpId } });
      loseAnswer("modifyPublicAddress");
      expect(await up(elasticIp("fip-one"))).toMatchObject(success);
      await up(elasticIp("fip-two"));
      expect(properties()?.elasticIpId).toBe("fip-two");
      loseAnswer("modifyPublicAddress");
      expect(await up()).toMatchObject(updated);
      expect(properties()?.elasticIpId).toBe("");
      expect(sent("modifyPublicAddress").map(({ params }) => params.action)).toEqual(["allocate", "change", "release"]);
      expect(await steps()).toEqual(["same cache"]);
    });

    test("encryption that a version does not have is an error within minutes, not at the deadline", async () => {
      const started = world.clock.now();
      const old = { cacheInstanceClass: "redis.m1.micro.basic", redisVersion: "2.8" };
      const run = await up({ ...old, tls: { tlsStatus: "enable" } });
      expect(run.errors.join()).toMatch(/redis 2.8 does not support tls/);
      expect(world.clock.now() - started).toBeLessThan(3 * minute);
      expect(world.ids()).toHaveLength(1);
    });

    test("encryption shows in the connection string, and removing the argument disables it", async () => {
      await up({ tls: { tlsStatus: "enable" } });
      expect(outputs().connectionString).toMatch(/^rediss:/);
      await up();
      expect(outputs().connectionString).toMatch(/^redis:/);
      expect(properties()?.tls).toMatchObject({ tlsStatus: "disable" });
    });

    test("removing the whitelist opens the instance again", async () => {
      await up();
      expect(await up({ ipWhiteList: undefined })).toMatchObject(updated);
      expect(properties()?.ipWhiteList).toEqual(["0.0.0.0/0"]);
    });

    test("commands are changed one by one: a command that stays disabled is not sent", async () => {
      await up({ disableCommands: ["flushall", "keys"] });
      await up({ disableCommands: ["keys", "flushdb"] });
      expect(sent("setDisableCommands")[1]?.params.disableCommands).not.toContain("keys");
      expect(properties()?.disableCommands).toEqual(["keys", "flushdb"]);
      await up();
      expect(properties()?.disableCommands).toEqual([]);
    });
  });

  test("engine settings change in one call, and only the declared ones are compared", async () => {
    const declared = { "hash-max-ziplist-value": "128" };
    const settings = { config: declared, maxmemoryPolicy: "noeviction", slaveAppendonly: "yes" };
    await up(settings);
    expect(sent("modifyInstanceConfig")).toHaveLength(1);
    drift({ instanceConfig: { "zset-max-ziplist-value": "32" } });
    expect(await up(settings, {}, { refresh: true })).toMatchObject({ steps: ["same cache"] });
    drift({ instanceConfig: { "hash-max-ziplist-value": "64" } });
    await world.engine.refresh();
    expect(outputs().config).toEqual({ "hash-max-ziplist-value": "64" });
    expect(await up(settings)).toMatchObject(updated);
    expect(properties()?.instanceConfig).toMatchObject(declared);
  });

  test("parts with calls of their own are read only where the program declares them", async () => {
    await up({ ipWhiteList: undefined });
    const asked = new Set(world.sandbox.requests().flatMap(({ action, mutating }) => (mutating ? [] : [action])));
    expect([...asked].sort()).toEqual(["describeCacheInstance", "describeCacheInstances"]);
  });
});

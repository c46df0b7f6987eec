import { changeMs, closeAll, errorOf, fixture, provisionMs, sharded, smallest, start } from "./fixture";

afterEach(closeAll);

const month = 31 * 24 * 3_600_000;
const prepaid = { chargeMode: "prepaid_by_duration", chargeUnit: "month", chargeDuration: 1 };

describe("creation", () => {
  test("the answer is the id and the order, at once; the password is in no answer", async () => {
    const f = await fixture();
    const made = await f.create({ password: "Abcd1234" });
    expect(made.body.result).toEqual({
      cacheInstanceId: expect.stringMatching(/^redis-[a-z0-9]{12}$/),
      orderNum: expect.stringMatching(/^\d+$/),
      buyId: expect.any(String),
    });
    const id = made.body.result.cacheInstanceId;
    expect(JSON.stringify(await f.describe(id))).not.toContain("Abcd1234");
    expect(f.instance(id)?.secrets).toEqual({ password: "Abcd1234" });
    expect(JSON.stringify(f.sandbox.requests())).not.toContain("Abcd1234");
  });

  test("an instance is creating without a domain until provisionMs have passed, then running with one", async () => {
    const f = await fixture();
    const id = (await f.create()).body.result.cacheInstanceId;
    f.clock.now += provisionMs - 1;
    expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "creating", connectionDomain: "", port: 6379 });
    f.clock.now += 1;
    expect(await f.describe(id)).toMatchObject({
      cacheInstanceStatus: "running",
      connectionDomain: `${id}-proxy-nlb.jvessel-open-hb.jdcloud.com`,
    });
  });

  test("describe shows what was ordered, in the vendor's types", async () => {
    const f = await fixture();
    const id = await f.createRunning({
      ...sharded,
      password: "Abcd1234",
      cacheInstanceDescription: "d",
      ipv6On: 1,
      dbNum: 32,
      maxmemoryPolicy: "allkeys-lfu",
      slaveAppendonly: "yes",
      replicaNumber: 3,
      port: 6380,
      resourceGroupId: "rg-1",
      userTags: [{ key: "env", value: "dev" }],
    });
    expect(await f.describe(id)).toMatchObject({
      cacheInstanceType: "cluster",
      cacheInstanceClass: "redis.s.small.basic",
      cacheInstanceMemoryMB: 4096,
      memoryMBPerShard: 2048,
      shardNumber: 2,
      cacheInstanceDescription: "d",
      createTime: "2026-11-21T00:00:00Z",
      azId: {
        azSpecifyType: "SpecifyByReplicaGroup",
        master: "cn-north-1a",
        slave: "cn-north-1b",
        azsForCluster: null,
      },
      vpcId: smallest.vpcId,
      subnetId: smallest.subnetId,
      auth: true,
      isAllowNoAuth: true,
      ipv6On: 1,
      databaseNum: "32",
      maxmemoryPolicy: "allkeys-lfu",
      slaveAppendonly: "yes",
      replicaNumber: 3,
      port: 6380,
      resourceGroupId: "rg-1",
      tags: [{ key: "env", value: "dev" }],
      softDeletedTime: null,
      charge: { chargeMode: "postpaid_by_duration", chargeStatus: "normal", chargeExpiredTime: "" },
    });
  });

  test("without tags, password and version: tags null, auth false, 2.8", async () => {
    const f = await fixture();
    const { redisVersion: _left, ...rest } = smallest;
    const made = await f.call("POST {r}/cacheInstance", {
      cacheInstance: { ...rest, cacheInstanceClass: "redis.m1.micro.basic", password: "" },
    });
    expect(await f.describe(made.body.result.cacheInstanceId)).toMatchObject({
      tags: null,
      auth: false,
      redisVersion: "2.8",
    });
  });

  test("an empty name becomes the id", async () => {
    const f = await fixture();
    const id = await f.createRunning({ cacheInstanceName: "" });
    expect(await f.describe(id)).toMatchObject({ cacheInstanceName: id });
  });

  test("an id is not found in another region, nor by a key of another account", async () => {
    const other = { id: "other", secret: "s", account: "another" };
    const f = await fixture({ keys: { jd: [other] } });
    const id = await f.createRunning();
    expect(errorOf(await f.call(`GET /regions/cn-south-1/cacheInstance/${id}`))).toEqual([404, "NOT_FOUND"]);
    expect(errorOf(await f.call(`GET {r}/cacheInstance/${id}`, {}, { keys: other }))).toEqual([404, "NOT_FOUND"]);
  });

  test("with a quota of 1 the second is 429 QUOTA_EXCEEDED, and describeUserQuota says 1 of 1", async () => {
    const keys = { id: "small", secret: "s", quota: 1 };
    const f = await fixture({ keys: { jd: [keys] } });
    expect((await f.create({}, undefined, { keys })).status).toBe(200);
    expect(errorOf(await f.create({}, undefined, { keys }))).toEqual([429, "QUOTA_EXCEEDED"]);
    expect((await f.call("GET {r}/quota", {}, { keys })).body.result.quota).toMatchObject({ max: 1, used: 1 });
  });

  test("cloning from a backup needs the source's own backup", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    const backup = await f.call(`POST {r}/cacheInstance/${id}/backup`, { fileName: "b_1", backupType: 1 });
    const { baseId } = backup.body.result;
    expect((await f.create({ backupId: baseId, srcInstanceId: id })).status).toBe(200);
    expect(errorOf(await f.create({ backupId: "none", srcInstanceId: id }))).toEqual([404, "NOT_FOUND"]);
  });
});

describe("class changes", () => {
  const resize = (id: string) => `POST {r}/cacheInstance/${id}:modifyCacheInstanceClass`;

  test("changing until changeMs have passed with the old class shown, then running with the new one", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    const { body } = await f.call(resize(id), { cacheInstanceClass: "redis.m.small.basic" });
    expect(body.result).toEqual({ orderNum: expect.any(String), buyId: expect.any(String) });
    expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "changing", cacheInstanceMemoryMB: 1024 });
    const progress = await f.call(`GET {r}/cacheInstance/${id}/taskProgress`, { taskType: "resize" });
    expect(progress.body.result.taskProgresses).toMatchObject([{ taskStatus: "running", progressPercent: 0 }]);
    f.clock.now += changeMs;
    expect(await f.describe(id)).toMatchObject({
      cacheInstanceStatus: "running",
      cacheInstanceClass: "redis.m.small.basic",
      cacheInstanceMemoryMB: 2048,
    });
    const tasks = await f.call("GET /v1/tasks", { instanceId: id });
    expect(tasks.body.result).toMatchObject({ total: 1, tasks: [{ taskStatus: "success", taskTypeCn: "变配" }] });
  });

  test("a deferred one reads running with the old class until the maintenance window begins", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    await f.call(resize(id), { cacheInstanceClass: "redis.m.small.basic", effectiveTime: "MaintainTime" });
    expect(await f.describe(id)).toMatchObject({
      cacheInstanceStatus: "running",
      cacheInstanceClass: "redis.m.micro.basic",
      toBeExecutedTaskType: [1],
    });
    const progress = await f.call(`GET {r}/cacheInstance/${id}/taskProgress`);
    expect(progress.body.result.taskProgresses).toMatchObject([{ taskStatus: "init", progressPercent: 0 }]);
    f.clock.now = Date.parse("2026-11-21T18:00:00Z");
    expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "changing", toBeExecutedTaskType: [] });
    f.clock.now += changeMs;
    expect(await f.describe(id)).toMatchObject({
      cacheInstanceStatus: "running",
      cacheInstanceClass: "redis.m.small.basic",
    });
  });

  test("what is changed meanwhile does not drop a deferred resize; a second one is refused", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    await f.call(resize(id), { cacheInstanceClass: "redis.m.small.basic", effectiveTime: "MaintainTime" });
    await f.call(`POST {r}/cacheInstance/${id}/instanceConfig`, {
      instanceConfig: [{ configName: "list-compress-depth", configValue: "1" }],
    });
    f.clock.now += changeMs;
    const second = await f.call(resize(id), { cacheInstanceClass: "redis.m.medium.basic" });
    expect(errorOf(second)).toEqual([400, "FAILED_PRECONDITION"]);
    f.clock.now = Date.parse("2026-11-21T19:00:00Z");
    expect(await f.describe(id)).toMatchObject({ cacheInstanceClass: "redis.m.small.basic" });
  });

  test("standard to cluster turns the type over, and so does the way back", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    await f.call(resize(id), sharded);
    f.clock.now += 2 * changeMs;
    expect(await f.describe(id)).toMatchObject({ cacheInstanceType: "cluster", shardNumber: 2 });
    f.clock.now += changeMs;
    expect((await f.call(resize(id), { cacheInstanceClass: "redis.m.xlarge.basic" })).status).toBe(200);
    f.clock.now += changeMs;
    expect(await f.describe(id)).toMatchObject({ cacheInstanceType: "master-slave", shardNumber: 1 });
  });

  test("of a prepaid instance to another edition is refused when it gets less memory", async () => {
    const f = await fixture();
    const id = await f.createRunning(sharded, prepaid);
    const order = { cacheInstanceClass: "redis.m.micro.basic" };
    expect(errorOf(await f.call(resize(id), order))).toEqual([400, "INVALID_ARGUMENT"]);
    expect((await f.call(resize(id), { cacheInstanceClass: "redis.m.xlarge.basic" })).status).toBe(200);
  });

  test.each([
    ["shards", { ...sharded, shardNumber: 4 }, { shardNumber: 4, cacheInstanceMemoryMB: 8192 }],
    ["replicas", { ...sharded, replicaNumber: 4 }, { replicaNumber: 4, shardNumber: 2 }],
    [
      "class, the shards kept",
      { cacheInstanceClass: "redis.s.medium.basic" },
      { shardNumber: 2, memoryMBPerShard: 4096 },
    ],
    ["class, smaller", { cacheInstanceClass: "redis.s.micro.basic" }, { cacheInstanceMemoryMB: 2048 }],
  ])("a cluster's %s", async (_name, order, after) => {
    const f = await fixture();
    const id = await f.createRunning(sharded);
    expect((await f.call(resize(id), order)).status).toBe(200);
    f.clock.now += changeMs;
    expect(await f.describe(id)).toMatchObject(after);
  });

  test("refused while creating, with the state in capitals in the text", async () => {
    const f = await fixture();
    const id = (await f.create()).body.result.cacheInstanceId;
    const answer = await f.call(resize(id), { cacheInstanceClass: "redis.m.small.basic" });
    expect(errorOf(answer)).toEqual([400, "FAILED_PRECONDITION"]);
    expect(answer.body.error.message).toContain("CREATING");
  });
});

describe("the billing side", () => {
  test("lags: after creation and after a resize the next order and the deletion are refused for changeMs", async () => {
    const f = await fixture();
    const id = (await f.create()).body.result.cacheInstanceId;
    const resize = (name: string) =>
      f.call(`POST {r}/cacheInstance/${id}:modifyCacheInstanceClass`, { cacheInstanceClass: name });
    f.clock.now += provisionMs;
    expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "running" });
    expect(errorOf(await resize("redis.m.small.basic"))).toEqual([400, "FAILED_PRECONDITION"]);
    expect(errorOf(await f.call(`DELETE {r}/cacheInstance/${id}`))).toEqual([409, "State"]);
    f.clock.now += changeMs;
    expect((await resize("redis.m.small.basic")).status).toBe(200);
    f.clock.now += changeMs;
    expect(errorOf(await resize("redis.m.medium.basic"))).toEqual([400, "FAILED_PRECONDITION"]);
    f.clock.now += changeMs;
    expect((await f.call(`DELETE {r}/cacheInstance/${id}`)).status).toBe(200);
  });

  test("does not hold up changes that are no order", async () => {
    const f = await fixture();
    const id = (await f.create()).body.result.cacheInstanceId;
    f.clock.now += provisionMs;
    expect((await f.call(`PATCH {r}/cacheInstance/${id}/ipWhiteList`, { ipWhiteList: ["10.0.0.0/8"] })).status).toBe(
      200,
    );
  });
});

describe("deletion", () => {
  test("deleting, then 404 with `has deleted`; the list and the control port follow", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    const answer = await f.call(`DELETE {r}/cacheInstance/${id}`);
    expect(answer.body).toEqual({ requestId: expect.any(String) });
    expect(f.instance(id)).toBeUndefined();
    expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "deleting", softDeletedTime: null });
    expect((await f.call("GET {r}/cacheInstance")).body.result.totalCount).toBe(1);
    f.clock.now += changeMs;
    const after = await f.call(`GET {r}/cacheInstance/${id}`);
    expect(errorOf(after)).toEqual([404, "NOT_FOUND"]);
    expect(after.body.error.message).toContain("has deleted");
    expect((await f.call("GET {r}/cacheInstance/redis-never")).body.error.message).toContain("not found");
    expect((await f.call("GET {r}/cacheInstance")).body.result).toEqual({ cacheInstances: [], totalCount: 0 });
  });

  test.each(["DELETE {r}/cacheInstance/ID", "POST {r}/cacheInstance/ID/checkDeletable"])(
    "%s is 409 State while creating and 409 IN PROCESSING while deleting",
    async (line) => {
      const f = await fixture();
      const id = (await f.create()).body.result.cacheInstanceId;
      const send = () => f.call(line.replace("ID", id));
      expect(errorOf(await send())).toEqual([409, "State"]);
      f.clock.now += provisionMs + changeMs;
      await f.call(`DELETE {r}/cacheInstance/${id}`);
      expect(errorOf(await send())).toEqual([409, "IN PROCESSING"]);
    },
  );

  test("an unexpired prepaid instance is refused, by checkDeletable too; an expired one goes", async () => {
    const f = await fixture();
    const id = await f.createRunning({}, prepaid);
    const check = () => f.call(`POST {r}/cacheInstance/${id}/checkDeletable`);
    expect(await f.describe(id)).toMatchObject({
      charge: { chargeMode: "prepaid_by_duration", chargeExpiredTime: "2026-12-21T00:00:00Z", chargeStatus: "normal" },
    });
    for (const answer of [await f.call(`DELETE {r}/cacheInstance/${id}`), await check()]) {
      expect(errorOf(answer)).toEqual([400, "FAILED_PRECONDITION"]);
      expect(answer.body.error.message).toContain("prepaid_by_duration and not expired");
    }
    f.clock.now += month;
    expect(await f.describe(id)).toMatchObject({ charge: { chargeStatus: "overdue" } });
    expect((await check()).body.result).toEqual({});
    expect((await f.call(`DELETE {r}/cacheInstance/${id}`)).status).toBe(200);
  });

  test("an instance in error can be deleted at once", async () => {
    const f = await fixture();
    f.sandbox.fault({ cloud: "jd", action: "createCacheInstance", kind: "fail" });
    const id = (await f.create()).body.result.cacheInstanceId;
    f.clock.now += provisionMs;
    expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "error" });
    expect((await f.call(`DELETE {r}/cacheInstance/${id}`)).status).toBe(200);
  });

  test("the recycle bin lists it with both times, gives it back, or destroys it for good", async () => {
    const f = await fixture();
    const ids = [await f.createRunning(), await f.createRunning()];
    for (const id of ids) await f.call(`DELETE {r}/cacheInstance/${id}`);
    f.clock.now += changeMs;
    const bin = async () => (await f.call("GET {r}/recycledCacheInstance")).body.result;
    expect(await bin()).toMatchObject({
      totalCount: 2,
      cacheInstances: [{}, { softDeletedTime: expect.any(String), retainExpireTime: expect.any(String) }],
    });
    await f.call(`POST {r}/cacheInstance/${ids[0]}:recoverInstance`);
    expect(await f.describe(ids[0] ?? "")).toMatchObject({ cacheInstanceStatus: "running", softDeletedTime: null });
    await f.call(`DELETE {r}/recycledCacheInstance/${ids[1]}`);
    expect((await bin()).totalCount).toBe(0);
    expect(errorOf(await f.call(`POST {r}/cacheInstance/${ids[1]}:recoverInstance`))).toEqual([404, "NOT_FOUND"]);
  });

  test("after seven days the bin is empty by itself", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    await f.call(`DELETE {r}/cacheInstance/${id}`);
    f.clock.now += 8 * 24 * 3_600_000;
    expect((await f.call("GET {r}/recycledCacheInstance")).body.result.totalCount).toBe(0);
  });
});

describe("charges", () => {
  test("one month bought with autoRenew never expires; setRenewal CLOSE ends that", async () => {
    const f = await fixture();
    const id = await f.createRunning({}, { ...prepaid, autoRenew: true });
    f.clock.now += 2 * month;
    expect(await f.describe(id)).toMatchObject({
      charge: { chargeStatus: "normal", chargeExpiredTime: "2027-02-21T00:00:00Z" },
    });
    const param = { appCode: "jcloud", serviceCode: "redis", instanceIds: id, autoRenewStatus: "CLOSE" };
    const line = "PUT /v2/regions/cn-north-1/instances:autoRenewStatus";
    const closed = await f.call(line, { setRenewalParam: param }, { service: "renewal" });
    expect(closed.body.result).toEqual({ stringResult: "1" });
    expect(f.instance(id)?.properties.autoRenew).toBe(false);
    f.clock.now += 2 * month;
    expect(await f.describe(id)).toMatchObject({ charge: { chargeStatus: "overdue" } });
  });

  test("renewal makes a postpaid instance prepaid, and adds to what is left of a prepaid one", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    const renew = async () => {
      const param = { appCode: "jcloud", serviceCode: "redis", timeSpan: 1, timeUnit: "YEAR", instanceIds: id };
      return f.call(
        "POST /v2/regions/cn-north-1/instances:renew",
        { renewInstanceParam: param },
        { service: "renewal" },
      );
    };
    expect((await renew()).body.result).toEqual({ orderNumber: expect.any(String) });
    expect(errorOf(await renew())).toEqual([400, "FAILED_PRECONDITION"]);
    f.clock.now += changeMs;
    await renew();
    expect(await f.describe(id)).toMatchObject({
      charge: { chargeMode: "prepaid_by_duration", chargeExpiredTime: "2028-11-21T00:00:02Z" },
    });
  });

  test("setRenewal of a postpaid instance is refused; queryInstance tells CONFIG from MONTHLY", async () => {
    const f = await fixture();
    const ids = [await f.createRunning(), await f.createRunning({}, { ...prepaid, autoRenew: true })];
    const common = { appCode: "jcloud", serviceCode: "redis" };
    const open = await f.call(
      "PUT /v2/regions/cn-north-1/instances:autoRenewStatus",
      { setRenewalParam: { ...common, instanceIds: ids.join(","), autoRenewStatus: "OPEN" } },
      { service: "renewal" },
    );
    expect(errorOf(open)).toEqual([400, "FAILED_PRECONDITION"]);
    const query = { queryInstanceParam: { ...common, billingType: "MONTHLY" } };
    const { body } = await f.call("POST /v2/regions/cn-north-1/instances", query, { service: "renewal" });
    expect(body.result).toMatchObject({
      totalCount: 1,
      listQueries: [{ resourceId: ids[1], autoRenewStatus: "OPENED", autoRenewPeriod: "1" }],
    });
  });

  test("autoChangeChargeMode turns postpaid into prepaid on its day", async () => {
    const f = await fixture();
    const id = await f.createRunning(
      {},
      {
        chargeMode: "postpaid_by_duration",
        autoChangeChargeMode: true,
        autoChangeChargeModeDate: "2026-12-01",
        chargeUnit: "year",
        chargeDuration: 1,
      },
    );
    expect(await f.describe(id)).toMatchObject({ charge: { chargeMode: "postpaid_by_duration" } });
    f.clock.now = start + month;
    expect(await f.describe(id)).toMatchObject({ charge: { chargeMode: "prepaid_by_duration" } });
  });
});

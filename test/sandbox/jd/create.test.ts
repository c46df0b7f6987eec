import { provisionMs } from "../openSandbox";
import { errorOf, type Fields, sharded, smallest, useFixture } from "./fixture";

const f = useFixture();

const az = (fields: Fields) => ({ azId: fields });
const byCluster = { azSpecifyType: "SpecifyByCluster" };
const base64 = (text: string) => Buffer.from(text).toString("base64");
const tags = (...keys: string[]) => ({ userTags: keys.map((key) => ({ key, value: "" })) });
const manyTags = (count: number) => tags(...Array.from({ length: count }, (_, at) => `k${at}`));
const prepaid = { chargeMode: "prepaid_by_duration" };
const outOfStock = { cacheInstanceClass: "redis.m.2xlarge.basic" };
const oldMicro = { redisVersion: "2.8", cacheInstanceClass: "redis.m1.micro.basic" };
const becomesPrepaid = { autoChangeChargeMode: true, chargeDuration: 1 };

/** Field → values, as one row for each value. */
const byValue = (fields: Record<string, unknown[]>) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, values]) =>
      values.map((value) => [`${name} ${JSON.stringify(value)}`, [{ [name]: value }] as [Fields]]),
    ),
  );

const accepted: Record<string, [spec: Fields, charge?: Fields]> = {
  ...byValue({
    cacheInstanceName: ["ab", "a".repeat(32), "9A_-缓存"],
    cacheInstanceDescription: ["缓".repeat(256)],
    password: ["Abcdef12", "Abcdef1234567890"],
    redisVersion: ["7.2"],
    dbNum: [16, 256],
    replicaNumber: [5],
    port: [1, 65_535],
  }),
  "equal zones": [az({ master: "cn-north-1a", slave: "cn-north-1a" })],
  "zones by cluster": [az({ ...byCluster, azsForCluster: ["cn-north-1a", "cn-north-1b"], master: "", slave: "" })],
  "null for what is not set": [{ password: null, userTags: null, ...az({ ...smallest.azId, azsForProxy: null }) }],
  "2.8 with its own classes": [{ redisVersion: "2.8", cacheInstanceClass: "redis.c1.small.basic" }],
  "a native cluster with a smart proxy": [{ ...sharded, cacheInstanceType: "native-cluster", enableSmartProxy: 1 }],
  "128 shards of xlarge": [{ cacheInstanceClass: "redis.s.xlarge.basic", shardNumber: 128 }],
  "9 months": [{}, { ...prepaid, chargeUnit: "month", chargeDuration: 9 }],
  "3 years": [{}, { ...prepaid, chargeUnit: "year", chargeDuration: 3 }],
  "1 month, the unit left out": [{}, { ...prepaid, chargeDuration: 1 }],
  "a duration that postpaid ignores": [{}, { chargeDuration: 99, chargeUnit: "day" }],
  "an activity": [{}, { buyScenario: base64('{"activity":{"activityType":1,"activityIdentifier":"a"}}') }],
  "50 tags": [manyTags(50)],
  "a tag's key with a colon": [tags("pulumi-cn-cache:pending")],
};

test.each(Object.entries(accepted))("createCacheInstance accepts %s", async (_name, [spec, charge]) => {
  expect((await f.create(spec, charge)).body).toMatchObject({ result: { cacheInstanceId: expect.any(String) } });
});

const rejected: Record<string, [spec: Fields, text?: RegExp, charge?: Fields]> = {
  ...byValue({
    vpcId: ["", null],
    subnetId: [""],
    cacheInstanceName: [null, "a", "a".repeat(33), "a@b"],
    cacheInstanceDescription: ["d".repeat(257)],
    password: ["Abcde12", "Abcdef12345678901", "Abcdef1!", "abcdef12", "Abcdefgh"],
    cacheInstanceClass: [""],
    redisVersion: ["3.2"],
    azId: [null],
    shardNumber: [2],
    cacheInstanceType: ["cluster"],
    enableSmartProxy: [1],
    replicaNumber: [1, 6],
    dbNum: [15, 257],
    ipv6On: [2, "1"],
    port: [0, 65_536],
    cpuArchType: ["mips"],
    slaveAppendonly: ["on"],
    backupId: ["b"],
  }),
  "no slave zone": [az({ master: "cn-north-1a" }), /slave/],
  "an empty master zone": [az({ master: "", slave: "cn-north-1a" }), /master/],
  "one zone by cluster": [az({ ...byCluster, azsForCluster: ["cn-north-1a"] }), /azsForCluster/],
  "another way to specify zones": [az({ azSpecifyType: "x", master: "a", slave: "b" }), /azSpecifyType/],
  "no shards for a custom-shard class": [{ ...sharded, shardNumber: null }, /shardNumber is required/],
  "1 shard": [{ ...sharded, shardNumber: 1 }, /shardNumber/],
  "3 shards": [{ ...sharded, shardNumber: 3 }, /2, 4, 8/],
  "128 shards of small": [{ ...sharded, shardNumber: 128 }, /shardNumber/],
  "a policy that only 4.0 has, with 2.8": [{ ...oldMicro, maxmemoryPolicy: "allkeys-lfu" }, /maxmemoryPolicy/],
  "two tags of one key": [tags("k", "k"), /same key/],
  "a tag with an empty key": [tags(""), /userTags\[0\]\.key/],
  "a tag's key of 128 characters": [tags("k".repeat(128)), /userTags\[0\]\.key/],
  "a tag's value of 256 characters": [{ userTags: [{ key: "k", value: "v".repeat(256) }] }, /userTags\[0\]\.value/],
  "a tag without a value": [{ userTags: [{ key: "k" }] }, /userTags\[0\]\.value is required/],
  "51 tags": [manyTags(51), /50 tags/],
  "an unknown parameter": [{ cacheInstanceNmae: "x" }, /no parameter "cacheInstance.cacheInstanceNmae"/],
  "another billing mode": [{}, /chargeMode/, { chargeMode: "postpaid_by_usage" }],
  "prepaid without a duration": [{}, /chargeDuration/, prepaid],
  "0 months": [{}, /chargeDuration/, { ...prepaid, chargeDuration: 0 }],
  "10 months": [{}, /chargeDuration/, { ...prepaid, chargeDuration: 10 }],
  "4 years": [{}, /chargeDuration/, { ...prepaid, chargeDuration: 4, chargeUnit: "year" }],
  days: [{}, /chargeUnit/, { ...prepaid, chargeDuration: 1, chargeUnit: "day" }],
  "a switch without its date": [{}, /autoChangeChargeModeDate/, becomesPrepaid],
  "a switch in the past": [{}, /to come/, { ...becomesPrepaid, autoChangeChargeModeDate: "2020-01-01" }],
  "an activity that is not base64 of JSON": [{}, /buyScenario/, { buyScenario: "%%%" }],
  "an activity of null": [{}, /buyScenario/, { buyScenario: base64('{"activity":null}') }],
};

test.each(Object.entries(rejected))("createCacheInstance: %s is 400", async (name, [spec, text, charge]) => {
  const answer = await f.create(spec, charge);
  expect(errorOf(answer)).toBe("400 INVALID_ARGUMENT");
  expect(answer.body.error.message).toMatch(text ?? name.slice(0, name.indexOf(" ")));
  expect(f.sandbox.instances()).toEqual([]);
});

test.each<[spec: Fields, text: RegExp, region?: string]>([
  [{ vpcId: "vpc-missing1" }, /vpc vpc-missing1/],
  [{ vpcId: "x" }, /vpc x/],
  [{ subnetId: "subnet-missing1" }, /subnet subnet-missing1/],
  [{ cacheInstanceClass: "redis.none" }, /redis.none/],
  [{ cacheInstanceClass: "redis.m1.micro.basic" }, /for redis 4.0/],
  [az({ master: "cn-north-1z", slave: "cn-north-1a" }), /cn-north-1z/],
  [az({ master: "cn-south-1a", slave: "cn-north-1a" }), /cn-south-1a/],
  [{ backupId: "b", srcInstanceId: "redis-no" }, /redis-no/],
  [{ ...outOfStock, ...az({ master: "cn-south-1c", slave: "cn-south-1a" }) }, /stock in cn-south-1c/, "cn-south-1"],
])("createCacheInstance: %j is 404", async (spec, text, region = "cn-north-1") => {
  const answer = await f.call(`POST /regions/${region}/cacheInstance`, { cacheInstance: { ...smallest, ...spec } });
  expect(errorOf(answer)).toBe("404 NOT_FOUND");
  expect(answer.body.error.message).toMatch(text);
  expect(f.sandbox.instances()).toEqual([]);
});

test("the answer is the id and the order, at once; the password is in no answer", async () => {
  const { result } = (await f.create({ password: "Abcd1234" })).body;
  expect(result).toEqual({
    cacheInstanceId: expect.stringMatching(/^redis-[a-z0-9]{12}$/),
    orderNum: expect.stringMatching(/^\d+$/),
    buyId: expect.any(String),
  });
  expect(JSON.stringify(await f.describe(result.cacheInstanceId))).not.toContain("Abcd1234");
  expect(f.instance(result.cacheInstanceId)?.secrets).toEqual({ password: "Abcd1234" });
});

test("an instance is creating without a domain until provisionMs have passed, then running with one", async () => {
  const id = (await f.create()).body.result.cacheInstanceId;
  f.wait(provisionMs - 1);
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "creating", connectionDomain: "", port: 6379 });
  const change = await f.on(id, "POST :modifyCacheInstanceClass", { cacheInstanceClass: "redis.m.small.basic" });
  expect(errorOf(change)).toBe("400 FAILED_PRECONDITION");
  expect(change.body.error.message).toContain("CREATING");
  f.wait(1);
  expect(await f.describe(id)).toMatchObject({
    cacheInstanceStatus: "running",
    connectionDomain: `${id}-proxy-nlb.jvessel-open-hb.jdcloud.com`,
  });
});

test("describe shows what was ordered, in the vendor's types", async () => {
  const texts = { cacheInstanceDescription: "d", maxmemoryPolicy: "allkeys-lfu", slaveAppendonly: "yes" };
  const same = { ...sharded, ...texts, ipv6On: 1, replicaNumber: 3, port: 6380, resourceGroupId: "rg-1" };
  const tag = { key: "env", value: "dev" };
  const id = await f.createRunning({ ...same, password: "Abcd1234", dbNum: 32, userTags: [tag] });
  expect(await f.describe(id)).toMatchObject({
    ...same,
    cacheInstanceType: "cluster",
    cacheInstanceMemoryMB: 4096,
    memoryMBPerShard: 2048,
    createTime: "2026-11-21T00:00:00Z",
    azId: { azSpecifyType: "SpecifyByReplicaGroup", ...smallest.azId, azsForCluster: null },
    vpcId: smallest.vpcId,
    subnetId: smallest.subnetId,
    auth: true,
    isAllowNoAuth: true,
    databaseNum: "32",
    tags: [tag],
    softDeletedTime: null,
    charge: { chargeMode: "postpaid_by_duration", chargeStatus: "normal", chargeExpiredTime: "" },
  });
});

test("without tags, password, name and version: tags null, auth false, the id as the name, 2.8", async () => {
  const id = await f.createRunning({ ...oldMicro, redisVersion: null, password: "", cacheInstanceName: "" });
  const expected = { tags: null, auth: false, redisVersion: "2.8", cacheInstanceName: id };
  expect(await f.describe(id)).toMatchObject(expected);
});

test("an id is not found in another region, nor by a key of another account", async () => {
  const keys = { id: "other", secret: "s", account: "another" };
  await f.restart({ keys: { jd: [keys] } });
  const id = await f.createRunning();
  expect(errorOf(await f.call(`GET /regions/cn-south-1/cacheInstance/${id}`))).toBe("404 NOT_FOUND");
  expect(errorOf(await f.call(`GET {r}/cacheInstance/${id}`, {}, { keys }))).toBe("404 NOT_FOUND");
});

test("with a quota of 1 the second is 429 QUOTA_EXCEEDED, and describeUserQuota says 1 of 1", async () => {
  const keys = { id: "small", secret: "s", quota: 1 };
  await f.restart({ keys: { jd: [keys] } });
  expect((await f.create({}, undefined, { keys })).status).toBe(200);
  expect(errorOf(await f.create({}, undefined, { keys }))).toBe("429 QUOTA_EXCEEDED");
  expect((await f.call("GET {r}/quota", {}, { keys })).body.result.quota).toMatchObject({ max: 1, used: 1 });
});

test("cloning from a backup needs the source's own backup", async () => {
  const id = await f.createRunning();
  const { baseId } = (await f.on(id, "POST /backup", { fileName: "b_1", backupType: 1 })).body.result;
  expect(errorOf(await f.create({ backupId: baseId, srcInstanceId: id }))).toBe("404 NOT_FOUND");
  f.wait();
  expect((await f.create({ backupId: baseId, srcInstanceId: id })).status).toBe(200);
  expect(errorOf(await f.create({ backupId: "none", srcInstanceId: id }))).toBe("404 NOT_FOUND");
});

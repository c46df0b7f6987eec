import { closeAll, errorOf, fixture, sharded, smallest } from "./fixture";

afterEach(closeAll);

type Fields = Record<string, unknown>;

const invalid = [400, "INVALID_ARGUMENT"];
const unknown = [404, "NOT_FOUND"];
const az = (fields: Fields) => ({ azId: fields });

describe("createCacheInstance accepts", () => {
  const accepted: Record<string, [spec: Fields, charge?: Fields]> = {
    "a name of 2 characters": [{ cacheInstanceName: "ab" }],
    "a name of 32 characters": [{ cacheInstanceName: "a".repeat(32) }],
    "a name of digits, letters, _, - and Chinese": [{ cacheInstanceName: "9A_-缓存" }],
    "a description of 256 characters": [{ cacheInstanceDescription: "缓".repeat(256) }],
    "a password of 8": [{ password: "Abcdef12" }],
    "a password of 16": [{ password: "Abcdef1234567890" }],
    "an empty password": [{ password: "" }],
    "equal zones": [az({ master: "cn-north-1a", slave: "cn-north-1a" })],
    "zones by cluster": [
      az({ azSpecifyType: "SpecifyByCluster", azsForCluster: ["cn-north-1a", "cn-north-1b"], master: "", slave: "" }),
    ],
    "null for what is not set": [
      {
        password: null,
        userTags: null,
        shardNumber: null,
        extension: null,
        azId: { ...smallest.azId, azsForCluster: null },
      },
    ],
    "2.8 with its own classes": [{ redisVersion: "2.8", cacheInstanceClass: "redis.c1.small.basic" }],
    "7.2": [{ redisVersion: "7.2" }],
    "a native cluster with a smart proxy": [{ ...sharded, cacheInstanceType: "native-cluster", enableSmartProxy: 1 }],
    "128 shards of xlarge": [{ cacheInstanceClass: "redis.s.xlarge.basic", shardNumber: 128 }],
    "256 databases": [{ dbNum: 256 }],
    "9 months": [{}, { chargeMode: "prepaid_by_duration", chargeUnit: "month", chargeDuration: 9 }],
    "3 years": [{}, { chargeMode: "prepaid_by_duration", chargeUnit: "year", chargeDuration: 3 }],
    "1 month, the unit left out": [{}, { chargeMode: "prepaid_by_duration", chargeDuration: 1 }],
    "a duration that postpaid ignores": [
      {},
      { chargeMode: "postpaid_by_duration", chargeDuration: 99, chargeUnit: "day" },
    ],
    "nothing about money": [{}],
    "an activity": [{}, { buyScenario: Buffer.from('{"activity":{"activityType":1}}').toString("base64") }],
    "50 tags": [{ userTags: Array.from({ length: 50 }, (_, at) => ({ key: `k${at}`, value: "" })) }],
    "a tag's key with a colon": [{ userTags: [{ key: "pulumi-cn-cache:pending", value: "a.b" }] }],
  };
  test.each(Object.entries(accepted))("%s", async (_name, [spec, charge]) => {
    const f = await fixture();
    const { body } = await f.create(spec, charge);
    expect(body).toMatchObject({ result: { cacheInstanceId: expect.any(String) } });
  });
});

describe("createCacheInstance refuses", () => {
  const prepaid = (fields: Fields): [Fields, Fields] => [{}, { chargeMode: "prepaid_by_duration", ...fields }];
  const refused: Record<string, [args: [spec: Fields, charge?: Fields], expected: unknown, text: RegExp]> = {
    "an empty VPC": [[{ vpcId: "" }], invalid, /vpcId/],
    "no VPC": [[{ vpcId: null }], invalid, /vpcId is required/],
    "a VPC that is missing": [[{ vpcId: "vpc-missing1" }], unknown, /vpc vpc-missing1/],
    "a malformed VPC": [[{ vpcId: "x" }], unknown, /vpc x/],
    "an empty subnet": [[{ subnetId: "" }], invalid, /subnetId/],
    "a subnet that is missing": [[{ subnetId: "subnet-missing1" }], unknown, /subnet subnet-missing1/],
    "no name": [[{ cacheInstanceName: null }], invalid, /cacheInstanceName/],
    "a name of 1 character": [[{ cacheInstanceName: "a" }], invalid, /cacheInstanceName/],
    "a name of 33 characters": [[{ cacheInstanceName: "a".repeat(33) }], invalid, /cacheInstanceName/],
    "a name with @": [[{ cacheInstanceName: "a@b" }], invalid, /cacheInstanceName/],
    "a description of 257 characters": [[{ cacheInstanceDescription: "d".repeat(257) }], invalid, /Description/],
    "a password of 7": [[{ password: "Abcde12" }], invalid, /8 to 16/],
    "a password of 17": [[{ password: "Abcdef12345678901" }], invalid, /8 to 16/],
    "a password with a sign": [[{ password: "Abcdef1!" }], invalid, /letters and digits/],
    "a password without upper case": [[{ password: "abcdef12" }], invalid, /upper-case/],
    "a password without digits": [[{ password: "Abcdefgh" }], invalid, /digit/],
    "no class": [[{ cacheInstanceClass: "" }], invalid, /cacheInstanceClass/],
    "an unknown class": [[{ cacheInstanceClass: "redis.none" }], unknown, /redis.none/],
    "a class of another version": [[{ cacheInstanceClass: "redis.m1.micro.basic" }], unknown, /for redis 4.0/],
    "an unknown version": [[{ redisVersion: "3.2" }], invalid, /redisVersion/],
    "no zones": [[{ azId: null }], invalid, /azId is required/],
    "no slave zone": [[az({ master: "cn-north-1a" })], invalid, /slave/],
    "an empty master zone": [[az({ master: "", slave: "cn-north-1a" })], invalid, /master/],
    "an unknown zone": [[az({ master: "cn-north-1z", slave: "cn-north-1a" })], unknown, /cn-north-1z/],
    "a zone of another region": [[az({ master: "cn-south-1a", slave: "cn-north-1a" })], unknown, /cn-south-1a/],
    "too few zones by cluster": [
      [az({ azSpecifyType: "SpecifyByCluster", azsForCluster: ["cn-north-1a"] })],
      invalid,
      /azsForCluster/,
    ],
    "another way to specify zones": [[az({ azSpecifyType: "x", master: "a", slave: "b" })], invalid, /azSpecifyType/],
    "shards for a standard class": [[{ shardNumber: 2 }], invalid, /shardNumber/],
    "no shards for a custom-shard class": [[{ ...sharded, shardNumber: null }], invalid, /shardNumber is required/],
    "1 shard": [[{ ...sharded, shardNumber: 1 }], invalid, /shardNumber/],
    "3 shards": [[{ ...sharded, shardNumber: 3 }], invalid, /2, 4, 8/],
    "128 shards of small": [[{ ...sharded, shardNumber: 128 }], invalid, /shardNumber/],
    "a type that the class is not of": [[{ cacheInstanceType: "cluster" }], invalid, /cacheInstanceType/],
    "a smart proxy without a native cluster": [[{ enableSmartProxy: 1 }], invalid, /enableSmartProxy/],
    "1 replica": [[{ replicaNumber: 1 }], invalid, /replicaNumber/],
    "15 databases": [[{ dbNum: 15 }], invalid, /dbNum/],
    "257 databases": [[{ dbNum: 257 }], invalid, /dbNum/],
    "ipv6On 2": [[{ ipv6On: 2 }], invalid, /ipv6On/],
    "ipv6On as text": [[{ ipv6On: "1" }], invalid, /ipv6On is not a valid int/],
    "port 0": [[{ port: 0 }], invalid, /port/],
    "another CPU": [[{ cpuArchType: "mips" }], invalid, /cpuArchType/],
    "slaveAppendonly on": [[{ slaveAppendonly: "on" }], invalid, /slaveAppendonly/],
    "a policy that only 4.0 has, with 2.8": [
      [{ redisVersion: "2.8", cacheInstanceClass: "redis.m1.micro.basic", maxmemoryPolicy: "allkeys-lfu" }],
      invalid,
      /maxmemoryPolicy/,
    ],
    "a backup without its instance": [[{ backupId: "b" }], invalid, /together/],
    "a backup of an instance that is not there": [[{ backupId: "b", srcInstanceId: "redis-no" }], unknown, /redis-no/],
    "two tags of one key": [
      [
        {
          userTags: [
            { key: "k", value: "1" },
            { key: "k", value: "2" },
          ],
        },
      ],
      invalid,
      /same key/,
    ],
    "a tag without a value": [[{ userTags: [{ key: "k" }] }], invalid, /userTags\[0\]\.value is required/],
    "51 tags": [
      [{ userTags: Array.from({ length: 51 }, (_, at) => ({ key: `k${at}`, value: "" })) }],
      invalid,
      /50 tags/,
    ],
    "a class that is sold out in the zone": [
      [{ cacheInstanceClass: "redis.m.2xlarge.basic", azId: { master: "cn-south-1c", slave: "cn-south-1a" } }],
      unknown,
      /cn-south-1c/,
    ],
    "a parameter that the API does not have": [
      [{ cacheInstanceNmae: "x" }],
      invalid,
      /no parameter "cacheInstance.cacheInstanceNmae"/,
    ],
    "another billing mode": [[{}, { chargeMode: "postpaid_by_usage" }], invalid, /chargeMode/],
    "prepaid without a duration": [prepaid({}), invalid, /chargeDuration/],
    "0 months": [prepaid({ chargeDuration: 0 }), invalid, /chargeDuration/],
    "10 months": [prepaid({ chargeDuration: 10 }), invalid, /chargeDuration/],
    "4 years": [prepaid({ chargeDuration: 4, chargeUnit: "year" }), invalid, /chargeDuration/],
    days: [prepaid({ chargeDuration: 1, chargeUnit: "day" }), invalid, /chargeUnit/],
    "a switch without its date": [
      [{}, { autoChangeChargeMode: true, chargeDuration: 1 }],
      invalid,
      /autoChangeChargeModeDate/,
    ],
    "a switch in the past": [
      [{}, { autoChangeChargeMode: true, chargeDuration: 1, autoChangeChargeModeDate: "2020-01-01" }],
      invalid,
      /to come/,
    ],
    "an activity that is not base64 of JSON": [[{}, { buyScenario: "%%%" }], invalid, /buyScenario/],
  };
  test.each(Object.entries(refused))("%s", async (_name, [[spec, charge], expected, text]) => {
    const f = await fixture();
    const region = JSON.stringify(spec).includes("south-1c") ? "/regions/cn-south-1" : "/regions/cn-north-1";
    const answer = await f.call(`POST ${region}/cacheInstance`, {
      cacheInstance: { ...smallest, ...spec },
      ...(charge === undefined ? {} : { charge }),
    });
    expect(errorOf(answer)).toEqual(expected);
    expect(answer.body.error).toMatchObject({ code: answer.status, message: expect.stringMatching(text) });
    expect(f.sandbox.instances()).toEqual([]);
  });
});

describe("every call", () => {
  test("takes path parameters repeated in the body, and refuses those that contradict the path", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    const line = `PATCH {r}/cacheInstance/${id}`;
    const own = { regionId: "cn-north-1", cacheInstanceId: id, cacheInstanceName: "n1" };
    expect((await f.call(line, own)).status).toBe(200);
    expect(errorOf(await f.call(line, { ...own, cacheInstanceId: "redis-other" }))).toEqual(invalid);
  });

  const refused: Record<string, [line: string, params: Fields, expected: unknown]> = {
    "an unknown parameter in the query": ["GET {r}/instanceClass", { redisversion: "4.0" }, invalid],
    "an unknown parameter in the body": ["POST {r}/checkPasswordValid", { password: "x", extra: 1 }, invalid],
    "a list where text is wanted": ["POST {r}/checkPasswordValid", { password: ["x"] }, invalid],
    "an unknown region": ["GET /regions/cn-west-1/quota", {}, invalid],
    "a path that is not imitated": ["GET {r}/slowLog", {}, [501, "NOT_IMPLEMENTED"]],
    "a method that the path does not have": ["PUT {r}/quota", {}, [501, "NOT_IMPLEMENTED"]],
    "an empty id with POST": ["POST {r}/cacheInstance/:modifyCacheInstanceClass", { cacheInstanceClass: "x" }, invalid],
    "an empty id with DELETE": ["DELETE {r}/cacheInstance/", {}, invalid],
    "an unknown id": ["GET {r}/cacheInstance/redis-no/instanceConfig", {}, unknown],
  };
  test.each(Object.entries(refused))("refuses %s", async (_name, [line, params, expected]) => {
    expect(errorOf(await (await fixture()).call(line, params))).toEqual(expected);
  });

  test("a body that is no JSON object is INVALID_ARGUMENT", async () => {
    const f = await fixture();
    const body = await f.call("POST {r}/checkPasswordValid", [] as unknown as Fields);
    expect(errorOf(body)).toEqual(invalid);
  });

  test("an empty id with GET answers with the list, and no error", async () => {
    const f = await fixture();
    await f.createRunning();
    expect((await f.call("GET {r}/cacheInstance/")).body.result).toMatchObject({ totalCount: 1, cacheInstances: [{}] });
  });

  test("an error has code, status and message in `error`, and its requestId in body and header", async () => {
    const { body, headers, status } = await (await fixture()).call("GET {r}/cacheInstance/redis-no");
    expect(body).toEqual({
      requestId: expect.stringMatching(/^[a-z0-9]{32}$/),
      error: { code: 404, status: "NOT_FOUND", message: "cacheInstance redis-no not found" },
    });
    expect([status, headers.get("x-jdcloud-request-id")]).toEqual([404, body.requestId]);
  });

  test("an answer's Date is the sandbox's own clock", async () => {
    const f = await fixture();
    expect((await f.call("GET {r}/quota")).headers.get("date")).toBe("Sat, 21 Nov 2026 00:00:00 GMT");
  });

  test("a key without the right is 403 HTTP_FORBIDDEN, tags at creation included", async () => {
    const keys = { id: "few", secret: "s", deny: ["deleteCacheInstance", "tagResources"] };
    const f = await fixture({ keys: { jd: [keys] } });
    expect((await f.create({}, undefined, { keys })).status).toBe(200);
    const tagged = { userTags: [{ key: "k", value: "v" }] };
    expect(errorOf(await f.create(tagged, undefined, { keys }))).toEqual([403, "HTTP_FORBIDDEN"]);
    expect(errorOf(await f.call("DELETE {r}/cacheInstance/redis-x", {}, { keys }))).toEqual([403, "HTTP_FORBIDDEN"]);
  });
});

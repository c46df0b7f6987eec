import * as pulumi from "@pulumi/pulumi";
import {
  AliyunRedis,
  Cache,
  type CacheArgs,
  type CacheCloud,
  CnCacheProvider,
  HuaweiDcsInstance,
  JdRedis,
} from "../../provider";

const networks = {
  aliyun: { vpcId: "vpc-1", subnetId: "vsw-1", zones: ["cn-hangzhou-h", "cn-hangzhou-i"] },
  huawei: { vpcId: "vpc-id", subnetId: "subnet-id", zones: ["cn-north-4a", "cn-north-4b"] },
  jd: { vpcId: "vpc-1", subnetId: "subnet-1", zones: ["cn-north-1a"] },
};
const allowFrom = ["10.0.0.0/8", "172.16.0.10"];
const on = (cloud: CacheCloud, more: Partial<CacheArgs> = {}): CacheArgs => ({
  cloud,
  memoryGb: 4,
  network: networks[cloud],
  allowFrom,
  ...more,
});

let registered: pulumi.runtime.MockResourceArgs[];
let warnings: unknown[];

const mock = (isPreview = false) =>
  pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        registered.push(args);
        const generated = args.type.endsWith(":CacheRecord") ? { password: pulumi.secret("Generated4711") } : {};
        const connectionString = pulumi.secret("redis://redis.test");
        const outputs = { port: 6379, connectionDomain: "redis.test", status: "ready", connectionString, ...generated };
        const made = isPreview ? {} : outputs;
        return { id: `${args.name}-id`, state: { ...args.inputs, ...made } };
      },
      call: () => ({}),
    },
    "shop",
    "dev",
    isPreview,
  );

beforeEach(async () => {
  registered = [];
  warnings = [];
  jest.spyOn(pulumi.log, "warn").mockImplementation(async (text) => void warnings.push(text));
  await mock();
});
afterEach(async () => {
  jest.restoreAllMocks();
  // Outputs of a component are registered after its constructor, with the mocks that it was made with.
  await (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
});

const known = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => void output.apply(resolve));
const ended = (cache: Cache) => known(cache.instance.urn);
const secretKey = "4dabf18193072939515e22adb298388d";
const bare = (value: unknown) =>
  typeof value === "object" && value !== null && secretKey in value
    ? `secret ${(value as { value?: unknown }).value}`
    : value;

/** The arguments of the instance that the cache makes; a secret as a text that says so. */
async function instanceOf(cache: Cache): Promise<Record<string, unknown>> {
  await ended(cache);
  const found = registered.find(
    ({ type, name }) => name === "sessions" && /:(AliyunRedis|HuaweiDcsInstance|JdRedis)$/.test(type),
  );
  const entries = Object.entries((found?.inputs ?? {}) as object);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (name.startsWith("__") || value === undefined ? [] : [[name, bare(value)]])),
  );
}

describe("the arguments of the underlying resource", () => {
  const shared = { password: "secret Generated4711" };
  const aliyun = {
    ...{ vpcId: "vpc-1", vSwitchId: "vsw-1", zoneId: "cn-hangzhou-h", secondaryZoneId: "cn-hangzhou-i" },
    ...{ instanceName: "sessions", instanceClass: "redis.shard.large.ce", nodeType: "MASTER_SLAVE" },
    ...{ engineVersion: "6.0", securityIps: allowFrom },
    ...shared,
  };
  const huawei = {
    ...{ vpcId: "vpc-id", subnetId: "subnet-id", azCodes: ["cn-north-4a", "cn-north-4b"] },
    ...{ name: "sessions", engine: "Redis", engineVersion: "6.0", specCode: "redis.ha.xu1.large.r2.4", capacity: 4 },
    ...{ whitelist: [{ groupName: "cache", ipList: allowFrom }], enableWhitelist: true },
    ...shared,
  };
  const jd = {
    ...{ vpcId: "vpc-1", subnetId: "subnet-1", azId: { master: "cn-north-1a", slave: "cn-north-1a" } },
    ...{ cacheInstanceName: "sessions", cacheInstanceClass: "redis.m.medium.basic", cacheInstanceType: "master-slave" },
    ...{ redisVersion: "6.2", ipWhiteList: ["10.0.0.0/8", "172.16.0.10/32"] },
    ...shared,
  };
  test.each([
    ["aliyun", AliyunRedis, aliyun],
    ["huawei", HuaweiDcsInstance, huawei],
    ["jd", JdRedis, jd],
  ] as const)("%s", async (cloud, Resource, args) => {
    const cache = new Cache("sessions", on(cloud));
    expect(await instanceOf(cache)).toEqual(args);
    expect(Resource.isInstance(cache.instance)).toBe(true);
  });

  const more = { region: "cn-x", instanceName: "carts", tags: { team: "shop" }, password: "Given4711" };
  const shown = { password: "secret Given4711", tags: { team: "shop" } };
  test.each([
    ["aliyun", { ...aliyun, ...shown, regionId: "cn-x", instanceName: "carts" }],
    ["huawei", { ...huawei, ...shown, region: "cn-x", name: "carts" }],
    ["jd", { ...jd, ...shown, regionId: "cn-x", cacheInstanceName: "carts" }],
  ] as const)("%s, with what may be given besides", async (cloud, args) => {
    expect(await instanceOf(new Cache("sessions", on(cloud, more)))).toEqual(args);
  });

  test.each([
    ["aliyun", { securityIps: ["0.0.0.0/0"] }],
    ["huawei", { whitelist: [], enableWhitelist: false }],
    ["jd", { ipWhiteList: ["0.0.0.0/0"] }],
  ] as const)("%s lets everybody in when asked to", async (cloud, args) => {
    expect(await instanceOf(new Cache("sessions", on(cloud, { allowFrom: ["0.0.0.0/0"] })))).toMatchObject(args);
  });

  test.each([
    ["aliyun", { securityIps: ["127.0.0.1"] }],
    ["huawei", { whitelist: [{ groupName: "cache", ipList: ["127.0.0.1"] }], enableWhitelist: true }],
    ["jd", { ipWhiteList: ["127.0.0.1/32"] }],
  ] as const)("%s lets nobody in unless somebody is named, and warns", async (cloud, args) => {
    expect(await instanceOf(new Cache("sessions", on(cloud, { allowFrom: undefined })))).toMatchObject(args);
    expect(warnings).toEqual([expect.stringContaining("nobody can connect")]);
  });

  test("a security group is one of Alibaba Cloud", async () => {
    const network = { ...networks.aliyun, securityGroupId: "sg-1" };
    const args = await instanceOf(new Cache("sessions", on("aliyun", { network, allowFrom: undefined })));
    expect(args.securityGroupIds).toEqual(["sg-1"]);
    expect(warnings).toEqual([]);
  });

  test("outputs may stand for every input but the cloud", async () => {
    for (const cloud of ["aliyun", "huawei", "jd"] as const) {
      registered = [];
      const plain = await instanceOf(new Cache("sessions", on(cloud, { ha: true, shards: 8, memoryGb: 64, ...more })));
      registered = [];
      const later = <T>(value: T) => pulumi.output(Promise.resolve(value));
      const { vpcId, subnetId, zones } = networks[cloud];
      const cache = new Cache("sessions", {
        cloud,
        memoryGb: later(64),
        engineVersion: later("6"),
        ha: later(true),
        shards: Promise.resolve(8),
        network: { vpcId: later(vpcId), subnetId: later(subnetId), zones: later(zones) },
        allowFrom: allowFrom.map(later),
        region: later(more.region),
        instanceName: later(more.instanceName),
        password: later(more.password),
        tags: { team: later("shop") },
      });
      expect(await instanceOf(cache)).toEqual(plain);
    }
  });

  test("a network that is created by the same program leaves the class known in a preview", async () => {
    await mock(true);
    const vpc = new AliyunRedis("vpc", {});
    const network = { vpcId: vpc.status, subnetId: vpc.status, zones: [vpc.status] };
    const args = await instanceOf(new Cache("sessions", on("aliyun", { network })));
    expect(args).toMatchObject({ instanceClass: "redis.shard.large.ce", engineVersion: "6.0" });
    expect(args.vpcId).toEqual({ __pulumiUnknown: true });
  });
});

describe("transform", () => {
  test("lays arguments over, for the cache's own cloud only", async () => {
    const transform = { aliyun: { port: 6380, engineVersion: "7.0" }, jd: { dbNum: 32 } };
    const { port, engineVersion, dbNum } = await instanceOf(new Cache("sessions", on("aliyun", { transform })));
    expect([port, engineVersion, dbNum]).toEqual([6380, "7.0", undefined]);
  });

  test("may be a function of what the cache has made, in plain values where the program gives plain ones", async () => {
    const cache = new Cache(
      "sessions",
      on("jd", {
        transform: {
          jd: ({ cacheInstanceName, ...args }) => ({ ...args, cacheInstanceName: `${cacheInstanceName}-x` }),
        },
      }),
    );
    expect((await instanceOf(cache)).cacheInstanceName).toBe("sessions-x");
  });
});

describe("the outputs", () => {
  test.each(["aliyun", "huawei", "jd"] as const)("%s has the same as the others", async (cloud) => {
    const cache = new Cache("sessions", on(cloud));
    const { instanceId, host, port, password, status } = cache;
    expect(await Promise.all([instanceId, host, port, password, status].map((each) => known<unknown>(each)))).toEqual([
      "sessions-id",
      "redis.test",
      6379,
      "Generated4711",
      "ready",
    ]);
    expect(await known(cache.engineVersion)).toBe(cloud === "jd" ? "6.2" : "6.0");
    expect(await known(cache.instanceClass)).toMatch(/^redis\./);
    expect(await Promise.all([password, cache.connectionString, host].map(pulumi.isSecret))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("the record has its type token and its __provider text for ever", async () => {
    await ended(new Cache("sessions", on("jd")));
    const record = registered.find(({ type }) => type.includes("Record"));
    expect(record?.type).toBe("pulumi-nodejs:dynamic/cn-cache:CacheRecord");
    const text = 'exports.handler = () => require("pulumi-cn-cache/dynamic").cacheRecord();';
    expect(record?.inputs).toMatchObject({ __provider: text, cloud: "jd", generatesPassword: true });
  });

  test("isInstance tells a Cache from what is in it", () => {
    const cache = new Cache("sessions", on("jd"));
    expect([cache, cache.instance, undefined].map(Cache.isInstance)).toEqual([true, false, false]);
  });
});

describe("what cannot be", () => {
  const message = (args: unknown) => {
    try {
      new Cache("sessions", args as CacheArgs);
    } catch (error) {
      expect(pulumi.RunError.isInstance(error)).toBe(true);
      // Node 20.20 never ends to format some stacks, and the CLI has every one formatted.
      expect((error as Error).stack).not.toMatch(/\n\s+at /);
      return (error as Error).message;
    }
    return "";
  };

  test("is said all at once, before anything is registered", () => {
    const args = { ...on("jd"), memoryGB: 4, memoryGb: 3, ha: false, engineVersion: "5" };
    const network = { ...networks.jd, zones: ["a", "b", "c"], vpcId: undefined, securityGroupId: "sg-1" };
    expect(message({ ...args, ha: true, network })).toBe(
      [
        'Cache "sessions" on JD Cloud:',
        "memoryGB: no such argument; did you mean memoryGb?",
        "network.vpcId: must be given",
        "network.securityGroupId: JD Cloud has no security groups for Redis; name the addresses in allowFrom instead",
        "memoryGb: 3 GB is not sold; nearest: 2 and 4 GB",
        "engineVersion: 5 is not sold; sold: 4.0, 6.2, 7.2, 8.0",
        "network.zones: must be one zone or two",
      ].join("\n  "),
    );
    expect(registered).toEqual([]);
  });

  test.each(["huawei", "jd"] as const)("%s needs a network", (cloud) => {
    const text = message(on(cloud, { network: undefined }));
    for (const name of ["vpcId", "subnetId", "zones"]) expect(text).toContain(`network.${name}: must be given`);
  });

  test("two zones for one node", () => {
    expect(message(on("huawei", { ha: false }))).toContain("network.zones: must be one zone with ha: false");
  });

  test.each([
    ["aws", 'cloud: must be "aliyun" or "huawei" or "jd"'],
    ["Huawei", 'cloud: must be "aliyun" or "huawei" or "jd"; did you mean huawei?'],
    [undefined, 'cloud: must be "aliyun" or "huawei" or "jd"'],
    [pulumi.output("jd"), "cloud: must be known when the program runs"],
  ])("the cloud %p", (cloud, text) => {
    expect(message({ ...on("jd"), cloud })).toContain(text);
  });

  test.each([undefined, null])("%p in place of the arguments", (args) => {
    expect(message(args)).toContain("cloud: must be");
  });
});

describe("the options", () => {
  test("the provider reaches the instance; time-outs and retention are handed on", async () => {
    const seen: (pulumi.ResourceOptions | undefined)[] = [];
    const provider = new CnCacheProvider("there", { jd: { region: "cn-north-1" } });
    const cache = new Cache("sessions", on("jd"), {
      providers: [provider],
      customTimeouts: { create: "40m" },
      retainOnDelete: true,
      transformations: [({ type, opts }) => void (type.endsWith(":JdRedis") && seen.push(opts)) as undefined],
    });
    expect(await ended(cache)).toBe(
      "urn:pulumi:dev::shop::cn-cache:index:Cache$pulumi-nodejs:dynamic/cn-cache:JdRedis::sessions",
    );
    expect(seen[0]).toMatchObject({ parent: cache, customTimeouts: { create: "40m" }, retainOnDelete: true });
    expect(registered.find(({ type }) => type.endsWith(":JdRedis"))?.provider).toContain("::there::");
  });
});

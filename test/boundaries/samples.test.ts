import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { validate } from "../../provider/core/resource/schema";
import { base as aliyun, aliyunFixture } from "../aliyun/fixture";
import type { Args } from "../contract/fixture";
import { huaweiBatchFixture } from "../huawei/batchFixture";
import { huaweiFixture, memcached, redis3 } from "../huawei/fixture";
import { base as jd, jdFixture } from "../jd/fixture";

/** What users gave, and what the preview says of it: "fails", "warns", or nothing. */
type Sample = readonly [args: Args, verdict: "fails" | "warns" | "passes", text?: RegExp];

const plan = { backupAt: [1], beginAt: "02:00-03:00" };
const policy = (more: Args) => ({
  instanceBackupPolicy: { backupType: "auto", saveDays: 1, periodicalBackupPlan: { ...plan, ...more } },
});
const scenario = (value: unknown) => Buffer.from(JSON.stringify({ activity: value })).toString("base64");
const classic = { instanceClass: "redis.master.small.default" };

const samples: readonly (readonly [AnyResourceDefinition, Args, readonly Sample[]])[] = [
  [
    aliyunFixture.definition,
    aliyun,
    [
      // Two arguments for one thing.
      [{ appendonly: "yes", config: { appendonly: "no" } }, "fails", /^config: has appendonly with another value/],
      [{ config: { EvictionPolicy: "noeviction", "maxmemory-policy": "allkeys-lru" } }, "fails", /two names/],
      [{ ssl: true, config: { "#no_loose_ssl-enabled": "no" } }, "fails", /another value than the argument ssl/],
      [{ ssl: true, config: { "#no_loose_ssl-enabled": "yes" } }, "passes"],
      [
        { connectionStringPrefix: "sessionsone", publicConnection: { connectionStringPrefix: "sessionsone" } },
        "fails",
        /^publicConnection: has the prefix of the private endpoint/,
      ],
      [{ nodeType: "STAND_ALONE", replicaCount: 1 }, "warns", /replicaCount: contradicts nodeType/],
      [{ ...classic, replicaCount: 1 }, "warns", /replicaCount: is for cloud-native classes/],
      [{ ...classic, shardCount: 1 }, "passes"],
      [{ instanceClass: "redis.logic.sharding.1g.2db.0rodb.4proxy.default", shardCount: 4 }, "warns", /fixed number/],
      // What the cloud rejects after the order.
      [{ tde: true }, "fails", /^tde: is for Enterprise Edition/],
      [{ tde: true, instanceClass: "redis.amber.master.small.multithread" }, "passes"],
      [{ backupPolicy: { enableBackupLog: true } }, "fails", /^backupPolicy: has enableBackupLog/],
      [
        { config: { maxmemory_policy: "noeviction" } },
        "warns",
        /maxmemory_policy is not .*did you mean maxmemory-policy/,
      ],
      [{ config: { timeout: "soon" } }, "warns", /timeout is "soon", but the vendor documents 0 to 100000/],
      [{ securityIps: ["2001:db8::/32"] }, "warns", /securityIps: 2001:db8::\/32: the vendor's page has IPv4/],
      [{ securityIpGroups: { office: ["::1"] } }, "warns", /securityIpGroups: ::1: the vendor's page has IPv4/],
      [{ engineVersion: "3.2" }, "warns", /engineVersion: 3.2 is not a version/],
      [
        { ...classic, nodeType: "STAND_ALONE" },
        "warns",
        /nodeType: is STAND_ALONE, but the name of .* says MASTER_SLAVE/,
      ],
      [{ privateIpAddress: "8.8.8.8" }, "warns", /privateIpAddress: is not in a private range/],
      [{ privateIpAddress: "127.0.0.1" }, "fails", /privateIpAddress: is in a range that no VPC can have/],
      [{ zoneId: "cn-hangzhou-hh", vSwitchId: "vsw-1" }, "warns", /zoneId: is not cn-hangzhou- and one letter/],
      [
        { networkType: "CLASSIC", vpcId: undefined, vSwitchId: undefined, privateIpAddress: "10.0.0.1" },
        "fails",
        /^networkType: CLASSIC has no privateIpAddress/,
      ],
      [{ instanceName: "sessions”" }, "fails", /must not contain/],
      [{ recoverConfigMode: "everything" }, "warns", /recoverConfigMode: everything: the vendor documents/],
      // What vendors publish.
      [{ instanceName: "𠮷野家" }, "passes"],
    ],
  ],
  [
    huaweiFixture.definition,
    huaweiFixture.base,
    [
      [policy({ beginAt: "02:00-04:00" }), "warns", /beginAt 02:00-04:00; the vendor's samples have one hour/],
      [policy({ beginAt: "23:00-24:00" }), "warns", /beginAt 23:00-24:00/],
      [policy({ beginAt: "23:00-00:00" }), "passes"],
      [policy({}), "passes"],
      [policy({ timezoneOffset: "" }), "passes"],
      [{ instanceBackupPolicy: { backupType: "manual", saveDays: 3 } }, "fails", /which are for backupType auto/],
      [{ tags: { a: "x*y" } }, "fails", /^tags\.a: values have letters/],
      [{ azCodes: ["cn-north-4zz"] }, "warns", /azCodes: cn-north-4zz: the vendor's zones/],
      [{ renameCommands: { keys: "kys" } }, "fails", /^renameCommands\.keys: must have at least 4/],
      [
        { renameCommands: { keys: "keys001", KEYS: "keys002" } },
        "fails",
        /^renameCommands: must name each command once/,
      ],
      [{ ...redis3, renameCommands: {} }, "passes"],
      [
        { ...memcached, password: undefined, noPasswordAccess: true, accessUser: "shop" },
        "fails",
        /^accessUser: is the user/,
      ],
      [{ enableWhitelist: false }, "warns", /whitelist: has no effect with enableWhitelist: false/],
      [{ parameters: { appendonyl: "no" } }, "warns", /appendonyl is not a setting/],
      [{ parameters: { timeout: -1 } }, "warns", /timeout is "-1", but the vendor documents 0 to 7200/],
      [
        { bssParam: { periodType: "month", periodNum: 1 } },
        "warns",
        /periodType, periodNum has no effect without chargingMode/,
      ],
      [{ name: "𠮷野家の缓存" }, "fails", /only letters/],
      [{ name: "𠮷野家缓存" }, "warns", /letters beyond ASCII/],
      [{ specCode: "redis.proxy.xu1.large.s1.16", capacity: 16 }, "passes"],
    ],
  ],
  [
    huaweiBatchFixture.definition,
    huaweiBatchFixture.program({ quantity: 1 }),
    [
      [policy({ beginAt: "02:00-04:00" }), "warns", /one hour/],
      [{ tags: { a: "x*y" } }, "fails", /^tags\.a: values/],
      [{ instanceBackupPolicy: { backupType: "manual", saveDays: 3 } }, "fails", /backupType auto/],
    ],
  ],
  [
    jdFixture.definition,
    jd,
    [
      [{ ipWhiteList: ["127.0.0.1"] }, "warns", /127\.0\.0\.1: only some of the vendor's pages/],
      [{ config: { "maxmemory-policy": "noeviction" } }, "fails", /set maxmemoryPolicy instead/],
      [{ config: { "@slave-appendonly": "yes" } }, "fails", /set slaveAppendonly instead/],
      [{ config: { hash_max_ziplist_value: "1" } }, "warns", /did you mean hash-max-ziplist-value/],
      [{ charge: { buyScenario: scenario(null) } }, "fails", /activityType/],
      [{ charge: { buyScenario: scenario({}) } }, "fails", /activityType/],
      [{ charge: { buyScenario: scenario({ activityType: 1, activityIdentifier: "a" }) } }, "passes"],
      [
        {
          charge: {
            chargeMode: "prepaid_by_duration",
            chargeDuration: 1,
            autoChangeChargeMode: true,
            autoChangeChargeModeDate: "2030-01-31",
          },
        },
        "warns",
        /autoChangeChargeMode/,
      ],
      [{ charge: { chargeUnit: "year" } }, "warns", /which only prepaid_by_duration uses/],
      [
        { azId: { ...jd.azId, azSpecifyType: "SpecifyByCluster", azsForCluster: ["cn-north-1a", "cn-north-1b"] } },
        "warns",
        /no meaning with/,
      ],
      [
        { cacheInstanceType: "cluster" },
        "warns",
        /cacheInstanceType: is cluster, but redis\.m\.micro\.basic is a class of/,
      ],
      [{ redisVersion: "5.0" }, "warns", /redisVersion: 5.0 is not a version/],
      [{ replicaNumber: 9 }, "warns", /replicaNumber: is 9/],
      [{ cacheInstanceName: "𠮷野家" }, "passes"],
    ],
  ],
];

describe.each(samples.map(([definition, ...rest]) => [definition.type, definition, ...rest] as const))(
  "%s",
  (_, definition, base, table) => {
    test.each(table.map(([args, verdict, text]) => [JSON.stringify(args), verdict, args, text] as const))(
      "%s %s",
      (__, verdict, args, text = /^$/) => {
        const { failures, warnings } = validate(definition.schema as never, withoutMissing({ ...base, ...args }));
        expect(failures.length > 0 ? "fails" : warnings.length > 0 ? "warns" : "passes").toBe(
          // Redis 3.0 and Memcached are warned of, whatever else there is.
          verdict === "passes" && (args.engineVersion === "3.0" || args.engine === "Memcached") ? "warns" : verdict,
        );
        if (verdict !== "passes") expect([...failures, ...warnings].join("\n")).toMatch(new RegExp(text, "m"));
      },
    );
  },
);

const withoutMissing = (args: Args): Args =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

describe("what is written twice or in another form is sent once and in the vendor's form", () => {
  test.each<[AnyResourceDefinition, Args, Args]>([
    [aliyunFixture.definition, { securityIps: ["10.0.0.1", "10.0.0.1"] }, { securityIps: ["10.0.0.1"] }],
    [aliyunFixture.definition, { securityGroupIds: ["sg-a", "sg-a"] }, { securityGroupIds: ["sg-a"] }],
    [jdFixture.definition, { ipWhiteList: ["10.0.0.0/8", "10.0.0.0/8"] }, { ipWhiteList: ["10.0.0.0/8"] }],
    [jdFixture.definition, { disableCommands: ["keys", "keys"] }, { disableCommands: ["keys"] }],
    [
      huaweiFixture.definition,
      { whitelist: [{ groupName: "web", ipList: ["10.0.0.1", "10.0.0.1"] }] },
      { whitelist: [{ groupName: "web", ipList: ["10.0.0.1"] }] },
    ],
    [huaweiFixture.definition, { parameters: { appendonly: true } }, { parameters: { appendonly: "yes" } }],
    [huaweiFixture.definition, policy({}), policy({ periodType: "weekly" })],
  ])("%#", (definition, given, normal) => {
    expect(validate(definition.schema as never, given).args).toMatchObject(normal);
  });
});

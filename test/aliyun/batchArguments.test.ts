import type { z } from "zod";
import { aliyunRedisBatchDefinition } from "../../provider/aliyun/batch/definition";
import { sharedNames, singleNames } from "../../provider/aliyun/batch/groups";
import {
  aliyunRedisBatchSchema,
  fields,
  singleGroupRules,
  singlePasswordRules,
  singleSharedRules,
} from "../../provider/aliyun/batch/validation";
import { fields as single } from "../../provider/aliyun/fields";
import { rules as singleRules } from "../../provider/aliyun/rules";
import { attributeEntries } from "../../provider/core/resource/attributes";
import { validate } from "../../provider/core/resource/schema";
import { unknownMarkers } from "../../provider/core/resource/unknown";

type Args = Readonly<Record<string, unknown>>;

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const group = { izNo: "cn-hangzhou-h", instanceClass: "redis.master.small.default" };
const prepaid = { chargeType: "PrePaid", period: 1 };
const network = { vpcId: "vpc-1", vSwitchId: "vsw-1" };
const source = "r-bp1zxszhcgatnx0001";
const fromSource = { srcDBInstanceId: source };
const rebuilt = { ...fromSource, rebuildInstance: true };
/** The batch's value. */
const rebuildInstance = { rebuildInstance: true };

const validated = (args: Args) => validate(aliyunRedisBatchSchema, args);
/** A batch of one group, with arguments of the group and of the batch. */
const one = (own: Args = {}, outer: Args = {}): Args => ({
  password: "Secret-123",
  ...outer,
  instances: [Object.fromEntries(Object.entries({ ...group, ...own }).filter(([, value]) => value !== undefined))],
});
const two = (first: Args, second: Args, outer: Args = {}): Args => ({
  password: "Secret-123",
  ...outer,
  instances: [
    { ...group, ...first },
    { ...group, ...second },
  ],
});

const text = (args: Args) => JSON.stringify(args).slice(0, 110);

describe("AliyunRedisBatch's arguments", () => {
  test("the vendor's sample is accepted, its months as a number", () => {
    const sample = {
      regionId: "cn-hangzhou",
      izNo: "cn-hangzhou-b",
      quantity: 1,
      instanceType: "Redis",
      instanceClass: "redis.logic.sharding.1g.2db.0rodb.4proxy.default",
      engineVersion: "5.0",
      ...prepaid,
      networkType: "VPC",
      vpcId: "vpc-2zex6u1nu32k3ux35xxxx",
      vSwitchId: "vsw-2zesk464e647104kwxxxx",
    };
    expect(validated({ instances: [sample], password: "Pass!123456" })).toMatchObject({ failures: [], warnings: [] });
  });

  const accepted: Args[] = [
    one(),
    ...["web", "a-b_C", "0x", "x".repeat(32)].map((name) => one({ group: name })),
    ...[1, 300].map((quantity) => one({ quantity })),
    one({ instanceType: "Memcache", engineVersion: "4.0" }),
    one({ instanceClass: undefined, capacity: 16384 }),
    ...[1, 9, 12, 24, 36, 60].map((period) => one({ chargeType: "PrePaid", period })),
    one({ ...prepaid, autoRenew: true }),
    one({ ...prepaid, autoRenew: false }, { autoRenew: true, autoPay: false }),
    one({ instanceName: "apitest", networkType: "VPC", ...network, nodeType: "MASTER_SLAVE" }),
    one({ regionId: "cn-hangzhou" }, { regionId: "cn-beijing" }),
    two({ regionId: "cn-hangzhou" }, { regionId: "cn-beijing", izNo: "cn-beijing-h" }),
    one({ ...fromSource, backupId: "111111111" }),
    one(rebuilt),
    one({ ...fromSource, quantity: 1 }, rebuildInstance),
    one({ ...fromSource, backupId: "1", rebuildInstance: false }, rebuildInstance),
    // The batch's value applies to groups that name an instance.
    two(fromSource, { quantity: 3 }, rebuildInstance),
    one({}, { engineVersion: "4.0", resourceGroupId: "rg-acfm1", couponNo: "x", businessInfo: "000000000" }),
    one({}, { tags: { team: "web" }, securityIps: ["10.0.0.0/8"], prepaidDestroy: "convert", token: "a".repeat(64) }),
    one({ group: "web" }, { password: undefined, passwords: { web: "Secret-123" } }),
    two({}, { group: "web" }, { password: undefined, passwords: { "0": "Secret-123", web: "Other-1234" } }),
    two({ group: "w" }, { group: "web" }, { token: "a".repeat(60) }),
  ];
  test.each(accepted.map((args) => [text(args), args] as const))("%s is accepted without a warning", (_, args) => {
    expect(validated(args)).toMatchObject({ failures: [], warnings: [] });
  });

  const rejected: [Args, string | RegExp][] = [
    [{ password: "Secret-123" }, "instances: must be given"],
    [{ instances: [], password: "Secret-123" }, "instances: must have at least one group"],
    [{ instances: group, password: "Secret-123" }, /^instances: must be a list/],
    [one({}, { instance: 1 }), "instance: no such argument; did you mean instances?"],
    [one({ zoneId: "cn-hangzhou-h" }), "instances.0.zoneId: no such argument"],
    [one({ group: "42" }), /^instances\.0\.group: must not be digits alone/],
    [one({ group: "a b" }), "instances.0.group: must be 1-32 letters, digits, _ and -"],
    [one({ group: "x".repeat(33) }), "instances.0.group: must be 1-32 letters, digits, _ and -"],
    [two({ group: "web" }, { group: "web" }), "instances: must have each name once; repeated: web"],
    [one({ regionId: "cn-beijing" }), "instances.0.izNo: is not in region cn-beijing"],
    [one({}, { regionId: "cn-beijing" }), "instances.0.izNo: is not in region cn-beijing"],
    [one({ izNo: undefined }), "instances.0.izNo: must be given: CreateInstances requires the zone"],
    [one({ izNo: "h" }), "instances.0.izNo: must be a zone like cn-hangzhou-h"],
    [one({ izNo: 1 }), /^instances\.0\.izNo: must be text/],
    [one({ quantity: 0 }), "instances.0.quantity: must be at least 1"],
    [one({ quantity: 301 }), "instances.0.quantity: must be at most 300"],
    [one({ quantity: 1.5 }), "instances.0.quantity: must be a whole number"],
    [one({ quantity: "two" }), "instances.0.quantity: must be a whole number, not text"],
    [one({ instanceType: "tair_rdb" }), /^instances\.0\.instanceType: .*for Tair use AliyunRedis/],
    [one({ instanceClass: undefined }), "instances.0.instanceClass: this or capacity must be given"],
    [one({ chargeType: "PrePaid" }), "instances.0.period: must be given with chargeType PrePaid"],
    [one({ period: 1 }), "instances.0.period: is only for chargeType PrePaid"],
    [one({ networkType: "CLASSIC", ...network }), /^instances\.0\.networkType: CLASSIC has no vpcId$/m],
    [one({ vSwitchId: "vsw-1" }), "instances.0.vSwitchId: needs its vpcId"],
    [one(fromSource), /^instances\.0\.srcDBInstanceId: needs backupId .* or rebuildInstance/],
    [one({ ...fromSource, rebuildInstance: false }, rebuildInstance), /^instances\.0\.srcDBInstanceId: needs backupId/],
    [one({ backupId: "1" }), /^instances\.0\.backupId: needs srcDBInstanceId/],
    [one({ rebuildInstance: true }), /^instances\.0\.rebuildInstance: needs srcDBInstanceId/],
    [one({}, rebuildInstance), /^rebuildInstance: needs a group with srcDBInstanceId/],
    [one({ ...rebuilt, quantity: 2 }), /^instances\.0\.quantity: must be 1 with/],
    [one({ ...fromSource, quantity: 2 }, rebuildInstance), /^instances\.0\.quantity: must be 1 with/],
    [one({ ...rebuilt, backupId: "1" }), /^instances\.0\.backupId: must not be given with/],
    [one({ ...fromSource, backupId: "1" }, rebuildInstance), /^instances\.0\.backupId: must not be given with/],
    [one({ password: "Secret-123" }), /^instances\.0\.password: must not be given inside a group.*passwords by group/],
    [one({ password: unknown }), /^instances\.0\.password: must not be given inside a group.*passwords by group/],
    [one({ group: unknown }), /^instances\.0\.group: must be known at preview/],
    [one({}, { password: "short" }), /^password: must have at least 8 characters\npassword: must have at least three/],
    [one({}, { passwords: { "0": "short" } }), /^passwords\.0: must have at least 8/],
    [one({}, { passwords: { "a b": "Secret-123" } }), /^passwords\.a b: must be a group's name/],
    [one({ group: "web" }, { passwords: { wep: "Secret-123" } }), /^passwords: has a name that no group.* are web$/],
    [one({}, { autoPay: "no" }), /^autoPay: must be true or false/],
    [one({}, { rebuildInstance: "on" }), /^rebuildInstance: must be true or false/],
    [two({ group: "w" }, { group: "web" }, { token: "a".repeat(61) }), /^token: must have at most 64 .* has 65$/],
  ];
  test.each(rejected.map(([args, rule]) => [text(args), rule, args] as const))(
    "%s is rejected: %s",
    (_, rule, args) => {
      const { failures } = validated(args);
      if (typeof rule === "string") expect(failures).toEqual([rule]);
      else expect(failures.join("\n")).toMatch(rule);
      expect(failures.join()).not.toMatch(/Secret-123/);
    },
  );

  const groupShape = (fields.instances as z.ZodArray<z.ZodObject>).element.shape as Readonly<
    Record<string, z.ZodOptional>
  >;
  const { izNo: _pipedInto, ...ofGroup } = singleNames;
  test.each(Object.keys(ofGroup).filter((name) => name !== "instanceType"))(
    "a group's %s has the shape of a single instance's, whose cases are in the fixture",
    (name) => expect(groupShape[name]?.unwrap()).toBe(single[name as keyof typeof single]),
  );
  test.each([...sharedNames, "password", "token"] as const)(
    "%s has the shape of a single instance's, whose cases are in the fixture",
    (name) => expect(fields[name]).toBe(single[name]),
  );

  test("all problems of all groups are reported at once, each with its location", () => {
    expect(validated(two({ period: 1 }, { vSwitchId: "vsw-1" }, { token: "a".repeat(64) })).failures).toEqual([
      expect.stringMatching(/^token: /),
      "instances.0.period: is only for chargeType PrePaid",
      "instances.1.vSwitchId: needs its vpcId",
    ]);
  });

  const native = "redis.shard.small.ce";
  const memcache = { instanceType: "Memcache" };
  const bySize = { instanceClass: undefined, capacity: 1024 };
  const warned: [Args, string[]][] = [
    [one({ instanceClass: native }), [`instances.0.instanceClass: ${native} is cloud-native`]],
    [one({ instanceClass: "tair.rdb.1g" }), ["instances.0.instanceClass: tair.rdb.1g is cloud-native"]],
    [one({ capacity: 1024 }), ["instances.0.capacity: is given beside instanceClass"]],
    [one({ engineVersion: "7.0" }), ["instances.0.engineVersion: 7.0 is not known to be sold with classic"]],
    [one({ ...bySize, engineVersion: "7.0" }), ["instances.0.engineVersion: 7.0 is not one of the versions"]],
    [one(bySize, { engineVersion: "7.0" }), ["engineVersion: 7.0 is not one of the versions that CreateInstances"]],
    [one({ engineVersion: "2.8" }), ["instances.0.engineVersion: 2.8 is no longer sold"]],
    [two({}, {}, { engineVersion: "2.8" }), ["engineVersion: 2.8 is no longer sold"]],
    [one(memcache, { engineVersion: "5.0" }), ["instances.0.engineVersion: Memcache is known with 4.0"]],
    [one({ networkType: "CLASSIC" }), ["instances.0.networkType: CLASSIC is no longer sold"]],
    [one({ vpcId: "vpc-1" }), ["instances.0.vpcId: is given without a vSwitchId"]],
    [one({ nodeType: "readone" }), ["instances.0.nodeType: is not one of the currently documented words"]],
    [one({ instanceName: "a".repeat(81) }), ["instances.0.instanceName: has more than 80"]],
    [one({ autoRenew: true }), ["instances.0.autoRenew: has no effect without chargeType PrePaid"]],
    // Reported once, and not at all if it has an effect on one group.
    [two({}, {}, { autoRenew: true }), ["autoRenew: has no effect without chargeType PrePaid"]],
    [two({}, prepaid, { autoRenew: true, autoPay: false }), []],
    [two({ chargeType: "PostPaid" }, prepaid, { autoRenew: true }), []],
    [two({}, {}, { autoPay: false }), ["autoPay: has no effect without a group of chargeType PrePaid"]],
    [two({}, {}, { autoPay: true, couponNo: "x", businessInfo: "y" }), []],
    [two({}, {}, { password: "Secret~123" }), ["password: has characters other than"]],
    [two({}, {}, { passwords: { "1": "Secret~123" } }), ["passwords.1: has characters other than"]],
    [two({}, {}, { password: undefined }), ["password: is not given; without one nobody can log in"]],
    [two({}, {}, { password: undefined, passwords: { "0": "Secret-123" } }), ["passwords.1: is not given"]],
    [one(rebuilt, { password: undefined }), []],
    [two({}, {}, { securityIps: ["0.0.0.0/0"] }), ["securityIps: opens the instance to every address"]],
  ];
  test.each(warned.map(([args, texts]) => [text(args), texts, args] as const))("%s warns: %j", (_, texts, args) => {
    const { failures, warnings } = validated(args);
    expect(failures).toEqual([]);
    expect(warnings).toEqual(texts.map((text) => expect.stringContaining(text)));
    expect(warnings.map((text, index) => text.startsWith(texts[index] ?? "?"))).toEqual(texts.map(() => true));
  });

  describe("unknown values", () => {
    const full: Args = {
      ...{ ...group, ...prepaid, ...network, ...fromSource },
      ...{ regionId: "cn-hangzhou", quantity: 1, instanceType: "Redis", engineVersion: "5.0", autoRenew: true },
      ...{ instanceName: "apitest", networkType: "VPC", nodeType: "MASTER_SLAVE" },
      ...{ backupId: "1", rebuildInstance: false },
    };
    const outer: Args = {
      ...{ regionId: "cn-hangzhou", engineVersion: "5.0", resourceGroupId: "rg-1", tags: { a: "b" }, autoRenew: true },
      ...{ autoPay: false, couponNo: "x", businessInfo: "y", password: "Secret-123", passwords: { "0": "Secret-123" } },
      ...{ securityIps: ["10.0.0.1"], rebuildInstance: false, token: "t", prepaidDestroy: "refuse" },
    };

    test.each(Object.keys(full))("a group's %s may be unknown at preview, by each of the engine's markers", (name) => {
      for (const marker of unknownMarkers) {
        const result = validated({ ...outer, instances: [{ ...full, [name]: marker }] });
        expect(result).toMatchObject({ failures: [], warnings: [] });
        expect(result.args.instances).toEqual([{ ...full, [name]: marker }]);
      }
    });

    test.each([...Object.keys(outer), "instances"])("%s may be unknown at preview, by each of the markers", (name) => {
      for (const marker of unknownMarkers) {
        const result = validated({ ...outer, instances: [full], [name]: marker });
        expect(result).toMatchObject({ failures: [], warnings: [] });
      }
    });

    test.each<[string, Args]>([
      ["a whole group", { password: "Secret-123", autoPay: false, rebuildInstance: true, instances: [unknown] }],
      ["whether a group is prepaid", one({ chargeType: unknown, period: 1 }, { autoPay: false, autoRenew: true })],
      ["the batch's rebuildInstance", one({ ...fromSource, quantity: 2 }, { rebuildInstance: unknown })],
      ["a group's source", one({ srcDBInstanceId: unknown }, rebuildInstance)],
      ["a group's password", one({}, { password: undefined, passwords: { "0": unknown } })],
    ])("nothing is reported while it is unknown: %s", (_, args) => {
      expect(validated(args)).toMatchObject({ failures: [], warnings: [] });
    });

    test("known values beside it are checked", () => {
      expect(validated(two({ quantity: unknown, period: 1 }, { izNo: unknown, vSwitchId: "vsw-1" })).failures).toEqual([
        "instances.0.period: is only for chargeType PrePaid",
        "instances.1.vSwitchId: needs its vpcId",
      ]);
    });
  });

  describe("the rules of a single instance", () => {
    const spell = ({ on }: { on: readonly string[] }) => on.join(" ");

    test("each applies to a batch too, or is known not to", () => {
      const nodeCounts = ["replicaCount", "slaveReplicaCount", "readOnlyCount", "slaveReadOnlyCount"];
      const taken = new Set([...singleGroupRules, ...singleSharedRules, ...singlePasswordRules]);
      expect(singleRules.filter((rule) => !taken.has(rule)).map(spell)).toEqual([
        // A batch has no such arguments.
        ...["secondaryZoneId regionId", "secondaryZoneId regionId", "secondaryZoneId zoneId"],
        ...["slaveReplicaCount secondaryZoneId", "slaveReadOnlyCount secondaryZoneId"],
        ...["networkType privateIpAddress", "privateIpAddress", "publicConnection connectionStringPrefix"],
        "instanceEndpointType",
        ...["shardCount", ...nodeCounts].map((name) => `${name} instanceClass`),
        ...[...nodeCounts, "secondaryZoneId"].map((name) => `${name} nodeType`),
        "replicaCount slaveReplicaCount",
        "readOnlyCount slaveReadOnlyCount shardCount",
        "readOnlyCount slaveReadOnlyCount replicaCount slaveReplicaCount",
        "bandwidth readOnlyCount slaveReadOnlyCount shardCount",
        ...["bandwidth shardCount", "config", "config appendonly", "config ssl", "config"],
        ...["sslRenewal ssl", "encryptionKey tde", "encryptionName tde", "roleArn tde"],
        "auditLog instanceType engineVersion",
        "tde instanceClass instanceType",
        "backupPolicy instanceClass instanceType",
        "instanceType capacity appendonly dedicatedHostGroupId globalInstance",
        "storage storageType instanceType",
        ...["kmsEncryptedPassword password", "kmsEncryptionContext kmsEncryptedPassword"],
        ...["securityIpGroups", "securityIpGroups", "vpcAuthMode"],
        // The vendor chooses the months of each renewal.
        ...["autoRenewPeriod autoRenew", "autoRenewPeriod"],
        ...["instanceReleaseProtection chargeType", "maintainStartTime maintainEndTime"],
        // Another rule of the batch, with rebuildInstance.
        ...["srcDBInstanceId backupId clusterBackupId restoreTime", "recoverConfigMode", "dryRun"],
      ]);
    });
  });

  test("each attribute has a field, and changes as documented", () => {
    const entries = attributeEntries(aliyunRedisBatchDefinition.attributes);
    expect(entries.map(([name]) => name).sort()).toEqual(Object.keys(aliyunRedisBatchSchema.fields).sort());
    const by = (change: string) =>
      entries.flatMap(([name, { changeMode }]) => (changeMode === change ? [name] : [])).sort();
    expect(by("replace")).toEqual(["regionId"]);
    expect(by("stateOnly")).toEqual(["prepaidDestroy"]);
    expect(by("requestOption")).toEqual([
      "autoPay",
      "businessInfo",
      "couponNo",
      "preflight",
      "rebuildInstance",
      "token",
    ]);
    expect(entries.flatMap(([name, { isSecret }]) => (isSecret ? [name] : []))).toEqual(["password", "passwords"]);
  });
});

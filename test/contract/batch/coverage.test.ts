import { z } from "zod";
import type { AnyBatchDefinition } from "../../../provider/core/batch/definition";
import { validate } from "../../../provider/core/resource/schema";
import { aliyunBatchFixture } from "../../aliyun/batchFixture";
import { aliyunFixture } from "../../aliyun/fixture";
import { huaweiBatchFixture } from "../../huawei/batchFixture";
import { huaweiFixture } from "../../huawei/fixture";
import { partWith } from "../arguments";
import type { Args, Fixture } from "../fixture";
import { differs, trace, variants } from "../wire";
import type { BatchFixture } from "./fixture";

/** CreateInstances, the call for many, takes fewer parameters than CreateInstance, and the batch has no updater beyond it. */
const notInCreateInstances = "CreateInstances has no such parameter";
const oneInstance = "one address, name or instance cannot be given to several";

/** What a batch does not offer of its single resource's arguments, and why. A new argument goes into the batch or in here. */
const withheld: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AliyunRedisBatch: {
    zoneId: "CreateInstances calls it izNo",
    ...Object.fromEntries(
      [
        ...[
          "secondaryZoneId",
          "instanceEndpointType",
          "shardCount",
          "replicaCount",
          "slaveReplicaCount",
          "readOnlyCount",
        ],
        ...["slaveReadOnlyCount", "storage", "storageType", "bandwidth", "config", "appendonly", "paramGroupId"],
        ...["dedicatedHostGroupId", "globalInstance", "autoRenewPeriod", "autoUseCoupon", "vpcAuthMode", "port"],
        ...["securityIpGroups", "securityGroupIds", "globalSecurityGroupIds", "ssl", "tde", "maintainStartTime"],
        ...["maintainEndTime", "backupPolicy", "instanceReleaseProtection", "minorVersionAutoUpgrade", "dryRun"],
        ...["clusterBackupId", "restoreTime", "recoverConfigMode", "auditLog", "effectiveTime", "encryptionKey"],
        ...["encryptionName", "roleArn", "sslRenewal", "kmsEncryptedPassword", "kmsEncryptionContext", "minorVersion"],
      ].map((name) => [name, notInCreateInstances]),
    ),
    ...Object.fromEntries(
      ["privateIpAddress", "connectionStringPrefix", "publicConnection", "globalInstanceId", "adoptInstanceId"].map(
        (name) => [name, oneInstance],
      ),
    ),
  },
  HuaweiDcsBatch: {
    adoptInstanceId: oneInstance,
    deletedNodes: oneInstance,
    reservedIps: oneInstance,
    executeImmediately: oneInstance,
  },
};

/** Arguments of the batch that its creation does not send, and why. */
const exempt: Readonly<Record<string, string>> = {
  group: "the program's name of a group; a member's output",
  instances: "its fields have cases of their own",
  rebuildInstance: "true takes no backupId, false needs one; test/aliyun/batchOrder.test.ts",
  enablePublicip: "true needs a publicipId beside it, false takes none; the case of publicipId has both",
  restartForParameters: "decides what follows a change of parameters",
};

/** Values of arguments that no single resource has, or has otherwise. */
const ownValues: Readonly<Record<string, readonly unknown[]>> = {
  autoPay: [true, false],
  autoRenew: [true, false],
  instanceNum: [1, 2],
  izNo: ["cn-hangzhou-h", "cn-hangzhou-i"],
  passwords: [{ "0": "Secret-123" }, { "0": "Secret-456" }],
  quantity: [1, 2],
  regionId: ["cn-hangzhou", "cn-beijing"],
  srcDBInstanceId: ["r-bp1zxszhcgatnx0001", "r-bp1zxszhcgatnx0002"],
  vSwitchId: ["vsw-bp1aaaa0001", "vsw-bp1aaaa0002"],
};
const besideIt: Readonly<Record<string, (value: unknown) => Args>> = {
  autoPay: () => ({ chargeType: "PrePaid", period: 1 }),
  autoRenew: () => ({ chargeType: "PrePaid", period: 1 }),
  passwords: () => ({ password: undefined }),
  regionId: (value) => ({ izNo: `${value}-h` }),
  srcDBInstanceId: () => ({ backupId: "111111111" }),
  vSwitchId: () => ({ vpcId: "vpc-bp1aaaa0001" }),
};

const batches: readonly (readonly [string, BatchFixture, Fixture])[] = [
  ["AliyunRedisBatch", aliyunBatchFixture, aliyunFixture],
  ["HuaweiDcsBatch", huaweiBatchFixture, huaweiFixture],
];

/** The arguments of one group, where the batch has a list of groups. */
function groupFields({ schema }: AnyBatchDefinition): string[] {
  const { instances } = schema.fields as Readonly<Record<string, unknown>>;
  if (!(instances instanceof z.ZodArray)) return [];
  return Object.keys((instances.element as unknown as z.ZodObject).shape);
}

describe.each(batches)(
  "%s",
  (type, { definition: batch, program }, { definition: single, arguments: cases, ...fixture }) => {
    const inGroup = groupFields(batch);
    const offered = [...new Set([...Object.keys(batch.attributes), ...inGroup])];

    test("offers each argument of its single resource, or has a reason not to", () => {
      const missing = Object.keys(single.attributes).filter((name) => !offered.includes(name));
      expect(missing.sort()).toEqual(Object.keys(withheld[type] ?? {}).sort());
    });

    /** The smallest batch with these arguments, each in its group or outside. */
    const batchWith = (args: Args): Args => {
      const { instances, ...outer } = program({ quantity: 1 }) as { instances?: readonly Args[] } & Args;
      const names = Object.keys(args).filter((name) => offered.includes(name));
      const given = (list: readonly string[]) => Object.fromEntries(list.map((name) => [name, args[name]]));
      const isOfGroup = (name: string) => inGroup.includes(name) && name !== "password";
      const all = {
        ...outer,
        ...given(names.filter((name) => !isOfGroup(name))),
        ...(instances && { instances: [defined({ ...instances[0], ...given(names.filter(isOfGroup)) })] }),
      };
      return defined(all);
    };

    test.each(offered.filter((name) => !(name in exempt)))(
      "%s: another value changes a request, or the state where the argument is only stored",
      async (name) => {
        const { change, accepted = [] } = cases[name] ?? {};
        const values = ownValues[name] ?? [change?.to, change?.from, ...accepted];
        const groups = variants(
          values,
          (value, beside) =>
            batchWith({
              ...partWith({ ...fixture, definition: single, arguments: cases }, name, beside),
              ...besideIt[name]?.(beside),
              [name]: value,
            }),
          (args) => validate(batch.schema as never, args).failures.length === 0,
        );
        const isStored =
          (batch.attributes as Readonly<Record<string, { changeMode: string }>>)[name]?.changeMode === "stateOnly";
        const view = async (args: Args) => {
          const { requests, state } = await trace(batch, [args]);
          return isStored ? state[name] : requests;
        };
        expect(await differs(groups, view)).toBe(true);
      },
    );
  },
);

function defined(args: Args): Args {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

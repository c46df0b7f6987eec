/**
 * Compiled by `tsc --noEmit`, never run: what programs may write, and what they may not. A line under
 * `@ts-expect-error` that compiles fails the check.
 */
import type { Input, Output } from "@pulumi/pulumi";
import {
  AliyunRedis,
  type AliyunRedisArgs,
  AliyunRedisBatch,
  CnCacheProvider,
  HuaweiDcsBatch,
  HuaweiDcsInstance,
  type HuaweiDcsInstanceArgs,
  JdRedis,
  type JdRedisArgs,
} from "../../provider";

declare const text: Output<string>;
declare const flag: Output<boolean>;
declare const count: Output<number>;
declare const chargeType: Output<"PrePaid" | "PostPaid">;
declare const chargingMode: Output<0 | 1>;
declare const texts: Output<string[]>;
declare const tags: Output<Record<string, string>>;
declare const maybe: Output<string> | undefined;
declare const secret: Output<string>;
declare const secretFlag: Output<boolean>;

const huawei = {
  name: text,
  engine: "Redis",
  capacity: count,
  specCode: text,
  azCodes: texts,
  vpcId: text,
  subnetId: text,
} satisfies HuaweiDcsInstanceArgs;

const jd = {
  vpcId: text,
  subnetId: text,
  azId: { master: text, slave: text },
  cacheInstanceName: text,
  cacheInstanceClass: text,
} satisfies JdRedisArgs;

new AliyunRedis("outputs of unions", { chargeType, autoRenew: flag, port: count });
new AliyunRedis("outputs of lists and maps", { securityIps: texts, tags });
new AliyunRedis("lists of outputs", { securityIps: [text, "10.0.0.0/8"], tags: { owner: text } });
new AliyunRedis("outputs inside objects", {
  backupPolicy: { preferredBackupTime: text, preferredBackupPeriod: texts },
});
new AliyunRedis("promises", { chargeType: Promise.resolve("PrePaid" as const), autoRenew: Promise.resolve(true) });
new AliyunRedis("optional outputs", { instanceName: maybe });
new AliyunRedis("conditional values", { chargeType: Math.random() > 1 ? "PrePaid" : chargeType });
new HuaweiDcsInstance("outputs of unions", { ...huawei, noPasswordAccess: flag, enableSsl: flag });
new HuaweiDcsInstance("deep outputs", { ...huawei, bssParam: { chargingMode: "prePaid", isAutoRenew: flag } });
new JdRedis("outputs of unions", {
  ...jd,
  charge: { chargeMode: text as Output<"prepaid_by_duration">, autoRenew: flag },
});
new AliyunRedisBatch("outputs of lists of objects", { instances: [{ izNo: text, quantity: count, chargeType }] });
new HuaweiDcsBatch("outputs", { ...huawei, instanceNum: count, noPasswordAccess: flag });
const provider = new CnCacheProvider("there", { aliyun: { region: "cn-beijing" } });

const other = new AliyunRedis("another", {});
new AliyunRedis("outputs that may be absent", { vpcId: other.vpcId, vSwitchId: other.vSwitchId, tags: other.tags });
new AliyunRedis("arguments of one resource for another", { securityIps: other.securityIps, config: other.config });
new AliyunRedis("readonly lists", { securityIps: ["10.0.0.0/8"] as const });
new AliyunRedis("undefined entries of a map", { tags: { team: "web", owner: process.env.OWNER } });
new AliyunRedis("secrets", { password: secret, ssl: secretFlag, tags: { token: secret } });

/** A component hands its own arguments on. */
interface CacheArgs {
  readonly name: Input<string>;
  readonly encrypted?: Input<boolean>;
  readonly billing: Input<"PrePaid" | "PostPaid">;
  readonly whitelist?: Input<Input<string>[]>;
}
export const fromComponent = ({ name, encrypted, billing, whitelist }: CacheArgs) =>
  new AliyunRedis("from a component", {
    instanceName: name,
    ssl: encrypted,
    chargeType: billing,
    securityIps: whitelist,
  });

const known: Output<string> = new AliyunRedis("an id by two names", {}).instanceId;
const args: AliyunRedisArgs["autoRenew"] = flag as Input<boolean>;

declare const value: unknown;
if (AliyunRedis.isInstance(value)) value.connectionDomain.apply((domain) => domain.length);
if (HuaweiDcsBatch.isInstance(value)) value.instanceIds.apply((ids) => ids.length);
if (CnCacheProvider.isInstance(value)) value.urn.apply((urn) => urn.length);

// @ts-expect-error a misspelt value of a union
new AliyunRedis("wrong", { chargeType: "Prepaid" });
// @ts-expect-error an output of a wider type
new AliyunRedis("wrong", { chargeType: text });
// @ts-expect-error an output of another type
new AliyunRedis("wrong", { autoRenew: count });
// @ts-expect-error no such argument
new AliyunRedis("wrong", { securityIPs: texts });
// @ts-expect-error no such field inside an object
new AliyunRedis("wrong", { backupPolicy: { preferredBackupTimes: text } });
// @ts-expect-error a number in a list of texts
new AliyunRedis("wrong", { securityIps: [count] });
// @ts-expect-error an output that may be absent, for a required argument
new HuaweiDcsInstance("wrong", { ...huawei, vpcId: other.vpcId });
// @ts-expect-error a number as an entry of a map of texts
new AliyunRedis("wrong", { tags: { team: 1 } });
// @ts-expect-error a required argument is missing
new HuaweiDcsInstance("wrong", { name: text });
// @ts-expect-error no such cloud
new CnCacheProvider("wrong", { aws: {} });
// @ts-expect-error another class
if (JdRedis.isInstance(value)) value.instanceIds;

export { args, chargingMode, known, provider };

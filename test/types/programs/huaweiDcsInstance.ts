import type { Input, Output } from "@pulumi/pulumi";
import { type HuaweiBssParam, HuaweiDcsInstance, type HuaweiDcsInstanceArgs, type HuaweiTag } from "pulumi-cn-cache";
import { count, expectType, flag, isProduction, optionalText, Secret, tags, text, texts, unknownValue } from "./values";

declare const billing: Output<HuaweiBssParam>;
declare const tagList: Output<HuaweiTag[]>;
declare const chargingMode: Input<"prePaid" | "postPaid">;

export const required = {
  name: text,
  engine: "Redis",
  capacity: count,
  specCode: text,
  azCodes: texts,
  vpcId: text,
  subnetId: text,
} satisfies HuaweiDcsInstanceArgs;

// What compiles.

const plain = new HuaweiDcsInstance("plain values", {
  name: "sessions",
  engine: "Redis",
  engineVersion: 6,
  capacity: 0.125,
  specCode: "redis.single.xu1.tiny.128",
  azCodes: ["cn-north-4a"],
  vpcId: "vpc",
  subnetId: "subnet",
  tags: [{ key: "team", value: "shop" }],
  noPasswordAccess: true,
  whitelist: [{ groupName: "web", ipList: ["10.0.0.1"] }],
  parameters: { timeout: 300, "maxmemory-policy": "allkeys-lru", "lazyfree-lazy-eviction": true },
  renameCommands: { flushall: "flushall1" },
  bandwidthAutoscaling: { windowSize: 5, bandwidthUsageUpperThreshold: 80 },
  instanceBackupPolicy: {
    backupType: "auto",
    saveDays: 7,
    periodicalBackupPlan: { backupAt: [1, 7], periodType: "weekly", beginAt: "02:00-03:00" },
  },
});
new HuaweiDcsInstance("outputs of unions", { ...required, noPasswordAccess: flag, enableSsl: flag });
new HuaweiDcsInstance("deep outputs", { ...required, bssParam: { chargingMode, isAutoRenew: flag, periodNum: count } });
new HuaweiDcsInstance("outputs of objects", { ...required, bssParam: billing });
new HuaweiDcsInstance("either form of tags", { ...required, tags: isProduction ? tags : tagList });
new HuaweiDcsInstance("tags with outputs", { ...required, tags: [{ key: "team", value: text }] });
new HuaweiDcsInstance("numbers in maps", { ...required, tags: { cost: 17 }, parameters: { timeout: count } });
new HuaweiDcsInstance("readonly lists", { ...required, azCodes: ["cn-north-4a", "cn-north-4b"] as const });
new HuaweiDcsInstance("lists in lists", { ...required, whitelist: [{ groupName: text, ipList: [text, "10.0.0.1"] }] });
new HuaweiDcsInstance("conditional pairs", {
  ...required,
  bssParam: {
    chargingMode: isProduction ? "prePaid" : "postPaid",
    periodType: isProduction ? "month" : undefined,
    periodNum: isProduction ? 1 : undefined,
  },
});
new HuaweiDcsInstance("outputs that may be absent", { ...required, description: plain.description, tags: plain.tags });
new HuaweiDcsInstance("required outputs", { ...required, vpcId: plain.vpcId, azCodes: plain.azCodes });
new HuaweiDcsInstance("names from elsewhere", { ...required, renameCommands: { keys: optionalText } });

new Secret("ordinary", { stringData: { url: plain.connectionString } });
new Secret("looked up", { stringData: { url: HuaweiDcsInstance.get("found", text).connectionString } });

expectType<Output<string>>()(plain.connectionString, true);
expectType<Output<string | undefined>>()(plain.connectionDomain, true);
expectType<Output<string[]>>()(plain.azCodes, true);
expectType<Output<number>>()(plain.capacity, true);
expectType<Output<string | undefined>>()(plain.orderId, true);
expectType<Output<"Redis" | "Memcached">>()(plain.engine, true);
export const order: Output<string> = plain.orderId.apply((id) => id ?? "none");
if (HuaweiDcsInstance.isInstance(unknownValue)) expectType<Output<number>>()(unknownValue.port, true);

export const optional = (args: Omit<HuaweiDcsInstanceArgs, "engine">) =>
  new HuaweiDcsInstance("engine given", { ...args, engine: "Redis" });

// What does not.

// @ts-expect-error an output that may be absent, for a required argument
new HuaweiDcsInstance("wrong", { ...required, vpcId: optionalText });
// @ts-expect-error required arguments are missing
new HuaweiDcsInstance("wrong", { name: text });
// @ts-expect-error another cloud's spelling of the engine
new HuaweiDcsInstance("wrong", { ...required, engine: "redis" });
new HuaweiDcsInstance("wrong", {
  ...required,
  // @ts-expect-error a number outside of a closed set
  bandwidthAutoscaling: { windowSize: 2, bandwidthUsageUpperThreshold: 80 },
});
// @ts-expect-error no such command to rename
new HuaweiDcsInstance("wrong", { ...required, renameCommands: { set: "set1" } });
// @ts-expect-error a tag without its key
new HuaweiDcsInstance("wrong", { ...required, tags: [{ value: "shop" }] });
// @ts-expect-error a backup plan without its days
new HuaweiDcsInstance("wrong", { ...required, instanceBackupPolicy: { backupType: "auto", periodicalBackupPlan: {} } });
// @ts-expect-error more than one instance: there is a batch for that
new HuaweiDcsInstance("wrong", { ...required, instanceNum: 2 });
// @ts-expect-error another cloud's policy
new HuaweiDcsInstance("wrong", { ...required, prepaidDestroy: "convert" });
// @ts-expect-error no such field of the billing
new HuaweiDcsInstance("wrong", { ...required, bssParam: { chargeMode: "prePaid" } });
// @ts-expect-error no such output
plain.hostName;

// What compiles although it is wrong, for the reasons in aliyunRedis.ts: `conditional pairs` above would not fit a type that
// requires the period with prePaid.
new HuaweiDcsInstance("prepaid for no period", { ...required, bssParam: { chargingMode: "prePaid" } });
new HuaweiDcsInstance("public without an address", { ...required, enablePublicip: true });

import type { ID, Input, Output } from "@pulumi/pulumi";
import { type AliyunBackupPolicy, AliyunRedis, type AliyunRedisArgs, type AliyunRedisState } from "pulumi-cn-cache";
import {
  count,
  expectType,
  flag,
  isProduction,
  maybe,
  optionalText,
  readonlyWords,
  Secret,
  tags,
  text,
  texts,
  unknownValue,
  word,
  words,
} from "./values";

declare const chargeType: Output<"PrePaid" | "PostPaid">;
declare const chargeTypeInput: Input<"PrePaid" | "PostPaid">;
declare const policy: Output<AliyunBackupPolicy>;
declare const publicConnection: Output<false | { connectionStringPrefix: string }>;

// What compiles.

const plain = new AliyunRedis("plain values", {
  instanceClass: "redis.master.small.default",
  chargeType: "PrePaid",
  period: 12,
  autoRenew: true,
  autoRenewPeriod: 1,
  securityIps: ["10.0.0.0/8"],
  securityIpGroups: { web: ["10.1.0.0/16"] },
  tags: { team: "shop" },
  config: { "maxmemory-policy": "allkeys-lru", "hash-max-ziplist-entries": 512 },
  publicConnection: { connectionStringPrefix: "sessions1" },
  backupPolicy: { preferredBackupPeriod: ["Monday"], backupRetentionPeriod: 7 },
  prepaidDestroy: "convert",
});
new AliyunRedis("outputs of unions", { chargeType, autoRenew: flag, port: count, publicConnection });
new AliyunRedis("inputs of unions", { chargeType: chargeTypeInput, ssl: flag as Input<boolean> });
new AliyunRedis("outputs of lists and maps", { securityIps: texts, tags, backupPolicy: policy });
new AliyunRedis("lists of outputs", { securityIps: [text, "10.0.0.0/8"], tags: { owner: text } });
new AliyunRedis("maps of lists", { securityIpGroups: { web: texts, shop: [text], office: readonlyWords } });
new AliyunRedis("outputs inside objects", {
  backupPolicy: { preferredBackupTime: text, preferredBackupPeriod: [text], enableBackupLog: flag },
  publicConnection: { connectionStringPrefix: text, port: count },
});
new AliyunRedis("promises", { chargeType: Promise.resolve("PrePaid" as const), autoRenew: Promise.resolve(true) });
new AliyunRedis("what may be missing", { instanceName: maybe, vpcId: optionalText, zoneId: undefined });
new AliyunRedis("conditional values", { chargeType: Math.random() > 1 ? "PrePaid" : chargeType });
new AliyunRedis("conditional pairs", {
  chargeType: isProduction ? "PrePaid" : "PostPaid",
  period: isProduction ? 12 : undefined,
});
new AliyunRedis("conditional parts", { ...(isProduction && { chargeType: "PrePaid", period: 12 }) });
new AliyunRedis("readonly lists", { securityIps: ["10.0.0.0/8"] as const, securityGroupIds: readonlyWords });
new AliyunRedis("undefined entries of a map", { tags: { team: "web", owner: process.env.OWNER } });
new AliyunRedis("secrets", { password: text, ssl: flag, tags: { token: text } });
new AliyunRedis("offered texts", { nodeType: "STAND_ALONE", instanceEndpointType: "UnifiedEndpoint" });
new AliyunRedis("texts of variables", {
  nodeType: word,
  storageType: text,
  instanceEndpointType: optionalText,
  backupPolicy: { preferredBackupPeriod: words },
});

new AliyunRedis("arguments of one resource for another", {
  vpcId: plain.vpcId,
  vSwitchId: plain.vSwitchId,
  tags: plain.tags,
  securityIps: plain.securityIps,
  config: plain.config,
  backupPolicy: plain.backupPolicy,
  publicConnection: plain.publicConnection,
  chargeType: plain.chargeType,
  storageType: plain.storageType,
});

new Secret("ordinary", { stringData: { url: plain.connectionString, host: plain.connectionDomain } });
new Secret("looked up", { stringData: { url: AliyunRedis.get("found", "r-1").connectionString } });

expectType<Output<string>>()(plain.connectionString, true);
expectType<Output<string>>()(plain.instanceId, true);
expectType<Output<string>>()(plain.status, true);
expectType<Output<number>>()(plain.port, true);
expectType<Output<string>>()(plain.regionId, true);
expectType<Output<string | undefined>>()(plain.endTime, true);
expectType<Output<number | undefined>>()(plain.qps, true);
expectType<Output<string[] | undefined>>()(plain.securityIps, true);
expectType<Output<Record<string, string> | undefined>>()(plain.tags, true);
expectType<Output<"PrePaid" | "PostPaid" | undefined>>()(plain.chargeType, true);
expectType<Output<ID>>()(plain.id, true);
export const paid: Output<string> = plain.endTime.apply((time = "not prepaid") => time);
export const state: keyof AliyunRedisState = "connectionString";

/** A function with arguments of its own and the user's on top. */
export const redis = (name: string, overrides: Partial<AliyunRedisArgs> = {}) =>
  new AliyunRedis(name, { instanceClass: "redis.master.small.default", ...overrides });

/** A wrapper's arguments. */
export interface NamedArgs extends Omit<AliyunRedisArgs, "instanceName"> {
  readonly owner: Input<string>;
}
export const named = ({ owner, ...args }: NamedArgs) =>
  new AliyunRedis("named", { ...args, tags: { owner }, instanceName: owner });

export class Sessions extends AliyunRedis {
  constructor(name: string, args: AliyunRedisArgs) {
    super(name, { ...args, chargeType: "PostPaid" });
  }
}
export const asBase: AliyunRedis = new Sessions("sessions", {});

if (AliyunRedis.isInstance(unknownValue)) expectType<Output<string>>()(unknownValue.connectionDomain, true);

// What does not.

// @ts-expect-error a misspelt value of a closed set
new AliyunRedis("wrong", { chargeType: "Prepaid" });
// @ts-expect-error an output of a wider type
new AliyunRedis("wrong", { chargeType: text });
// @ts-expect-error an output of another type
new AliyunRedis("wrong", { autoRenew: count });
// @ts-expect-error a text for a number; at run time it is taken if it is one
new AliyunRedis("wrong", { period: "12" });
// @ts-expect-error no such argument
new AliyunRedis("wrong", { securityIPs: texts });
// @ts-expect-error no such field inside an object
new AliyunRedis("wrong", { backupPolicy: { preferredBackupTimes: text } });
// @ts-expect-error a number in a list of texts
new AliyunRedis("wrong", { securityIps: [count] });
// @ts-expect-error a text for a list
new AliyunRedis("wrong", { securityIps: "10.0.0.0/8" });
// @ts-expect-error a number as an entry of a map of texts
new AliyunRedis("wrong", { tags: { team: 1 } });
// @ts-expect-error true for a choice between false and an object
new AliyunRedis("wrong", { publicConnection: true });
// @ts-expect-error a number for a text with offered values
new AliyunRedis("wrong", { nodeType: 1 });
// @ts-expect-error null for what is left out
new AliyunRedis("wrong", { instanceName: null });
// @ts-expect-error no arguments at all
new AliyunRedis("wrong");
// @ts-expect-error an output is no argument
new AliyunRedis("wrong", { connectionDomain: text });
// @ts-expect-error what may be absent for a text of another package
new Secret("wrong", { stringData: { end: plain.endTime } });
// @ts-expect-error outputs are read-only
plain.connectionString = text;
// @ts-expect-error get needs an id
AliyunRedis.get("wrong");

// What compiles although it is wrong; the preview rejects each with a message.
//
// A class's constructor has no type parameters, so what types can do is make the arguments a union: PrePaid with a required
// period, or anything else. A union costs right programs their types: no interface extends one, `Partial` of one spread
// over defaults no longer fits (`redis` and `NamedArgs` above), and every error of an argument becomes an error of all
// variants. Type parameters of the class itself would show in hovers and declarations of every program.

new AliyunRedis("prepaid for no period", { chargeType: "PrePaid" });
new AliyunRedis("renewed by no period", { autoRenew: true });
new AliyunRedis("a vSwitch without its VPC", { vSwitchId: "vsw-1" });
new AliyunRedis("neither class nor capacity", {});
// A set of numbers would take `config.getNumber("months")`, which is a number, from the programs.
new AliyunRedis("no such period", { period: 13 });
// Literals alone would take variables of type string; the vendor also adds words. Editors offer the documented ones.
new AliyunRedis("no such words", {
  nodeType: "nonsense",
  storageType: "nonsense",
  backupPolicy: { preferredBackupPeriod: ["Mondays"] },
});

import type { Output } from "@pulumi/pulumi";
import {
  type AliyunBatchMember,
  type AliyunInstanceGroup,
  AliyunRedisBatch,
  type AliyunRedisBatchArgs,
} from "pulumi-cn-cache";
import { count, expectType, flag, maybe, Secret, tags, text, texts, unknownValue, word } from "./values";

declare const chargeType: Output<"PrePaid" | "PostPaid">;
declare const groups: Output<AliyunInstanceGroup[]>;
declare const group: AliyunInstanceGroup;

// What compiles.

const plain = new AliyunRedisBatch("plain values", {
  instances: [
    { group: "web", izNo: "cn-hangzhou-h", quantity: 20, instanceClass: "redis.master.small.default" },
    { izNo: "cn-hangzhou-i", capacity: 1024, nodeType: "STAND_ALONE", chargeType: "PrePaid", period: 1 },
  ],
  passwords: { web: "Web-12345" },
  securityIps: ["10.0.0.0/8"],
  autoPay: false,
});
new AliyunRedisBatch("outputs of lists of objects", { instances: [{ izNo: text, quantity: count, chargeType }] });
new AliyunRedisBatch("an output for all groups", { instances: groups, securityIps: texts, tags });
new AliyunRedisBatch("groups by functions", {
  instances: ["h", "i"].map((zone) => ({ izNo: `cn-hangzhou-${zone}`, autoRenew: flag, nodeType: word })),
  passwords: { web: text },
});
new AliyunRedisBatch("readonly groups", { instances: [{ izNo: "cn-hangzhou-h" }] as const });
new AliyunRedisBatch("a group of a variable", { instances: [group, { ...group, quantity: 2, instanceName: maybe }] });
export const handedOn = (args: AliyunRedisBatchArgs) => new AliyunRedisBatch("handed on", { ...args, autoPay: flag });

expectType<Output<AliyunBatchMember[]>>()(plain.members, true);
expectType<Output<string[]>>()(plain.instanceIds, true);
expectType<Output<(string | null)[]>>()(plain.connectionStrings, true);
expectType<Output<string | undefined>>()(plain.orderId, true);
new Secret("of a batch", { stringData: { urls: plain.connectionStrings.apply((all) => all.join(",")) } });
export const hosts: Output<(string | undefined)[]> = plain.members.apply((all) =>
  all.map((one) => one.connectionDomain),
);
if (AliyunRedisBatch.isInstance(unknownValue)) expectType<Output<string[]>>()(unknownValue.instanceIds, true);

// What does not.

// @ts-expect-error the groups are missing
new AliyunRedisBatch("wrong", {});
// @ts-expect-error a group without its zone
new AliyunRedisBatch("wrong", { instances: [{ quantity: 1 }] });
// @ts-expect-error a group is not a list
new AliyunRedisBatch("wrong", { instances: { izNo: "cn-hangzhou-h" } });
// @ts-expect-error no such field of a group
new AliyunRedisBatch("wrong", { instances: [{ izNo: "cn-hangzhou-h", zoneId: "cn-hangzhou-h" }] });
// @ts-expect-error Tair is not sold in batches
new AliyunRedisBatch("wrong", { instances: [{ izNo: "cn-hangzhou-h", instanceType: "tair_rdb" }] });
// @ts-expect-error a password inside a list would make the whole list secret
new AliyunRedisBatch("wrong", { instances: [{ izNo: "cn-hangzhou-h", password: "Secret-123" }] });
// @ts-expect-error an argument of a single instance
new AliyunRedisBatch("wrong", { instances: [group], adoptInstanceId: "r-1" });
// @ts-expect-error a number of months as a text
new AliyunRedisBatch("wrong", { instances: [{ izNo: "cn-hangzhou-h", period: "1" }] });
// @ts-expect-error members have no secrets
plain.members.apply(([one]) => one?.password);
// @ts-expect-error there is no get: no single id names a batch
AliyunRedisBatch.get("wrong", "r-1");

// What compiles although it is wrong: an empty list. A type for it would take lists of unknown length from the programs.
new AliyunRedisBatch("no groups", { instances: [] });

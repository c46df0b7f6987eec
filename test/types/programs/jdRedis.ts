import type { Output } from "@pulumi/pulumi";
import { type JdCharge, JdRedis, type JdRedisArgs } from "pulumi-cn-cache";
import { count, expectType, flag, isProduction, optionalText, Secret, tags, text, texts, unknownValue } from "./values";

declare const charge: Output<JdCharge>;
declare const chargeMode: Output<"prepaid_by_duration" | "postpaid_by_duration">;
declare const bit: Output<0 | 1>;

const required = {
  vpcId: text,
  subnetId: text,
  azId: { master: text, slave: text },
  cacheInstanceName: text,
  cacheInstanceClass: text,
} satisfies JdRedisArgs;

// What compiles.

const plain = new JdRedis("plain values", {
  vpcId: "vpc-1",
  subnetId: "subnet-1",
  azId: { master: "cn-north-1a", slave: "cn-north-1b" },
  cacheInstanceName: "sessions",
  cacheInstanceClass: "redis.m.micro.basic",
  cacheInstanceType: "master-slave",
  ipv6On: 0,
  password: "Secret123",
  ipWhiteList: ["10.0.0.0/8"],
  maxmemoryPolicy: "allkeys-lru",
  tls: { tlsStatus: "enable", tlsVersion: ["TLSv1.2"] },
  charge: { chargeMode: "prepaid_by_duration", chargeUnit: "month", chargeDuration: 1, autoRenew: true },
  backupPolicy: { backupTime: "01:00-02:00 +0800", backupPeriod: "Monday,Friday" },
  maintenanceTime: { startTime: "18:00Z", endTime: "20:00Z" },
});
new JdRedis("outputs of unions", { ...required, charge: { chargeMode, autoRenew: flag }, enableSmartProxy: bit });
new JdRedis("outputs of objects", { ...required, charge, tags, ipWhiteList: texts, shardNumber: count });
new JdRedis("readonly lists", { ...required, ipWhiteList: ["10.0.0.0/8"] as const });
new JdRedis("deep lists", { ...required, azId: { azSpecifyType: "SpecifyByCluster", azsForCluster: [text] } });
new JdRedis("conditional pairs", {
  ...required,
  charge: isProduction
    ? { chargeMode: "prepaid_by_duration", chargeDuration: 1 }
    : { chargeMode: "postpaid_by_duration" },
});
new JdRedis("what may be missing", {
  ...required,
  cacheInstanceDescription: optionalText,
  config: { a: optionalText },
});
new JdRedis("arguments of another", { ...required, tls: plain.tls, charge: plain.charge, azId: plain.azId });
export const partly = (args: Partial<JdRedisArgs>) => new JdRedis("partly", { ...required, ...args });

new Secret("ordinary", { stringData: { url: plain.connectionString, host: plain.connectionDomain } });
new Secret("looked up", { stringData: { url: JdRedis.get("found", text).connectionString } });

expectType<Output<string>>()(plain.connectionString, true);
expectType<Output<string[]>>()(plain.otherDomains, true);
expectType<Output<string | undefined>>()(plain.orderNum, true);
expectType<Output<boolean | undefined>>()(plain.auth, true);
expectType<Output<0 | 1 | undefined>>()(plain.ipv6On, true);
if (JdRedis.isInstance(unknownValue)) expectType<Output<string>>()(unknownValue.regionId, true);

// What does not.

// @ts-expect-error a required argument is missing
new JdRedis("wrong", { vpcId: text });
// @ts-expect-error a boolean for 0 or 1
new JdRedis("wrong", { ...required, ipv6On: true });
// @ts-expect-error a misspelt policy
new JdRedis("wrong", { ...required, maxmemoryPolicy: "allkeys_lru" });
// @ts-expect-error another cloud's name of a mode
new JdRedis("wrong", { ...required, charge: { chargeMode: "prePaid" } });
// @ts-expect-error no such field inside an object
new JdRedis("wrong", { ...required, azId: { master: text, slaves: text } });
// @ts-expect-error a number as an entry of a map of texts
new JdRedis("wrong", { ...required, config: { timeout: 300 } });
// @ts-expect-error half of a window
new JdRedis("wrong", { ...required, maintenanceTime: { startTime: "18:00Z" } });
// @ts-expect-error half of a schedule
new JdRedis("wrong", { ...required, backupPolicy: { backupPeriod: "Monday" } });
// @ts-expect-error an output that a class of another cloud has
plain.qps;
// @ts-expect-error narrowed to this class
if (JdRedis.isInstance(unknownValue)) unknownValue.instanceIds;

// What compiles although it is wrong, for the reasons in aliyunRedis.ts.
new JdRedis("prepaid for no time", { ...required, charge: { chargeMode: "prepaid_by_duration" } });
new JdRedis("no zones", { ...required, azId: {} });

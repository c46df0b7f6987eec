import type { Output } from "@pulumi/pulumi";
import { AliyunRedis, AliyunRedisBackup, type AliyunRedisBackupArgs } from "pulumi-cn-cache";
import { expectType, text, unknownValue } from "./values";

declare const days: Output<number>;

// What compiles.

const cache = new AliyunRedis("cache", { instanceClass: "redis.shard.small.2.ce" });
const backup = new AliyunRedisBackup("plain values", { instanceId: cache.instanceId, backupRetentionPeriod: 30 });
new AliyunRedisBackup("outputs", { instanceId: text, backupRetentionPeriod: days }, { deletedWith: cache });
new AliyunRedis("copy", { srcDBInstanceId: backup.instanceId, backupId: backup.backupId });
new AliyunRedis("copy of a cluster", { srcDBInstanceId: backup.instanceId, clusterBackupId: backup.clusterBackupId });
export const handedOn = (args: AliyunRedisBackupArgs) => new AliyunRedisBackup("handed on", { ...args });

expectType<Output<string>>()(backup.backupId, true);
expectType<Output<string>>()(backup.backupJobId, true);
expectType<Output<number | undefined>>()(backup.backupRetentionPeriod, true);
expectType<Output<string | undefined>>()(backup.expectExpireTime, true);
expectType<Output<string>>()(AliyunRedisBackup.get("found", "r-1:29").instanceId, true);
if (AliyunRedisBackup.isInstance(unknownValue)) expectType<Output<string>>()(unknownValue.status, true);

// What does not.

// @ts-expect-error: a backup needs its instance
new AliyunRedisBackup("of nothing", { backupRetentionPeriod: 30 });
// @ts-expect-error: its id is the cloud's
new AliyunRedisBackup("with an id", { instanceId: text, backupId: text });
// @ts-expect-error: a retention is a number of days
new AliyunRedisBackup("kept for a text", { instanceId: text, backupRetentionPeriod: true });

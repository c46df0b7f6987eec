import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis, AliyunRedisBackup } from "pulumi-cn-cache";

const config = new pulumi.Config();
const password = config.requireSecret("password");

const sessions = new AliyunRedis("sessions", {
  instanceName: "sessions",
  instanceClass: "redis.shard.small.2.ce",
  engineVersion: "7.0",
  password,
});

// Made once. Another name of the resource, or `pulumi up --replace`, makes another; more days are in place.
const backup = new AliyunRedisBackup("before-migration", {
  instanceId: sessions.instanceId,
  backupRetentionPeriod: 30,
});

// A new instance with the data of the backup, in the same run. Of a cloud-native cluster it is clusterBackupId.
const copy = new AliyunRedis(
  "copy",
  {
    instanceName: "sessions-copy",
    instanceClass: "redis.shard.small.2.ce",
    engineVersion: "7.0",
    password,
    srcDBInstanceId: backup.instanceId,
    backupId: backup.backupId,
  },
  // Another backup, or an edit of this one in a preview, would replace the instance.
  { ignoreChanges: ["backupId"] },
);

export const { backupId, expectExpireTime } = backup;
export const instanceIds = [sessions.instanceId, copy.instanceId];

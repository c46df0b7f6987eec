import * as pulumi from "@pulumi/pulumi";
import { JdRedis, JdRedisBackup } from "pulumi-cn-cache";

const config = new pulumi.Config();
const args = {
  vpcId: config.require("vpcId"),
  subnetId: config.require("subnetId"),
  azId: { master: "cn-north-1a", slave: "cn-north-1b" },
  cacheInstanceClass: "redis.m.micro.basic",
  redisVersion: "4.0",
  password: config.requireSecret("password"),
};

const sessions = new JdRedis("sessions", { ...args, cacheInstanceName: "sessions" });

// Made once. JD Cloud's API deletes no backup: it stays when the resource goes, and a warning says so.
const backup = new JdRedisBackup("before-migration", { instanceId: sessions.instanceId });

// A new instance with the data of the backup, in the same run.
const copy = new JdRedis("copy", {
  ...args,
  cacheInstanceName: "sessions-copy",
  srcInstanceId: backup.instanceId,
  backupId: backup.backupId,
});

export const { backupId } = backup;
export const instanceIds = [sessions.instanceId, copy.instanceId];

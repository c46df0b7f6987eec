import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";

const config = new pulumi.Config();

// A new instance with the data of another instance's backup. The three arguments at the end matter only when the instance
// is created: removing them later changes nothing, and naming another backup replaces the instance.
const restored = new AliyunRedis("restored", {
  instanceName: "sessions-restored",
  instanceClass: "redis.master.small.default",
  password: config.requireSecret("password"),
  srcDBInstanceId: config.require("source"),
  // The id of a backup set, from DescribeBackups or the console. To restore a point in time, use restoreTime instead.
  backupId: config.require("backup"),
  recoverConfigMode: "whitelist,config",
});

export const { instanceId, connectionString } = restored;

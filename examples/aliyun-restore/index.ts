import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";

const config = new pulumi.Config();

// A new instance with the data of another one's backup. These arguments count when it is made: take them out afterwards
// and nothing happens; name another backup and the instance is replaced.
const restored = new AliyunRedis("restored", {
  instanceName: "sessions-restored",
  instanceClass: "redis.master.small.default",
  password: config.requireSecret("password"),
  srcDBInstanceId: config.require("source"),
  // The id of a backup set (DescribeBackups, or the console), or instead of it a moment: restoreTime.
  backupId: config.require("backup"),
  recoverConfigMode: "whitelist,config",
});

export const { instanceId, connectionString } = restored;

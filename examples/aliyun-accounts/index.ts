import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis, AliyunRedisAccount } from "pulumi-cn-cache";

const config = new pulumi.Config();

const cache = new AliyunRedis("cache", {
  instanceName: "cache",
  instanceClass: "redis.master.small.default",
  engineVersion: "5.0",
  // Of the default account, which every instance has.
  password: config.requireSecret("password"),
});

// An account for each application. An instance takes its accounts with it when it is deleted: no call deletes them then.
const { instanceId } = cache;
const web = new AliyunRedisAccount(
  "web",
  { instanceId, accountName: "web", password: config.requireSecret("webPassword") },
  { deletedWith: cache },
);
const reports = new AliyunRedisAccount(
  "reports",
  {
    instanceId,
    accountName: "reports",
    password: config.requireSecret("reportsPassword"),
    privilege: "RoleReadOnly",
    description: "monthly-reports",
  },
  { deletedWith: cache },
);

export { instanceId };
export const connectionStrings = { web: web.connectionString, reports: reports.connectionString };

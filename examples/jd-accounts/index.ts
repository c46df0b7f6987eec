import * as pulumi from "@pulumi/pulumi";
import { JdRedis, JdRedisAccount } from "pulumi-cn-cache";

const config = new pulumi.Config();

const cache = new JdRedis("cache", {
  vpcId: config.require("vpcId"),
  subnetId: config.require("subnetId"),
  azId: { master: "cn-north-1a", slave: "cn-north-1b" },
  cacheInstanceName: "cache",
  cacheInstanceClass: "redis.m.micro.basic",
  redisVersion: "4.0",
  // Of the default account, which every instance has.
  password: config.requireSecret("password"),
});

// An account for each application. An instance takes its accounts with it when it is deleted: no call deletes them then.
const { instanceId } = cache;
const web = new JdRedisAccount(
  "web",
  { instanceId, accountName: "web", password: config.requireSecret("webPassword") },
  { deletedWith: cache },
);
const reports = new JdRedisAccount(
  "reports",
  {
    instanceId,
    accountName: "reports",
    password: config.requireSecret("reportsPassword"),
    privilege: "RoleReadOnly",
    description: "monthly reports",
  },
  { deletedWith: cache },
);

export { instanceId };
export const connectionStrings = { web: web.connectionString, reports: reports.connectionString };

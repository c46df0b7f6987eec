import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";

const config = new pulumi.Config();

const cache = new AliyunRedis("cache", {
  instanceName: "cache",
  instanceClass: "redis.shard.small.ce",
  password: config.requireSecret("password"),
  securityIps: ["10.0.0.0/8"],
  // Whitelists by name, one for each team.
  securityIpGroups: { office: ["192.168.10.0/24"], jobs: ["172.16.4.1", "172.16.4.2"] },
  ssl: true,
  // Applied once the instance is ready. Only these settings are compared; all others keep the server's values.
  config: { "maxmemory-policy": "allkeys-lru", "hash-max-ziplist-entries": 1024 },
  maintainStartTime: "18:00Z",
  maintainEndTime: "20:00Z",
  backupPolicy: { preferredBackupPeriod: ["Monday", "Thursday"], preferredBackupTime: "19:00Z-20:00Z" },
  minorVersionAutoUpgrade: true,
  tags: { team: "shop", stage: "prod" },
});

export const { instanceId, connectionString } = cache;
// An argument as an output: the declared value, or what the cloud shows if it differs.
export const policy = cache.config.apply((settings) => settings?.["maxmemory-policy"]);

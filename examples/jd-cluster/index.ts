import * as pulumi from "@pulumi/pulumi";
import { JdRedis } from "pulumi-cn-cache";

const config = new pulumi.Config();

const carts = new JdRedis(
  "carts",
  {
    vpcId: config.require("vpcId"),
    subnetId: config.require("subnetId"),
    azId: { master: "cn-north-1a", slave: "cn-north-1b" },
    cacheInstanceName: "carts",
    // The class of one shard; four shards have 4 GB.
    cacheInstanceClass: "redis.s.micro.basic",
    shardNumber: 4,
    redisVersion: "4.0",
    password: config.requireSecret("password"),
    maxmemoryPolicy: "allkeys-lru",
    config: { "hash-max-ziplist-value": "128" },
    ipWhiteList: ["10.0.0.0/8", "192.168.10.0/24"],
    disableCommands: ["flushall", "keys"],
    backupPolicy: { autoBackup: true, backupTime: "03:00-04:00 +0800", backupPeriod: "Monday,Wednesday,Friday" },
    maintenanceTime: { startTime: "18:00Z", endTime: "20:00Z" },
  },
  { customTimeouts: { create: "40m" } },
);

export const { instanceId, cacheInstanceMemoryMB, connectionString } = carts;

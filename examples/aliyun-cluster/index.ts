import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";

const config = new pulumi.Config();

const carts = new AliyunRedis(
  "carts",
  {
    regionId: "cn-hangzhou",
    zoneId: "cn-hangzhou-h",
    secondaryZoneId: "cn-hangzhou-i",
    vpcId: config.require("vpcId"),
    // In zoneId; the nodes in the second zone do not need a vSwitch.
    vSwitchId: config.require("vSwitchId"),
    instanceName: "carts",
    // The class of one shard; four shards have 4 GB. Class, shards and replicas are changed in place.
    instanceClass: "redis.shard.small.ce",
    shardCount: 4,
    replicaCount: 1,
    slaveReplicaCount: 1,
    engineVersion: "7.0",
    password: config.requireSecret("password"),
    instanceReleaseProtection: config.getBoolean("protect") ?? false,
  },
  { customTimeouts: { create: "40m" } },
);

export const { instanceId, architectureType, capacity, connectionString } = carts;

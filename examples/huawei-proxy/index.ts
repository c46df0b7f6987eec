import * as pulumi from "@pulumi/pulumi";
import { HuaweiDcsInstance } from "pulumi-cn-cache";

const config = new pulumi.Config();

const carts = new HuaweiDcsInstance(
  "carts",
  {
    name: "carts",
    engine: "Redis",
    engineVersion: "6.0",
    capacity: 8,
    specCode: "redis.proxy.xu1.large.8",
    azCodes: ["cn-north-4a", "cn-north-4b"],
    vpcId: config.require("vpcId"),
    subnetId: config.require("subnetId"),
    password: config.requireSecret("password"),
    whitelist: [
      { groupName: "web", ipList: ["10.0.0.0/8"] },
      { groupName: "jobs", ipList: ["192.168.10.1-192.168.10.20"] },
    ],
    instanceBackupPolicy: {
      backupType: "auto",
      saveDays: 3,
      periodicalBackupPlan: {
        backupAt: [1, 3, 5],
        periodType: "weekly",
        beginAt: "02:00-03:00",
        timezoneOffset: "+0800",
      },
    },
    parameters: { "maxmemory-policy": "allkeys-lru" },
    renameCommands: { flushall: "flushall_carts" },
    maintainBegin: "18:00:00",
    maintainEnd: "19:00:00",
  },
  { customTimeouts: { create: "40m" } },
);

export const { instanceId, ip, maxMemory, connectionString } = carts;

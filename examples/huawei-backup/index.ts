import * as pulumi from "@pulumi/pulumi";
import { HuaweiDcsBackup, HuaweiDcsInstance } from "pulumi-cn-cache";

const config = new pulumi.Config();

const sessions = new HuaweiDcsInstance("sessions", {
  name: "sessions",
  engine: "Redis",
  engineVersion: "6.0",
  capacity: 1,
  specCode: "redis.ha.xu1.large.r2.1",
  azCodes: ["cn-north-4a", "cn-north-4b"],
  vpcId: config.require("vpcId"),
  subnetId: config.require("subnetId"),
  password: config.requireSecret("password"),
});

// Made once, and deleted with this resource. Huawei Cloud restores it in its console.
const backup = new HuaweiDcsBackup("before-migration", {
  instanceId: sessions.instanceId,
  description: "before the migration",
});

export const { instanceId } = sessions;
export const { backupId, status } = backup;

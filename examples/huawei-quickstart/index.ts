import * as pulumi from "@pulumi/pulumi";
import { HuaweiDcsInstance } from "pulumi-cn-cache";

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
  tags: { team: "shop" },
});

export const { instanceId, connectionDomain, port, connectionString } = sessions;

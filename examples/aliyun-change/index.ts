import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";

const config = new pulumi.Config();

const sessions = new AliyunRedis(
  "sessions",
  {
    instanceName: "sessions",
    // Both are changed in place.
    instanceClass: config.get("instanceClass") ?? "redis.master.small.default",
    password: config.requireSecret("password"),
    securityIps: ["10.0.0.0/8"],
  },
  { customTimeouts: { update: "90m" } },
);

export const { instanceId, instanceClass, connectionString } = sessions;

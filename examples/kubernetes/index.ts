import { Secret } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";

const config = new pulumi.Config();

const sessions = new AliyunRedis("sessions", {
  instanceName: "sessions",
  instanceClass: "redis.master.small.default",
  vpcId: config.require("vpcId"),
  vSwitchId: config.require("vSwitchId"),
  // Where pods have addresses of their own in the VPC (Terway), theirs; else those of the nodes.
  securityIps: [config.get("podCidr") ?? "10.0.0.0/8"],
  password: config.requireSecret("password"),
});

// The cluster is the one that kubectl uses. What it has changes with the cache: after a replacement, and with another password.
const connection = new Secret("sessions", {
  metadata: { name: "sessions" },
  stringData: {
    REDIS_HOST: sessions.connectionDomain,
    REDIS_PORT: pulumi.interpolate`${sessions.port}`,
    REDIS_URL: sessions.connectionString,
  },
});

export const secretName = connection.metadata.name;

import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";

const sessions = new AliyunRedis("sessions", {
  instanceName: "sessions",
  instanceClass: "redis.master.small.default",
  password: new pulumi.Config().requireSecret("password"),
  securityIps: ["10.0.0.0/8"],
  tags: { team: "shop" },
});

export const { instanceId, connectionDomain, port, connectionString } = sessions;

import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";

const config = new pulumi.Config();

const sessions = new AliyunRedis("sessions", {
  adoptInstanceId: config.require("adopt"),
  instanceClass: "redis.master.small.default",
  password: config.requireSecret("password"),
});

export const { instanceId, connectionString } = sessions;

import * as pulumi from "@pulumi/pulumi";
import { JdRedis } from "pulumi-cn-cache";

const config = new pulumi.Config();

const sessions = new JdRedis("sessions", {
  vpcId: config.require("vpcId"),
  subnetId: config.require("subnetId"),
  azId: { master: "cn-north-1a", slave: "cn-north-1b" },
  cacheInstanceName: "sessions",
  cacheInstanceClass: "redis.m.micro.basic",
  redisVersion: "4.0",
  password: config.requireSecret("password"),
  ipWhiteList: ["10.0.0.0/8"],
  tags: { team: "shop" },
});

export const { instanceId, connectionDomain, port, connectionString } = sessions;

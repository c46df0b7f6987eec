// Instances alike as one resource, ordered with one call. Set another `instanceNum` and run `pulumi up`: more are ordered
// with one further call, which continues the numbering, fewer deletes the newest, and the preview names them.
import * as pulumi from "@pulumi/pulumi";
import { HuaweiDcsBatch } from "pulumi-cn-cache";

const config = new pulumi.Config();

const shards = new HuaweiDcsBatch("shards", {
  // They are called shards-000, shards-001, …
  name: "shards",
  instanceNum: config.getNumber("instanceNum") ?? 3,
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

export const hosts = shards.members.apply((members) => members.map(({ connectionDomain }) => connectionDomain));
// In the order of the members; the second is a secret.
export const { instanceIds, connectionStrings } = shards;

// Identical instances as one resource, ordered with one call. To resize the batch, run `pulumi config set instanceNum 5` and
// `pulumi up`. Increasing the number takes one more call and continues the numbering; decreasing it deletes the newest
// members, which the preview names.
import * as pulumi from "@pulumi/pulumi";
import { HuaweiDcsBatch } from "pulumi-cn-cache";

const config = new pulumi.Config();

const shards = new HuaweiDcsBatch("shards", {
  // The members are named shards-000, shards-001, …
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
// In the order of the members. The connection strings contain the password and are secret.
export const { instanceIds, connectionStrings } = shards;

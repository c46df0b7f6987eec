import * as pulumi from "@pulumi/pulumi";
import { HuaweiDcsAccount, HuaweiDcsInstance } from "pulumi-cn-cache";

const config = new pulumi.Config();

const cache = new HuaweiDcsInstance("cache", {
  name: "cache",
  engine: "Redis",
  engineVersion: "5.0",
  capacity: 1,
  specCode: "redis.ha.xu1.large.r2.1",
  azCodes: ["cn-north-4a", "cn-north-4b"],
  vpcId: config.require("vpcId"),
  subnetId: config.require("subnetId"),
  // Of the default account, which every instance has.
  password: config.requireSecret("password"),
});

// An account for each application. An instance takes its accounts with it when it is deleted: no call deletes them then.
const { instanceId } = cache;
const web = new HuaweiDcsAccount(
  "web",
  { instanceId, accountName: "web", password: config.requireSecret("webPassword"), role: "write" },
  { deletedWith: cache },
);
const reports = new HuaweiDcsAccount(
  "reports",
  {
    instanceId,
    accountName: "reports",
    password: config.requireSecret("reportsPassword"),
    role: "read",
    description: "monthly reports",
  },
  { deletedWith: cache },
);

export { instanceId };
export const connectionStrings = { web: web.connectionString, reports: reports.connectionString };

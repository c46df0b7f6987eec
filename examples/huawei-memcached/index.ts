import * as pulumi from "@pulumi/pulumi";
import { HuaweiDcsInstance } from "pulumi-cn-cache";

const config = new pulumi.Config();

// Huawei Cloud no longer sells Memcached to every customer.
const pages = new HuaweiDcsInstance("pages", {
  name: "pages",
  engine: "Memcached",
  capacity: 2,
  specCode: "dcs.memcached.master_standby",
  azCodes: ["cn-north-4a"],
  vpcId: config.require("vpcId"),
  subnetId: config.require("subnetId"),
  securityGroupId: config.require("securityGroupId"),
  accessUser: "pages",
  password: config.requireSecret("password"),
});

export const { instanceId, connectionDomain, port } = pages;

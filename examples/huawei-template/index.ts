import * as pulumi from "@pulumi/pulumi";
import { getHuaweiTemplatesOutput, HuaweiDcsInstance, HuaweiDcsTemplate } from "pulumi-cn-cache";

const config = new pulumi.Config();

// The vendor's own template for such instances; ours has its values where it says nothing else.
const ofVendor = getHuaweiTemplatesOutput({ type: "sys", engine: "Redis", engineVersion: "6.0", cacheMode: "ha" });
const sourceTemplateId = ofVendor.templates.apply(([first]) => {
  if (!first) throw new Error("Huawei Cloud has no template for such instances here.");
  return first.templateId;
});

const template = new HuaweiDcsTemplate("sessions", {
  name: "sessions",
  sourceTemplateId,
  description: "For caches of sessions",
  params: { "maxmemory-policy": "allkeys-lru", timeout: 300 },
});

const sessions = new HuaweiDcsInstance(
  "sessions",
  {
    name: "sessions",
    engine: "Redis",
    engineVersion: "6.0",
    capacity: 1,
    specCode: "redis.ha.xu1.large.r2.1",
    azCodes: ["cn-north-4a", "cn-north-4b"],
    vpcId: config.require("vpcId"),
    subnetId: config.require("subnetId"),
    password: config.requireSecret("password"),
    templateId: template.templateId,
  },
  // It is used once. Without this, another template in its place would replace the instance.
  { ignoreChanges: ["templateId"] },
);

export const { instanceId } = sessions;
export const { templateId, otherParams } = template;

import * as pulumi from "@pulumi/pulumi";
import { getJdTemplatesOutput, JdRedis, JdRedisTemplate } from "pulumi-cn-cache";

const config = new pulumi.Config();
const of = { redisType: "master-slave", redisVersion: "6.2" };

const template = new JdRedisTemplate("sessions", {
  ...of,
  name: "sessions",
  description: "For caches of sessions",
  config: { "maxmemory-policy": "allkeys-lru", "hash-max-ziplist-value": "128" },
});

const sessions = new JdRedis(
  "sessions",
  {
    vpcId: config.require("vpcId"),
    subnetId: config.require("subnetId"),
    azId: { master: "cn-north-1a", slave: "cn-north-1b" },
    cacheInstanceName: "sessions",
    cacheInstanceClass: "redis.m.micro.basic",
    redisVersion: template.redisVersion,
    password: config.requireSecret("password"),
    configTemplateId: template.templateId,
  },
  // It is used once. Without this, another template in its place would replace the instance.
  { ignoreChanges: ["configTemplateId"] },
);

export const { instanceId } = sessions;
export const { templateId } = template;
// The vendor's own for such instances.
export const templatesOfVendor = getJdTemplatesOutput({ ...of, tplType: "default" }).templates.apply((all) =>
  all.map((each) => each.name),
);

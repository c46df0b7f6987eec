import * as pulumi from "@pulumi/pulumi";
import type { AliyunRedisArgs, HuaweiDcsInstanceArgs, JdRedisArgs } from "pulumi-cn-cache";

export const config = new pulumi.Config();
export const password = config.getSecret("password") ?? pulumi.secret("Sessions-4711");

/** The least that an instance of each cloud needs. */
export const aliyun = {
  instanceClass: "redis.master.small.default",
  password,
} satisfies AliyunRedisArgs;

export const huawei = {
  name: "sessions",
  engine: "Redis",
  engineVersion: "6.0",
  capacity: 1,
  specCode: "redis.ha.xu1.large.r2.1",
  azCodes: ["cn-north-4a"],
  vpcId: "0402ea19-5457-4032-9d1b-eb48b98f6c66",
  subnetId: "a3bd29e4-d5bc-414c-a79a-1f35ee4ead88",
  password,
} satisfies HuaweiDcsInstanceArgs;

export const jd = {
  vpcId: "vpc-1a2b3c4d5e",
  subnetId: "subnet-1a2b3c4d5e",
  azId: { master: "cn-north-1a", slave: "cn-north-1b" },
  cacheInstanceName: "sessions",
  cacheInstanceClass: "redis.m.micro.basic",
  redisVersion: "4.0",
  // JD Cloud takes letters and digits only.
  password: pulumi.secret("Sessions4711"),
  ipWhiteList: ["10.0.0.0/8"],
} satisfies JdRedisArgs;

/** A network of Alibaba Cloud, for arguments that need one. */
export const network = { zoneId: "cn-hangzhou-h", vpcId: "vpc-bp1aaaa0001", vSwitchId: "vsw-bp1zxszhcgatnx0001" };

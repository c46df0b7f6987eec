import { aliyunRedisAttributes } from "../provider/aliyun/attributes";
import { aliyunRedisOutputs } from "../provider/aliyun/outputs";

/** As many as a program sees of an AliyunRedis. */
export const outputCount = Object.keys({ ...aliyunRedisAttributes, ...aliyunRedisOutputs }).length;

/** Arguments that need no call of their own. */
export const plain = {
  aliyun: { zoneId: "cn-hangzhou-h", instanceClass: "redis.master.small.default", password: "Secret-123" },
  huawei: {
    name: "sessions",
    engine: "Redis",
    engineVersion: "6.0",
    capacity: 1,
    specCode: "redis.ha.xu1.large.r2.1",
    azCodes: ["cn-north-4a"],
    vpcId: "8a2c4e60-0b1d-4f3a-9c5e-7d6f8b9a0c1d",
    subnetId: "1d0c9a8b-6f7d-4e5c-a39f-3d1b0e604c2a",
    password: "Secret-123",
  },
  jd: {
    vpcId: "vpc-1a2b3c4d5e",
    subnetId: "subnet-1a2b3c4d5e",
    azId: { master: "cn-north-1a", slave: "cn-north-1b" },
    cacheInstanceName: "sessions",
    cacheInstanceClass: "redis.m.micro.basic",
    redisVersion: "4.0",
    password: "Secret123",
  },
};

/** `AliyunRedis` without any argument that needs a call of its own. */
export const ours = (count: number): string => `import { AliyunRedis } from "pulumi-cn-cache";
for (let i = 0; i < ${count}; i++)
  new AliyunRedis("r" + i, ${JSON.stringify(plain.aliyun)});
`;

export const ourBatch = (count: number): string => `import { AliyunRedisBatch } from "pulumi-cn-cache";
new AliyunRedisBatch("r", { instances: [{ izNo: "cn-hangzhou-h", quantity: ${count}, instanceClass: "redis.master.small.default" }], password: "Secret-123" });
`;

/** A dynamic resource that does nothing but wait as long as the cloud takes. */
export function floor(count: number, outputs: number, { createMs, deleteMs }: { createMs: number; deleteMs: number }) {
  const provider = `exports.handler = () => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const none = Object.fromEntries(Array.from({ length: ${outputs} }, (_, n) => ["o" + n, null]));
  return {
    check: async (olds, inputs) => ({ inputs }),
    diff: async () => ({ changes: false }),
    create: async (inputs) => { await wait(${createMs}); return { id: "x", outs: { ...none, ...inputs } }; },
    read: async (id, props) => ({ id, props }),
    delete: () => wait(${deleteMs}),
  };
};`;
  return `import * as pulumi from "@pulumi/pulumi";
const __provider = ${JSON.stringify(provider)};
const none = Object.fromEntries(Array.from({ length: ${outputs} }, (_, n) => ["o" + n, undefined]));
class Nothing extends pulumi.CustomResource {
  constructor(name: string) {
    super("pulumi-nodejs:dynamic/bench:Nothing", name, { ...none, __provider, password: pulumi.secret("Secret-123") }, { additionalSecretOutputs: ["password"] });
  }
}
for (let i = 0; i < ${count}; i++) new Nothing("r" + i);
`;
}

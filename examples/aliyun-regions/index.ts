import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis, CnCacheProvider } from "pulumi-cn-cache";

const password = new pulumi.Config().requireSecret("password");
const args = { instanceClass: "redis.master.small.default", securityIps: ["10.0.0.0/8"], password };

// In the region of the stack's configuration or of the environment.
const sessions = new AliyunRedis("sessions", args);

// Another account would have its own accessKeyId and accessKeySecret here.
const beijing = new CnCacheProvider("beijing", { aliyun: { region: "cn-beijing" } });
const carts = new AliyunRedis("carts", args, { provider: beijing });

export const instanceIds = [sessions.instanceId, carts.instanceId];

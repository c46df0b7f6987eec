import type { CloudDefinition } from "../core/cloud";
import { AliyunCloud } from "./cloud";

export interface AliyunInfo extends Record<string, string> {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly region: string;
}

const key = { id: "sandboxAliyunAccessKeyId", secret: "sandboxAliyunAccessKeySecret" } as const;

export const aliyun = {
  name: "aliyun",
  portOffset: 0,
  defaultKey: key,
  info: (endpoint: string): AliyunInfo => ({
    endpoint,
    accessKeyId: key.id,
    accessKeySecret: key.secret,
    region: "cn-hangzhou",
  }),
  env: (info: AliyunInfo) => ({
    ALIYUN_REDIS_ENDPOINT: info.endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: info.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: info.accessKeySecret,
    ALIBABA_CLOUD_REGION: info.region,
  }),
  create: (world) => new AliyunCloud(world),
} as const satisfies CloudDefinition<AliyunInfo>;

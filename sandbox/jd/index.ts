import type { CloudDefinition } from "../core/cloud";
import { JdCloud } from "./cloud";

export interface JdInfo extends Record<string, string> {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
}

const key = { id: "sandboxJdAccessKey", secret: "sandboxJdSecretKey" } as const;

/** The Redis, tag and renewal services of JD Cloud, all on one endpoint. */
export const jd = {
  name: "jd",
  portOffset: 2,
  defaultKey: key,
  info: (endpoint: string): JdInfo => ({
    endpoint,
    accessKey: key.id,
    secretKey: key.secret,
    region: "cn-north-1",
  }),
  env: (info: JdInfo) => ({
    JD_REDIS_ENDPOINT: info.endpoint,
    JDCLOUD_ACCESS_KEY: info.accessKey,
    JDCLOUD_SECRET_KEY: info.secretKey,
    JDCLOUD_REGION: info.region,
  }),
  create: (world) => new JdCloud(world),
} as const satisfies CloudDefinition<JdInfo>;

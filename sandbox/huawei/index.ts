import type { CloudDefinition } from "../core/cloud";
import { homeRegion, ownAccount, projectOf } from "./catalogue";
import { HuaweiCloud } from "./cloud";

export interface HuaweiInfo extends Record<string, string> {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  readonly projectId: string;
}

const key = { id: "sandboxHuaweiAccessKey", secret: "sandboxHuaweiSecretKey" } as const;

export const huawei = {
  name: "huawei",
  portOffset: 1,
  defaultKey: key,
  info: (endpoint: string): HuaweiInfo => ({
    endpoint,
    accessKey: key.id,
    secretKey: key.secret,
    region: homeRegion,
    projectId: projectOf(ownAccount, homeRegion),
  }),
  env: (info: HuaweiInfo) => ({
    HUAWEI_DCS_ENDPOINT: info.endpoint,
    HW_ACCESS_KEY: info.accessKey,
    HW_SECRET_KEY: info.secretKey,
    HW_REGION_NAME: info.region,
    HW_PROJECT_ID: info.projectId,
  }),
  create: (world) => new HuaweiCloud(world),
} as const satisfies CloudDefinition<HuaweiInfo>;

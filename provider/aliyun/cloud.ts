import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { isLoopback, requireSafeEndpoint } from "../core/client/http";
import { parsePendingTag } from "../core/ownership/pendingTag";
import type { Cloud } from "../core/resource/cloud";
import { pendingTagKey } from "../core/resource/cloud";
import { getCallerIdentity } from "./actions/account";
import { describeInstances } from "./actions/instance";
import { listTagResources, untagResources } from "./actions/tags";
import { type AliyunApi, aliyunApi } from "./client";

/** Regions that the central host serves; all others have a host of their own (endpoint map of the vendor's SDK). */
const centralRegions = new Set([
  "cn-hangzhou",
  "cn-beijing",
  "cn-shanghai",
  "cn-qingdao",
  "cn-wulanchabu",
  "cn-heyuan",
  "cn-hangzhou-finance",
  "cn-beijing-gov-1",
  "cn-wuhan",
  "cn-fujian",
  "cn-zhangbei",
  "cn-edge-1",
]);

export const aliyun: Cloud<AliyunApi> = {
  name: "aliyun",
  title: "Alibaba Cloud",
  domain: "aliyuncs.com",
  settings: {
    credentials: {
      id: {
        config: "accessKeyId",
        env: ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY", "ALIBABACLOUD_ACCESS_KEY_ID"],
      },
      secret: {
        config: "accessKeySecret",
        env: ["ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY", "ALIBABACLOUD_ACCESS_KEY_SECRET"],
      },
      token: {
        config: "securityToken",
        env: ["ALIBABA_CLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"],
      },
    },
    others: {
      region: { config: "region", env: ["ALIBABA_CLOUD_REGION", "ALICLOUD_REGION"] },
      endpoint: { config: "endpoint", env: ["ALIYUN_REDIS_ENDPOINT"] },
      stsEndpoint: { config: "stsEndpoint", env: ["ALIYUN_STS_ENDPOINT"] },
    },
    profile: { title: "the profile file ~/.aliyun/config.json (modes AK and StsToken)", read: readProfile },
  },

  endpoint: (region) =>
    centralRegions.has(region) ? "https://r-kvstore.aliyuncs.com" : `https://r-kvstore.${region}.aliyuncs.com`,

  client({ settings, region, endpoint, send }) {
    const sts = settings.get("stsEndpoint") ?? (isLoopback(endpoint) ? endpoint.href : "https://sts.aliyuncs.com");
    return aliyunApi({
      credentials: settings.credentials(),
      region,
      endpoint,
      stsEndpoint: requireSafeEndpoint(sts, "aliyun:stsEndpoint"),
      send,
    });
  },

  account: (api) => getCallerIdentity(api).then(({ accountId }) => accountId),

  pendingTags: {
    async listPending(api) {
      const tagged = await listTagResources(api, { keys: [pendingTagKey] });
      const pendingTags = new Map(
        tagged.flatMap(({ resourceId, value }) => (parsePendingTag(value) ? [[resourceId, value]] : [])),
      );
      const instances = await describeInstances(api, [...pendingTags.keys()]);
      return instances.map(({ instanceId, createTime, status }) => ({
        id: instanceId,
        pendingTag: pendingTags.get(instanceId) as string,
        createdAt: createTime === undefined ? undefined : Date.parse(createTime),
        isDeleting: status === "Released",
      }));
    },
    untagPending: (api, ids) => untagResources(api, ids, [pendingTagKey]),
  },
};

interface ProfileFile {
  current?: string;
  profiles?: {
    name?: string;
    mode?: string;
    access_key_id?: string;
    access_key_secret?: string;
    sts_token?: string;
    region_id?: string;
  }[];
}

function readProfile(env: Readonly<Record<string, string | undefined>>) {
  let file: ProfileFile;
  try {
    file = JSON.parse(readFileSync(join(env.HOME || homedir(), ".aliyun", "config.json"), "utf8")) as ProfileFile;
  } catch {
    return undefined;
  }
  const name = env.ALIBABA_CLOUD_PROFILE || env.ALICLOUD_PROFILE || file.current;
  const profile = file.profiles?.find((candidate) => candidate.name === name);
  if (!profile) return undefined;
  const hasKeys = profile.mode === "AK" || profile.mode === "StsToken";
  return {
    region: profile.region_id || undefined,
    ...(hasKeys
      ? { id: profile.access_key_id, secret: profile.access_key_secret, token: profile.sts_token || undefined }
      : {}),
  };
}

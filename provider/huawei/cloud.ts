import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { ProfileValues } from "../core/client/credentials";
import { means, UserError } from "../core/client/errors";
import { isLoopback, requireSafeEndpoint } from "../core/client/http";
import { parsePendingTag } from "../core/ownership/pendingTag";
import type { Cloud } from "../core/resource/cloud";
import { pendingTagKey } from "../core/resource/cloud";
import { listInstances } from "./actions/instance";
import { listProjects } from "./actions/projects";
import { deleteTags } from "./actions/tags";
import { type HuaweiApi, huaweiApi } from "./client";

export const huawei: Cloud<HuaweiApi> = {
  name: "huawei",
  title: "Huawei Cloud",
  domain: "myhuaweicloud.com",
  settings: {
    credentials: {
      id: { config: "accessKey", env: ["HW_ACCESS_KEY", "OS_ACCESS_KEY", "HUAWEICLOUD_SDK_AK"] },
      secret: { config: "secretKey", env: ["HW_SECRET_KEY", "OS_SECRET_KEY", "HUAWEICLOUD_SDK_SK"] },
      token: {
        config: "securityToken",
        env: ["HW_SECURITY_TOKEN", "HW_SECURITY_TOKEN", "HUAWEICLOUD_SDK_SECURITY_TOKEN"],
      },
      bearer: { config: "authToken", env: ["HW_AUTH_TOKEN"] },
    },
    others: {
      region: { config: "region", env: ["HW_REGION_NAME", "OS_REGION_NAME"] },
      projectId: { config: "projectId", env: ["HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID"], ofAccount: true },
      projectName: { config: "projectName", env: ["HW_PROJECT_NAME"], ofAccount: true },
      endpoint: { config: "endpoint", env: ["HUAWEI_DCS_ENDPOINT"] },
      iamEndpoint: { config: "iamEndpoint", env: ["HUAWEI_IAM_ENDPOINT"] },
      bssEndpoint: { config: "bssEndpoint", env: ["HUAWEI_BSS_ENDPOINT"] },
      epsEndpoint: { config: "epsEndpoint", env: ["HUAWEI_EPS_ENDPOINT"] },
    },
    profile: { title: "the hcloud profile file ~/.hcloud/config.json (unencrypted AKSK profiles)", read: readProfile },
  },

  endpoint: (region) => `https://dcs.${region}.myhuaweicloud.com`,

  client({ settings, region, endpoint, send, memory }) {
    const beside = (name: string, vendors: string): URL => {
      const url = settings.get(name) ?? (isLoopback(endpoint) ? endpoint.href : vendors);
      return requireSafeEndpoint(url, `huawei:${name}`);
    };
    // A project belongs to one region: the configured one says nothing about a resource in another.
    const isElsewhere = (settings.get("region") ?? region) !== region;
    const bss = beside("bssEndpoint", "https://bss.myhuaweicloud.com");
    const isVendors = bss.hostname === "bss.myhuaweicloud.com";
    return huaweiApi({
      credentials: settings.credentials(),
      region,
      projectId: isElsewhere ? undefined : settings.get("projectId"),
      findProject: (api) => findProject(api, (isElsewhere ? undefined : settings.get("projectName")) ?? region),
      endpoint,
      iamEndpoint: beside("iamEndpoint", "https://iam.myhuaweicloud.com"),
      bssEndpoints: isVendors ? [bss, new URL("https://bss-intl.myhuaweicloud.com")] : [bss],
      epsEndpoint: beside("epsEndpoint", "https://eps.myhuaweicloud.com"),
      send,
      memory,
    });
  },

  account: (api) => api.projectId(),

  pendingTags: {
    async listPending(api) {
      const all = await listInstances(api);
      return all.flatMap(({ id, status, createTime, tags }) => {
        const pendingTag = tags[pendingTagKey];
        if (pendingTag === undefined || !parsePendingTag(pendingTag)) return [];
        const createdAt = createTime === undefined ? Number.NaN : Date.parse(createTime);
        return [
          {
            id,
            pendingTag,
            createdAt: Number.isNaN(createdAt) ? undefined : createdAt,
            isDeleting: status === "DELETING",
          },
        ];
      });
    },
    async untagPending(api, ids) {
      const all = await Promise.allSettled(ids.map((id) => deleteTags(api, id, [pendingTagKey])));
      const failed = all.find((one) => one.status === "rejected" && !means(one.reason, "notFound"));
      if (failed?.status === "rejected") throw failed.reason;
    },
  },
};

interface ProfileFile {
  current?: string;
  profiles?: {
    name?: string;
    accessKeyId?: string;
    secretAccessKey?: string;
    securityToken?: string;
    region?: string;
  }[];
}

/**
 * The tool encrypts its keys unless it was told not to. Sending the ciphertext as a key would fail, and five failures
 * lock an account's key, so only what looks like a key is taken for one.
 */
function readProfile(env: Readonly<Record<string, string | undefined>>): ProfileValues | undefined {
  let file: ProfileFile;
  try {
    const path = env.HW_SHARED_CONFIG_FILE || join(env.HOME || homedir(), ".hcloud", "config.json");
    file = JSON.parse(readFileSync(path, "utf8")) as ProfileFile;
  } catch {
    return undefined;
  }
  const name = env.HW_PROFILE || file.current;
  const profile = file.profiles?.find((candidate) => candidate.name === name);
  if (!profile) return undefined;
  const { accessKeyId = "", secretAccessKey = "", securityToken } = profile;
  const isPlain = /^[A-Z0-9]{20}$/.test(accessKeyId) && /^[A-Za-z0-9]{40}$/.test(secretAccessKey);
  return {
    region: profile.region || undefined,
    ...(isPlain ? { id: accessKeyId, secret: secretAccessKey, token: securityToken || undefined } : {}),
  };
}

/**
 * The project of a name; it is the region's name unless it is a sub-project. Only reads: the vendor's SDK would create a
 * project where it finds none.
 * @throws UserError none, or several
 */
async function findProject(api: HuaweiApi, projectName: string): Promise<string> {
  const named = (await listProjects(api, projectName)).filter(({ name }) => name === projectName);
  const [only, ...others] = named;
  if (only && others.length === 0) return only.id;
  const found = only ? `${named.length} projects are called` : "no project is called";
  throw new UserError(
    `Huawei Cloud: ${found} ${projectName}. Set huawei:projectId (HW_PROJECT_ID) to the project of region ${api.region}; the console shows it under "My Credentials".`,
  );
}

import { isLoopback, requireSafeEndpoint } from "../core/client/http";
import { type Cloud, ownTagKeys, pendingTagKey, returnedTag, returnedTagKey } from "../core/resource/cloud";
import { describeRegions, getCallerIdentity } from "./actions/account";
import { describeInstances } from "./actions/instance";
import { listTagResources, tagResources, untagResources } from "./actions/tags";
import { type AliyunApi, aliyunApi } from "./client";
import { settings } from "./credentials";
import { maxTags } from "./tags";

/** Regions served by the central host; every other region has a host of its own. [sdk] */
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
  settings,

  endpoint: (region) =>
    centralRegions.has(region) ? "https://r-kvstore.aliyuncs.com" : `https://r-kvstore.${region}.aliyuncs.com`,

  client({ settings: configured, region, endpoint, send, memory, now }) {
    /** A sandbox has all services at one address. */
    const serviceAt = (setting: "stsEndpoint" | "kmsEndpoint", host: string) =>
      requireSafeEndpoint(
        configured.get(setting) ?? (isLoopback(endpoint) ? endpoint.href : `https://${host}`),
        configured.whereOf(setting),
      );
    return aliyunApi({
      credentials: configured.credentials(),
      region,
      endpoint,
      stsEndpoint: serviceAt("stsEndpoint", "sts.aliyuncs.com"),
      kmsEndpoint: serviceAt("kmsEndpoint", `kms.${region}.aliyuncs.com`),
      send,
      memory,
      now,
    });
  },

  account: (api) => getCallerIdentity(api).then(({ accountId }) => accountId),

  regions: describeRegions,

  pendingTags: {
    mostTags: maxTags,
    async listPending(api) {
      const tagged = await listTagResources(api, { keys: [pendingTagKey] });
      const pendingTags = new Map(
        tagged.flatMap(({ resourceId, key, value }) => (key === pendingTagKey ? [[resourceId, value]] : [])),
      );
      const instances = await describeInstances(api, [...pendingTags.keys()]);
      return instances.map(({ instanceId, createTime, status, allTags }) => ({
        id: instanceId,
        pendingTag: pendingTags.get(instanceId) as string,
        isReturned: returnedTagKey in allTags,
        createdAt: createTime === undefined ? undefined : Date.parse(createTime),
        isDeleting: status === "Released",
      }));
    },
    tagReturned: (api, ids) => tagResources(api, ids, returnedTag),
    untagPending: (api, ids) => untagResources(api, ids, ownTagKeys),
  },
};

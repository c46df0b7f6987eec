import { isLoopback, requireSafeEndpoint } from "../core/client/http";
import { parsePendingTag } from "../core/ownership/pendingTag";
import type { Cloud } from "../core/resource/cloud";
import { pendingTagKey } from "../core/resource/cloud";
import { describeCacheInstances } from "./actions/instance";
import { type JdApi, jdApi } from "./client";
import { readProfile } from "./profile";
import { removeMarks } from "./tagSync";

export const jd: Cloud<JdApi> = {
  name: "jd",
  title: "JD Cloud",
  domain: "jdcloud-api.com",
  settings: {
    credentials: {
      // Packer's names, then those of the PHP SDK and of ACME clients: the vendor has no common ones.
      id: { config: "accessKey", env: ["JDCLOUD_ACCESS_KEY", "JDCLOUD_ACCESS_KEY_ID", "JDCLOUD_ACCESS_KEY_ID"] },
      secret: {
        config: "secretKey",
        env: ["JDCLOUD_SECRET_KEY", "JDCLOUD_SECRET_ACCESS_KEY", "JDCLOUD_ACCESS_KEY_SECRET"],
      },
      token: {
        config: "securityToken",
        env: ["JDCLOUD_SESSION_TOKEN", "JDCLOUD_SESSION_TOKEN", "JDCLOUD_SESSION_TOKEN"],
      },
    },
    others: {
      region: { config: "region", env: ["JDCLOUD_REGION", "JDCLOUD_REGION_ID"] },
      endpoint: { config: "endpoint", env: ["JD_REDIS_ENDPOINT"] },
      tagEndpoint: { config: "tagEndpoint", env: ["JD_TAG_ENDPOINT"] },
      renewalEndpoint: { config: "renewalEndpoint", env: ["JD_RENEWAL_ENDPOINT"] },
    },
    profile: { title: "the profile file ~/.jdc/config", read: readProfile },
  },

  // One host for all regions: the region stands in the path. [sdk]
  endpoint: () => "https://redis.jdcloud-api.com",

  client({ settings, region, endpoint, send }) {
    const other = (setting: string, host: string) => {
      const fallback = isLoopback(endpoint) ? endpoint.href : `https://${host}.jdcloud-api.com`;
      return requireSafeEndpoint(settings.get(setting) ?? fallback, `jd:${setting}`);
    };
    return jdApi({
      credentials: settings.credentials(),
      region,
      endpoints: {
        redis: endpoint,
        resourcetag: other("tagEndpoint", "resourcetag"),
        renewal: other("renewalEndpoint", "renewal"),
      },
      send,
    });
  },

  pendingTags: {
    // The list shows tags, and what a tag filter without values means is not documented.
    async listPending(api) {
      const instances = await describeCacheInstances(api);
      return instances.flatMap(({ instanceId, allTags, createTime, status, isBinned }) => {
        const pendingTag = allTags[pendingTagKey];
        if (isBinned || pendingTag === undefined || !parsePendingTag(pendingTag)) return [];
        const createdAt = createTime === undefined ? undefined : Date.parse(createTime);
        return [{ id: instanceId, pendingTag, createdAt, isDeleting: status === "deleting" }];
      });
    },
    untagPending: async (api, ids) => removeMarks(api, await describeCacheInstances(api, ids)),
  },
};

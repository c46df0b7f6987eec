import { isLoopback, requireSafeEndpoint } from "../core/client/http";
import { type Cloud, pendingTagKey, returnedTag, returnedTagKey } from "../core/resource/cloud";
import { describeAvailableRegion, describeCacheInstances } from "./actions/instance";
import { tagResources } from "./actions/tags";
import { type JdApi, jdApi } from "./client";
import { settings } from "./credentials";
import { untagPending } from "./tagSync";

export const jd: Cloud<JdApi> = {
  name: "jd",
  title: "JD Cloud",
  domain: "jdcloud-api.com",
  settings: settings,

  // One host for all regions: the region is part of the path. [sdk]
  endpoint: () => "https://redis.jdcloud-api.com",

  client({ settings, region, endpoint, send }) {
    // With the main endpoint on loopback, the other services are there too, so that no test reaches the real cloud.
    const endpointOf = (setting: string, host: string) => {
      const fallback = isLoopback(endpoint) ? endpoint.href : `https://${host}.jdcloud-api.com`;
      return requireSafeEndpoint(settings.get(setting) ?? fallback, settings.whereOf(setting));
    };
    return jdApi({
      credentials: settings.credentials(),
      region,
      endpoints: {
        redis: endpoint,
        resourcetag: endpointOf("tagEndpoint", "resourcetag"),
        renewal: endpointOf("renewalEndpoint", "renewal"),
      },
      send,
    });
  },

  regions: describeAvailableRegion,

  pendingTags: {
    // Not documented.
    mostTags: undefined,
    // Lists all instances with their tags, because a tag filter without values is not documented.
    async listPending(api) {
      const instances = await describeCacheInstances(api);
      return instances.flatMap(({ instanceId, allTags, createTime, status, isInRecycleBin }) => {
        const pendingTag = allTags[pendingTagKey];
        if (isInRecycleBin || pendingTag === undefined) return [];
        const createdAt = createTime === undefined ? undefined : Date.parse(createTime);
        const isReturned = allTags[returnedTagKey] !== undefined;
        return [{ id: instanceId, pendingTag, isReturned, createdAt, isDeleting: status === "deleting" }];
      });
    },
    tagReturned: (api, ids) => tagResources(api, ids, returnedTag),
    untagPending: async (api, ids) => untagPending(api, await describeCacheInstances(api, ids)),
  },
};

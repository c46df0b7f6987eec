import { means, UserError } from "../core/client/errors";
import { isLoopback, requireSafeEndpoint } from "../core/client/http";
import { type Cloud, ownTagKeys, pendingTagKey, returnedTag, returnedTagKey } from "../core/resource/cloud";
import { listInstances } from "./actions/instance";
import { listProjects } from "./actions/projects";
import { createTags, deleteTags } from "./actions/tags";
import { type HuaweiApi, huaweiApi } from "./client";
import { settings } from "./credentials";
import { maxTags } from "./tags";

export const huawei: Cloud<HuaweiApi> = {
  name: "huawei",
  title: "Huawei Cloud",
  domain: "myhuaweicloud.com",
  settings,

  endpoint: (region) => `https://dcs.${region}.myhuaweicloud.com`,

  client({ settings: configured, region, endpoint, send, memory, now }) {
    const endpointOf = (name: string, vendors: string): URL => {
      const url = configured.get(name) ?? (isLoopback(endpoint) ? endpoint.href : vendors);
      return requireSafeEndpoint(url, configured.whereOf(name));
    };
    const bss = endpointOf("bssEndpoint", "https://bss.myhuaweicloud.com");
    const isVendorsBss = bss.hostname === "bss.myhuaweicloud.com";
    return huaweiApi({
      credentials: configured.credentials(),
      region,
      projectId: configured.within(region, "projectId"),
      findProject: (api) => findProject(api, configured.within(region, "projectName") ?? region),
      endpoint,
      iamEndpoint: endpointOf("iamEndpoint", "https://iam.myhuaweicloud.com"),
      bssEndpoints: isVendorsBss ? [bss, new URL("https://bss-intl.myhuaweicloud.com")] : [bss],
      epsEndpoint: endpointOf("epsEndpoint", "https://eps.myhuaweicloud.com"),
      whereOf: (setting) => configured.whereOf(setting),
      send,
      memory,
      now,
    });
  },

  account: (api) => api.projectId(),
  projectIn: (configured, region) => configured.within(region, "projectId"),

  // A region's main project has the region's name.
  regions: async (api) => {
    const projects = await listProjects(api);
    return projects.map(({ name }) => name).filter((name) => /^[a-z]+(-[a-z]+)+-\d+$/.test(name));
  },

  pendingTags: {
    mostTags: maxTags,
    async listPending(api) {
      const all = await listInstances(api);
      return all.flatMap(({ id, status, createTime, tags }) => {
        const pendingTag = tags[pendingTagKey];
        if (pendingTag === undefined) return [];
        const createdAt = createTime === undefined ? Number.NaN : Date.parse(createTime);
        return [
          {
            id,
            pendingTag,
            isReturned: tags[returnedTagKey] !== undefined,
            createdAt: Number.isNaN(createdAt) ? undefined : createdAt,
            isDeleting: status === "DELETING",
          },
        ];
      });
    },
    tagReturned: (api, ids) => ofEach(ids, (id) => createTags(api, id, returnedTag)),
    untagPending: (api, ids) => ofEach(ids, (id) => deleteTags(api, id, ownTagKeys)),
  },
};

/** One call an instance; one that is gone needs none. */
async function ofEach(ids: readonly string[], call: (id: string) => Promise<void>): Promise<void> {
  const all = await Promise.allSettled(ids.map(call));
  const failed = all.find((one) => one.status === "rejected" && !means(one.reason, "notFound"));
  if (failed?.status === "rejected") throw failed.reason;
}

/**
 * Finds a project by name. Main projects have the region's name, sub-projects their own. Only reads; the vendor's SDK
 * would create a missing project.
 * @throws UserError  no project has the name, or several do
 */
async function findProject(api: HuaweiApi, projectName: string): Promise<string> {
  const named = (await listProjects(api, projectName)).filter(({ name }) => name === projectName);
  const [only, ...others] = named;
  if (only && others.length === 0) return only.id;
  const found = only ? `${named.length} projects are named` : "no project is named";
  throw new UserError(
    `Huawei Cloud: ${found} ${projectName}. Set huawei:projectId (HW_PROJECT_ID) to the project of region ${api.region}; the console shows it under "My Credentials".`,
  );
}

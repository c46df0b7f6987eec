import { z } from "zod";
import { CloudError } from "../../core/client/errors";
import { writes } from "../../core/client/request";
import type { JdApi } from "../client";

type Tags = Readonly<Record<string, string>>;

/** What could not be tagged comes back in the list, with status 200. [sdk] */
const reply = z.object({
  data: z
    .object({
      failedResourcesMap: z
        .array(z.object({ resourceId: z.string().nullish(), msg: z.string().nullish() }))
        .nullish()
        // Older models call it a map, and are not filled. [sdk]
        .catch(undefined),
    })
    .nullish(),
  requestId: z.string().nullish(),
});

const resources = (ids: readonly string[]) => [{ serviceCode: "redis", resourceId: [...ids] }];
const pairs = (tags: Tags) => Object.entries(tags).map(([key, value]) => ({ key, value }));

function check(action: string, { data, requestId }: z.infer<typeof reply>): void {
  const failed = data?.failedResourcesMap ?? [];
  if (failed.length === 0) return;
  const message = failed.map(({ resourceId, msg }) => `${resourceId ?? "?"}: ${msg ?? "no reason given"}`).join("; ");
  throw new CloudError(
    action,
    200,
    { code: "failedResourcesMap", message, requestId: requestId ?? undefined },
    "other",
  );
}

/**
 * Adds tags, or gives existing ones another value; other tags stay.
 * @throws CloudError  denied; other: some instance could not be tagged
 * @see tags:tagResources, resourcetag v1
 */
export async function tagResources(api: JdApi, ids: readonly string[], tags: Tags): Promise<void> {
  const action = writes("tagResources");
  const params = { tagResources: { resources: resources(ids), tags: pairs(tags) } };
  check(
    action.name,
    await api.call(action, { service: "resourcetag", method: "POST", path: ["tags:tagResources"], params }, reply),
  );
}

/**
 * Takes tags off, each by key and value; one that is not there is no error.
 * @throws CloudError  denied; other: some instance could not be untagged
 * @see tags:unTagResources, resourcetag v1
 */
export async function unTagResources(api: JdApi, ids: readonly string[], tags: Tags): Promise<void> {
  const action = writes("unTagResources");
  const params = { unTagResources: { resources: resources(ids), tags: pairs(tags) } };
  check(
    action.name,
    await api.call(action, { service: "resourcetag", method: "POST", path: ["tags:unTagResources"], params }, reply),
  );
}

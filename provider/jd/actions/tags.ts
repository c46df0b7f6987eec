import { z } from "zod";
import { CloudError } from "../../core/client/errors";
import { writes } from "../../core/client/request";
import type { JdApi } from "../client";

type Tags = Readonly<Record<string, string>>;

/** A failure for single resources is reported in this list, with HTTP status 200. [sdk] */
const reply = z.object({
  data: z
    .object({
      failedResourcesMap: z
        .array(z.object({ resourceId: z.string().nullish(), msg: z.string().nullish() }))
        .nullish()
        // In older models it is a map, and always empty. [sdk]
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
 * Adds tags or changes their values; other tags stay as they are.
 * @throws CloudError  accessDenied; other: an instance could not be tagged
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
 * Removes tags by key and value; a missing one is no error.
 * @throws CloudError  accessDenied; other: an instance could not be untagged
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

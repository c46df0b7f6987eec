import { z } from "zod";
import { allPages } from "../../core/client/pages";
import { reads, writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { AliyunApi } from "../client";

/** Most instances and tags in one call. */
const mostIds = 50;
const mostTags = 20;

const listReply = z.object({
  NextToken: z.string().optional(),
  TagResources: z.object({
    TagResource: z.array(z.object({ ResourceId: z.string(), TagKey: z.string(), TagValue: z.string() })),
  }),
});

export interface TagResource {
  readonly resourceId: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Lists the region's instances that have one of the tags, all pages.
 * @throws CloudError  accessDenied: the account may not list tags
 * @see ListTagResources, R-kvstore 2015-01-01
 */
export async function listTagResources(api: AliyunApi, { keys }: { keys: readonly string[] }): Promise<TagResource[]> {
  const action = reads("ListTagResources");
  let token: string | undefined;
  const ask = async () => {
    const params = { RegionId: api.regionId, ResourceType: "INSTANCE", Tag: keys.map((key) => ({ Key: key })) };
    const reply = await api.call(action, { ...params, NextToken: token }, listReply);
    token = reply.NextToken || undefined;
    const entries = reply.TagResources.TagResource.map(
      (tag): TagResource => ({ resourceId: tag.ResourceId, key: tag.TagKey, value: tag.TagValue }),
    );
    return { entries, isLast: token === undefined };
  };
  return allPages(action, ask, ({ resourceId, key }) => `${resourceId} ${key}`);
}

/**
 * Adds tags to instances or changes their values; other tags stay.
 * @throws CloudError  notFound; accessDenied; quota: more than 20 tags on an instance
 * @see TagResources, R-kvstore 2015-01-01
 */
export async function tagResources(
  api: AliyunApi,
  ids: readonly string[],
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value }));
  const calls = pages(ids, mostIds).flatMap((idsPage) =>
    pages(entries, mostTags).map((tagsPage) => [idsPage, tagsPage] as const),
  );
  await Promise.all(
    calls.map(([idsPage, tagsPage]) =>
      api.call(
        writes("TagResources"),
        { RegionId: api.regionId, ResourceType: "INSTANCE", ResourceId: idsPage, Tag: tagsPage },
        emptyReply,
      ),
    ),
  );
}

/**
 * Removes tags from instances; a missing tag is no error.
 * @throws CloudError  notFound; accessDenied
 * @see UntagResources, R-kvstore 2015-01-01
 */
export async function untagResources(api: AliyunApi, ids: readonly string[], keys: readonly string[]): Promise<void> {
  await Promise.all(
    pages(ids, mostIds).map((idsPage) =>
      api.call(
        writes("UntagResources"),
        { RegionId: api.regionId, ResourceType: "INSTANCE", ResourceId: idsPage, TagKey: [...keys] },
        emptyReply,
      ),
    ),
  );
}

function pages<Entry>(list: readonly Entry[], most: number): Entry[][] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, page) => list.slice(page * most, (page + 1) * most));
}

import { z } from "zod";
import { writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiApi } from "../client";

const act = (api: HuaweiApi, id: string, action: "create" | "delete", tags: readonly object[]) =>
  api.project(
    writes("BatchCreateOrDeleteTags"),
    { method: "POST", path: `/dcs/${pathSegment(id)}/tags/action`, body: { action, tags } },
    z.unknown(),
  );

/**
 * Adds tags or changes their values; other tags stay.
 * @throws CloudError  notFound; accessDenied; conflict: busy; input: more than 20 tags
 * @see BatchCreateOrDeleteTags, DCS v2
 */
export async function createTags(api: HuaweiApi, id: string, tags: Readonly<Record<string, string>>): Promise<void> {
  const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
  await act(api, id, "create", list);
}

/**
 * Removes tags; a missing one is no error. [guess]
 * @throws CloudError  notFound; accessDenied; conflict: busy
 * @see BatchCreateOrDeleteTags, DCS v2
 */
export async function deleteTags(api: HuaweiApi, id: string, keys: readonly string[]): Promise<void> {
  const list = keys.map((key) => ({ key }));
  await act(api, id, "delete", list);
}

import { z } from "zod";
import { reads } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiApi, HuaweiRequest } from "../client";

const reply = z.object({
  tasks: z.array(z.object({ name: z.string().nullish(), status: z.string().nullish() })).nullish(),
});

/** The vendor's names for a change of the size, in its SDKs and on its pages. [sdk] [doc] */
const resizes = /^(ChangeInstanceSpec|EXTEND|AddReplica|DelReplica)$/;
/** The names of these states are of the sibling services; a task that waits has another. [doc] of Kafka, [guess] here */
const isOver = /^(SUCCESS|FAIL|DELETED|CANCEL)/i;

/**
 * Changes of the size that are not over yet, in the vendor's words.
 * @throws CloudError  notFound; accessDenied
 * @see ListBackgroundTask, DCS v2; the newest come first [guess]
 */
export async function listWaitingResizes(api: HuaweiApi, id: string): Promise<string[]> {
  const call: HuaweiRequest = { method: "GET", path: `/instances/${pathSegment(id)}/tasks`, query: { limit: 100 } };
  const { tasks } = await api.project(reads("ListBackgroundTask"), call, reply);
  return (tasks ?? []).flatMap(({ name, status }) =>
    name && resizes.test(name) && !isOver.test(status ?? "") ? [name] : [],
  );
}

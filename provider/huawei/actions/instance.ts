import { z } from "zod";
import { CloudError } from "../../core/client/errors";
import { reads, writes } from "../../core/client/request";
import type { HuaweiApi } from "../client";
import { fromWire, type HuaweiInstance, wireInstance } from "../instance";

/** A page of the list. */
const mostListed = 1000;

const createReply = z.object({
  order_id: z.string().nullish(),
  instances: z.array(z.object({ instance_id: z.string().min(1), instance_name: z.string().nullish() })).min(1),
});

export interface Created {
  /** At least one. */
  readonly instances: readonly { readonly id: string; readonly name: string | undefined }[];
  /** One for all of them, with prePaid. */
  readonly orderId: string | undefined;
}

/**
 * Creates as many instances as `instance_num` says. Answers in seconds with their ids; they are `CREATING`, or `PAYING`
 * while the order is unpaid. Several get the names `<name>-000`, `<name>-001`, …
 *
 * Not repeatable: there is no idempotency token, and names need not be unique, so a second call makes further instances.
 * Money: prePaid is billed at once with `is_auto_pay`, else when somebody pays the order.
 *
 * @throws CloudError  input; soldOut: DCS.4054; quota: DCS.4035, 4036, 4911; denied
 * @see CreateInstance, DCS v2
 */
export async function createInstance(api: HuaweiApi, body: object): Promise<Created> {
  const call = { method: "POST", path: "/instances", body } as const;
  const { order_id, instances } = await api.project(writes("CreateInstance", "never"), call, createReply);
  return {
    instances: instances.map((one) => ({ id: one.instance_id, name: one.instance_name ?? undefined })),
    orderId: order_id || undefined,
  };
}

/**
 * Everything that one call tells of an instance.
 * @throws CloudError  gone: 404 DCS.3022 alone; other 404s are about the endpoint
 * @see ShowInstance, DCS v2
 */
export async function showInstance(api: HuaweiApi, id: string): Promise<HuaweiInstance> {
  const call = { method: "GET", path: `/instances/${idIn(id)}` } as const;
  const shown = fromWire(await api.project(reads("ShowInstance"), call, wireInstance));
  if (shown.id === id) return shown;
  throw new CloudError(
    "ShowInstance",
    200,
    { code: "OtherInstance", message: `the answer is about ${shown.id}`, requestId: shown.requestId },
    "other",
  );
}

const listReply = z.object({ instance_num: z.coerce.number().optional(), instances: z.array(wireInstance) });

/**
 * What the list shows of instances, failed creations among them: all of the project, or one.
 * @throws CloudError
 * @see ListInstances, DCS v2
 */
export async function listInstances(api: HuaweiApi, id?: string): Promise<HuaweiInstance[]> {
  const found: HuaweiInstance[] = [];
  for (;;) {
    const query = { instance_id: id, include_failure: "true", offset: found.length, limit: mostListed };
    const call = { method: "GET", path: "/instances", query } as const;
    const { instances } = await api.project(reads("ListInstances"), call, listReply);
    found.push(...instances.map(fromWire));
    if (instances.length < mostListed) return found;
  }
}

/**
 * Changes names, texts, windows, backups, renamed commands and the port; what is undefined stays.
 * Renaming commands restarts the instance, another port drops connections: each goes in a call of its own.
 * @throws CloudError  gone; input; conflict: not RUNNING
 * @see UpdateInstance, DCS v2
 */
export async function updateInstance(api: HuaweiApi, id: string, body: object): Promise<void> {
  await api.project(writes("UpdateInstance"), { method: "PUT", path: `/instances/${idIn(id)}`, body }, z.unknown());
}

/**
 * Asks for the deletion of an instance that is paid for by use; show answers for a while, then 404.
 * Sent without a body: not to the recycle bin.
 * @throws CloudError  gone; conflict: busy; protected: DCS.4857, billed by month or year
 * @see DeleteSingleInstance, DCS v2
 */
export async function deleteInstance(api: HuaweiApi, id: string): Promise<void> {
  const call = { method: "DELETE", path: `/instances/${idIn(id)}` } as const;
  await api.project(writes("DeleteSingleInstance"), call, z.unknown());
}

const restartReply = z.object({});

/**
 * Restarts an instance: seconds to minutes without connections.
 * Answers 200 also when it does nothing, with a result for each id.
 * @throws CloudError  conflict: the instance is busy
 * @see RestartOrFlushInstances, DCS v2
 */
export async function restartInstance(api: HuaweiApi, id: string): Promise<void> {
  const rejection = ({ results }: Readonly<Record<string, unknown>>) =>
    JSON.stringify(results ?? []).includes('"failed"')
      ? { code: "RestartOrFlushInstances.failed", message: "the instance was not restarted" }
      : undefined;
  const body = { instances: [id], action: "restart" };
  const call = { method: "PUT", path: "/instances/status", body, refusal: rejection } as const;
  await api.project(writes("RestartOrFlushInstances"), call, restartReply);
}

/** An empty id would address the list, and succeed. */
export function idIn(id: string): string {
  if (id === "") throw new Error("an instance's id is empty");
  return encodeURIComponent(id);
}

const groupsReply = z.object({
  group_list: z
    .array(
      z.object({
        replication_list: z
          .array(z.object({ node_id: z.string().nullish(), replication_role: z.string().nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
});

/**
 * Ids of the nodes that are copies of a master.
 * @throws CloudError  gone
 * @see ListGroupReplicationInfo, DCS v2 (the path has "instance" in the singular)
 */
export async function listReplicaNodes(api: HuaweiApi, id: string): Promise<string[]> {
  const call = { method: "GET", path: `/instance/${idIn(id)}/groups` } as const;
  const { group_list } = await api.project(reads("ListGroupReplicationInfo"), call, groupsReply);
  const nodes = (group_list ?? []).flatMap(({ replication_list }) => replication_list ?? []);
  return nodes.flatMap(({ node_id, replication_role }) => (node_id && replication_role === "slave" ? [node_id] : []));
}

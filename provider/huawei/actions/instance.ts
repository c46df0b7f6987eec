import { z } from "zod";
import { CloudError } from "../../core/client/errors";
import { allPages } from "../../core/client/pages";
import { reads, writes } from "../../core/client/request";
import { areDistinct, emptyReply, idForm, pathSegment } from "../../core/client/wire";
import type { HuaweiApi, HuaweiRequest } from "../client";
import { fromWire, type HuaweiInstance, wireInstance } from "../instance";

/** Size of a page. */
const pageSize = 1000;

const createReply = z.object({
  order_id: z.string().nullish(),
  instances: z
    .array(z.object({ instance_id: z.string().regex(idForm), instance_name: z.string().nullish() }))
    .min(1)
    .refine((list) => areDistinct(list.map(({ instance_id }) => instance_id))),
});

export interface Created {
  /** At least one. */
  readonly instances: readonly { readonly id: string; readonly name: string | undefined }[];
  /** One order for all of them, with prePaid. */
  readonly orderId: string | undefined;
}

/**
 * Creates `instance_num` instances. Answers in seconds with their ids; they are `CREATING`, or `PAYING` until the order
 * is paid. Several instances are named `<name>-000`, `<name>-001`, …
 *
 * Not repeatable: there is no idempotency token, and names need not be unique, so a second call creates more instances.
 * Money: prePaid is billed at once with `is_auto_pay`, otherwise when somebody pays the order.
 *
 * @throws CloudError  input; outOfStock: DCS.4054; quota: DCS.4035, 4036, 4911; accessDenied
 * @see CreateInstance, DCS v2
 */
export async function createInstance(api: HuaweiApi, body: object): Promise<Created> {
  const call: HuaweiRequest = { method: "POST", path: "/instances", body };
  const { order_id, instances } = await api.project(writes("CreateInstance", "never"), call, createReply);
  return {
    instances: instances.map((one) => ({ id: one.instance_id, name: one.instance_name ?? undefined })),
    orderId: order_id || undefined,
  };
}

/**
 * Shows everything that one call tells about an instance.
 * @throws CloudError  notFound: only 404 DCS.3022; other 404s are about the endpoint
 * @see ShowInstance, DCS v2
 */
export async function showInstance(api: HuaweiApi, id: string): Promise<HuaweiInstance> {
  const call: HuaweiRequest = { method: "GET", path: `/instances/${pathSegment(id)}` };
  const observed = fromWire(await api.project(reads("ShowInstance"), call, wireInstance));
  if (observed.id === id) return observed;
  throw new CloudError(
    "ShowInstance",
    200,
    { code: "OtherInstance", message: `the answer is about ${observed.id}`, requestId: observed.requestId },
    "other",
  );
}

const listReply = z.object({ instance_num: z.coerce.number().optional(), instances: z.array(wireInstance) });

/**
 * Lists the instances of the project, including failed creations.
 * @throws CloudError
 * @see ListInstances, DCS v2
 */
export async function listInstances(api: HuaweiApi): Promise<HuaweiInstance[]> {
  const action = reads("ListInstances");
  const ask = async (_page: number, offset: number) => {
    const query = { include_failure: "true", offset, limit: pageSize };
    const { instances } = await api.project(action, { method: "GET", path: "/instances", query }, listReply);
    return { entries: instances.map(fromWire), isLast: instances.length < pageSize };
  };
  return allPages(action, ask, (instance) => instance.id);
}

/**
 * Changes name, description, maintenance window, backups, renamed commands and port; undefined fields stay as they are.
 * Renaming commands restarts the instance and a new port drops connections, so each goes in a call of its own.
 * @throws CloudError  notFound; input; conflict: not RUNNING
 * @see UpdateInstance, DCS v2
 */
export async function updateInstance(api: HuaweiApi, id: string, body: object): Promise<void> {
  await api.project(
    writes("UpdateInstance"),
    { method: "PUT", path: `/instances/${pathSegment(id)}`, body },
    z.unknown(),
  );
}

/**
 * Requests the deletion of a pay-per-use instance; show still finds it for a while, then answers 404.
 * Sent without a body, so that it does not go to the recycle bin.
 * @throws CloudError  notFound; conflict: busy; protected: DCS.4857, prepaid
 * @see DeleteSingleInstance, DCS v2
 */
export async function deleteSingleInstance(api: HuaweiApi, id: string): Promise<void> {
  const call: HuaweiRequest = { method: "DELETE", path: `/instances/${pathSegment(id)}` };
  await api.project(writes("DeleteSingleInstance"), call, z.unknown());
}

/**
 * Restarts an instance, which drops connections for seconds to minutes.
 * Answers 200 even if it does nothing, with a result per id.
 * @throws CloudError  conflict: the instance is busy
 * @see RestartOrFlushInstances, DCS v2
 */
export async function restartInstance(api: HuaweiApi, id: string): Promise<void> {
  const rejection = ({ results }: Readonly<Record<string, unknown>>) =>
    JSON.stringify(results ?? []).includes('"failed"')
      ? { code: "RestartOrFlushInstances.failed", message: "the instance was not restarted" }
      : undefined;
  const body = { instances: [id], action: "restart" };
  const call: HuaweiRequest = { method: "PUT", path: "/instances/status", body, rejection };
  await api.project(writes("RestartOrFlushInstances"), call, emptyReply);
}

const shown = z.string().nullish();
const groupsReply = z.object({
  group_list: z
    .array(
      z.object({
        group_id: shown,
        group_name: shown,
        replication_list: z
          .array(
            z.object({
              ...{ node_id: shown, replication_id: shown, replication_role: shown },
              ...{ replication_ip: shown, az_code: shown, status: shown },
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

/** A node, and the shard that it belongs to. */
export interface ListedNode {
  readonly nodeId: string | undefined;
  readonly replicationId: string | undefined;
  /** `master` or `slave` */
  readonly role: string | undefined;
  readonly status: string | undefined;
  readonly ip: string | undefined;
  readonly azCode: string | undefined;
  readonly shardId: string | undefined;
  readonly shardName: string | undefined;
}

/**
 * Lists the nodes, shard by shard.
 * @throws CloudError  notFound
 * @see ListGroupReplicationInfo, DCS v2 (the path has "instance" in the singular)
 */
export async function listNodes(api: HuaweiApi, id: string): Promise<ListedNode[]> {
  const call: HuaweiRequest = { method: "GET", path: `/instance/${pathSegment(id)}/groups` };
  const { group_list } = await api.project(reads("ListGroupReplicationInfo"), call, groupsReply);
  return (group_list ?? []).flatMap(({ group_id, group_name, replication_list }) =>
    (replication_list ?? []).map((node) => ({
      nodeId: node.node_id ?? undefined,
      replicationId: node.replication_id ?? undefined,
      role: node.replication_role ?? undefined,
      status: node.status ?? undefined,
      ip: node.replication_ip ?? undefined,
      azCode: node.az_code ?? undefined,
      shardId: group_id ?? undefined,
      shardName: group_name ?? undefined,
    })),
  );
}

import { z } from "zod";
import { writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiApi, HuaweiRequest } from "../client";

/** One step of a resize: a call makes one sort of change. */
export interface Resize {
  readonly specCode: string;
  /** GB */
  readonly capacity: number;
  readonly changeType?: "instanceType" | "createReplication" | "deleteReplication";
  /** The zone's code for each new replica. */
  readonly zones?: readonly string[];
  /** The replica to remove; one per call, not for clusters. */
  readonly nodes?: readonly string[];
  /** Addresses whose shards a smaller cluster keeps. */
  readonly reservedIps?: readonly string[] | undefined;
}

/** When it begins, and who pays. */
export interface ResizeOrder {
  /** Or in the maintenance window. */
  readonly isImmediate: boolean;
  /** Undefined for a pay-per-use instance. */
  readonly isAutoPay: boolean | undefined;
}

const resizeReply = z.object({ order_id: z.string().nullish() });

/**
 * Changes size, replicas or type; the instance is `EXTENDING` for minutes, with a short interruption.
 * Not repeatable: once the change has been made, a second call is rejected because it changes nothing.
 * Money: a prePaid instance gets an order, which has to be paid.
 *
 * @returns the order's id, if there is one
 * @throws CloudError  conflict: not RUNNING, or another resize is running; outOfStock; input: DCS.4200, DCS.4012;
 *   quota: DCS.4107
 * @see ResizeInstance, DCS v2
 */
export async function resizeInstance(
  api: HuaweiApi,
  id: string,
  to: Resize,
  { isImmediate, isAutoPay }: ResizeOrder,
): Promise<string | undefined> {
  const body = {
    spec_code: to.specCode,
    new_capacity: to.capacity,
    change_type: to.changeType,
    available_zones: to.zones,
    node_list: to.nodes,
    reserved_ip: to.reservedIps,
    execute_immediately: isImmediate,
    bss_param: isAutoPay === undefined ? undefined : { is_auto_pay: String(isAutoPay) },
  };
  const call: HuaweiRequest = { method: "POST", path: `/instances/${pathSegment(id)}/resize`, body };
  const { order_id } = await api.project(writes("ResizeInstance", "never"), call, resizeReply);
  return order_id || undefined;
}

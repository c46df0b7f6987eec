import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import type { HuaweiApi } from "../client";
import { idIn } from "./instance";

export interface Flavor {
  readonly specCode: string;
  readonly cacheMode: string | undefined;
  readonly replicas: number | undefined;
  readonly versions: readonly string[];
  /** GB */
  readonly capacities: readonly number[];
  /** Where each capacity is sold now; undefined where the answer does not tell. */
  readonly zones: readonly { readonly capacity: number; readonly azCodes: readonly string[] }[] | undefined;
}

const flavorsReply = z.object({
  flavors: z
    .array(
      z.object({
        spec_code: z.string(),
        cache_mode: z.string().nullish(),
        replica_count: z.coerce.number().nullish(),
        engine_version: z.string().nullish(),
        capacity: z.array(z.coerce.number()).nullish(),
        flavors_available_zones: z
          .array(z.object({ capacity: z.coerce.number().nullish(), az_codes: z.array(z.string()).nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
});

/**
 * What is sold in the region, by code or by engine, version and size.
 * @throws CloudError
 * @see ListFlavors, DCS v2 (several versions come as one text with semicolons)
 */
export async function listFlavors(
  api: HuaweiApi,
  of: { specCode?: string; engine?: string; engineVersion?: string | undefined; capacity?: number },
): Promise<Flavor[]> {
  const query = {
    spec_code: of.specCode,
    engine: of.engine,
    engine_version: of.engineVersion,
    capacity: of.capacity,
  };
  const { flavors } = await api.project(reads("ListFlavors"), { method: "GET", path: "/flavors", query }, flavorsReply);
  return (flavors ?? []).map((one) => ({
    specCode: one.spec_code,
    cacheMode: one.cache_mode ?? undefined,
    replicas: one.replica_count ?? undefined,
    versions: (one.engine_version ?? "").split(";").filter(Boolean),
    capacities: one.capacity ?? [],
    zones: one.flavors_available_zones?.flatMap(({ capacity, az_codes }) =>
      capacity == null ? [] : [{ capacity, azCodes: az_codes ?? [] }],
    ),
  }));
}

export interface Quota {
  readonly type: string;
  readonly quota: number;
  readonly used: number;
}

const quotaReply = z.object({
  quotas: z
    .object({
      resources: z.array(z.object({ type: z.string(), quota: z.coerce.number(), used: z.coerce.number() })).nullish(),
    })
    .nullish(),
});

/**
 * How many instances and how many GB the project may have, and has.
 * @throws CloudError
 * @see ShowQuotaOfTenant, DCS v2
 */
export async function showQuota(api: HuaweiApi): Promise<Quota[]> {
  const { quotas } = await api.project(reads("ShowQuotaOfTenant"), { method: "GET", path: "/quota" }, quotaReply);
  return quotas?.resources ?? [];
}

/** One step of a resize: the call takes one kind of change at a time. */
export interface Resize {
  readonly specCode: string;
  /** GB */
  readonly capacity: number;
  readonly changeType?: "instanceType" | "createReplication" | "deleteReplication";
  /** For each new replica, the zone's code. */
  readonly zones?: readonly string[];
  /** The replica to remove: one at a time, not for clusters. */
  readonly nodes?: readonly string[];
}

const resizeReply = z.object({ order_id: z.string().nullish() });

/**
 * Changes size, copies or kind; the instance is `EXTENDING` for minutes, with a short interruption.
 * Not repeatable: a second call of a change that was carried out is refused as one that changes nothing.
 * Money: a prePaid instance gets an order, which has to be paid.
 *
 * @returns the order's id, if there is one
 * @throws CloudError  conflict: not RUNNING, or another resize goes on; soldOut; input: DCS.4200, DCS.4012; quota: DCS.4107
 * @see ResizeInstance, DCS v2
 */
export async function resizeInstance(
  api: HuaweiApi,
  id: string,
  to: Resize,
  isAutoPay: boolean | undefined,
): Promise<string | undefined> {
  const body = {
    spec_code: to.specCode,
    new_capacity: to.capacity,
    change_type: to.changeType,
    available_zones: to.zones,
    node_list: to.nodes,
    execute_immediately: true,
    bss_param: isAutoPay === undefined ? undefined : { is_auto_pay: String(isAutoPay) },
  };
  const call = { method: "POST", path: `/instances/${idIn(id)}/resize`, body } as const;
  const { order_id } = await api.project(writes("ResizeInstance", "never"), call, resizeReply);
  return order_id || undefined;
}

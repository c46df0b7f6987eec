import { z } from "zod";
import { reads } from "../../core/client/request";
import type { HuaweiApi } from "../client";

export interface Flavor {
  readonly specCode: string;
  readonly cacheMode: string | undefined;
  readonly replicas: number | undefined;
  readonly versions: readonly string[];
  /** GB */
  readonly capacities: readonly number[];
  /** Zones in which each capacity is in stock; undefined if the answer does not tell. */
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
 * Lists the flavours of the region, by code or by engine, version and size.
 * @throws CloudError
 * @see ListFlavors, DCS v2 (several versions are one text, separated by semicolons)
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
 * Shows how many instances and how many GB of memory the project has, and how many it may have.
 * @throws CloudError
 * @see ShowQuotaOfTenant, DCS v2
 */
export async function showQuota(api: HuaweiApi): Promise<Quota[]> {
  const { quotas } = await api.project(reads("ShowQuotaOfTenant"), { method: "GET", path: "/quota" }, quotaReply);
  return quotas?.resources ?? [];
}

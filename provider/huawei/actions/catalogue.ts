import { z } from "zod";
import { reads } from "../../core/client/request";
import type { HuaweiApi } from "../client";

export interface Flavor {
  readonly specCode: string;
  readonly engine: string | undefined;
  readonly cpuType: string | undefined;
  readonly cacheMode: string | undefined;
  readonly replicas: number | undefined;
  readonly versions: readonly string[];
  /** The same for the billing centre, as far as the answer tells. */
  readonly serviceType: string | undefined;
  readonly resourceType: string | undefined;
  readonly billedSpec: string | undefined;
  readonly usageFactor: string | undefined;
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
        engine: z.string().nullish(),
        cpu_type: z.string().nullish(),
        cache_mode: z.string().nullish(),
        // One of each is ordered: a number beyond all flavours is none.
        replica_count: z.coerce.number().int().max(99).nullish(),
        engine_version: z.string().nullish(),
        cloud_service_type_code: z.string().nullish(),
        cloud_resource_type_code: z.string().nullish(),
        inquery_spec_code: z.string().nullish(),
        billing_factor: z.string().nullish(),
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
  of: {
    /** Restricts the answer to what this instance can be changed to. */
    readonly instanceId?: string | undefined;
    readonly specCode?: string | undefined;
    readonly engine?: string | undefined;
    readonly engineVersion?: string | undefined;
    readonly capacity?: number | undefined;
    readonly cacheMode?: string | undefined;
    readonly cpuType?: string | undefined;
  },
): Promise<Flavor[]> {
  const query = {
    instance_id: of.instanceId,
    spec_code: of.specCode,
    engine: of.engine,
    engine_version: of.engineVersion,
    capacity: of.capacity,
    cache_mode: of.cacheMode,
    cpu_type: of.cpuType,
  };
  const { flavors } = await api.project(reads("ListFlavors"), { method: "GET", path: "/flavors", query }, flavorsReply);
  return (flavors ?? []).map((one) => ({
    specCode: one.spec_code,
    engine: one.engine ?? undefined,
    cpuType: one.cpu_type ?? undefined,
    cacheMode: one.cache_mode ?? undefined,
    replicas: one.replica_count ?? undefined,
    serviceType: one.cloud_service_type_code ?? undefined,
    resourceType: one.cloud_resource_type_code ?? undefined,
    billedSpec: one.inquery_spec_code ?? undefined,
    usageFactor: one.billing_factor ?? undefined,
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

const windowsReply = z.object({
  maintain_windows: z.array(z.object({ begin: z.string(), end: z.string(), default: z.boolean().nullish() })).nullish(),
});

/**
 * Lists the windows of maintenance that an instance can have.
 * @throws CloudError
 * @see ListMaintenanceWindows, DCS v2 (without a project)
 */
export async function listMaintenanceWindows(
  api: HuaweiApi,
): Promise<{ begin: string; end: string; isDefault: boolean }[]> {
  const call = { method: "GET", path: "/instances/maintain-windows" } as const;
  const { maintain_windows } = await api.dcs(reads("ListMaintenanceWindows"), call, windowsReply);
  return (maintain_windows ?? []).map(({ begin, end, default: isDefault }) => ({
    begin,
    end,
    isDefault: isDefault ?? false,
  }));
}

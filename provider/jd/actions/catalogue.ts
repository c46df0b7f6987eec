import { z } from "zod";
import { reads } from "../../core/client/request";
import type { JdApi } from "../client";

/** A class on sale, with its place in the catalogue's tree. */
export interface Offer {
  readonly cacheInstanceType: string;
  readonly redisVersion: string;
  readonly cpuArchType: string;
  readonly cacheInstanceClass: string;
  readonly shardNumber: number;
  /** MB of all shards together. */
  readonly memoryMB: number;
  /** Where it is in stock. */
  readonly azs: readonly string[];
}

const list = <Entry extends z.ZodType>(entry: Entry) => z.array(entry).nullish();
const zone = z.object({ azId: z.string(), soldOut: z.boolean().nullish() });
const flavor = z.object({ shardNumber: z.coerce.number().nullish(), instanceClasses: list(z.string()) });
const memory = z.object({
  memoryMB: z.coerce.number(),
  soldOut: z.boolean().nullish(),
  availableZones: list(zone),
  availableFlavors: list(flavor),
});
const cpu = z.object({ cpuArchInfo: z.object({ cpuType: z.string() }), availableMemorySpecs: list(memory) });
const version = z.object({ version: z.string(), availableCPUArchs: list(cpu) });
const architecture = z.object({ architectureType: z.string(), availableEngineVersions: list(version) });
const reply = z.object({ availableResources: list(architecture) });

/**
 * What is sold in the region, as a flat list.
 * @throws CloudError
 * @see describeAvailableResource, redis 2.7.46 of the vendor's SDK
 */
export async function describeAvailableResource(api: JdApi): Promise<Offer[]> {
  const request = { method: "GET", path: ["availableResource"] } as const;
  const { availableResources } = await api.call(reads("describeAvailableResource"), request, reply);
  return (availableResources ?? []).flatMap(({ architectureType, availableEngineVersions }) =>
    (availableEngineVersions ?? []).flatMap((ofVersion) =>
      (ofVersion.availableCPUArchs ?? []).flatMap(({ cpuArchInfo, availableMemorySpecs }) =>
        (availableMemorySpecs ?? []).flatMap(({ memoryMB, soldOut, availableZones, availableFlavors }) => {
          const zones = (availableZones ?? []).filter((each) => !each.soldOut).map(({ azId }) => azId);
          return (availableFlavors ?? []).flatMap(({ shardNumber, instanceClasses }) =>
            (instanceClasses ?? []).map((cacheInstanceClass) => ({
              cacheInstanceType: architectureType,
              redisVersion: ofVersion.version,
              cpuArchType: cpuArchInfo.cpuType,
              cacheInstanceClass,
              shardNumber: shardNumber ?? 1,
              memoryMB,
              azs: soldOut ? [] : zones,
            })),
          );
        }),
      ),
    ),
  );
}

const quotaReply = z.object({ quota: z.object({ max: z.coerce.number(), used: z.coerce.number() }) });

/**
 * How many instances the account may have, and has.
 * @throws CloudError
 * @see describeUserQuota, redis 2.7.46 of the vendor's SDK
 */
export async function describeUserQuota(api: JdApi): Promise<{ max: number; used: number }> {
  const request = { method: "GET", path: ["quota"] } as const;
  return (await api.call(reads("describeUserQuota"), request, quotaReply)).quota;
}

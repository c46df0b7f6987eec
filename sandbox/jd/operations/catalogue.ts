import { classes, type InstanceClass, ipNumber, isOutOfStock, redisVersions, shardNumbers } from "../catalogue";
import { invalid } from "../errors";
import { type RegionId, regionIds, regionName, zonesOf } from "../regions";
import type { Operation } from "../state";
import { standardQuota, used } from "./create";

export const describeInstanceClass: Operation = {
  mutating: false,
  known: "[doc] answer, 2.8 is the default; custom-shard classes are not among them [doc]",
  handle: ({ args }) => {
    const version = args.text("redisVersion") ?? "2.8";
    if (!redisVersions.includes(version)) throw invalid(`redisVersion ${version} is not valid`);
    const rows = classes
      .filter(({ edition, versions }) => edition !== "shard" && versions.includes(version))
      .map(({ name, edition, ...figures }) => ({
        instanceClass: name,
        instanceType: edition === "standard" ? "master-slave" : "cluster",
        cpu: figures.cpu,
        memoryMB: figures.memoryMb,
        diskGB: figures.diskGb,
        maxConnection: figures.connections,
        bandwidthMbps: figures.bandwidth,
      }));
    return { result: { instanceClasses: rows, totalCount: rows.length } };
  },
};

export const describeSpecConfig: Operation = {
  mutating: false,
  known: "[doc] answer and sample; a size of custom shards has an empty instanceClass and zeros [doc]",
  handle: (context) => {
    const region = context.region as RegionId;
    const shards = classes.filter(({ edition }) => edition === "shard");
    return {
      result: {
        instanceSpec: {
          region,
          instanceVersions: redisVersions.map((redisVersion) => ({
            redisVersion,
            instanceTypes: [
              { instanceType: "master-slave", specs: fixedSpecs("standard", redisVersion, region) },
              {
                instanceType: "cluster",
                specs: [
                  ...fixedSpecs("cluster", redisVersion, region),
                  ...(redisVersion === "2.8" ? [] : shardSpecs(shards, region)),
                ],
              },
            ],
          })),
        },
        shardSpec: Object.fromEntries(shards.map((one) => [one.name, shardSpec(one)])),
      },
    };
  },
};

function fixedSpecs(kind: "standard" | "cluster", version: string, region: RegionId) {
  return classes
    .filter((one) => one.edition === kind && one.versions.includes(version))
    .map((one) => ({
      memoryGB: one.memoryMb / 1024,
      memoryMB: one.memoryMb,
      instanceClass: one.name,
      cpu: one.cpu,
      diskGB: one.diskGb,
      maxConnection: one.connections,
      bandwidthMbps: one.bandwidth,
      ipNumber: ipNumber(one.edition, one.shards),
      shard: null,
      azs: availableZones(region, one.name),
    }));
}

/** By total memory: which numbers of shards give it, the smaller shards being the more numerous. */
function shardSpecs(shards: readonly InstanceClass[], region: RegionId) {
  const totals = new Map<number, { made: InstanceClass; count: number }[]>();
  for (const made of shards) {
    for (const count of shardNumbers(made)) {
      const total = made.memoryMb * count;
      totals.set(total, [...(totals.get(total) ?? []), { made, count }]);
    }
  }
  return [...totals]
    .sort(([a], [b]) => a - b)
    .map(([memoryMB, ways]) => {
      const sorted = ways.sort((a, b) => a.count - b.count);
      const standard = sorted[Math.floor((sorted.length - 1) / 2)];
      return {
        memoryGB: memoryMB / 1024,
        memoryMB,
        instanceClass: "",
        cpu: 0,
        diskGB: 0,
        maxConnection: 0,
        bandwidthMbps: 0,
        ipNumber: 0,
        shard: {
          defaultShardNumber: standard?.count,
          defaultShardClass: standard?.made.name,
          shardNumberList: sorted.map(({ count }) => count),
          ipNumberList: sorted.map(({ count }) => ipNumber("shard", count)),
        },
        azs: availableZones(region, standard?.made.name ?? ""),
      };
    });
}

function shardSpec(one: InstanceClass) {
  return {
    shardClass: one.name,
    cpu: one.cpu,
    memoryGB: one.memoryMb / 1024,
    memoryMB: one.memoryMb,
    diskGB: one.diskGb,
    maxConnection: one.connections,
    bandwidthMbps: one.bandwidth,
    shardNumberList: shardNumbers(one),
  };
}

export function availableZones(region: RegionId, className: string): string[] {
  return zonesOf(region).filter((zone) => !isOutOfStock(zone, className));
}

export const describeAvailableRegion: Operation = {
  mutating: false,
  known: "[sdk] answer",
  handle: (context) => ({
    result: {
      availableRegions: regionIds.map((regionId) => ({
        regionId,
        regionName: regionName(regionId),
        soldOut: false,
        quota: { max: context.key.quota ?? standardQuota, used: used(context) },
        availableZones: zonesOf(regionId).map((azId) => ({ azId, azName: azId, soldOut: false })),
      })),
    },
  }),
};

export const describeUserQuota: Operation = {
  mutating: false,
  known: "[sdk] answer; [guess] prepaid instances do not count, and all regions count together",
  handle: (context) => ({
    result: { quota: { name: "redis", max: context.key.quota ?? standardQuota, used: used(context) } },
  }),
};

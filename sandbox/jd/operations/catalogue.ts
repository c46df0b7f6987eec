import {
  classes,
  type InstanceClass,
  ipNumber,
  minAzLimitForCluster,
  type RegionId,
  redisVersions,
  regionIds,
  regionName,
  replicas,
  shardNumbers,
  zonesOf,
  zonesWith,
} from "../catalogue";
import type { CacheInstanceType } from "../instance";
import type { Operation } from "../state";
import { quotaOf } from "./create";

export const describeInstanceClass: Operation = {
  mutating: false,
  known: "[doc] answer, 2.8 is the default; custom-shard classes are left out [doc]",
  handle: ({ args }) => {
    const version = args.text("redisVersion") ?? "2.8";
    const instanceClasses = classes
      .filter(({ edition, versions }) => edition !== "shard" && versions.includes(version))
      .map((one) => ({
        instanceClass: one.name,
        instanceType: one.edition === "standard" ? "master-slave" : "cluster",
        memoryMB: one.memoryMb,
        ...figuresOf(one),
      }));
    return { result: { instanceClasses, totalCount: instanceClasses.length } };
  },
};

const figuresOf = ({ cpu, diskGb, connections, bandwidth }: InstanceClass) => ({
  cpu,
  diskGB: diskGb,
  maxConnection: connections,
  bandwidthMbps: bandwidth,
});

const memoryOf = (memoryMB: number) => ({ memoryGB: memoryMB / 1024, memoryMB });

export const describeSpecConfig: Operation = {
  mutating: false,
  known: "[doc] answer and sample; a size of custom shards has an empty instanceClass and zeros [doc]",
  handle: (context) => {
    const region = context.region as RegionId;
    const shardClasses = classes.filter(({ edition }) => edition === "shard");
    const instanceVersions = redisVersions.map((redisVersion) => {
      const fixed = (edition: InstanceClass["edition"]) =>
        classes
          .filter((one) => one.edition === edition && one.versions.includes(redisVersion))
          .map((one) => fixedSpec(one, region));
      const custom = bySize(shardClasses.filter(({ versions }) => versions.includes(redisVersion)));
      return {
        redisVersion,
        instanceTypes: [
          { instanceType: "master-slave", specs: fixed("standard") },
          { instanceType: "cluster", specs: [...fixed("cluster"), ...custom.map((size) => customSpec(size, region))] },
        ],
      };
    });
    const shardSpec = Object.fromEntries(
      shardClasses.map((one) => [
        one.name,
        {
          shardClass: one.name,
          ...memoryOf(one.memoryMb),
          ...figuresOf(one),
          shardNumberList: shardNumbers(one),
        },
      ]),
    );
    return { result: { instanceSpec: { region, instanceVersions }, shardSpec } };
  },
};

function fixedSpec(one: InstanceClass, region: RegionId) {
  return {
    ...memoryOf(one.memoryMb),
    instanceClass: one.name,
    ...figuresOf(one),
    ipNumber: ipNumber(one.edition, one.shards),
    shard: null,
    azs: zonesWith(region, one.name),
  };
}

/** A total memory, with the classes and numbers of shards that give it. */
interface Size {
  readonly memoryMB: number;
  readonly ways: readonly { readonly instanceClass: InstanceClass; readonly shards: number }[];
}

function bySize(list: readonly InstanceClass[]): Size[] {
  const sizes = new Map<number, Size["ways"]>();
  for (const instanceClass of list) {
    for (const shards of shardNumbers(instanceClass)) {
      const { memoryMb, edition } = instanceClass;
      const total = edition === "shard" ? memoryMb * shards : memoryMb;
      sizes.set(total, [...(sizes.get(total) ?? []), { instanceClass, shards }]);
    }
  }
  return [...sizes].sort(([a], [b]) => a - b).map(([memoryMB, ways]) => ({ memoryMB, ways }));
}

function customSpec({ memoryMB, ways }: Size, region: RegionId) {
  const sorted = [...ways].sort((a, b) => a.shards - b.shards);
  const usual = sorted[Math.floor((sorted.length - 1) / 2)];
  return {
    ...memoryOf(memoryMB),
    instanceClass: "",
    cpu: 0,
    diskGB: 0,
    maxConnection: 0,
    bandwidthMbps: 0,
    ipNumber: 0,
    shard: {
      defaultShardNumber: usual?.shards,
      defaultShardClass: usual?.instanceClass.name,
      shardNumberList: sorted.map(({ shards }) => shards),
      ipNumberList: sorted.map(({ shards }) => ipNumber("shard", shards)),
    },
    azs: zonesWith(region, usual?.instanceClass.name ?? ""),
  };
}

/** Architectures, with the editions of the classes they are made of. */
const architectures: Readonly<
  Record<CacheInstanceType, { name: string; editions: readonly InstanceClass["edition"][] }>
> = {
  "master-slave": { name: "标准版", editions: ["standard"] },
  cluster: { name: "代理集群版", editions: ["cluster", "shard"] },
  "native-cluster": { name: "Cluster集群版", editions: ["shard"] },
};

/** Architecture → engine version → CPU → memory → classes. */
export const describeAvailableResource: Operation = {
  mutating: false,
  known: "[sdk] the tree and its fields; [guess] recommendations and which CPUs there are",
  handle: (context) => {
    const types = Object.keys(architectures) as CacheInstanceType[];
    return { result: { availableResources: types.map((type) => architecture(type, context.region as RegionId)) } };
  },
};

export const describeAvailableResource2: Operation = {
  ...describeAvailableResource,
  known: "[sdk] the same tree under a newer path",
};

function architecture(type: CacheInstanceType, region: RegionId) {
  return {
    architectureType: type,
    architectureName: architectures[type].name,
    recommended: type === "master-slave",
    soldOut: false,
    supportedMaxReplicas: replicas.max,
    supportedMinReplicas: replicas.min,
    supportedAzSpecifyType: ["SpecifyByReplicaGroup", "SpecifyByCluster"],
    minAzLimitForCluster,
    supportedExposeType: ["NodePort", "LoadBalancer"],
    supportSmartProxy: type === "native-cluster",
    availableEngineVersions: redisVersions
      .filter((version) => type !== "native-cluster" || version !== "2.8")
      .map((version) => engine(type, version, region)),
  };
}

function engine(type: CacheInstanceType, version: string, region: RegionId) {
  const { editions } = architectures[type];
  const offered = classes.filter((one) => editions.includes(one.edition) && one.versions.includes(version));
  return {
    version,
    recommended: version === "4.0",
    soldOut: offered.every((one) => zonesWith(region, one.name).length === 0),
    mustEnableSmartProxy: false,
    availableCPUArchs: [
      {
        cpuArchInfo: { cpuType: "amd64", cpuName: "x86" },
        soldOut: false,
        shardNumberMin: type === "master-slave" ? 1 : 2,
        shardNumberMax: type === "master-slave" ? 1 : 128,
        maxMemoryMB: Math.max(...offered.map(({ memoryMb }) => memoryMb)),
        availableMemorySpecs: bySize(offered).map((size) => memorySpec(size, region)),
      },
    ],
  };
}

function memorySpec({ memoryMB, ways }: Size, region: RegionId) {
  const stocked = new Set(ways.flatMap(({ instanceClass }) => zonesWith(region, instanceClass.name)));
  return {
    ...memoryOf(memoryMB),
    soldOut: stocked.size === 0,
    availableZones: zonesOf(region).map((azId) => ({ azId, azName: azId, soldOut: !stocked.has(azId) })),
    availableFlavors: ways.map(({ instanceClass, shards }, at) => ({
      shardNumber: shards,
      ipNumber: ipNumber(instanceClass.edition, shards),
      ipNumbers: null,
      recommended: at === 0,
      instanceClasses: [instanceClass.name],
      detail: figuresOf(instanceClass),
    })),
  };
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
        quota: quotaOf(context),
        availableZones: zonesOf(regionId).map((azId) => ({ azId, azName: azId, soldOut: false })),
      })),
    },
  }),
};

export const describeUserQuota: Operation = {
  mutating: false,
  known: "[sdk] answer; [guess] prepaid instances do not count, and all regions count together",
  handle: (context) => ({ result: { quota: { name: "redis", ...quotaOf(context) } } }),
};

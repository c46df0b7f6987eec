import {
  classes,
  type InstanceClass,
  ipNumber,
  minAzLimitForCluster,
  redisVersions,
  replicas,
  shardNumbers,
} from "../catalogue";
import type { CacheInstanceType } from "../instance";
import { type RegionId, zonesOf } from "../regions";
import type { Operation } from "../state";
import { availableZones } from "./catalogue";

/** Architectures, with the kinds of classes that they are made of. */
const architectures: Readonly<Record<CacheInstanceType, { name: string; kinds: readonly InstanceClass["edition"][] }>> =
  {
    "master-slave": { name: "标准版", kinds: ["standard"] },
    cluster: { name: "代理集群版", kinds: ["cluster", "shard"] },
    "native-cluster": { name: "Cluster集群版", kinds: ["shard"] },
  };

/** Architecture → engine version → CPU → memory → classes. */
export const describeAvailableResource: Operation = {
  mutating: false,
  known: "[sdk] the tree and its fields; [guess] recommendations and which CPUs there are",
  handle: (context) => ({ result: { availableResources: resources(context.region as RegionId) } }),
};

export const describeAvailableResource2: Operation = {
  ...describeAvailableResource,
  known: "[sdk] the same tree under a newer path",
};

function resources(region: RegionId) {
  return (Object.keys(architectures) as CacheInstanceType[]).map((type) => ({
    architectureType: type,
    architectureName: architectures[type].name,
    recommended: type === "master-slave",
    soldOut: false,
    supportedMaxReplicas: replicas.most,
    supportedMinReplicas: replicas.least,
    supportedAzSpecifyType: ["SpecifyByReplicaGroup", "SpecifyByCluster"],
    minAzLimitForCluster,
    supportedExposeType: ["NodePort", "LoadBalancer"],
    supportSmartProxy: type === "native-cluster",
    availableEngineVersions: redisVersions
      .filter((version) => type !== "native-cluster" || version !== "2.8")
      .map((version) => engine(type, version, region)),
  }));
}

function engine(type: CacheInstanceType, version: string, region: RegionId) {
  const sold = classes.filter(
    (one) => architectures[type].kinds.includes(one.edition) && one.versions.includes(version),
  );
  return {
    version,
    recommended: version === "4.0",
    soldOut: sold.every((one) => availableZones(region, one.name).length === 0),
    mustEnableSmartProxy: false,
    availableCPUArchs: [
      {
        cpuArchInfo: { cpuType: "amd64", cpuName: "x86" },
        soldOut: false,
        shardNumberMin: type === "master-slave" ? 1 : 2,
        shardNumberMax: type === "master-slave" ? 1 : 128,
        maxMemoryMB: Math.max(...sold.map(({ memoryMb }) => memoryMb)),
        availableMemorySpecs: memorySpecs(sold, region),
      },
    ],
  };
}

function memorySpecs(sold: readonly InstanceClass[], region: RegionId) {
  const sizes = new Map<number, { made: InstanceClass; shards: number }[]>();
  for (const made of sold) {
    for (const shards of made.edition === "shard" ? shardNumbers(made) : [made.shards]) {
      const total = made.edition === "shard" ? made.memoryMb * shards : made.memoryMb;
      sizes.set(total, [...(sizes.get(total) ?? []), { made, shards }]);
    }
  }
  return [...sizes]
    .sort(([a], [b]) => a - b)
    .map(([memoryMB, ways]) => ({
      memoryGB: memoryMB / 1024,
      memoryMB,
      soldOut: ways.every(({ made }) => availableZones(region, made.name).length === 0),
      availableZones: zonesOf(region).map((azId) => ({
        azId,
        azName: azId,
        soldOut: ways.every(({ made }) => !availableZones(region, made.name).includes(azId)),
      })),
      availableFlavors: ways.map(({ made, shards }, at) => ({
        shardNumber: shards,
        ipNumber: ipNumber(made.edition, shards),
        ipNumbers: null,
        recommended: at === 0,
        instanceClasses: [made.name],
        detail: {
          cpu: made.cpu,
          diskGB: made.diskGb,
          maxConnection: made.connections,
          bandwidthMbps: made.bandwidth,
        },
      })),
    }));
}

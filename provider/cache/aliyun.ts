import type { AliyunRedisArgs } from "../aliyun/args";
import { cloudNativeVersions, clusterClasses, mostShards, standardClasses } from "../aliyun/classes";
import { AliyunRedis } from "../aliyun/resource";
import type { CloudMapping } from "./mapping";
import type { Offer } from "./offers";
import { whenKnown } from "./whenKnown";

interface Size {
  readonly instanceClass: string;
  readonly nodeType: "MASTER_SLAVE" | "STAND_ALONE";
  readonly shardCount?: number;
}

const versions = cloudNativeVersions;

const offers: readonly Offer<Size>[] = [
  ...standardClasses.flatMap(([memoryGb, instanceClass]): Offer<Size>[] => [
    { memoryGb, shards: 1, ha: true, versions, size: { instanceClass, nodeType: "MASTER_SLAVE" } },
    { memoryGb, shards: 1, ha: false, versions, size: { instanceClass, nodeType: "STAND_ALONE" } },
  ]),
  ...clusterClasses.flatMap(([gb, instanceClass]) =>
    Array.from({ length: mostShards - 1 }, (_, index): Offer<Size> => {
      const shardCount = index + 2;
      const size: Size = { instanceClass, nodeType: "MASTER_SLAVE", shardCount };
      return { memoryGb: gb * shardCount, shards: shardCount, ha: true, versions, size };
    }),
  ),
];

/** Cloud-native classes: they have every version in the same sizes, and any number of shards. */
export const aliyun: CloudMapping<Size, AliyunRedisArgs, AliyunRedis> = {
  title: "Alibaba Cloud",
  offers,
  requires: [],
  hasSecurityGroups: true,
  args({ choice, network, region, instanceName, password, allowFrom, tags }) {
    const zone = (index: number) => network?.zones && whenKnown(network.zones, (zones: string[]) => zones[index]);
    return {
      regionId: region,
      vpcId: network?.vpcId,
      vSwitchId: network?.subnetId,
      zoneId: zone(0),
      secondaryZoneId: zone(1),
      instanceName,
      instanceClass: whenKnown(choice, ({ size }) => size.instanceClass),
      nodeType: whenKnown(choice, ({ size }) => size.nodeType),
      shardCount: whenKnown(choice, ({ size }) => size.shardCount),
      engineVersion: whenKnown(choice, ({ engineVersion }) => engineVersion),
      password,
      securityIps: allowFrom,
      securityGroupIds: network?.securityGroupId === undefined ? undefined : [network.securityGroupId],
      tags,
    };
  },
  create: (name, args, opts) => new AliyunRedis(name, args, opts),
  outputs: (redis) => ({
    instanceId: redis.instanceId,
    host: redis.connectionDomain,
    port: redis.port,
    connectionString: redis.connectionString,
    engineVersion: redis.engineVersion.apply(String),
    instanceClass: redis.instanceClass.apply(String),
    region: redis.regionId,
    status: redis.status,
  }),
};

import type { JdRedisArgs } from "../jd/args";
import { documentedShards, isLargeShard, newVersions, sizes } from "../jd/classes";
import { JdRedis } from "../jd/resource";
import type { CloudMapping } from "./mapping";
import type { Offer } from "./offers";
import { whenKnown } from "./whenKnown";

interface Size {
  readonly cacheInstanceClass: string;
  readonly cacheInstanceType: "master-slave" | "cluster";
  readonly shardNumber?: number;
}

const versions = newVersions;

const offers = sizes.flatMap(([gb, name]): Offer<Size>[] => {
  const cacheInstanceClass = `redis.s.${name}.basic`;
  const numbers = documentedShards.filter((shards) => shards < 128 || isLargeShard(cacheInstanceClass));
  const standard: Size = { cacheInstanceClass: `redis.m.${name}.basic`, cacheInstanceType: "master-slave" };
  return [
    { memoryGb: gb, shards: 1, ha: true, versions, size: standard },
    ...numbers.map((shardNumber): Offer<Size> => {
      const size: Size = { cacheInstanceClass, cacheInstanceType: "cluster", shardNumber };
      return { memoryGb: gb * shardNumber, shards: shardNumber, ha: true, versions, size };
    }),
  ];
});

/** Standard classes, and for clusters those that are sold by the shard. */
export const jd: CloudMapping<Size, JdRedisArgs, JdRedis> = {
  title: "JD Cloud",
  offers,
  requires: ["vpcId", "subnetId", "zones"],
  hasSecurityGroups: false,
  args({ choice, network, region, instanceName, password, allowFrom, tags }) {
    return {
      regionId: region,
      // A slave may be in its master's zone.
      azId: whenKnown(network?.zones ?? [], ([master, slave = master]: string[]) => ({ master, slave })),
      vpcId: network?.vpcId ?? "",
      subnetId: network?.subnetId ?? "",
      cacheInstanceName: instanceName,
      redisVersion: whenKnown(choice, ({ engineVersion }) => engineVersion),
      cacheInstanceClass: whenKnown(choice, ({ size }) => size.cacheInstanceClass),
      cacheInstanceType: whenKnown(choice, ({ size }) => size.cacheInstanceType),
      shardNumber: whenKnown(choice, ({ size }) => size.shardNumber),
      password,
      ipWhiteList: whenKnown(allowFrom, (blocks: string[]) =>
        blocks.map((block) => (block.includes("/") ? block : `${block}/32`)),
      ),
      tags,
    };
  },
  create: (name, args, opts) => new JdRedis(name, args, opts),
  outputs: (redis) => ({
    instanceId: redis.instanceId,
    host: redis.connectionDomain,
    port: redis.port,
    connectionString: redis.connectionString,
    engineVersion: redis.redisVersion.apply(String),
    instanceClass: redis.cacheInstanceClass,
    region: redis.regionId,
    status: redis.status,
  }),
};

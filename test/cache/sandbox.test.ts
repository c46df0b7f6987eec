import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import { aliyunRedisSchema } from "../../provider/aliyun/validation";
import { aliyun } from "../../provider/cache/aliyun";
import { huawei } from "../../provider/cache/huawei";
import { jd } from "../../provider/cache/jd";
import type { CloudMapping } from "../../provider/cache/mapping";
import { validate } from "../../provider/core/resource/schema";
import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import { huaweiDcsInstanceSchema } from "../../provider/huawei/validation";
import { jdRedisDefinition } from "../../provider/jd/definition";
import { jdRedisSchema } from "../../provider/jd/validation";
import type { SandboxInstance } from "../../sandbox";
import type { Declared } from "../engine/miniEngine";
import { testWorld } from "../engine/world";

const definitions = [aliyunRedisDefinition, huaweiDcsInstanceDefinition, jdRedisDefinition];

interface Case {
  readonly mapping: CloudMapping;
  readonly definition: (typeof definitions)[number];
  readonly validate: (args: Record<string, unknown>) => readonly string[];
  readonly network: { readonly vpcId: string; readonly subnetId: string; readonly zones: readonly string[] };
  /** GB and number of shards of what the cloud has made. */
  readonly sizeOf: (instance: SandboxInstance) => readonly unknown[];
  readonly versionOf: (instance: SandboxInstance) => unknown;
}

const said = (schema: object) => (args: Record<string, unknown>) => {
  const { failures, warnings } = validate(schema as typeof aliyunRedisSchema, args);
  return [...failures, ...warnings];
};

const cases: Readonly<Record<string, Case>> = {
  aliyun: {
    mapping: aliyun as unknown as CloudMapping,
    definition: aliyunRedisDefinition,
    validate: said(aliyunRedisSchema),
    network: { vpcId: "vpc-bp1aaaa0001", subnetId: "vsw-vpcbp1aaaa0001cnhangzhouh", zones: ["cn-hangzhou-h"] },
    sizeOf: ({ properties }) => [Number(properties.Capacity) / 1024, properties.ShardCount],
    versionOf: ({ properties }) => properties.EngineVersion,
  },
  huawei: {
    mapping: huawei as unknown as CloudMapping,
    definition: huaweiDcsInstanceDefinition,
    validate: said(huaweiDcsInstanceSchema),
    network: {
      vpcId: "0402ea19-5457-4032-9d1b-eb48b98f6c66",
      subnetId: "a3bd29e4-d5bc-414c-a79a-1f35ee4ead88",
      zones: ["cn-north-4a"],
    },
    sizeOf: ({ properties }) => [Number(properties.max_memory) / 1024, properties.sharding_count],
    versionOf: ({ properties }) => properties.engine_version,
  },
  jd: {
    mapping: jd as unknown as CloudMapping,
    definition: jdRedisDefinition,
    validate: said(jdRedisSchema),
    network: { vpcId: "vpc-1a2b3c4d5e", subnetId: "subnet-1a2b3c4d5e", zones: ["cn-north-1a"] },
    sizeOf: ({ properties }) => [Number(properties.cacheInstanceMemoryMB) / 1024, properties.shardNumber],
    versionOf: ({ properties }) => properties.redisVersion,
  },
};

describe.each(Object.entries(cases))("every size of %s", (_, { mapping, network, ...cloud }) => {
  // Of the numbers of shards the smallest ones, one that all clouds have, and the largest ones.
  const offers = mapping.offers.filter(({ shards }) => [1, 2, 3, 8, 128, 256].includes(shards));
  const argsOf = ({ size }: (typeof offers)[number], engineVersion: string) =>
    mapping.args({
      choice: { size, engineVersion },
      network: { ...network, zones: [...network.zones] },
      instanceName: "sessions",
      password: "Sessions4711",
      allowFrom: ["10.0.0.0/8"],
      region: undefined,
      tags: undefined,
    }) as Record<string, unknown>;

  test("passes the cloud's schema in every version, without a warning", () => {
    const all = mapping.offers.flatMap((offer) => offer.versions.map((version) => argsOf(offer, version)));
    expect([...new Set(all.flatMap(cloud.validate))]).toEqual([]);
  });

  test("is what the sandbox makes of it", async () => {
    const world = await testWorld(definitions);
    try {
      const program = offers.map((offer, index): Declared => {
        const version = offer.versions[index % offer.versions.length] ?? "";
        return { type: cloud.definition.type, name: `cache-${index}`, args: argsOf(offer, version) };
      });
      const { errors } = await world.engine.up(program, { isParallel: true });
      expect(errors).toEqual([]);
      const made = program.map(({ name }) => {
        const entry = world.engine.state.find(({ urn }) => urn.endsWith(`::${name}`));
        const instance = world.sandbox.instances().find(({ id }) => id === entry?.id);
        if (!instance) throw new Error(`${name} does not exist`);
        return [...cloud.sizeOf(instance), cloud.versionOf(instance)];
      });
      const asked = offers.map(({ memoryGb, shards, versions }, index) => [
        memoryGb,
        shards,
        versions[index % versions.length],
      ]);
      expect(made).toEqual(asked);
    } finally {
      await world.close();
    }
  });
});

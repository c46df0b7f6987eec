import {
  classes,
  endpointOf,
  type InstanceClass,
  isClosed,
  offersVpc,
  regionIds,
  stockOf,
  zonesOf,
} from "../catalogue";
import { ApiError, missing } from "../errors";
import { readRegion } from "../placement";
import { type Context, findInstance, type Operation } from "../state";

export const describeRegions: Operation = {
  mutating: false,
  known: "[sdk] shape, RegionEndpoint",
  handle: () => ({
    content: {
      RegionIds: {
        KVStoreRegion: regionIds.map((id) => ({
          RegionId: id,
          LocalName: id,
          RegionEndpoint: endpointOf(id),
          ZoneIds: zonesOf(id).join(","),
          ZoneIdList: { ZoneId: zonesOf(id) },
        })),
      },
    },
  }),
};

export const describeZones: Operation = {
  mutating: false,
  known: "[sdk] shape; supported, not in stock",
  handle: ({ args }) => {
    const region = readRegion(args.must("RegionId"));
    const zones = zonesOf(region).map((zone) => ({
      RegionId: region,
      ZoneId: zone,
      ZoneName: zone,
      Disabled: isClosed(zone),
      SwitchNetwork: offersVpc(zone),
      IsRds: false,
    }));
    return { content: { Zones: { KVStoreZone: zones } } };
  },
};

export const describeAvailableResource: Operation = {
  mutating: false,
  known: "[sdk] tree, defaults PrePaid and Local, OrderType with InstanceId; [tf] node type names",
  handle: (context) => {
    const { args } = context;
    const region = readRegion(args.must("RegionId"));
    const engine = args.text("Engine") ?? "Redis";
    const product = args.text("ProductType") ?? "Local";
    const zone = args.text("ZoneId");
    if (zone !== undefined && !zonesOf(region).includes(zone)) throw new ApiError("InvalidZoneId.NotFound");
    const fits = directionOf(context);
    const zones = zonesOf(region).filter((one) => !isClosed(one) && (zone ?? one) === one);
    const availableIn = (one: string) =>
      classes.filter((each) => each.product === product && fits(each) && stockOf(one, each.name) === "available");
    return {
      content: {
        AvailableZones: {
          AvailableZone: zones
            .filter((one) => availableIn(one).length > 0)
            .map((one) => ({
              RegionId: region,
              ZoneId: one,
              ZoneName: one,
              IsMainSale: true,
              SupportedEngines: {
                SupportedEngine: [{ Engine: engine, SupportedEditionTypes: editions(availableIn(one)) }],
              },
            })),
        },
      },
    };
  },
};

/** Which classes the call asks for: with an instance, those that it may grow or shrink to. */
function directionOf(context: Context): (one: InstanceClass) => boolean {
  const { args } = context;
  const direction = args.text("OrderType") ?? "BUY";
  if (!args.has("InstanceId")) {
    if (direction !== "BUY") throw missing("InstanceId");
    return () => true;
  }
  const { Capacity, EngineVersion } = findInstance(context).properties;
  return (one) =>
    one.versions.includes(EngineVersion) &&
    (direction === "BUY" || (direction === "UPGRADE" ? one.capacityMb >= Capacity : one.capacityMb <= Capacity));
}

/** edition → series → version → architecture → shards → node type → classes */
function editions(all: readonly InstanceClass[]) {
  return {
    SupportedEditionType: grouped(
      all,
      (one) => one.edition,
      (EditionType, ofEdition) => ({
        EditionType,
        SupportedSeriesTypes: {
          SupportedSeriesType: [
            {
              SeriesType: EditionType === "Enterprise" ? "enhanced_performance_type" : "community_type",
              SupportedEngineVersions: { SupportedEngineVersion: versions(ofEdition) },
            },
          ],
        },
      }),
    ),
  };
}

function versions(all: readonly InstanceClass[]) {
  return [...new Set(all.flatMap((one) => one.versions))].sort().map((Version) => ({
    Version,
    SupportedArchitectureTypes: {
      SupportedArchitectureType: grouped(
        all.filter((one) => one.versions.includes(Version)),
        (one) => one.architecture,
        (Architecture, ofArchitecture) => ({
          Architecture,
          SupportedShardNumbers: {
            SupportedShardNumber: grouped(
              ofArchitecture,
              (one) => String(one.shards),
              (ShardNumber, ofShards) => ({
                ShardNumber,
                SupportedNodeTypes: { SupportedNodeType: grouped(ofShards, nodeName, nodeType) },
              }),
            ),
          },
        }),
      ),
    },
  }));
}

function nodeType(SupportedNodeType: string, all: readonly InstanceClass[]) {
  const AvailableResource = all.map((one) => ({
    InstanceClass: one.name,
    Capacity: one.capacityMb,
    InstanceClassRemark: `${one.capacityMb / 1024}G ${one.architecture}`,
  }));
  return { SupportedNodeType, AvailableResources: { AvailableResource } };
}

function nodeName(one: InstanceClass): string {
  return ({ 1: "readone", 3: "readthree", 5: "readfive" } as Record<number, string>)[one.readOnly] ?? one.node;
}

function grouped<T, R>(all: readonly T[], keyOf: (one: T) => string, make: (key: string, group: T[]) => R): R[] {
  const keys = [...new Set(all.map(keyOf))];
  return keys.map((key) =>
    make(
      key,
      all.filter((one) => keyOf(one) === key),
    ),
  );
}

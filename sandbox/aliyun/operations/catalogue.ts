import { classes, findClass, type InstanceClass, stockOf } from "../catalogue";
import { ApiError } from "../errors";
import { priceOf } from "../price";
import { endpointOf, isClosed, regionIds, sellsVpc, zonesOf } from "../regions";
import { type Context, invalid, lookUp, type Operation, oneOf, within } from "../state";

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
    const region = knownRegion(args.must("RegionId"));
    const zones = zonesOf(region).map((zone) => ({
      RegionId: region,
      ZoneId: zone,
      ZoneName: zone,
      Disabled: isClosed(zone),
      SwitchNetwork: sellsVpc(zone),
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
    const region = knownRegion(args.must("RegionId"));
    const engine = oneOf(args, "Engine", ["Redis", "Memcache"]) ?? "Redis";
    oneOf(args, "InstanceChargeType", ["PrePaid", "PostPaid"]);
    const product = oneOf(args, "ProductType", ["Local", "OnECS", "Tair_rdb", "Tair_scm", "Tair_essd"]) ?? "Local";
    const zone = args.text("ZoneId");
    if (zone !== undefined && !zonesOf(region).includes(zone)) throw new ApiError("InvalidZoneId.NotFound");
    const fits = directionOf(context);
    const zones = zonesOf(region).filter((one) => !isClosed(one) && (zone ?? one) === one);
    const sold = (one: string) =>
      classes.filter((each) => each.product === product && fits(each) && stockOf(one, each.name) === "inStock");
    return {
      content: {
        AvailableZones: {
          AvailableZone: zones
            .filter((one) => sold(one).length > 0)
            .map((one) => ({
              RegionId: region,
              ZoneId: one,
              ZoneName: one,
              IsMainSale: true,
              SupportedEngines: { SupportedEngine: [{ Engine: engine, SupportedEditionTypes: editions(sold(one)) }] },
            })),
        },
      },
    };
  },
};

/** With an instance, the classes it may grow or shrink to. */
function directionOf(context: Context): (one: InstanceClass) => boolean {
  const { args } = context;
  const direction = oneOf(args, "OrderType", ["BUY", "UPGRADE", "DOWNGRADE"]) ?? "BUY";
  const id = args.text("InstanceId");
  if (id === undefined) {
    if (direction !== "BUY") throw new ApiError("MissingParameter", "InstanceId is mandatory for this action.");
    return () => true;
  }
  const instance = lookUp(context, id);
  if (instance === undefined) throw new ApiError("InvalidInstanceId.NotFound");
  const { Capacity, EngineVersion } = instance.properties;
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

export const describePrice: Operation = {
  mutating: false,
  known: "[sdk] shape, order types, amounts as text; [guess] the prices themselves",
  handle: (context) => {
    const { args } = context;
    oneOf(args, "OrderType", ["BUY", "UPGRADE", "RENEW", "CONVERT"]);
    if (args.has("Instances"))
      throw new ApiError("Sandbox.NotImitated", "DescribePrice with Instances is not imitated.");
    const quantity = within(args, "Quantity", 1, 30) ?? 1;
    const id = args.text("InstanceId");
    const name =
      args.text("InstanceClass") ?? (id === undefined ? undefined : lookUp(context, id)?.properties.RealInstanceClass);
    const capacity = name === undefined ? args.int("Capacity") : findClass(name)?.capacityMb;
    if (capacity === undefined) throw new ApiError("InvalidInstanceClass.NotFound");
    const chargeType = oneOf(args, "ChargeType", ["PrePaid", "PostPaid"]) ?? "PostPaid";
    const months = args.int("Period");
    if (chargeType === "PrePaid" && months === undefined) throw invalid("Period is mandatory with PrePaid.");
    const text = (quantity * priceOf(capacity, chargeType, months)).toFixed(2);
    return {
      content: {
        Order: {
          OriginalAmount: text,
          TradeAmount: text,
          DiscountAmount: "0.00",
          Currency: "CNY",
          RuleIds: { RuleId: [] },
          Coupons: { Coupon: [] },
        },
        Rules: { Rule: [] },
        SubOrders: { SubOrder: [] },
      },
    };
  },
};

function knownRegion(id: string): string {
  if (!regionIds.includes(id)) throw new ApiError("InvalidRegionId.NotFound");
  return id;
}

import { z } from "zod";
import { reads } from "../../core/client/request";
import { amount } from "../../core/client/wire";
import { isClassic, wordOfOrders } from "../classes";
import type { AliyunApi } from "../client";

/** A class on sale, with its place in the catalogue's tree. */
export interface Offer {
  readonly zoneId: string;
  /** Community or Enterprise */
  readonly edition: string | undefined;
  readonly series: string | undefined;
  readonly version: string;
  readonly architecture: string;
  readonly shards: string;
  /** double, single, readone, readthree, readfive */
  readonly nodeType: string;
  readonly instanceClass: string;
  /** MB; per shard for cloud-native classes. */
  readonly capacity: number;
}

const branch = <Name extends string, Entry extends z.ZodType>(name: Name, entry: Entry) =>
  z.object({ [name]: z.array(entry).default([]) } as {
    [K in Name]: z.ZodDefault<z.ZodArray<Entry>>;
  });

const resource = z.object({ InstanceClass: z.string(), Capacity: z.coerce.number().default(0) });
const nodeType = z.object({
  SupportedNodeType: z.string(),
  AvailableResources: branch("AvailableResource", resource),
});
const shards = z.object({
  ShardNumber: z.coerce.string(),
  SupportedNodeTypes: branch("SupportedNodeType", nodeType),
});
const architecture = z.object({
  Architecture: z.string(),
  SupportedShardNumbers: branch("SupportedShardNumber", shards),
});
const version = z.object({
  Version: z.string(),
  SupportedArchitectureTypes: branch("SupportedArchitectureType", architecture),
});
const series = z.object({
  SeriesType: z.string().optional(),
  SupportedEngineVersions: branch("SupportedEngineVersion", version),
});
const edition = z.object({
  EditionType: z.string().optional(),
  SupportedSeriesTypes: branch("SupportedSeriesType", series),
});
const engine = z.object({ SupportedEditionTypes: branch("SupportedEditionType", edition) });
const zone = z.object({ ZoneId: z.string(), SupportedEngines: branch("SupportedEngine", engine) });
const reply = z.object({ AvailableZones: branch("AvailableZone", zone) });

export interface CatalogueQuery {
  readonly zoneId?: string | undefined;
  readonly engine?: string | undefined;
  /** Always required, because the API's own default is `Local`. */
  readonly product: string;
  /** Always required, because the API's own default is `PrePaid`. */
  readonly chargeType: string;
  /** Restricts the answer to what this instance can be changed to. */
  readonly instanceId?: string | undefined;
}

/**
 * What is on sale now, as a flat list.
 * @throws CloudError  transient: InternalError, which is frequent here [tf]
 * @see DescribeAvailableResource, R-kvstore 2015-01-01
 */
export async function describeAvailableResource(api: AliyunApi, query: CatalogueQuery): Promise<Offer[]> {
  const found = await api.call(
    reads("DescribeAvailableResource"),
    {
      RegionId: api.regionId,
      ZoneId: query.zoneId,
      Engine: query.engine,
      ProductType: query.product,
      InstanceChargeType: query.chargeType,
      InstanceId: query.instanceId,
    },
    reply,
  );
  return found.AvailableZones.AvailableZone.flatMap(({ ZoneId, SupportedEngines }) =>
    SupportedEngines.SupportedEngine.flatMap((one) => one.SupportedEditionTypes.SupportedEditionType)
      .flatMap(({ EditionType, SupportedSeriesTypes }) =>
        SupportedSeriesTypes.SupportedSeriesType.flatMap(({ SeriesType, SupportedEngineVersions }) =>
          SupportedEngineVersions.SupportedEngineVersion.map((one) => ({ ...one, EditionType, SeriesType })),
        ),
      )
      .flatMap(({ EditionType, SeriesType, Version, SupportedArchitectureTypes }) =>
        SupportedArchitectureTypes.SupportedArchitectureType.flatMap(({ Architecture, SupportedShardNumbers }) =>
          SupportedShardNumbers.SupportedShardNumber.flatMap(({ ShardNumber, SupportedNodeTypes }) =>
            SupportedNodeTypes.SupportedNodeType.flatMap(({ SupportedNodeType, AvailableResources }) =>
              AvailableResources.AvailableResource.map(({ InstanceClass, Capacity }) => ({
                zoneId: ZoneId,
                edition: EditionType,
                series: SeriesType,
                version: Version,
                architecture: Architecture,
                shards: ShardNumber,
                nodeType: SupportedNodeType,
                instanceClass: InstanceClass,
                capacity: Capacity,
              })),
            ),
          ),
        ),
      ),
  );
}

const zonesReply = z.object({
  Zones: z.object({
    KVStoreZone: z.array(
      z.object({
        ZoneId: z.string(),
        ZoneName: z.string().default(""),
        Disabled: z.boolean().default(false),
        SwitchNetwork: z.boolean().default(false),
      }),
    ),
  }),
});

export interface Zone {
  readonly zoneId: string;
  readonly zoneName: string;
  /** Nothing new is sold there. */
  readonly disabled: boolean;
  /** Instances can move from the classic network into a VPC. */
  readonly switchNetwork: boolean;
}

/**
 * The zones of the region that the product supports, whether or not anything is in stock.
 * @throws CloudError
 * @see DescribeZones, R-kvstore 2015-01-01
 */
export async function describeZones(api: AliyunApi): Promise<Zone[]> {
  const { Zones } = await api.call(reads("DescribeZones"), { RegionId: api.regionId }, zonesReply);
  return Zones.KVStoreZone.map(({ ZoneId, ZoneName, Disabled, SwitchNetwork }) => ({
    zoneId: ZoneId,
    zoneName: ZoneName,
    disabled: Disabled,
    switchNetwork: SwitchNetwork,
  }));
}

const priceReply = z.object({
  Order: z.object({ TradeAmount: amount, Currency: z.string().default("CNY") }),
});

/** What an order costs more or less for. Its names are those of the order's arguments. */
export interface PriceQuery {
  readonly zoneId?: string | undefined;
  readonly secondaryZoneId?: string | undefined;
  readonly instanceClass?: string | undefined;
  /** MB, in place of a class. */
  readonly capacity?: number | undefined;
  readonly engineVersion?: string | undefined;
  readonly nodeType?: string | undefined;
  readonly shardCount?: number | undefined;
  readonly replicaCount?: number | undefined;
  readonly slaveReplicaCount?: number | undefined;
  readonly readOnlyCount?: number | undefined;
  readonly slaveReadOnlyCount?: number | undefined;
  /** GB */
  readonly storage?: number | undefined;
  readonly storageType?: string | undefined;
  readonly chargeType: "PrePaid" | "PostPaid";
  /** Months; `PrePaid` only. */
  readonly period?: number | undefined;
  readonly couponNo?: string | undefined;
  readonly businessInfo?: string | undefined;
}

/**
 * Nodes beyond the usual two and disks have a price in this list only [sdk]. Of its names the vendor's sample has those of the class, of
 * the shards and of the period; the others are those that the orders have. [guess]
 */
function priceList(api: AliyunApi, query: PriceQuery, period: number | undefined): string | undefined {
  const { replicaCount = 0, slaveReplicaCount = 0, readOnlyCount = 0, slaveReadOnlyCount = 0, storage } = query;
  const isPlain = replicaCount + slaveReplicaCount <= 1 && readOnlyCount + slaveReadOnlyCount === 0;
  if (isClassic(query.instanceClass) || (isPlain && storage === undefined)) return undefined;
  const counts = { replicaCount, slaveReplicaCount, readOnlyCount, slaveReadOnlyCount };
  const nodes = Object.entries(counts).filter(([, count]) => count > 0);
  const entry: Readonly<Record<string, unknown>> = {
    RegionId: api.regionId,
    ZoneId: query.zoneId,
    SecondaryZoneId: query.secondaryZoneId,
    ShardClass: query.instanceClass,
    ShardCount: query.shardCount,
    EngineVersion: query.engineVersion,
    Period: period,
    Quantity: 1,
    ...Object.fromEntries(nodes.map(([name, count]) => [capitalized(name), count])),
    Storage: storage,
    StorageType: query.storageType,
  };
  // The sample has texts throughout.
  return JSON.stringify([entry], (_key, value) => (typeof value === "number" ? String(value) : value));
}

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

export interface Price {
  /** For the whole period of a `PrePaid` instance, for an hour of a `PostPaid` one. */
  readonly amount: number;
  readonly currency: string;
}

/**
 * What a new instance would cost, with the account's discounts.
 * @throws CloudError  input: there is no such class
 * @see DescribePrice, R-kvstore 2015-01-01
 */
export async function describePrice(api: AliyunApi, query: PriceQuery): Promise<Price> {
  const period = query.chargeType === "PrePaid" ? (query.period ?? 1) : undefined;
  const { Order } = await api.call(
    reads("DescribePrice"),
    {
      RegionId: api.regionId,
      OrderType: "BUY",
      ZoneId: query.zoneId,
      SecondaryZoneId: query.secondaryZoneId,
      InstanceClass: query.instanceClass,
      Capacity: query.capacity,
      EngineVersion: query.engineVersion,
      NodeType: query.nodeType && wordOfOrders(query.nodeType),
      ShardCount: query.shardCount,
      ChargeType: query.chargeType,
      Period: period,
      Quantity: 1,
      CouponNo: query.couponNo,
      BusinessInfo: query.businessInfo,
      Instances: priceList(api, query, period),
    },
    priceReply,
  );
  return { amount: Order.TradeAmount, currency: Order.Currency };
}

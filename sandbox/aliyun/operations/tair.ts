import { findClass } from "../catalogue";
import { createInstance, type Order } from "../create";
import { ApiError } from "../errors";
import { once } from "../idempotency";
import { readCounts } from "../nodes";
import { checkStock, readNetwork, readZones } from "../placement";
import { checkPurchase, takePurchase } from "../purchase";
import { readPort, readRest } from "../rest";
import { checkName, checkPassword, readBilling, readTags } from "../rules";
import { type Context, invalid, type Operation, oneOf, orderId } from "../state";

export const createTairInstance: Operation = {
  mutating: true,
  known: "[sdk] parameters, defaults (PrePaid!), ClientToken, at most 5 tags; [guess] default version of tair_rdb",
  handle: (context) =>
    once(context, "ClientToken", () => {
      const { args } = context;
      const engine = readEngine(context);
      const ordered = readClass(context, engine);
      const zones = readZones(context, ordered.name);
      const engineVersion = args.text("EngineVersion") ?? (engine === "tair_rdb" ? "5.0" : "1.0");
      if (!ordered.versions.includes(engineVersion)) throw new ApiError("InvalidInstanceClass.NotFound");
      checkName(args.text("InstanceName"));
      checkPassword(args.text("Password"));
      const billing = readBilling(args, "PrePaid");
      const network = readNetwork(context, zones.zoneId);
      for (const zone of [zones.zoneId, zones.secondaryZoneId]) checkStock(zone, ordered.name);
      const counts = readCounts(context, ordered);
      if (counts.class.shards > 32) throw invalid("ShardCount has to be from 1 to 32.");
      const storage = readStorage(context, engine);
      const rest = { ...counts.properties, ...readRest(context, engine), ...storage };
      const tags = readTags(args, 5);
      const order: Order = {
        ...zones,
        network,
        class: counts.class,
        engine,
        engineVersion,
        billing,
        shardCount: counts.class.shards,
        password: args.text("Password"),
        port: readPort(context, 6379),
        tags,
        rest,
      };
      const lots = [{ order, quantity: 1 }];
      checkPurchase(context, lots);
      if (args.bool("DryRun") === true) throw new ApiError("DryRunOperation");
      takePurchase(context, lots);
      const instance = createInstance(context, order);
      const p = instance.properties;
      return {
        content: {
          InstanceId: instance.id,
          InstanceName: p.InstanceName,
          InstanceStatus: instance.status,
          ConnectionDomain: p.ConnectionDomain,
          Port: p.Port,
          ZoneId: p.ZoneId,
          RegionId: p.RegionId,
          Bandwidth: p.Bandwidth,
          Connections: p.Connections,
          QPS: p.QPS,
          ChargeType: p.ChargeType,
          Config: JSON.stringify(p.Config),
          OrderId: orderId(context),
          TaskId: String(context.world.random.number(1_000_000_000)),
        },
        touched: [instance.id],
      };
    }),
};

const products = { tair_rdb: "Tair_rdb", tair_scm: "Tair_scm", tair_essd: "Tair_essd" } as const;
type Engine = keyof typeof products;

function readEngine({ args }: Context): Engine {
  return oneOf(args, "InstanceType", Object.keys(products)) as Engine;
}

function readClass({ args }: Context, engine: Engine) {
  const found = findClass(args.must("InstanceClass"));
  if (found?.product !== products[engine]) throw new ApiError("InvalidInstanceClass.NotFound");
  const type = oneOf(args, "ShardType", ["MASTER_SLAVE", "STAND_ALONE"]) ?? "MASTER_SLAVE";
  const isSingle = type === "STAND_ALONE";
  const isMore = (args.int("ShardCount") ?? 1) > 1 || args.has("SecondaryZoneId") || args.has("ReadOnlyCount");
  if (isSingle && isMore) throw invalid("STAND_ALONE is for one shard in one zone without read-only nodes.");
  if (engine === "tair_essd" && (args.int("ShardCount") ?? 1) > 1)
    throw invalid("tair_essd has no cluster architecture.");
  return { ...found, node: isSingle ? ("single" as const) : ("double" as const) };
}

/** Disk size and type come with ESSD and only with it. [sdk] */
function readStorage({ args }: Context, engine: Engine) {
  const type = oneOf(args, "StorageType", ["essd_pl0", "essd_pl1", "essd_pl2", "essd_pl3"]);
  const size = args.int("Storage");
  if (engine !== "tair_essd") return {};
  if (type === undefined || size === undefined)
    throw new ApiError("MissingParameter", "Storage and StorageType are mandatory.");
  return { StorageType: type, Storage: String(size), Capacity: size * 1024 };
}

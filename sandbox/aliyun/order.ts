import { classOfCapacity, findClass, type InstanceClass } from "./catalogue";
import type { Order } from "./create";
import { ApiError } from "./errors";
import { readCounts } from "./nodes";
import { checkStock, readNetwork, readZones } from "./placement";
import { readPort, readRest } from "./rest";
import { checkName, checkPassword, readBilling, readTags } from "./rules";
import { type Context, invalid, oneOf } from "./state";

/** All rules but those of the whole purchase, in the order of the parameters' importance. */
export function readOrder(context: Context): Order {
  const { args } = context;
  const engine = (oneOf(args, "InstanceType", ["Redis", "Memcache"]) ?? "Redis") as "Redis" | "Memcache";
  const ordered = readClass(context);
  const zones = readZones(context, ordered.name);
  const engineVersion = readVersion(context, engine, ordered);
  checkName(args.text("InstanceName"));
  checkPassword(args.text("Password"));
  const billing = readBilling(args, "PostPaid");
  const network = readNetwork(context, zones.zoneId);
  for (const zone of [zones.zoneId, zones.secondaryZoneId]) checkStock(zone, ordered.name);
  const counts = readCounts(context, ordered);
  const rest = { ...counts.properties, ...readRest(context, engine) };
  const tags = readTags(args, 20);
  return {
    ...zones,
    network,
    class: counts.class,
    engine,
    engineVersion,
    billing,
    shardCount: counts.class.shards,
    password: args.text("Password"),
    port: readPort(context, engine === "Memcache" ? 11211 : 6379),
    tags,
    rest,
  };
}

function readClass({ args }: Context): InstanceClass {
  const name = args.text("InstanceClass");
  const capacity = args.int("Capacity");
  if (name === undefined && capacity === undefined) {
    throw new ApiError("MissingParameter", "InstanceClass or Capacity is mandatory for this action.");
  }
  const found = name === undefined ? classOfCapacity(capacity ?? 0) : findClass(name);
  if (found === undefined)
    throw new ApiError(name === undefined ? "InvalidCapacity.NotFound" : "InvalidInstanceClass.NotFound");
  if (found.product !== "Local" && found.product !== "OnECS") throw new ApiError("InvalidInstanceClass.NotFound");
  return checkNode(found, oneOf(args, "NodeType", ["MASTER_SLAVE", "STAND_ALONE", "double", "single"]));
}

/** Classic classes are made with or without a replica; cloud-native ones can be ordered either way. [sdk] */
export function checkNode(ordered: InstanceClass, nodeType: string | undefined): InstanceClass {
  if (nodeType === undefined) return ordered;
  const node = nodeType === "STAND_ALONE" || nodeType === "single" ? "single" : "double";
  if (ordered.product === "Local" && ordered.node !== node)
    throw invalid(`${ordered.name} is not a class of NodeType ${nodeType}.`);
  return { ...ordered, node };
}

/** Default 5.0; Memcache only 4.0 [tf]. A class of another generation than the version is "not found" [tf] #5053. */
function readVersion({ args }: Context, engine: "Redis" | "Memcache", ordered: InstanceClass): string {
  const version =
    oneOf(args, "EngineVersion", ["2.8", "4.0", "5.0", "6.0", "7.0"]) ?? (engine === "Memcache" ? "4.0" : "5.0");
  if (engine === "Memcache" && version !== "4.0") throw invalid("EngineVersion of a Memcache instance has to be 4.0.");
  if (!ordered.versions.includes(version)) throw new ApiError("InvalidInstanceClass.NotFound");
  return version;
}

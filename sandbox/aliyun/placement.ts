import type { World } from "../core/cloud";
import { stockOf } from "./catalogue";
import { ApiError } from "./errors";
import { isClosed, regionIds, regionOf, sellsClassicNetwork, sellsVpc, zonesOf } from "./regions";
import { checkConnectionPrefix, checkNetworkId, checkPrivateIp } from "./rules";
import { type Context, invalid } from "./state";

export interface Network {
  readonly type: "VPC" | "CLASSIC";
  readonly vpcId: string;
  readonly vSwitchId: string;
  readonly privateIp: string;
}

/** Without ZoneId: the first open zone that sells the class. [guess] */
export function readZones(
  context: Context,
  className: string,
): { regionId: string; zoneId: string; secondaryZoneId: string } {
  const regionId = context.args.must("RegionId");
  if (!regionIds.includes(regionId)) throw new ApiError("InvalidRegionId.NotFound");
  const zoneId = context.args.text("ZoneId") ?? defaultZone(regionId, className);
  const secondaryZoneId = context.args.text("SecondaryZoneId") ?? "";
  for (const zone of [zoneId, ...(secondaryZoneId === "" ? [] : [secondaryZoneId])]) checkZone(zone, regionId);
  if (zoneId === secondaryZoneId) throw invalid("ZoneId and SecondaryZoneId have to differ.");
  return { regionId, zoneId, secondaryZoneId };
}

function defaultZone(regionId: string, className: string): string {
  const open = zonesOf(regionId).filter((zone) => !isClosed(zone));
  return open.find((zone) => stockOf(zone, className) === "inStock") ?? open[0] ?? `${regionId}-a`;
}

export function checkZone(zoneId: string, regionId: string): void {
  if (regionOf(zoneId) !== regionId || !zonesOf(regionId).includes(zoneId))
    throw new ApiError("InvalidZoneId.NotFound");
  if (isClosed(zoneId)) throw new ApiError("Zone.Closed");
}

export function checkStock(zoneId: string, className: string): void {
  const stock = stockOf(zoneId, className);
  if (stock === "soldOut") throw new ApiError("ResourceNotAvailable");
  if (stock === "notSold") throw new ApiError("COMMODITY.INVALID_COMPONENT");
}

/** Without any ids: the account's default network. A vSwitch needs its VPC and the other way round. [doc] [guess] */
export function readNetwork(context: Context, zoneId: string): Network {
  const { args, world } = context;
  const type = args.text("NetworkType") ?? "VPC";
  if (type !== "VPC" && type !== "CLASSIC") throw invalid("NetworkType has to be VPC.");
  if (type === "CLASSIC") {
    // Today's API knows only VPC [sdk]; Terraform still asks for CLASSIC when it is given no vSwitch [tf].
    if (!sellsClassicNetwork(zoneId)) throw invalid("NetworkType CLASSIC is not supported any more; it has to be VPC.");
    return { type, vpcId: "", vSwitchId: "", privateIp: "" };
  }
  checkVpc(zoneId);
  const vpcId = args.text("VpcId");
  const vSwitchId = args.text("VSwitchId");
  if (vpcId === undefined && vSwitchId !== undefined)
    throw new ApiError("MissingParameter", "VpcId is mandatory for this action.");
  if (vpcId !== undefined && vSwitchId === undefined)
    throw new ApiError("MissingParameter", "VSwitchId is mandatory for this action.");
  if (vpcId !== undefined) checkNetworkId(vpcId, "vpc");
  if (vSwitchId !== undefined) checkNetworkId(vSwitchId, "vsw");
  const address = args.text("PrivateIpAddress");
  if (address !== undefined) {
    checkPrivateIp(address);
    if (isAddressUsed(context, address)) throw new ApiError("InvalidPrivateIpAddress.AlreadyUsed");
  }
  const zone = zoneId.replaceAll("-", "");
  return {
    type,
    vpcId: vpcId ?? `vpc-default${zone.slice(0, -1)}`,
    vSwitchId: vSwitchId ?? `vsw-default${zone}`,
    privateIp: address ?? freshAddress(world),
  };
}

export function checkVpc(zoneId: string): void {
  if (!sellsVpc(zoneId)) throw new ApiError("IzNotSupportVpcError");
}

export function freshAddress({ random }: World): string {
  return `172.${16 + random.number(16)}.${random.number(256)}.${1 + random.number(254)}`;
}

export function isAddressUsed({ store, account }: Context, address: string): boolean {
  return store.all().some((one) => one.account === account && !one.released && one.properties.PrivateIp === address);
}

/** What is released holds neither its name nor its address any more. [guess] */
export function isDomainUsed({ store }: Context, domain: string): boolean {
  return store
    .all()
    .some(
      ({ released, properties: p }) =>
        !released && (p.ConnectionDomain === domain || p.PublicConnection?.ConnectionString === domain),
    );
}

/** The domain's first part, which nobody else has. */
export function readPrefix(context: Context): string | undefined {
  const prefix = context.args.text("ConnectionStringPrefix");
  if (prefix === undefined) return undefined;
  checkConnectionPrefix(prefix);
  // What is released holds neither its name nor its address any more. [guess]
  const isUsed = context.store
    .all()
    .some(({ released, properties }) => !released && properties.ConnectionDomain.startsWith(`${prefix}.`));
  if (isUsed) throw new ApiError("InvalidConnectionString.Duplicate");
  return prefix;
}

export function domainOf(prefix: string, engine: string): string {
  return `${prefix}.${engine === "Memcache" ? "memcache" : "redis"}.rds.aliyuncs.com`;
}

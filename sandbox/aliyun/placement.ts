import type { World } from "../core/cloud";
import { isClosed, offersClassicNetwork, offersVpc, regionIds, regionOf, stockOf, zonesOf } from "./catalogue";
import type { Network } from "./create";
import { ApiError, invalid, missing } from "./errors";
import { checkConnectionPrefix, checkNetworkId, checkPrivateIp } from "./rules";
import type { Context } from "./state";

export interface Zones {
  readonly regionId: string;
  readonly zoneId: string;
  /** "" for a single zone. */
  readonly secondaryZoneId: string;
}

/** Without ZoneId: the first open zone that has the class. [guess] */
export function readZones({ args }: Context, className: string): Zones {
  const regionId = readRegion(args.must("RegionId"));
  const zoneId = args.text("ZoneId") ?? defaultZone(regionId, className);
  const secondaryZoneId = args.text("SecondaryZoneId") ?? "";
  checkZones(regionId, zoneId, secondaryZoneId);
  return { regionId, zoneId, secondaryZoneId };
}

export function readRegion(id: string): string {
  if (!regionIds.includes(id)) throw new ApiError("InvalidRegionId.NotFound");
  return id;
}

function defaultZone(regionId: string, className: string): string {
  const open = zonesOf(regionId).filter((zone) => !isClosed(zone));
  return open.find((zone) => stockOf(zone, className) === "available") ?? open[0] ?? `${regionId}-a`;
}

export function checkZones(regionId: string, zoneId: string, secondaryZoneId: string): void {
  for (const zone of [zoneId, secondaryZoneId]) {
    if (zone === "") continue;
    if (regionOf(zone) !== regionId || !zonesOf(regionId).includes(zone)) throw new ApiError("InvalidZoneId.NotFound");
    if (isClosed(zone)) throw new ApiError("Zone.Closed");
  }
  if (zoneId === secondaryZoneId) throw invalid("ZoneId and SecondaryZoneId have to differ.");
}

/** @param zoneIds Among them "" for a secondary zone that is not there. */
export function checkStock(zoneIds: readonly string[], className: string): void {
  for (const zoneId of zoneIds) {
    const stock = stockOf(zoneId, className);
    if (stock === "outOfStock") throw new ApiError("ResourceNotAvailable");
    if (stock === "notOffered") throw new ApiError("COMMODITY.INVALID_COMPONENT");
  }
}

/** Without any ids: the account's default network. A vSwitch needs its VPC and a VPC its vSwitch. [doc] [guess] */
export function readNetwork(context: Context, zoneId: string): Network {
  const { args, world } = context;
  if (args.text("NetworkType") === "CLASSIC") {
    // Today's API knows only VPC [sdk]; Terraform still asks for CLASSIC when it is given no vSwitch [tf].
    if (!offersClassicNetwork(zoneId))
      throw invalid("NetworkType CLASSIC is not supported any more; it has to be VPC.");
    const ofVpc = ["VpcId", "VSwitchId", "PrivateIpAddress"].find((name) => args.has(name));
    if (ofVpc !== undefined) throw invalid(`${ofVpc} is for NetworkType VPC.`);
    return { type: "CLASSIC", vpcId: "", vSwitchId: "", privateIp: "" };
  }
  checkVpc(zoneId);
  const vpcId = args.text("VpcId");
  const vSwitchId = args.text("VSwitchId");
  if (vpcId === undefined && vSwitchId !== undefined) throw missing("VpcId");
  if (vpcId !== undefined && vSwitchId === undefined) throw missing("VSwitchId");
  if (vpcId !== undefined) checkNetworkId(vpcId, "vpc");
  if (vSwitchId !== undefined) checkNetworkId(vSwitchId, "vsw");
  const address = args.text("PrivateIpAddress");
  if (address !== undefined) {
    checkPrivateIp(address);
    if (isAddressUsed(context, address)) throw new ApiError("InvalidPrivateIpAddress.AlreadyUsed");
  }
  const zone = zoneId.replaceAll("-", "");
  return {
    type: "VPC",
    vpcId: vpcId ?? `vpc-default${zone.slice(0, -1)}`,
    vSwitchId: vSwitchId ?? `vsw-default${zone}`,
    privateIp: address ?? freshAddress(world),
  };
}

export function checkVpc(zoneId: string): void {
  if (!offersVpc(zoneId)) throw new ApiError("IzNotSupportVpcError");
}

export function freshAddress({ random }: World): string {
  return `172.${16 + random.number(16)}.${random.number(256)}.${1 + random.number(254)}`;
}

/** A released instance no longer occupies its address or its domain. [guess] */
function unreleased({ store }: Context) {
  return store.all().filter(({ released }) => !released);
}

export function isAddressUsed(context: Context, address: string): boolean {
  return unreleased(context).some((one) => one.account === context.account && one.properties.PrivateIp === address);
}

export function isDomainUsed(context: Context, domain: string): boolean {
  return unreleased(context).some(
    ({ properties: p }) => p.ConnectionDomain === domain || p.PublicConnection?.ConnectionString === domain,
  );
}

/** The first part of the domain, which has to be unique. */
export function readPrefix(context: Context): string | undefined {
  const prefix = context.args.text("ConnectionStringPrefix");
  if (prefix === undefined) return undefined;
  checkConnectionPrefix(prefix);
  const isUsed = unreleased(context).some(({ properties }) => properties.ConnectionDomain.startsWith(`${prefix}.`));
  if (isUsed) throw new ApiError("InvalidConnectionString.Duplicate");
  return prefix;
}

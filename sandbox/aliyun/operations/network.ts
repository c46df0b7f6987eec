import { ApiError, invalid, missing } from "../errors";
import { type AliyunInstance, type AliyunProperties, domainOf, status } from "../instance";
import { checkStock, checkVpc, checkZones, freshAddress, isDomainUsed } from "../placement";
import { checkConnectionPrefix, checkNetworkId } from "../rules";
import { type Context, change, newTaskId, read, requireNormal } from "../state";

export const describeDBInstanceNetInfo = read({
  known: "[sdk] fields; DBInstanceNetType 0 public, 1 classic, 2 VPC; [tf] an empty list is an error there",
  show: ({ properties: p }) => {
    const common = { Upgradeable: "Disabled", ExpiredTime: "", DirectConnection: 0, IsSlaveProxy: 0 };
    const isVpc = p.NetworkType === "VPC";
    const own = {
      ConnectionString: p.ConnectionDomain,
      Port: String(p.Port),
      IPAddress: p.PrivateIp,
      DBInstanceNetType: isVpc ? "2" : "1",
      IPType: isVpc ? "Private" : "Inner",
      VPCId: p.VpcId,
      VSwitchId: p.VSwitchId,
      VPCInstanceId: p.VpcCloudInstanceId,
      ...common,
    };
    const outside = p.PublicConnection && {
      ...p.PublicConnection,
      Port: String(p.PublicConnection.Port),
      IPAddress: "47.96.0.1",
      DBInstanceNetType: "0",
      IPType: "Public",
      ...common,
    };
    return {
      InstanceNetworkType: p.NetworkType,
      NetInfoItems: { InstanceNetInfo: outside === null ? [own] : [own, outside] },
    };
  },
});

export const switchNetwork = change({
  known: "[sdk] to VPC only, both ids together; [guess] the address changes",
  during: status.network,
  set: ({ id, properties }, { args, world }) => {
    checkVpc(properties.ZoneId);
    const VpcId = args.must("VpcId");
    const VSwitchId = args.must("VSwitchId");
    checkNetworkId(VpcId, "vpc");
    checkNetworkId(VSwitchId, "vsw");
    return { NetworkType: "VPC", VpcId, VSwitchId, VpcCloudInstanceId: id, PrivateIp: freshAddress(world) };
  },
  answer: (_instance, context) => ({ TaskId: newTaskId(context) }),
});

export const migrateToOtherZone = change({
  known:
    "[sdk] the sums of nodes stay; no SecondaryZoneId means single zone; the public endpoint goes first; [tf] Migrating",
  id: "DBInstanceId",
  require: [requireNormal, requireNoPublicEndpoint],
  during: status.migrating,
  isOrder: true,
  set: ({ properties: p }, context) => {
    const { args, world } = context;
    const ZoneId = args.must("ZoneId");
    const SecondaryZoneId = args.text("SecondaryZoneId") ?? "";
    checkZones(p.RegionId, ZoneId, SecondaryZoneId);
    checkStock([ZoneId, SecondaryZoneId], p.RealInstanceClass);
    checkVpc(ZoneId);
    checkVpc(SecondaryZoneId);
    const VSwitchId = args.must("VSwitchId");
    checkNetworkId(VSwitchId, "vsw");
    const isDual = SecondaryZoneId !== "";
    return {
      ZoneId,
      SecondaryZoneId,
      ZoneType: isDual ? "doublezone" : "singlezone",
      VSwitchId,
      PrivateIp: freshAddress(world),
      ...split(context, "Replica", p.ReplicaCount + p.SlaveReplicaCount, isDual),
      ...split(context, "ReadOnly", p.ReadOnlyCount + p.SlaveReadOnlyCount, isDual),
    };
  },
});

function requireNoPublicEndpoint({ properties }: AliyunInstance): void {
  if (properties.PublicConnection !== null) throw new ApiError("OperationDenied.PublicEndpoint");
}

/** Spreads the nodes over the zones: as the call says, else one goes to the second zone. [sdk] */
function split(
  { args }: Context,
  role: "Replica" | "ReadOnly",
  sum: number,
  isDual: boolean,
): Partial<AliyunProperties> {
  const first = args.int(`${role}Count`);
  const second = args.int(`Slave${role}Count`);
  if (first === undefined && second === undefined) {
    const away = isDual && sum > 0 ? 1 : 0;
    return { [`${role}Count`]: sum - away, [`Slave${role}Count`]: away };
  }
  if ((first ?? 0) + (second ?? 0) !== sum)
    throw invalid(`${role}Count and Slave${role}Count have to be ${sum} together.`);
  return { [`${role}Count`]: first ?? 0, [`Slave${role}Count`]: second ?? 0 };
}

export const modifyDBInstanceConnectionString = change({
  known: "[sdk] prefix or port or both, port 1024 to 65535; with --redis the real address stays",
  id: "DBInstanceId",
  during: status.network,
  set: (instance, context) => {
    const { args, world } = context;
    const p = instance.properties;
    const isPublic = args.text("IPType") === "Public";
    const current = isPublic ? p.PublicConnection?.ConnectionString : p.ConnectionDomain;
    if (current !== args.must("CurrentConnectionString")) throw new ApiError("InvalidConnectionString.NotFound");
    const prefix = args.text("NewConnectionString");
    const port = args.int("Port");
    if (prefix === undefined && port === undefined) throw missing("NewConnectionString or Port");
    const domain = prefix === undefined ? current : freshDomain(context, instance, prefix);
    if (isPublic)
      return { PublicConnection: { ConnectionString: domain, Port: port ?? p.PublicConnection?.Port ?? 6379 } };
    return world.addresses === undefined ? { ConnectionDomain: domain, Port: port ?? p.Port } : {};
  },
});

export const allocateInstancePublicConnection = change({
  known: "[sdk] prefix and port; [guess] code when there is one",
  during: status.network,
  set: (instance, context) => {
    const { args } = context;
    if (instance.properties.PublicConnection !== null) throw new ApiError("NetTypeExists");
    const domain = freshDomain(context, instance, args.must("ConnectionStringPrefix"));
    return { PublicConnection: { ConnectionString: domain, Port: args.int("Port") ?? 6379 } };
  },
});

export const releaseInstancePublicConnection = change({
  known: "[sdk] the current address has to be named",
  during: status.network,
  set: ({ properties }, { args }) => {
    if (properties.PublicConnection?.ConnectionString !== args.must("CurrentConnectionString"))
      throw new ApiError("InvalidConnectionString.NotFound");
    return { PublicConnection: null };
  },
});

function freshDomain(context: Context, instance: AliyunInstance, prefix: string): string {
  checkConnectionPrefix(prefix);
  const domain = domainOf(prefix, instance.properties.InstanceType);
  if (isDomainUsed(context, domain)) throw new ApiError("InvalidConnectionString.Duplicate");
  return domain;
}

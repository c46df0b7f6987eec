import { ApiError } from "../errors";
import { type AliyunInstance, status } from "../instance";
import { checkStock, checkVpc, checkZone, domainOf, freshAddress, isDomainUsed } from "../placement";
import { checkConnectionPrefix, checkNetworkId } from "../rules";
import {
  type Context,
  done,
  findInstance,
  invalid,
  type Operation,
  oneOf,
  order,
  requireNormal,
  transit,
} from "../state";

export const describeDBInstanceNetInfo: Operation = {
  mutating: false,
  known: "[sdk] fields; DBInstanceNetType 0 public, 1 classic, 2 VPC; [tf] an empty list is an error there",
  handle: (context) => {
    const instance = findInstance(context);
    const p = instance.properties;
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
    const outside = p.PublicConnection;
    const more =
      outside === null
        ? []
        : [
            {
              ...outside,
              Port: String(outside.Port),
              IPAddress: "47.96.0.1",
              DBInstanceNetType: "0",
              IPType: "Public",
              ...common,
            },
          ];
    return { content: { InstanceNetworkType: p.NetworkType, NetInfoItems: { InstanceNetInfo: [own, ...more] } } };
  },
};

export const switchNetwork: Operation = {
  mutating: true,
  known: "[sdk] to VPC only, both ids together; [guess] the address changes",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    requireNormal(instance);
    checkVpc(instance.properties.ZoneId);
    oneOf(args, "TargetNetworkType", ["VPC"]);
    oneOf(args, "ClassicExpiredDays", ["14", "30", "60", "120"]);
    const vpcId = args.must("VpcId");
    const vSwitchId = args.must("VSwitchId");
    checkNetworkId(vpcId, "vpc");
    checkNetworkId(vSwitchId, "vsw");
    transit(context, instance, status.network, {
      NetworkType: "VPC",
      VpcId: vpcId,
      VSwitchId: vSwitchId,
      VpcCloudInstanceId: instance.id,
      PrivateIp: freshAddress(context.world),
    });
    return done(instance, { TaskId: String(context.world.random.number(1_000_000_000)) });
  },
};

export const migrateToOtherZone: Operation = {
  mutating: true,
  known:
    "[sdk] the sums of nodes stay; no SecondaryZoneId means single zone; the public endpoint goes first; [tf] Migrating",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context, "DBInstanceId");
    requireNormal(instance);
    const p = instance.properties;
    if (p.PublicConnection !== null) throw new ApiError("OperationDenied.PublicEndpoint");
    const zone = args.must("ZoneId");
    const second = args.text("SecondaryZoneId") ?? "";
    for (const one of [zone, ...(second === "" ? [] : [second])]) {
      checkZone(one, p.RegionId);
      checkStock(one, p.RealInstanceClass);
      checkVpc(one);
    }
    if (zone === second) throw invalid("ZoneId and SecondaryZoneId have to differ.");
    const vSwitchId = args.must("VSwitchId");
    checkNetworkId(vSwitchId, "vsw");
    order(context, instance, status.migrating, {
      ZoneId: zone,
      SecondaryZoneId: second,
      ZoneType: second === "" ? "singlezone" : "doublezone",
      VSwitchId: vSwitchId,
      PrivateIp: freshAddress(context.world),
      ...split(context, "Replica", p.ReplicaCount + p.SlaveReplicaCount, second !== ""),
      ...split(context, "ReadOnly", p.ReadOnlyCount + p.SlaveReadOnlyCount, second !== ""),
    });
    return done(instance);
  },
};

/** How the nodes are spread over the zones: as asked, else one goes to the second zone. [sdk] */
function split({ args }: Context, kind: "Replica" | "ReadOnly", sum: number, isDual: boolean): Record<string, number> {
  const first = args.int(`${kind}Count`);
  const second = args.int(`Slave${kind}Count`);
  if (first === undefined && second === undefined) {
    const away = isDual && sum > 0 ? 1 : 0;
    return { [`${kind}Count`]: sum - away, [`Slave${kind}Count`]: away };
  }
  if ((first ?? 0) + (second ?? 0) !== sum)
    throw invalid(`${kind}Count and Slave${kind}Count have to be ${sum} together.`);
  return { [`${kind}Count`]: first ?? 0, [`Slave${kind}Count`]: second ?? 0 };
}

export const modifyDBInstanceConnectionString: Operation = {
  mutating: true,
  known: "[sdk] prefix or port or both, port 1024 to 65535; with --redis the real address stays",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context, "DBInstanceId");
    requireNormal(instance);
    const p = instance.properties;
    const type = oneOf(args, "IPType", ["Private", "Public"]) ?? "Private";
    const current = type === "Private" ? p.ConnectionDomain : p.PublicConnection?.ConnectionString;
    if (current !== args.must("CurrentConnectionString")) throw new ApiError("InvalidConnectionString.NotFound");
    const prefix = args.text("NewConnectionString");
    const port = readPort(context);
    if (prefix === undefined && port === undefined) {
      throw new ApiError("MissingParameter", "NewConnectionString or Port is mandatory for this action.");
    }
    const domain = prefix === undefined ? current : freshDomain(context, instance, prefix);
    const isReal = context.world.addresses !== undefined;
    if (type === "Public") {
      const old = p.PublicConnection;
      transit(context, instance, status.network, {
        PublicConnection: { ConnectionString: domain, Port: port ?? old?.Port ?? 6379 },
      });
    } else transit(context, instance, status.network, isReal ? {} : { ConnectionDomain: domain, Port: port ?? p.Port });
    return done(instance);
  },
};

export const allocateInstancePublicConnection: Operation = {
  mutating: true,
  known: "[sdk] prefix and port; [guess] code when there is one",
  handle: (context) => {
    const instance = findInstance(context);
    requireNormal(instance);
    if (instance.properties.PublicConnection !== null) throw new ApiError("NetTypeExists");
    const domain = freshDomain(context, instance, context.args.must("ConnectionStringPrefix"));
    transit(context, instance, status.network, {
      PublicConnection: { ConnectionString: domain, Port: readPort(context) ?? 6379 },
    });
    return done(instance);
  },
};

export const releaseInstancePublicConnection: Operation = {
  mutating: true,
  known: "[sdk] the current address has to be named",
  handle: (context) => {
    const instance = findInstance(context);
    requireNormal(instance);
    const current = instance.properties.PublicConnection?.ConnectionString;
    if (current !== context.args.must("CurrentConnectionString"))
      throw new ApiError("InvalidConnectionString.NotFound");
    transit(context, instance, status.network, { PublicConnection: null });
    return done(instance);
  },
};

function freshDomain(context: Context, instance: AliyunInstance, prefix: string): string {
  checkConnectionPrefix(prefix);
  const domain = domainOf(prefix, instance.properties.InstanceType);
  if (isDomainUsed(context, domain)) throw new ApiError("InvalidConnectionString.Duplicate");
  return domain;
}

function readPort({ args }: Context): number | undefined {
  const text = args.text("Port");
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) < 1024 || Number(text) > 65535)
    throw invalid("Port has to be from 1024 to 65535.");
  return Number(text);
}

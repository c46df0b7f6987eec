import type { Order } from "./create";
import type { Draft } from "./delivery";
import { ApiError } from "./errors";
import { type AliyunInstance, type AliyunProperties, defaultGroup } from "./instance";
import { domainOf, freshAddress, isAddressUsed, isDomainUsed } from "./placement";
import { defaultConfig } from "./settings";
import { type Context, invalid, lookUp, lookUpBinned } from "./state";

/** The instance that RebuildInstance fetches out of the recycle bin. */
export function readBinned(context: Context): AliyunInstance {
  const { args } = context;
  const id = args.must("SrcDBInstanceId");
  if (args.has("BackupId")) throw invalid("BackupId and RebuildInstance exclude each other.");
  const source = lookUpBinned(context, id);
  if (source !== undefined) return source;
  throw new ApiError(lookUp(context, id) === undefined ? "InvalidInstanceId.NotFound" : "IncorrectDBInstanceState");
}

/** It comes back where and as large as it was: whatever the call says about that has to agree. [guess] */
export function checkAgrees({ args }: Context, order: Order, { properties }: AliyunInstance): void {
  const said: Partial<AliyunProperties> = {
    RegionId: order.regionId,
    ZoneId: order.zoneId,
    InstanceType: order.engine,
    EngineVersion: order.engineVersion,
    NodeType: order.class.node,
    NetworkType: order.network.type,
    VpcId: order.network.vpcId,
    VSwitchId: order.network.vSwitchId,
    ...(args.has("InstanceClass") ? { InstanceClass: order.class.name } : { Capacity: order.class.capacityMb }),
  };
  for (const [name, value] of Object.entries(said)) {
    const live = properties[name as keyof AliyunProperties];
    if (args.has(name) && value !== live)
      throw invalid(`${name} of the instance in the recycle bin is ${String(live)}.`);
  }
}

/**
 * Data, id, name, class, place and port come back, as do the backup policy, the window and the tags; whitelists, password and settings
 * have to be made again, and so has what is not mentioned: security groups, SSL, the public endpoint. [doc] and, for the latter, [guess]
 */
export function restore(context: Context, order: Order, source: AliyunInstance): Draft {
  const { args, world } = context;
  const { id, properties: p } = source;
  const real = p.InstanceType === "Memcache" ? undefined : world.addresses;
  const group = args.text("ResourceGroupId");
  const properties: AliyunProperties = {
    ...p,
    InstanceName: args.text("InstanceName") ?? p.InstanceName,
    ChargeType: order.billing.chargeType,
    AutoRenew: { AutoRenew: order.billing.autoRenew, Duration: order.billing.autoRenewMonths },
    IsOrderCompleted: false,
    DestroyTime: "",
    ...(group === undefined ? {} : { ResourceGroupId: group }),
    ...(isDomainUsed(context, p.ConnectionDomain) ? { ConnectionDomain: domainOf(id, p.InstanceType) } : {}),
    ...(p.PrivateIp !== "" && isAddressUsed(context, p.PrivateIp) ? { PrivateIp: freshAddress(world) } : {}),
    Config: { ...defaultConfig },
    SecurityIpGroups: [
      { SecurityIpGroupName: defaultGroup, SecurityIpGroupAttribute: "", SecurityIpList: "127.0.0.1" },
    ],
    SecurityGroupIds: [],
    GlobalSecurityGroupIds: [],
    VpcAuthMode: "Open",
    SSLEnabled: false,
    PublicConnection: null,
    // The old port may be somebody else's by now.
    ...(real === undefined ? {} : { ConnectionDomain: real.host, Port: real.take() }),
  };
  const secrets: AliyunInstance["secrets"] = order.password === undefined ? {} : { Password: order.password };
  const { binned: _noMore, ...rest } = structuredClone(source);
  const instance: AliyunInstance = { ...rest, properties, secrets, steps: [], released: false };
  return { instance, months: order.billing.months, isRestored: true };
}

import type { Order, PreparedInstance } from "./create";
import { invalid } from "./errors";
import {
  type AliyunInstance,
  type AliyunProperties,
  defaultSecurityIpGroups,
  domainOf,
  status,
  vendorTime,
} from "./instance";
import { freshAddress, isAddressUsed, isDomainUsed } from "./placement";
import { defaultConfig } from "./settings";
import { type Context, findBinned } from "./state";

/** How long the bin keeps a released pay-as-you-go instance. [doc] "Manage instances in the recycle bin" */
const retentionMs = 7 * 24 * 3_600_000;

/** `Released` for a transition, then in the bin, then removed. */
export function release({ store, world }: Context, instance: AliyunInstance): void {
  const releasedAt = world.now() + world.changeMs;
  store.begin(instance, {
    status: status.released,
    released: true,
    steps: [
      { at: releasedAt, binned: true, set: { DestroyTime: vendorTime(releasedAt) } },
      { at: releasedAt + retentionMs, isRemoved: true },
    ],
  });
}

/** The instance that RebuildInstance brings back. */
export function readBinned(context: Context): AliyunInstance {
  context.args.must("SrcDBInstanceId");
  if (context.args.has("BackupId")) throw invalid("BackupId and RebuildInstance exclude each other.");
  return findBinned(context, "SrcDBInstanceId");
}

/** The instance comes back with its old place and size, so what the call says about them has to agree. [guess] */
export function checkAgrees({ args }: Context, order: Order, { properties }: AliyunInstance): void {
  const requested: Partial<AliyunProperties> = {
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
  for (const [name, value] of Object.entries(requested)) {
    const observed = properties[name as keyof AliyunProperties];
    if (args.has(name) && value !== observed)
      throw invalid(`${name} of the instance in the recycle bin is ${String(observed)}.`);
  }
}

/**
 * Data, id, name, class, place and port come back, as do the backup policy, the window and the tags; whitelists, password and settings
 * do not. [doc] Neither do security groups, SSL and the public endpoint, which the page does not mention. [guess]
 */
export function restore(context: Context, order: Order, source: AliyunInstance): PreparedInstance {
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
    SecurityIpGroups: defaultSecurityIpGroups(),
    SecurityGroupIds: [],
    GlobalSecurityGroupIds: [],
    VpcAuthMode: "Open",
    SSLEnabled: false,
    PublicConnection: null,
    Accounts: [],
    // Another server may use the old port by now.
    ...(real === undefined ? {} : { ConnectionDomain: real.host, Port: real.take() }),
  };
  const secrets: AliyunInstance["secrets"] = order.password === undefined ? {} : { Password: order.password };
  const { binned: _binned, ...kept } = structuredClone(source);
  const instance: AliyunInstance = { ...kept, properties, secrets, steps: [], released: false };
  return { instance, months: order.billing.months, isRestored: true };
}

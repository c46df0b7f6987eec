import type { InstanceClass } from "./catalogue";
import {
  type AliyunInstance,
  type AliyunProperties,
  defaultSecurityIpGroups,
  domainOf,
  monthsAfter,
  propertiesOfClass,
  status,
} from "./instance";
import type { Billing } from "./rules";
import { defaultConfig } from "./settings";
import type { Context } from "./state";

export interface Network {
  readonly type: "VPC" | "CLASSIC";
  readonly vpcId: string;
  readonly vSwitchId: string;
  readonly privateIp: string;
}

/** What a checked create call asks for, whichever operation was called. */
export interface Order {
  readonly regionId: string;
  readonly zoneId: string;
  readonly secondaryZoneId: string;
  readonly network: Network;
  readonly class: InstanceClass;
  readonly engine: "Redis" | "Memcache" | "tair_rdb" | "tair_scm" | "tair_essd";
  readonly engineVersion: string;
  readonly billing: Billing;
  readonly password: string | undefined;
  readonly port: number;
  readonly tags: Record<string, string>;
  readonly otherProperties: Partial<AliyunProperties>;
}

/** An instance that is ordered but not yet delivered. Its id and address are final. */
export interface PreparedInstance {
  readonly instance: AliyunInstance;
  /** 0 for pay-as-you-go. */
  readonly months: number;
  /** It comes from the recycle bin. */
  readonly isRestored: boolean;
}

/** The letters after "r-" in the ids of a region. [doc] samples */
const regionPrefixes: Readonly<Record<string, string>> = {
  "cn-hangzhou": "bp1",
  "cn-beijing": "2ze",
  "cn-shanghai": "uf6",
  "cn-shenzhen": "wz9",
  "cn-qingdao": "m5e",
  "cn-hongkong": "j6c",
  "cn-zhangjiakou": "8vb",
  "cn-huhehaote": "hp3",
  "cn-chengdu": "2vc",
  "ap-southeast-1": "t4n",
};

export function createInstance(context: Context, order: Order): AliyunInstance {
  return deliver(context, prepareInstance(context, order));
}

/** Adds the instance to the store: `Creating` now, `Normal` after `provisionMs`. */
export function deliver(
  { world, store }: Pick<Context, "world" | "store">,
  { instance, months, isRestored }: PreparedInstance,
): AliyunInstance {
  const now = world.now();
  return store.add({
    ...instance,
    createdAt: isRestored ? instance.createdAt : now,
    status: status.creating,
    properties: { ...instance.properties, EndTime: months === 0 ? "" : monthsAfter(now, months) },
    steps: [{ at: now + world.provisionMs, status: status.normal, set: { IsOrderCompleted: true } }],
  });
}

export function prepareInstance({ world, account }: Context, order: Order): PreparedInstance {
  const { class: ordered, engine, network, billing } = order;
  const id = `${engine === "Memcache" ? "m" : "r"}-${regionPrefixes[order.regionId] ?? "gs5"}${world.random.text(14)}`;
  // A Memcache instance gets no real server, because a Redis server cannot stand in for it.
  const real = engine === "Memcache" ? undefined : world.addresses;
  const properties: AliyunProperties = {
    InstanceName: "",
    ...propertiesOfClass(ordered),
    InstanceType: engine,
    EngineVersion: order.engineVersion,
    NodeType: ordered.node,
    ShardCount: ordered.shards,
    ReplicaCount: ordered.node === "double" ? 1 : 0,
    SlaveReplicaCount: 0,
    ReadOnlyCount: ordered.readOnly,
    SlaveReadOnlyCount: 0,
    ConnectionDomain: domainOf(id, engine),
    PrivateIp: network.privateIp,
    NetworkType: network.type,
    VpcId: network.vpcId,
    VSwitchId: network.vSwitchId,
    VpcAuthMode: "Open",
    VpcCloudInstanceId: network.type === "VPC" ? id : "",
    RegionId: order.regionId,
    ZoneId: order.zoneId,
    SecondaryZoneId: order.secondaryZoneId,
    ZoneType: order.secondaryZoneId === "" ? "singlezone" : "doublezone",
    ChargeType: billing.chargeType,
    EndTime: "",
    IsOrderCompleted: false,
    Config: { ...defaultConfig },
    MaintainStartTime: "18:00Z",
    MaintainEndTime: "22:00Z",
    InstanceReleaseProtection: false,
    IsSupportTDE: ordered.edition === "Enterprise" && ["Local", "Tair_rdb"].includes(ordered.product),
    ResourceGroupId: `rg-acfm${account.slice(-4)}default`,
    GlobalInstanceId: "",
    Storage: "",
    StorageType: "",
    BackupLogStartTime: "",
    DestroyTime: "",
    EditionType: ordered.edition,
    SecurityIpGroups: defaultSecurityIpGroups(),
    SecurityGroupIds: [],
    GlobalSecurityGroupIds: [],
    AutoRenew: { AutoRenew: billing.autoRenew, Duration: billing.autoRenewMonths },
    BackupPolicy: {
      PreferredBackupPeriod: "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday",
      PreferredBackupTime: "18:00Z-19:00Z",
      BackupRetentionPeriod: 7,
      EnableBackupLog: 0,
    },
    SSLEnabled: false,
    SSLExpiredTime: "",
    TDEStatus: false,
    EncryptionKey: "",
    EncryptionName: "",
    RoleArn: "",
    AuditLog: { DbAudit: false, Retention: 0 },
    PublicConnection: null,
    Accounts: [],
    Backups: [],
    MinorVersion: `redis-${order.engineVersion}_1.2.3`,
    IsAutoUpgradeOpen: false,
    ParamGroupId: "",
    DedicatedHostGroupId: "",
    Tasks: [],
    Source: {},
    ...order.otherProperties,
    // A real server listens on a free port of this machine, so the requested port and prefix have no effect.
    ...(real === undefined ? {} : { ConnectionDomain: real.host }),
    Port: real?.take() ?? order.port,
  };
  const instance: AliyunInstance = {
    id,
    account,
    createdAt: world.now(),
    status: status.creating,
    properties,
    tags: order.tags,
    secrets: order.password === undefined ? {} : { Password: order.password },
    steps: [],
    released: false,
  };
  return { instance, months: billing.months, isRestored: false };
}

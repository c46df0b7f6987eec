import type { InstanceClass } from "./catalogue";
import { type Draft, deliver } from "./delivery";
import { type AliyunInstance, type AliyunProperties, defaultGroup, status } from "./instance";
import { domainOf, type Network } from "./placement";
import type { Billing } from "./rules";
import { defaultConfig } from "./settings";
import type { Context } from "./state";

/** What a checked create call asks for, whichever operation it came by. */
export interface Order {
  readonly regionId: string;
  readonly zoneId: string;
  readonly secondaryZoneId: string;
  readonly network: Network;
  readonly class: InstanceClass;
  readonly engine: "Redis" | "Memcache" | "tair_rdb" | "tair_scm" | "tair_essd";
  readonly engineVersion: string;
  readonly billing: Billing;
  readonly shardCount: number;
  readonly password: string | undefined;
  readonly port: number;
  readonly tags: Record<string, string>;
  /** Whatever else describe shows. */
  readonly rest: Partial<AliyunProperties>;
}

/** Letters after "r-" that tell the region. [doc] samples */
const regionMarks: Readonly<Record<string, string>> = {
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

/** A checked order becomes an instance at once. */
export function createInstance(context: Context, order: Order): AliyunInstance {
  return deliver(context.world, context.store, prepareInstance(context, order));
}

/** What will be delivered for a checked order: its id and its address are settled already. */
export function prepareInstance({ world, account }: Context, order: Order): Draft {
  const id = `${order.engine === "Memcache" ? "m" : "r"}-${regionMarks[order.regionId] ?? "gs5"}${world.random.text(14)}`;
  // No server stands in for Memcache.
  const real = order.engine === "Memcache" ? undefined : world.addresses;
  const isDual = order.secondaryZoneId !== "";
  const properties: AliyunProperties = {
    InstanceName: "",
    InstanceClass: order.class.name,
    RealInstanceClass: order.class.name,
    InstanceType: order.engine,
    EngineVersion: order.engineVersion,
    ArchitectureType: order.class.architecture,
    NodeType: order.class.node,
    ShardCount: order.shardCount,
    ReplicaCount: order.class.node === "double" ? 1 : 0,
    SlaveReplicaCount: 0,
    ReadOnlyCount: order.class.readOnly,
    SlaveReadOnlyCount: 0,
    Capacity: order.class.capacityMb,
    Bandwidth: order.class.bandwidth,
    Connections: order.class.connections,
    QPS: order.class.qps,
    ConnectionDomain: domainOf(id, order.engine),
    PrivateIp: order.network.privateIp,
    NetworkType: order.network.type,
    VpcId: order.network.vpcId,
    VSwitchId: order.network.vSwitchId,
    VpcAuthMode: "Open",
    VpcCloudInstanceId: order.network.type === "VPC" ? id : "",
    RegionId: order.regionId,
    ZoneId: order.zoneId,
    SecondaryZoneId: order.secondaryZoneId,
    ZoneType: isDual ? "doublezone" : "singlezone",
    ChargeType: order.billing.chargeType,
    EndTime: "",
    IsOrderCompleted: false,
    Config: { ...defaultConfig },
    MaintainStartTime: "18:00Z",
    MaintainEndTime: "22:00Z",
    InstanceReleaseProtection: false,
    IsSupportTDE: order.class.edition === "Enterprise" && ["Local", "Tair_rdb"].includes(order.class.product),
    ResourceGroupId: `rg-acfm${account.slice(-4)}default`,
    GlobalInstanceId: "",
    Storage: "",
    StorageType: "",
    BackupLogStartTime: "",
    DestroyTime: "",
    EditionType: order.class.edition,
    SecurityIpGroups: [
      { SecurityIpGroupName: defaultGroup, SecurityIpGroupAttribute: "", SecurityIpList: "127.0.0.1" },
    ],
    SecurityGroupIds: [],
    GlobalSecurityGroupIds: [],
    AutoRenew: { AutoRenew: order.billing.autoRenew, Duration: order.billing.autoRenewMonths },
    BackupPolicy: {
      PreferredBackupPeriod: "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday",
      PreferredBackupTime: "18:00Z-19:00Z",
      BackupRetentionPeriod: 7,
      EnableBackupLog: 0,
    },
    SSLEnabled: false,
    TDEStatus: false,
    PublicConnection: null,
    MinorVersion: `redis-${order.engineVersion}_1.2.3`,
    IsAutoUpgradeOpen: false,
    ParamGroupId: "",
    DedicatedHostGroupId: "",
    Source: {},
    ...order.rest,
    // A real server listens where it can, whatever port and prefix were asked for.
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
  return { instance, months: order.billing.months, isRestored: false };
}

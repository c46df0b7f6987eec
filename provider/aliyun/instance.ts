import { z } from "zod";
import type { ObservedInstance } from "../core/resource/definition";
import type { WaitingTask } from "./actions/tasks";
import type { AliyunAuditLog, AliyunBackupPolicy, AliyunPublicConnection } from "./args";

const text = z.string().optional();
const number = z.coerce.number().optional();

/** The fields of DescribeInstanceAttribute's `DBInstanceAttribute` that are used. The vendor adds fields and omits some. */
export const wireInstance = z.object({
  InstanceId: z.string().min(1),
  InstanceStatus: z.string(),
  InstanceName: text,
  InstanceClass: text,
  RealInstanceClass: text,
  InstanceType: text,
  EngineVersion: text,
  ArchitectureType: text,
  NodeType: text,
  EditionType: text,
  ShardCount: number,
  ReplicaCount: number,
  SlaveReplicaCount: number,
  ReadOnlyCount: number,
  SlaveReadOnlyCount: number,
  Storage: number,
  StorageType: text,
  Capacity: number,
  Bandwidth: number,
  Connections: number,
  QPS: number,
  ConnectionDomain: text,
  Port: number,
  PrivateIp: text,
  NetworkType: text,
  VpcId: text,
  VSwitchId: text,
  VpcAuthMode: text,
  RegionId: text,
  ZoneId: text,
  SecondaryZoneId: text,
  ChargeType: text,
  CreateTime: text,
  EndTime: text,
  IsOrderCompleted: z.coerce.string().optional(),
  Config: text,
  MaintainStartTime: text,
  MaintainEndTime: text,
  ResourceGroupId: text,
  GlobalInstanceId: text,
  InstanceReleaseProtection: z.boolean().optional(),
  PackageType: text,
  Tags: z
    .object({
      Tag: z.array(z.object({ Key: z.string(), Value: z.string().default("") })).default([]),
    })
    .optional(),
});

/** Properties that need separate reads, each made only where the property is compared. */
export interface AliyunExtras {
  /** The whitelist `default`. */
  readonly securityIps?: string[] | undefined;
  readonly securityIpGroups?: Record<string, string[]> | undefined;
  readonly securityGroupIds?: string[] | undefined;
  readonly globalSecurityGroupIds?: string[] | undefined;
  readonly ssl?: boolean | undefined;
  readonly sslExpiredTime?: string | undefined;
  readonly tde?: boolean | undefined;
  readonly auditLog?: AliyunAuditLog | undefined;
  readonly autoRenew?: boolean | undefined;
  /** Months. */
  readonly autoRenewPeriod?: number | undefined;
  readonly backupPolicy?: AliyunBackupPolicy | undefined;
  readonly minorVersionAutoUpgrade?: boolean | undefined;
  /** `latest_version`, or the older one that it is. */
  readonly minorVersion?: string | undefined;
  readonly publicConnection?: AliyunPublicConnection | false | undefined;
  readonly publicConnectionDomain?: string | undefined;
  /** What was ordered for the maintenance window and waits for it. */
  readonly waitingTasks?: readonly WaitingTask[] | undefined;
}

/** An observed instance under the names of our arguments. */
export interface AliyunInstance extends ObservedInstance, AliyunExtras {
  readonly instanceId: string;
  readonly instanceName?: string | undefined;
  /** The class that runs, not the one that was ordered. */
  readonly instanceClass?: string | undefined;
  readonly instanceType?: string | undefined;
  readonly engineVersion?: string | undefined;
  readonly architectureType?: string | undefined;
  readonly nodeType?: string | undefined;
  /** Only lists show it. */
  readonly editionType?: string | undefined;
  readonly shardCount?: number | undefined;
  readonly replicaCount?: number | undefined;
  readonly slaveReplicaCount?: number | undefined;
  readonly readOnlyCount?: number | undefined;
  readonly slaveReadOnlyCount?: number | undefined;
  /** GB. */
  readonly storage?: number | undefined;
  readonly storageType?: string | undefined;
  /** MB. */
  readonly capacity?: number | undefined;
  /** MB/s. */
  readonly bandwidth?: number | undefined;
  readonly connections?: number | undefined;
  readonly qps?: number | undefined;
  readonly connectionDomain?: string | undefined;
  readonly port?: number | undefined;
  readonly privateIpAddress?: string | undefined;
  readonly networkType?: "VPC" | "CLASSIC" | undefined;
  readonly vpcId?: string | undefined;
  readonly vSwitchId?: string | undefined;
  readonly vpcAuthMode?: "Open" | "Close" | undefined;
  readonly regionId?: string | undefined;
  readonly zoneId?: string | undefined;
  /** Empty for an instance in a single zone. */
  readonly secondaryZoneId: string;
  readonly chargeType?: "PrePaid" | "PostPaid" | undefined;
  /** Only of `PrePaid` instances. */
  readonly endTime?: string | undefined;
  readonly isOrderCompleted: boolean;
  /** Every engine setting that the cloud shows. */
  readonly config?: Record<string, string | number> | undefined;
  readonly maintainStartTime?: string | undefined;
  readonly maintainEndTime?: string | undefined;
  readonly resourceGroupId?: string | undefined;
  readonly globalInstanceId?: string | undefined;
  readonly instanceReleaseProtection?: boolean | undefined;
  /** All tags, including the pending tag and the vendor's own. */
  readonly allTags: Readonly<Record<string, string>>;
}

/** Turns the wire shape into our names. */
export function fromWire(wire: z.infer<typeof wireInstance>): AliyunInstance {
  return {
    instanceId: wire.InstanceId,
    status: wire.InstanceStatus,
    instanceName: wire.InstanceName,
    instanceClass: wire.RealInstanceClass || wire.InstanceClass,
    instanceType: wire.InstanceType,
    engineVersion: wire.EngineVersion,
    architectureType: wire.ArchitectureType,
    nodeType: wire.NodeType,
    editionType: wire.EditionType || undefined,
    shardCount: wire.ShardCount,
    replicaCount: wire.ReplicaCount,
    slaveReplicaCount: wire.SlaveReplicaCount,
    readOnlyCount: wire.ReadOnlyCount,
    slaveReadOnlyCount: wire.SlaveReadOnlyCount,
    storage: wire.Storage || undefined,
    storageType: wire.StorageType || undefined,
    capacity: wire.Capacity,
    bandwidth: wire.Bandwidth,
    connections: wire.Connections,
    qps: wire.QPS,
    connectionDomain: wire.ConnectionDomain,
    port: wire.Port,
    privateIpAddress: wire.PrivateIp,
    networkType: oneOf(wire.NetworkType, "VPC", "CLASSIC"),
    vpcId: wire.VpcId || undefined,
    vSwitchId: wire.VSwitchId || undefined,
    vpcAuthMode: oneOf(wire.VpcAuthMode, "Open", "Close"),
    regionId: wire.RegionId,
    zoneId: wire.ZoneId,
    secondaryZoneId: wire.SecondaryZoneId ?? "",
    chargeType: oneOf(wire.ChargeType, "PrePaid", "PostPaid"),
    createTime: wire.CreateTime,
    endTime: wire.EndTime || undefined,
    // Missing in older answers; the status alone decides there.
    isOrderCompleted: wire.IsOrderCompleted?.toLowerCase() !== "false",
    config: readConfig(wire.Config),
    maintainStartTime: wire.MaintainStartTime || undefined,
    maintainEndTime: wire.MaintainEndTime || undefined,
    resourceGroupId: wire.ResourceGroupId || undefined,
    globalInstanceId: wire.GlobalInstanceId || undefined,
    instanceReleaseProtection: wire.InstanceReleaseProtection,
    allTags: Object.fromEntries((wire.Tags?.Tag ?? []).map(({ Key, Value }) => [Key, Value])),
  };
}

/** Our types do not have words that the vendor adds later: those count as absent. */
function oneOf<Word extends string>(given: string | undefined, ...known: Word[]): Word | undefined {
  return known.find((word) => word === given);
}

/** Undefined where the text is not the JSON that it should be. */
function readConfig(text: string | undefined): Record<string, string | number> | undefined {
  // Every look at thirty instances reads some seven hundred settings; a schema takes far longer for them than this.
  try {
    const settings: unknown = JSON.parse(text ?? "");
    if (typeof settings !== "object" || settings === null || Array.isArray(settings)) return undefined;
    const entries = Object.entries(settings).map(([name, value]) => [
      name,
      value === true || value === false ? String(value) : value,
    ]);
    const isProper = entries.every(([, value]) => typeof value === "string" || typeof value === "number");
    return isProper ? Object.fromEntries(entries) : undefined;
  } catch {
    return undefined;
  }
}

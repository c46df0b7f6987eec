import { z } from "zod";
import type { Observed } from "../core/kind";

const text = z.string().optional();
const number = z.coerce.number().optional();

/** `DBInstanceAttribute` of DescribeInstanceAttribute, as far as it is used. Vendors add fields and leave some out. */
export const wireInstance = z.object({
  InstanceId: z.string(),
  InstanceStatus: z.string(),
  InstanceName: text,
  InstanceClass: text,
  RealInstanceClass: text,
  InstanceType: text,
  EngineVersion: text,
  ArchitectureType: text,
  NodeType: text,
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
  RegionId: text,
  ZoneId: text,
  ChargeType: text,
  CreateTime: text,
  EndTime: text,
  IsOrderCompleted: z.coerce.string().optional(),
  Config: text,
  InstanceReleaseProtection: z.boolean().optional(),
  PackageType: text,
  Tags: z.object({ Tag: z.array(z.object({ Key: z.string(), Value: z.string().default("") })).default([]) }).optional(),
});

/** An observed instance, in our words. */
export interface AliyunInstance extends Observed {
  readonly instanceId: string;
  readonly instanceName?: string | undefined;
  /** What runs, not what was ordered. */
  readonly instanceClass?: string | undefined;
  readonly instanceType?: string | undefined;
  readonly engineVersion?: string | undefined;
  readonly architectureType?: string | undefined;
  readonly nodeType?: string | undefined;
  /** MB */
  readonly capacity?: number | undefined;
  readonly bandwidth?: number | undefined;
  readonly connections?: number | undefined;
  readonly qps?: number | undefined;
  readonly connectionDomain?: string | undefined;
  readonly port?: number | undefined;
  readonly privateIpAddress?: string | undefined;
  readonly networkType?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly vSwitchId?: string | undefined;
  readonly regionId?: string | undefined;
  readonly zoneId?: string | undefined;
  readonly chargeType?: "PrePaid" | "PostPaid" | undefined;
  /** Only of PrePaid instances. */
  readonly endTime?: string | undefined;
  readonly isOrderCompleted: boolean;
  readonly config?: string | undefined;
  readonly instanceReleaseProtection?: boolean | undefined;
  /** All tags, also ours and the system's. */
  readonly allTags: Readonly<Record<string, string>>;
  /** The whitelist `default`, where it was read. */
  readonly securityIps?: readonly string[] | undefined;
}

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
    capacity: wire.Capacity,
    bandwidth: wire.Bandwidth,
    connections: wire.Connections,
    qps: wire.QPS,
    connectionDomain: wire.ConnectionDomain,
    port: wire.Port,
    privateIpAddress: wire.PrivateIp,
    networkType: wire.NetworkType,
    vpcId: wire.VpcId || undefined,
    vSwitchId: wire.VSwitchId || undefined,
    regionId: wire.RegionId,
    zoneId: wire.ZoneId,
    chargeType: wire.ChargeType === "PrePaid" || wire.ChargeType === "PostPaid" ? wire.ChargeType : undefined,
    createTime: wire.CreateTime,
    endTime: wire.EndTime || undefined,
    // Missing in older answers; then the status alone has to do.
    isOrderCompleted: wire.IsOrderCompleted?.toLowerCase() !== "false",
    config: wire.Config,
    instanceReleaseProtection: wire.InstanceReleaseProtection,
    allTags: Object.fromEntries((wire.Tags?.Tag ?? []).map(({ Key, Value }) => [Key, Value])),
  };
}

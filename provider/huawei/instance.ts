import { z } from "zod";
import type { ObservedInstance } from "../core/resource/definition";
import type {
  HuaweiBackupPolicy,
  HuaweiBandwidthAutoscaling,
  HuaweiExpiredKeyScan,
  HuaweiKeyScan,
  HuaweiWhitelistGroup,
} from "./args";

// The vendor adds fields, omits some, and uses different types for the same field in show and list.
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null || value === "" ? undefined : String(value)));
const number = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => (value == null || value === "" || Number.isNaN(Number(value)) ? undefined : Number(value)));
const flag = z
  .union([z.boolean(), z.string()])
  .nullish()
  .transform((value) => (value == null || value === "" ? undefined : String(value) === "true"));

const wireBackupPolicy = z
  .object({
    policy: z
      .object({
        backup_type: text,
        save_days: number,
        periodical_backup_plan: z
          .object({
            timezone_offset: text,
            backup_at: z.array(z.number()).nullish(),
            period_type: text,
            begin_at: text,
          })
          .nullish(),
      })
      .nullish(),
  })
  .nullish();

/** An element of the list, and the answer of show, which has more fields. */
export const wireInstance = z.object({
  instance_id: z.string().min(1),
  status: z.string(),
  name: text,
  description: z.string().nullish(),
  engine: text,
  engine_version: text,
  spec_code: text,
  cache_mode: text,
  product_type: text,
  cpu_type: text,
  capacity: number,
  capacity_minor: text,
  max_memory: number,
  replica_count: number,
  sharding_count: number,
  db_number: number,
  bandwidth_info: z.object({ bandwidth: number }).nullish(),
  task: text,
  created_at: text,
  launched_at: text,
  enterprise_project_id: text,
  tags: z.array(z.object({ key: z.string(), value: text })).nullish(),
  vpc_id: text,
  vpc_name: text,
  subnet_id: text,
  subnet_name: text,
  subnet_cidr: text,
  security_group_id: text,
  security_group_name: text,
  az_codes: z.array(z.string()).nullish(),
  ip: text,
  port: number,
  domain_name: text,
  readonly_domain_name: text,
  backend_addrs: text,
  enable_publicip: flag,
  publicip_id: text,
  publicip_address: text,
  enable_ssl: flag,
  no_password_access: flag,
  access_user: text,
  transparent_client_ip_enable: flag,
  maintain_begin: text,
  maintain_end: text,
  instance_backup_policy: wireBackupPolicy,
  charging_mode: number,
  order_id: text,
  requestId: z.string().optional(),
});

/** An observed instance in our words. Properties that cost calls of their own are there only if they were asked for. */
export interface HuaweiInstance extends ObservedInstance {
  readonly id: string;
  readonly region?: string | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly engine?: string | undefined;
  readonly engineVersion?: string | undefined;
  readonly specCode?: string | undefined;
  readonly cacheMode?: string | undefined;
  readonly productType?: string | undefined;
  readonly cpuType?: string | undefined;
  /** GB, may be a fraction. */
  readonly capacity?: number | undefined;
  /** MB. */
  readonly maxMemory?: number | undefined;
  readonly replicaCount?: number | undefined;
  readonly shardingCount?: number | undefined;
  readonly dbNumber?: number | undefined;
  /** Mbit/s. */
  readonly bandwidth?: number | undefined;
  /** The background job that is running. */
  readonly task?: string | undefined;
  readonly launchedAt?: string | undefined;
  readonly enterpriseProjectId?: string | undefined;
  /** All tags, including the pending tag and the system's. */
  readonly tags: Readonly<Record<string, string>>;
  readonly vpcId?: string | undefined;
  readonly vpcName?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly subnetName?: string | undefined;
  readonly subnetCidr?: string | undefined;
  readonly securityGroupId?: string | undefined;
  readonly azCodes?: readonly string[] | undefined;
  /** One address, or several of a cluster separated by commas. */
  readonly ip?: string | undefined;
  readonly port?: number | undefined;
  readonly connectionDomain?: string | undefined;
  readonly readonlyDomainName?: string | undefined;
  readonly backendAddrs?: string | undefined;
  readonly enablePublicip?: boolean | undefined;
  readonly publicipId?: string | undefined;
  readonly publicipAddress?: string | undefined;
  readonly enableSsl?: boolean | undefined;
  readonly noPasswordAccess?: boolean | undefined;
  readonly accessUser?: string | undefined;
  readonly transparentClientIp?: boolean | undefined;
  readonly maintainBegin?: string | undefined;
  readonly maintainEnd?: string | undefined;
  readonly instanceBackupPolicy?: HuaweiBackupPolicy | undefined;
  readonly chargingMode?: "prePaid" | "postPaid" | undefined;
  readonly orderId?: string | undefined;
  readonly whitelist?: HuaweiWhitelistGroup[] | undefined;
  readonly enableWhitelist?: boolean | undefined;
  readonly renameCommands?: Record<string, string> | undefined;
  readonly parameters?: Record<string, string> | undefined;
  /** Whether the last change of parameters has been applied: `SUCCESS`, `UPDATING` or `FAILURE`. */
  readonly configStatus?: string | undefined;
  readonly bandwidthAutoscaling?: HuaweiBandwidthAutoscaling | undefined;
  /** Mbit/s of each shard, where all have what is wanted; else of one that has not. 0 is what the flavour assures. */
  readonly shardBandwidth?: number | undefined;
  /** `latest`, or the older one that it is. */
  readonly engineMinorVersion?: string | undefined;
  readonly proxyMinorVersion?: string | undefined;
  /** Changes of the size that are ordered and not carried out yet, in the vendor's words. */
  readonly waitingTasks?: readonly string[] | undefined;
  readonly bigKeyScan?: HuaweiKeyScan | undefined;
  readonly hotKeyScan?: HuaweiKeyScan | undefined;
  readonly expiredKeyScan?: HuaweiExpiredKeyScan | undefined;
  readonly isAutoRenew?: boolean | undefined;
  /** End of the prepaid period. */
  readonly expireTime?: string | undefined;
}

/** The literal text that Redis 4.0 and later showed in reports of 2020 where they have no security group. */
const noSecurityGroup = "securityGroupId";

export function fromWire(wire: z.output<typeof wireInstance>): HuaweiInstance {
  const isModern = wire.security_group_id === noSecurityGroup;
  return {
    id: wire.instance_id,
    status: wire.status,
    requestId: wire.requestId,
    createTime: wire.created_at,
    name: wire.name,
    description: wire.description ?? undefined,
    engine: wire.engine,
    engineVersion: wire.engine_version,
    specCode: wire.spec_code,
    cacheMode: wire.cache_mode,
    productType: wire.product_type,
    cpuType: wire.cpu_type,
    // `capacity` is 0 below 1 GB; `capacity_minor` is a text like ".125". [doc]
    capacity: wire.capacity || (wire.capacity_minor === undefined ? undefined : Number(wire.capacity_minor)),
    maxMemory: wire.max_memory,
    replicaCount: wire.replica_count,
    shardingCount: wire.sharding_count,
    dbNumber: wire.db_number,
    bandwidth: wire.bandwidth_info?.bandwidth,
    task: wire.task,
    launchedAt: wire.launched_at,
    enterpriseProjectId: wire.enterprise_project_id,
    tags: Object.fromEntries((wire.tags ?? []).map(({ key, value }) => [key, value ?? ""])),
    vpcId: wire.vpc_id,
    vpcName: wire.vpc_name,
    subnetId: wire.subnet_id,
    subnetName: wire.subnet_name,
    subnetCidr: wire.subnet_cidr,
    securityGroupId: isModern ? undefined : wire.security_group_id,
    azCodes: wire.az_codes ?? undefined,
    ip: wire.ip,
    port: wire.port,
    connectionDomain: wire.domain_name,
    readonlyDomainName: wire.readonly_domain_name,
    backendAddrs: wire.backend_addrs,
    enablePublicip: wire.enable_publicip,
    publicipId: wire.publicip_id,
    publicipAddress: wire.publicip_address,
    enableSsl: wire.enable_ssl,
    noPasswordAccess: wire.no_password_access,
    accessUser: wire.access_user,
    transparentClientIp: wire.transparent_client_ip_enable,
    maintainBegin: wire.maintain_begin,
    maintainEnd: wire.maintain_end,
    instanceBackupPolicy: policyFromWire(wire.instance_backup_policy),
    chargingMode: wire.charging_mode === 1 ? "prePaid" : wire.charging_mode === 0 ? "postPaid" : undefined,
    orderId: wire.order_id,
  };
}

function policyFromWire(wire: z.output<typeof wireBackupPolicy>): HuaweiBackupPolicy | undefined {
  const { backup_type, save_days, periodical_backup_plan: plan } = wire?.policy ?? {};
  if (backup_type !== "auto" && backup_type !== "manual") return undefined;
  // A manual policy still shows the plan of the automatic one before it, which no longer applies. [tf]
  if (backup_type === "manual") return { backupType: backup_type };
  return {
    backupType: backup_type,
    ...(save_days === undefined ? {} : { saveDays: save_days }),
    ...(plan
      ? {
          periodicalBackupPlan: {
            ...(plan.timezone_offset === undefined ? {} : { timezoneOffset: plan.timezone_offset }),
            backupAt: plan.backup_at ?? [],
            periodType: "weekly",
            beginAt: plan.begin_at ?? "",
          },
        }
      : {}),
  };
}

export function policyToWire({ backupType, saveDays, periodicalBackupPlan: plan }: HuaweiBackupPolicy) {
  return {
    backup_type: backupType,
    save_days: saveDays,
    periodical_backup_plan: plan && {
      timezone_offset: plan.timezoneOffset,
      backup_at: plan.backupAt,
      period_type: plan.periodType,
      begin_at: plan.beginAt,
    },
  };
}

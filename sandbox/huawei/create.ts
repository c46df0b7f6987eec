import { bandwidthOf, type Flavor, shardsOf, stockOf } from "./catalogue";
import { ApiError } from "./errors";
import { type HuaweiInstance, type HuaweiProperties, status, vendorTime } from "./instance";
import { address, arrange } from "./nodes";
import { findZone } from "./regions";
import { defaultConfig } from "./settings";
import type { Context } from "./state";

/** Instances and GB of an account; keys of `--keys` can have their own number of instances. [guess] figures */
export const quota = { instances: 1000, ramGb: 100_000 } as const;

/** What a checked create call asks for. */
export interface Creation {
  readonly flavor: Flavor;
  readonly capacityGb: number;
  readonly zones: readonly string[];
  readonly privateIp: string | undefined;
  readonly port: number;
  readonly password: string | undefined;
  readonly tags: Record<string, string>;
  readonly isPaid: boolean;
  /** Whatever else show gives. */
  readonly rest: Pick<
    HuaweiProperties,
    "engine" | "engine_version" | "vpc_id" | "subnet_id" | "maintain_begin" | "maintain_end"
  > &
    Partial<HuaweiProperties>;
}

export function usage({ store, account }: Context): { instances: number; ramGb: number } {
  const living = store.all().filter((one) => one.account === account && !one.released);
  return { instances: living.length, ramGb: living.reduce((sum, { properties }) => sum + properties.capacityGb, 0) };
}

export function quotaOf({ key }: Context): { instances: number; ramGb: number } {
  return { instances: key.quota ?? quota.instances, ramGb: quota.ramGb };
}

export function checkQuota(context: Context, count: number, gb: number): void {
  const used = usage(context);
  const most = quotaOf(context);
  if (used.instances + count > most.instances) throw new ApiError("DCS.4035");
  if (used.ramGb + count * gb > most.ramGb) throw new ApiError("DCS.4036");
}

/** One zone for a single node, several codes for several zones, master first; each must have the flavour. [doc] */
export function checkZones({ region }: Context, codes: readonly string[], flavor: Flavor): void {
  if (codes.length === 0) throw new ApiError("DCS.4062", "az_codes");
  for (const code of codes) {
    const zone = findZone(region, code);
    if (zone === undefined || zone.code !== code) throw new ApiError("DCS.4042", code);
    if (!stockOf(region, { ...flavor }).includes(code)) throw new ApiError("DCS.4054", code);
  }
  if (new Set(codes).size < codes.length || (flavor.mode === "single" && codes.length > 1))
    throw new ApiError("DCS.4062", "az_codes");
}

export function checkPrivateIp({ store, account }: Context, ip: string, subnet: string): void {
  if (!/^(\d{1,3}\.){3}\d{1,3}$/.test(ip)) throw new ApiError("DCS.4062", "private_ip");
  const isUsed = store
    .all()
    .some((one) => one.account === account && one.properties.subnet_id === subnet && one.properties.ip === ip);
  if (isUsed) throw new ApiError("DCS.4911", `${ip} is in use`);
}

/** What follows from a flavour and a size; a resize sets the same. */
export function shapeOf(flavor: Flavor, capacityGb: number) {
  return {
    spec_code: flavor.specCode,
    cache_mode: flavor.mode,
    cpu_type: flavor.cpu,
    capacityGb,
    replica_count: flavor.replicas,
    sharding_count: shardsOf(flavor, capacityGb),
    bandwidth: bandwidthOf(flavor, capacityGb),
  } satisfies Partial<HuaweiProperties>;
}

/** A checked order becomes an instance; its creation begins elsewhere, when it is paid. */
export function bear(context: Context, order: Creation): HuaweiInstance {
  const { world, store, account, project, region } = context;
  const createdAt = world.now();
  const id = world.random.uuid();
  const real = world.addresses;
  const shape = shapeOf(order.flavor, order.capacityGb);
  const properties: HuaweiProperties = {
    region,
    project_id: project,
    name: "",
    description: "",
    ...shape,
    used_memory: order.rest.engine === "Redis" ? 2 : 1,
    task: null,
    launched_at: null,
    updated_at: vendorTime(createdAt),
    ip: order.privateIp ?? address(world.random),
    domain_name: `${order.rest.engine.toLowerCase()}-${id}.dcs.myhuaweicloud.com`,
    enable_publicip: false,
    publicip_id: null,
    publicip_address: null,
    security_group_id: null,
    az_codes: [...order.zones],
    groups: arrange(world.random, { shards: shape.sharding_count, replicas: shape.replica_count, zones: order.zones }),
    no_password_access: order.password === undefined,
    access_user: null,
    enable_ssl: false,
    transparent_client_ip_enable: Number(order.rest.engine_version) >= 4,
    enable_whitelist: false,
    whitelist: [],
    rename_commands: {},
    wrongPasswords: 0,
    lockedUntil: 0,
    instance_backup_policy: null,
    charging_mode: 0,
    order_id: null,
    expires_at: null,
    is_auto_renew: false,
    enterprise_project_id: "0",
    template_id: null,
    redis_config: defaultConfig(order.rest.engine),
    config_status: "SUCCESS",
    config_time: vendorTime(createdAt),
    restart_pending: [],
    bigkey_autoscan: { enable_auto_scan: false, schedule_at: [], updated_at: null },
    hotkey_autoscan: { enable_auto_scan: false, schedule_at: [], updated_at: null },
    expire_autoscan: {
      enable_auto_scan: false,
      first_scan_at: null,
      interval: null,
      timeout: null,
      scan_keys_count: null,
      updated_at: null,
    },
    autoscaling_policy: null,
    scaleOrder: null,
    doneJobs: [],
    ...order.rest,
    port: order.port,
  };
  if (real !== undefined) Object.assign(properties, { port: real.take(), ip: real.host, domain_name: real.host });
  return store.add({
    id,
    account,
    createdAt,
    status: status.paying,
    properties,
    tags: { ...order.tags },
    secrets: order.password === undefined ? {} : { password: order.password },
    steps: [],
    released: false,
  });
}

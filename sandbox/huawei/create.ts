import type { Random } from "../core/random";
import { bandwidthOf, type Flavor, newestVersions, shardsOf } from "./catalogue";
import { ApiError } from "./errors";
import { type HuaweiInstance, type HuaweiProperties, type Node, type Shard, status, vendorTime } from "./instance";
import { defaultConfig } from "./settings";
import type { Context } from "./state";

/** A create call whose values are checked. */
export interface CheckedOrder {
  readonly flavor: Flavor;
  readonly capacityGb: number;
  readonly zones: readonly string[];
  readonly privateIp: string | undefined;
  readonly port: number;
  readonly password: string | undefined;
  readonly tags: Record<string, string>;
  readonly isPaid: boolean;
  readonly otherProperties: Pick<
    HuaweiProperties,
    "engine" | "engine_version" | "vpc_id" | "subnet_id" | "maintain_begin" | "maintain_end"
  > &
    Partial<HuaweiProperties>;
}

interface Amount {
  readonly instances: number;
  readonly ramGb: number;
}

/** What an account may have; a key of `--keys` can have its own number of instances. [guess] the figures */
const defaultQuota: Amount = { instances: 1000, ramGb: 100_000 };

export function usage({ store, account }: Context): Amount {
  const existing = store.all().filter((one) => one.account === account && !one.released);
  return {
    instances: existing.length,
    ramGb: existing.reduce((sum, { properties }) => sum + properties.capacityGb, 0),
  };
}

export function quotaOf({ key }: Context): Amount {
  return { ...defaultQuota, instances: key.quota ?? defaultQuota.instances };
}

export function checkQuota(context: Context, count: number, gb: number): void {
  const used = usage(context);
  const quota = quotaOf(context);
  if (used.instances + count > quota.instances) throw new ApiError("DCS.4035");
  if (used.ramGb + count * gb > quota.ramGb) throw new ApiError("DCS.4036");
}

/** The properties that follow from a flavour and a size. */
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

/** The instance awaits payment until `beginCreation`. */
export function createInstance(context: Context, name: string, order: CheckedOrder): HuaweiInstance {
  const { world, store, account, project, region } = context;
  const { otherProperties, zones, password } = order;
  const { engine, engine_version } = otherProperties;
  const createdAt = world.now();
  const id = world.random.uuid();
  const server = world.addresses;
  const shape = shapeOf(order.flavor, order.capacityGb);
  const properties: HuaweiProperties = {
    region,
    project_id: project,
    description: "",
    ...shape,
    used_memory: engine === "Redis" ? 2 : 1,
    ...newestVersions({ engine, engine_version, cache_mode: shape.cache_mode }),
    task: null,
    launched_at: null,
    updated_at: vendorTime(createdAt),
    ip: order.privateIp ?? randomAddress(world.random),
    domain_name: `${engine.toLowerCase()}-${id}.dcs.myhuaweicloud.com`,
    enable_publicip: false,
    publicip_id: null,
    publicip_address: null,
    security_group_id: null,
    az_codes: [...zones],
    groups: arrangeNodes(world.random, { shards: shape.sharding_count, replicas: shape.replica_count, zones }),
    no_password_access: password === undefined,
    access_user: null,
    enable_ssl: false,
    transparent_client_ip_enable: Number(engine_version) >= 4,
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
    redis_config: defaultConfig(engine),
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
    accounts: [],
    backups: [],
    scaleOrder: null,
    doneJobs: [],
    ...otherProperties,
    name,
    port: order.port,
  };
  if (server !== undefined)
    Object.assign(properties, { port: server.take(), ip: server.host, domain_name: server.host });
  return store.add({
    id,
    account,
    createdAt,
    status: status.paying,
    properties,
    tags: { ...order.tags },
    secrets: password === undefined ? {} : { password },
    steps: [],
    released: false,
  });
}

/** Begins at once for postpaid and automatically paid instances, otherwise with the payment. */
export function beginCreation({ store, world }: Context, instance: HuaweiInstance): void {
  const now = world.now();
  const end = now + world.provisionMs;
  store.begin(instance, {
    status: status.creating,
    steps: [
      // RUNNING comes before the last job ends, so a client that checks only the status is too early. [tf]
      { at: now + Math.floor(world.provisionMs * 0.75), status: status.running, set: { task: "CREATING" } },
      { at: end, set: { task: null, launched_at: vendorTime(end) } },
    ],
  });
}

interface Layout {
  readonly shards: number;
  /** Copies of each shard, the master included. */
  readonly replicas: number;
  readonly zones: readonly string[];
}

/** The master is in the first zone, the replicas in the others in turn. Existing nodes are kept. [doc] */
export function arrangeNodes(random: Random, { shards, replicas, zones }: Layout, existing: readonly Shard[] = []) {
  return Array.from({ length: shards }, (_none, index): Shard => {
    const shard = existing[index];
    const nodes = Array.from({ length: replicas }, (_empty, copy) => {
      const az_code = zones[copy % zones.length] ?? "";
      const node = shard?.nodes[copy];
      return node === undefined ? newNode(random, copy === 0, az_code) : { ...node, az_code };
    });
    return { group_id: random.uuid(), ...shard, group_name: `group-${index}`, nodes };
  });
}

/** Mbit/s of all shards beyond what the flavour assures; a change of the size leaves it. [doc] */
export const extraOf = (groups: readonly Shard[]): number =>
  groups.reduce((sum, { extraBandwidth = 0 }) => sum + extraBandwidth, 0);

function newNode(random: Random, isMaster: boolean, az_code: string): Node {
  return {
    node_id: random.text(32, "0123456789abcdef"),
    replication_id: random.uuid(),
    replication_ip: randomAddress(random),
    replication_role: isMaster ? "master" : "slave",
    az_code,
  };
}

export function randomAddress(random: Random): string {
  return `192.168.${random.number(256)}.${1 + random.number(254)}`;
}

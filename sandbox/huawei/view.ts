import type { SandboxInstance } from "../core/cloud";
import { domainOf, findZone } from "./catalogue";
import { type HuaweiInstance, type HuaweiProperties, hasSsl, isOld, type Shard, vendorTime } from "./instance";

/** The fields of both show and list. The SDKs expect numbers as numbers and `no_password_access` as text. [sdk] */
function common({ id, status, account, createdAt, tags, properties: p }: HuaweiInstance) {
  const isTiny = p.capacityGb < 1;
  return {
    instance_id: id,
    name: p.name,
    description: p.description,
    engine: p.engine,
    engine_version: p.engine_version,
    spec_code: p.spec_code,
    status,
    sub_status: "normal",
    charging_mode: p.charging_mode,
    order_id: p.order_id,
    created_at: vendorTime(createdAt),
    updated_at: p.updated_at,
    user_id: domainOf(`user ${account}`),
    user_name: "sandbox",
    enterprise_project_id: p.enterprise_project_id,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    vpc_id: p.vpc_id,
    vpc_name: `vpc-${p.vpc_id.slice(0, 4)}`,
    subnet_id: p.subnet_id,
    security_group_id: p.security_group_id ?? undefined,
    az_codes: [...p.az_codes].sort(),
    ip: p.ip,
    port: p.port,
    domain_name: p.domain_name,
    readonly_domain_name: p.cache_mode === "ha" ? readOnlyDomain(p.domain_name) : null,
    enable_publicip: p.enable_publicip,
    publicip_id: p.publicip_id,
    publicip_address: p.publicip_address,
    enable_ssl: p.enable_ssl,
    no_password_access: String(p.no_password_access),
    access_user: p.access_user,
    capacity: isTiny ? 0 : p.capacityGb,
    capacity_minor: isTiny ? String(p.capacityGb).replace(/^0/, "") : "",
    max_memory: p.capacityGb * 1024,
    used_memory: p.used_memory,
    cpu_type: p.cpu_type,
    maintain_begin: p.maintain_begin,
    maintain_end: p.maintain_end,
    service_upgrade: false,
    service_task_id: null,
    features: {
      support_acl: !isOld(p),
      support_transparent_client_ip: !isOld(p),
      support_ssl: hasSsl(p),
      support_audit_log: false,
    },
  };
}

export const listView = common;

/** GET /instances/{id}. Unlike the list, it has `task`. [doc] */
export function detailView(instance: HuaweiInstance, now: number) {
  const { properties: p } = instance;
  return {
    ...common(instance),
    cache_mode: p.cache_mode,
    product_type: "generic",
    storage_type: "DRAM",
    enterprise_project_name: p.enterprise_project_id === "0" ? "default" : `eps-${p.enterprise_project_id.slice(0, 8)}`,
    subnet_name: `subnet-${p.subnet_id.slice(0, 4)}`,
    subnet_cidr: "192.168.0.0/16",
    security_group_name: groupName(p.security_group_id),
    available_zones: [...p.az_codes].sort().map((code) => findZone(p.region, code)?.id ?? ""),
    backend_addrs: p.cache_mode === "cluster" ? backends(p) : null,
    domain_name_info: {
      support_public_resolve: true,
      is_latest_rules: true,
      zone_name: "dcs.myhuaweicloud.com",
      history_domain_names: null,
    },
    transparent_client_ip_enable: p.transparent_client_ip_enable,
    launched_at: p.launched_at,
    update_at: p.updated_at,
    support_slow_log_flag: "default",
    db_number: p.cache_mode === "cluster" ? 1 : 256,
    replica_count: p.replica_count,
    sharding_count: p.sharding_count,
    bandwidth_info: {
      bandwidth: p.bandwidth,
      assured_bandwidth: p.bandwidth,
      max_bandwidth_for_node: p.bandwidth,
      begin_time: 0,
      end_time: 0,
      current_time: now,
      expand_count: 0,
      expand_effect_time: 0,
      expand_interval_time: 0,
      max_expand_count: 0,
      next_expand_time: 0,
      task_running: false,
    },
    instance_backup_policy: p.instance_backup_policy,
    cloud_service_type_code: "hws.service.type.dcs",
    cloud_resource_type_code: "hws.resource.type.dcs3",
    inquery_spec_code: p.spec_code,
    task: p.task,
  };
}

/**
 * 4.0 and later leave both fields out: the Terraform provider's tests demand an empty plan. [tf] Reports of 2020 have the
 * placeholder in both; a drift of `security_group_id` to it shows an instance like that.
 */
function groupName(id: string | null): string | undefined {
  if (id === null) return undefined;
  return id === "securityGroupId" ? id : `sg-${id.slice(0, 4)}`;
}

function backends(p: HuaweiProperties): string {
  return p.groups.flatMap(({ nodes }) => nodes.map(({ replication_ip }) => `${replication_ip}:${p.port}`)).join(",");
}

function readOnlyDomain(domain: string): string {
  return domain.replace(/^([^.]+)\./, "$1-readonly.");
}

export function groupsView(instanceId: string, groups: readonly Shard[]): Record<string, unknown> {
  return {
    group_count: groups.length,
    group_list: groups.map(({ group_id, group_name, nodes }) => ({
      group_id,
      group_name,
      replication_list: nodes.map((node) => ({
        ...node,
        is_replication: false,
        status: "Active",
        dimensions: [
          { name: "dcs_instance_id", value: instanceId },
          { name: "dcs_cluster_redis_node", value: node.node_id },
        ],
      })),
    })),
  };
}

/** For the sandbox's own list: everything that show and the other reads give. */
export function sandboxView(instance: HuaweiInstance, now: number): SandboxInstance {
  const { id, properties: p, createdAt, tags, secrets } = instance;
  return structuredClone({
    cloud: "huawei",
    id,
    name: p.name,
    status: instance.status,
    createdAt: vendorTime(createdAt),
    tags,
    properties: { ...p, ...detailView(instance, now), az_codes: p.az_codes },
    secrets,
  });
}

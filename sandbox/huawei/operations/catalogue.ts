import {
  bandwidthOf,
  type Flavor,
  findFlavor,
  findZone,
  flavors,
  homeRegion,
  shardsOf,
  stockOf,
  zonesOf,
} from "../catalogue";
import { quotaOf, usage } from "../create";
import { ApiError } from "../errors";
import { type Context, lookUp, type Operation } from "../state";

export const listFlavors: Operation = {
  mutating: false,
  known:
    "[doc] sample, [sdk] types: engine in lower case, versions as one text, capacities as texts; a zone that is not listed has no stock; [guess] engine Redis when none is given",
  handle: (context) => ({
    content: { flavors: requested(context).map((flavor) => flavorView(context.region, flavor)) },
  }),
};

function requested(context: Context): Flavor[] {
  const { query } = context;
  const id = query.text("instance_id");
  const instance = id === undefined ? undefined : lookUp(context, id);
  if (id !== undefined && instance === undefined) throw new ApiError("DCS.3022");
  const old = instance === undefined ? undefined : findFlavor(instance.properties.spec_code);
  const engine = (query.text("engine") ?? old?.engine ?? "redis").toLowerCase();
  const version = query.text("engine_version") ?? (instance?.properties.engine_version || undefined);
  const capacity = query.text("capacity");
  const same = (name: string, value: string) => (query.text(name) ?? value) === value;
  return flavors.filter(
    (one) =>
      // A flavour that is no longer offered is found by its code: Terraform compares the old and the new one. [guess]
      (one.isAvailable || query.text("spec_code") === one.specCode) &&
      (query.text("spec_code") !== undefined || one.engine === engine) &&
      same("spec_code", one.specCode) &&
      same("cache_mode", one.mode) &&
      same("cpu_type", one.cpu) &&
      (old === undefined || one.cpu === old.cpu) &&
      (version === undefined || one.versions.includes(version)) &&
      (capacity === undefined || one.capacities.includes(Number(capacity))),
  );
}

function flavorView(region: string, flavor: Flavor) {
  const codes = flavor.isAvailable ? stockOf(region, flavor) : [];
  return {
    spec_code: flavor.specCode,
    cloud_service_type_code: "hws.service.type.dcs",
    cloud_resource_type_code: "hws.resource.type.dcs3",
    cache_mode: flavor.mode,
    engine: flavor.engine,
    engine_version: flavor.versions.join(";"),
    product_type: "generic",
    cpu_type: flavor.cpu,
    storage_type: "DRAM",
    capacity: flavor.capacities.map(String),
    billing_mode: ["Hourly", "Monthly", "Yearly"],
    tenant_ip_count: flavor.mode === "cluster" ? shardsOf(flavor, flavor.capacities[0] ?? 0) * flavor.replicas : 1,
    pricing_type: "normal",
    is_dec: false,
    attrs: flavor.capacities.flatMap((gb) => attributes(flavor, gb)),
    flavors_available_zones: flavor.capacities.flatMap((gb) =>
      codes.length === 0
        ? []
        : [
            {
              capacity: String(gb),
              unit: "GB",
              az_codes: codes,
              available_zones: codes.map((code) => findZone(region, code)?.id ?? ""),
            },
          ],
    ),
    replica_count: flavor.replicas,
    inquery_spec_code: flavor.specCode,
    billing_factor: "Duration",
  };
}

function attributes(flavor: Flavor, gb: number) {
  const values = {
    max_memory: gb,
    max_connections: 10000,
    sharding_num: shardsOf(flavor, gb),
    proxy_num: flavor.mode === "proxy" ? shardsOf(flavor, gb) : 0,
    db_number: flavor.mode === "cluster" ? 1 : 256,
    max_clients: 10000,
    max_bandwidth: bandwidthOf(flavor, gb),
  };
  return Object.entries(values).map(([name, value]) => ({ capacity: String(gb), name, value: String(value) }));
}

export const listAvailableZones: Operation = {
  mutating: false,
  known:
    "[sdk] shape, resource_availability is text; [guess] the region is that of X-Project-Id, because one endpoint serves all regions here",
  handle: ({ region }) => ({
    content: {
      region_id: region || homeRegion,
      available_zones: zonesOf(region || homeRegion).map(({ code, id, name, isAvailable }) => ({
        id,
        code,
        name,
        port: "8003",
        resource_availability: String(isAvailable),
      })),
    },
  }),
};

export const listMaintenanceWindows: Operation = {
  mutating: false,
  known: "[sdk] shape, hours as text; [doc] 24 windows of an hour; [guess] which is the default",
  handle: () => ({
    content: {
      maintain_windows: Array.from({ length: 24 }, (_none, hour) => ({
        seq: hour + 1,
        begin: String(hour).padStart(2, "0"),
        end: String((hour + 1) % 24).padStart(2, "0"),
        default: hour === 2,
      })),
    },
  }),
};

export const showQuotaOfTenant: Operation = {
  mutating: false,
  known: "[sdk] shape",
  handle: (context) => {
    const used = usage(context);
    const { instances, ramGb } = quotaOf(context);
    return {
      content: {
        quotas: {
          resources: [
            { type: "instance", unit: null, min: 1, max: instances, quota: instances, used: used.instances },
            { type: "ram", unit: "GB", min: 1, max: ramGb, quota: ramGb, used: Math.ceil(used.ramGb) },
          ],
        },
      },
    };
  },
};

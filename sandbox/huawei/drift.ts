import type { Drift } from "../core/cloud";
import { driftEntry, driftInstance, driftTemplate, type SpecialDrifts } from "../core/drift";
import { isRecord } from "../core/keys";
import { findFlavor } from "./catalogue";
import { shapeOf } from "./create";
import type { HuaweiProperties, HuaweiStore } from "./instance";
import type { Template } from "./templates";

const special: SpecialDrifts<HuaweiProperties> = {
  status: (instance, value) => {
    instance.status = String(value);
    instance.steps = [];
    instance.properties.task = null;
  },
  password: (instance, value) => {
    instance.secrets.password = String(value);
    instance.properties.no_password_access = false;
  },
  no_password_access: ({ properties }, value) => {
    properties.no_password_access = value === true || value === "true";
  },
  capacity: ({ properties }, value) => {
    properties.capacityGb = Number(value);
  },
  spec_code: ({ properties }, value) => {
    const flavor = findFlavor(String(value));
    if (flavor === undefined) throw new Error(`drift: no spec_code "${String(value)}"`);
    const [smallest = 0] = flavor.capacities;
    const gb = flavor.capacities.includes(properties.capacityGb) ? properties.capacityGb : smallest;
    Object.assign(properties, shapeOf(flavor, gb));
  },
  account: ({ properties }, value) => {
    properties.accounts = driftEntry(properties.accounts, "account_name", value);
  },
  backup: ({ properties }, value) => {
    properties.backups = driftEntry(properties.backups, "backup_id", value);
  },
  redis_config: ({ properties }, value) => {
    if (!isRecord(value)) throw new Error("drift: redis_config is an object of name → value");
    const given = Object.entries(value).map(([name, one]) => [name, String(one)]);
    properties.redis_config = { ...properties.redis_config, ...Object.fromEntries(given) };
  },
};

export function drift(store: HuaweiStore, templates: Map<string, Template>, change: Drift): void {
  if (!driftTemplate(templates, change, "params")) driftInstance(store, change, special);
}

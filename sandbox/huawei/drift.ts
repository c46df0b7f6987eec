import type { Drift } from "../core/cloud";
import { isRecord } from "../core/keys";
import { shapeOf } from "./birth";
import { findFlavor } from "./flavors";
import type { HuaweiInstance, HuaweiStore } from "./instance";

type Change = (instance: HuaweiInstance, value: unknown) => void;

/** Vendor fields that are not simply one property of that name. */
const special: Readonly<Record<string, Change>> = {
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
    const [gb = 0] = flavor.capacities;
    Object.assign(
      properties,
      shapeOf(flavor, flavor.capacities.includes(properties.capacityGb) ? properties.capacityGb : gb),
    );
  },
  redis_config: ({ properties }, value) => {
    if (!isRecord(value)) throw new Error("drift: redis_config is an object of name → value");
    const given = Object.entries(value).map(([name, one]) => [name, String(one)]);
    properties.redis_config = { ...properties.redis_config, ...Object.fromEntries(given) };
  },
};

/** @throws when there is no such instance or field: a drift that does nothing would make a test pass for nothing. */
export function drift(store: HuaweiStore, { id, set = {}, tags, delete: isDeleted }: Drift): void {
  const instance = store.find(id);
  if (instance === undefined) throw new Error(`drift: no instance "${id}"`);
  for (const name of Object.keys(set)) {
    if (!Object.hasOwn(special, name) && !Object.hasOwn(instance.properties, name))
      throw new Error(`drift: an instance has no field "${name}"`);
  }
  for (const [name, value] of Object.entries(set)) {
    const change = special[name];
    if (change === undefined) Object.assign(instance.properties, { [name]: value });
    else change(instance, value);
  }
  if (tags !== undefined) instance.tags = { ...tags };
  if (isDeleted === true) store.remove(id);
}

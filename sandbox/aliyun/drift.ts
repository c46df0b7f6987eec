import type { Drift, World } from "../core/cloud";
import { isAccount, setFacts } from "./account";
import { findClass } from "./classes";
import { type AliyunInstance, type AliyunProperties, type AliyunStore, defaultGroup } from "./instance";
import { pay } from "./payment";
import { isZone, setZone } from "./stock";

type Change = (instance: AliyunInstance, value: unknown) => void;

/** Vendor fields that are not simply one property of that name. */
const special: Readonly<Record<string, Change>> = {
  InstanceStatus: (instance, value) => {
    instance.status = String(value);
    instance.steps = [];
  },
  Password: (instance, value) => {
    instance.secrets.Password = String(value);
  },
  InstanceClass: (instance, value) => {
    const made = findClass(String(value));
    if (made === undefined) throw new Error(`drift: no class "${String(value)}"`);
    Object.assign(instance.properties, {
      InstanceClass: made.name,
      RealInstanceClass: made.name,
      Capacity: made.capacityMb,
      Bandwidth: made.bandwidth,
      Connections: made.connections,
      QPS: made.qps,
      ArchitectureType: made.architecture,
    } satisfies Partial<AliyunProperties>);
  },
  SecurityIPList: ({ properties }, value) => {
    properties.SecurityIpGroups = [
      { SecurityIpGroupName: defaultGroup, SecurityIpGroupAttribute: "", SecurityIpList: String(value) },
      ...properties.SecurityIpGroups.filter((group) => group.SecurityIpGroupName !== defaultGroup),
    ];
  },
  Config: ({ properties }, value) => {
    const given = typeof value === "string" ? (JSON.parse(value) as unknown) : value;
    properties.Config = { ...properties.Config, ...(given as AliyunProperties["Config"]) };
  },
};

/** @throws when there is no such thing or field: a drift that does nothing would make a test pass for nothing. */
export function drift(world: World, store: AliyunStore, change: Drift): void {
  const { id, set = {} } = change;
  if (isAccount(world, id)) setFacts(world, id, set);
  else if (isZone(id)) setZone(world, id, set);
  else if (set.paid === true) pay(world, store, id);
  else driftInstance(store, change);
}

function driftInstance(store: AliyunStore, { id, set = {}, tags, delete: isDeleted }: Drift): void {
  const instance = store.find(id);
  if (instance === undefined) throw new Error(`drift: no instance "${id}"`);
  for (const name of Object.keys(set)) {
    if (!Object.hasOwn(special, name) && !Object.hasOwn(instance.properties, name)) {
      throw new Error(`drift: an instance has no field "${name}"`);
    }
  }
  for (const [name, value] of Object.entries(set)) {
    const change = special[name];
    if (change === undefined) Object.assign(instance.properties, { [name]: value });
    else change(instance, value);
  }
  if (tags !== undefined) instance.tags = { ...tags };
  if (isDeleted === true) store.remove(id);
}

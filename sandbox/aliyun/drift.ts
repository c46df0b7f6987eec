import type { Drift, World } from "../core/cloud";
import { driftInstance, type SpecialDrifts } from "../core/drift";
import { isAccount, setFacts } from "./account";
import { findClass } from "./catalogue";
import { type AliyunProperties, type AliyunStore, defaultGroup } from "./instance";
import { pay } from "./payment";
import { isZone, setZone } from "./stock";

const special: SpecialDrifts<AliyunProperties> = {
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
  else driftInstance(store, change, special);
}

import type { Drift, World } from "../core/cloud";
import { driftEntry, driftInstance, type SpecialDrifts } from "../core/drift";
import { findClass } from "./catalogue";
import {
  type AliyunProperties,
  type AliyunStore,
  defaultGroup,
  defaultSecurityIpGroups,
  propertiesOfClass,
} from "./instance";
import { pay } from "./orders";
import { isAccount, isZone, setAccount, setZone } from "./purchase";

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
    Object.assign(instance.properties, propertiesOfClass(made));
  },
  Account: ({ properties }, value) => {
    properties.Accounts = driftEntry(properties.Accounts, "AccountName", value);
  },
  Backup: ({ properties }, value) => {
    properties.Backups = driftEntry(properties.Backups, "BackupJobID", value);
  },
  SecurityIPList: ({ properties }, value) => {
    const others = properties.SecurityIpGroups.filter((group) => group.SecurityIpGroupName !== defaultGroup);
    properties.SecurityIpGroups = [...defaultSecurityIpGroups(String(value)), ...others];
  },
  Config: ({ properties }, value) => {
    const given = typeof value === "string" ? (JSON.parse(value) as unknown) : value;
    properties.Config = { ...properties.Config, ...(given as AliyunProperties["Config"]) };
  },
};

/** @throws for an id or field that does not exist, because a drift without effect would let a test pass for nothing */
export function drift(world: World, store: AliyunStore, change: Drift): void {
  const { id, set = {} } = change;
  if (isAccount(world, id)) setAccount(world, id, set);
  else if (isZone(id)) setZone(world, id, set);
  else if (set.paid === true) pay(world, store, id);
  else driftInstance(store, change, special);
}

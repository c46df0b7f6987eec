import type { Drift } from "../core/cloud";
import { driftEntry, driftInstance, driftTemplate, type SpecialDrifts } from "../core/drift";
import { isRecord } from "../core/keys";
import { classes, sizeOf } from "./catalogue";
import type { Charge, JdProperties, JdStore } from "./instance";
import type { Template } from "./templates";

type Change = SpecialDrifts<JdProperties>[string];

const setting =
  (name: string): Change =>
  ({ properties }, value) => {
    properties.instanceConfig = { ...properties.instanceConfig, [name]: String(value) };
  };

/** Fields of describe that are more, or other, than one property of the same name. */
const special: SpecialDrifts<JdProperties> = {
  cacheInstanceStatus: (instance, value) => {
    instance.status = String(value);
    instance.steps = [];
  },
  password: (instance, value) => {
    if (value === "" || value === null) delete instance.secrets.password;
    else instance.secrets.password = String(value);
  },
  cacheInstanceClass: ({ properties }, value) => {
    const instanceClass = classes.find(({ name }) => name === value);
    if (instanceClass === undefined) throw new Error(`drift: no class "${String(value)}"`);
    const shards = instanceClass.edition === "shard" ? properties.shardNumber : instanceClass.shards;
    Object.assign(properties, sizeOf(instanceClass, shards));
  },
  shardNumber: ({ properties }, value) => {
    properties.shardNumber = Number(value);
    properties.cacheInstanceMemoryMB = properties.memoryMBPerShard * Number(value);
  },
  /** As after a deletion in the console: describe still answers, with this field set. [guess] */
  softDeletedTime: (instance, value) => {
    instance.properties.softDeletedTime = value === null ? null : String(value);
    instance.released = value !== null;
    instance.steps = [];
  },
  Account: ({ properties }, value) => {
    properties.accounts = driftEntry(properties.accounts, "accountName", value);
  },
  Backup: ({ properties }, value) => {
    properties.backups = driftEntry(properties.backups, "baseId", value);
  },
  maxmemoryPolicy: setting("maxmemory-policy"),
  slaveAppendonly: setting("@slave-appendonly"),
  instanceConfig: ({ properties }, value) => {
    if (!isRecord(value)) throw new Error("drift: instanceConfig has to be an object");
    const texts = Object.entries(value).map(([name, one]) => [name, String(one)]);
    properties.instanceConfig = { ...properties.instanceConfig, ...Object.fromEntries(texts) };
  },
  disableCommands: ({ properties }, value) => {
    if (!Array.isArray(value)) throw new Error("drift: disableCommands has to be a list of names");
    properties.disableCommands = value.map((name) => ({ commandName: String(name), disableTime: "" }));
  },
  /** Milliseconds or an ISO time; a time in the past makes the instance an expired prepaid one. */
  chargeExpiredTime: ({ properties }, value) => {
    const expiresAt = typeof value === "number" ? value : Date.parse(String(value));
    if (Number.isNaN(expiresAt)) throw new Error("drift: chargeExpiredTime is not a time");
    properties.charge = { ...properties.charge, chargeMode: "prepaid_by_duration", expiresAt };
  },
  charge: ({ properties }, value) => {
    if (!isRecord(value)) throw new Error("drift: charge has to be an object");
    properties.charge = { ...properties.charge, ...(value as Partial<Charge>) };
  },
};

export function drift(store: JdStore, templates: Map<string, Template>, change: Drift): void {
  if (!driftTemplate(templates, change, "val")) driftInstance(store, change, special);
}

import type { Drift } from "../core/cloud";
import { driftInstance, type SpecialDrifts } from "../core/drift";
import { isRecord } from "../core/keys";
import { classes } from "./catalogue";
import type { Charge } from "./charge";
import type { JdProperties, JdStore } from "./instance";

type Change = SpecialDrifts<JdProperties>[string];

const config =
  (name: string): Change =>
  ({ properties }, value) => {
    properties.instanceConfig = { ...properties.instanceConfig, [name]: String(value) };
  };

/** Fields of describe that are not simply one property of that name. */
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
    const made = classes.find(({ name }) => name === value);
    if (made === undefined) throw new Error(`drift: no class "${String(value)}"`);
    const shards = made.edition === "shard" ? properties.shardNumber : made.shards;
    const perShard = made.edition === "shard" ? made.memoryMb : made.memoryMb / made.shards;
    Object.assign(properties, {
      cacheInstanceClass: made.name,
      shardNumber: shards,
      memoryMBPerShard: perShard,
      cacheInstanceMemoryMB: perShard * shards,
    });
  },
  shardNumber: ({ properties }, value) => {
    properties.shardNumber = Number(value);
    properties.cacheInstanceMemoryMB = properties.memoryMBPerShard * Number(value);
  },
  /** As when someone throws it away in the console: describe goes on answering, with this field set. [guess] */
  softDeletedTime: (instance, value) => {
    instance.properties.softDeletedTime = value === null ? null : String(value);
    instance.released = value !== null;
    instance.steps = [];
  },
  maxmemoryPolicy: config("maxmemory-policy"),
  slaveAppendonly: config("@slave-appendonly"),
  instanceConfig: ({ properties }, value) => {
    if (!isRecord(value)) throw new Error("drift: instanceConfig has to be an object");
    const texts = Object.entries(value).map(([name, one]) => [name, String(one)]);
    properties.instanceConfig = { ...properties.instanceConfig, ...Object.fromEntries(texts) };
  },
  disableCommands: ({ properties }, value) => {
    if (!Array.isArray(value)) throw new Error("drift: disableCommands has to be a list of names");
    properties.disableCommands = value.map((name) => ({ commandName: String(name), disableTime: "" }));
  },
  /** Milliseconds or an ISO time; a prepaid instance can be made to have expired. */
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

export const drift = (store: JdStore, change: Drift): void => driftInstance(store, change, special);

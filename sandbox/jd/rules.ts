import { isIPv4 } from "node:net";
import type { Args } from "./args";
import {
  findClass,
  type InstanceClass,
  isOutOfStock,
  minAzLimitForCluster,
  type RegionId,
  replicas,
  shardNumbers,
  sizeOf,
  zonesOf,
} from "./catalogue";
import { invalid, notFound } from "./errors";
import type { AzId, CacheInstanceType, JdProperties } from "./instance";

/** Digits, letters, `_`, Chinese [doc], and `-` [qa]; at most 32. Creation wants at least 2, a change takes 1 as well [qa]. */
export function checkName(name: string, min: 1 | 2): void {
  const length = [...name].length;
  if (!/^[0-9A-Za-z_\-\p{Script=Han}]+$/u.test(name) || length < min || length > 32) {
    throw invalid("cacheInstanceName has to be 2 to 32 digits, letters, Chinese characters or _");
  }
}

/** Why a password is rejected; undefined for a good one. 8 to 16 letters and digits [doc], one each of upper, lower, digit [qa]. */
export function passwordProblem(password: string): string | undefined {
  if (password.length < 8 || password.length > 16) return "password has to be 8 to 16 characters";
  if (!/^[A-Za-z0-9]+$/.test(password)) return "password can hold letters and digits only";
  const isMixed = /[A-Z]/.test(password) && /[a-z]/.test(password) && /[0-9]/.test(password);
  return isMixed ? undefined : "password has to hold an upper-case letter, a lower-case letter and a digit";
}

/** Undefined for an empty password, which means "no authentication". [doc] */
export function readPassword(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  const problem = passwordProblem(text);
  if (problem !== undefined) throw invalid(problem);
  return text;
}

/** Every well-formed network exists unless its id contains "missing". An unknown one is 404 [doc], an empty one 400 [qa]. */
export function readNetworkId(args: Args, name: "vpcId" | "subnetId"): string {
  const id = args.required(name);
  const type = name === "vpcId" ? "vpc" : "subnet";
  if (!new RegExp(`^${type}-[a-z0-9]{1,60}$`).test(id) || id.includes("missing")) {
    throw notFound(`${type} ${id} not found`);
  }
  return id;
}

/** An address block, `x.x.x.x/n` [sdk], or a single address, as in the vendor's sample `127.0.0.1`. [doc] */
export function isBlock(text: string): boolean {
  const [address = "", bits, ...excess] = text.split("/");
  if (!isIPv4(address) || excess.length > 0) return false;
  return bits === undefined || (/^(0|[1-9]\d?)$/.test(bits) && Number(bits) <= 32);
}

/** The addresses and blocks of a group, separated by commas [sdk]; none is allowed. */
export function readIps(text: string): string {
  const isValid = text === "" || text.split(",").every(isBlock);
  if (!isValid) throw invalid(`ips "${text}" is not valid`);
  return text;
}

/** `HH:mmZ`, UTC. [sdk] [guess] the two have to differ */
export function checkMaintenance(start: string, end: string): void {
  const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\dZ$/.test(text);
  if (!isTime(start) || !isTime(end)) throw invalid("startTime and endTime have to be like 18:00Z");
  if (start === end) throw invalid("startTime and endTime have to differ");
}

export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** `01:00-02:00 +0800` [sdk] and English weekdays, separated by commas [sdk] */
export function checkBackupTimes(time: string, period: string): void {
  if (!/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d [+-]\d{4}$/.test(time)) {
    throw invalid('backupTime has to be like "01:00-02:00 +0800"');
  }
  if (!period.split(",").every((day) => weekdays.includes(day))) {
    throw invalid("backupPeriod has to be weekdays like Monday, separated by commas");
  }
}

/** The tags of one call; their keys differ. */
export function readTags(list: readonly Args[]): Record<string, string> {
  const tags = Object.fromEntries(list.map((one) => [one.text("key") ?? "", one.text("value") ?? ""]));
  if (Object.keys(tags).length < list.length) throw invalid("two tags have the same key");
  const system = Object.keys(tags).find((key) => /^(jdc-|jrn:)/.test(key));
  if (system !== undefined) throw invalid(`the tag ${system} is the system's`); // [guess] the prefixes
  return tags;
}

const maxTags = 50; // [guess]

export function checkTagCount(tags: Readonly<Record<string, string>>): void {
  if (Object.keys(tags).length > maxTags) throw invalid(`a resource can have ${maxTags} tags`);
}

/** What an order asks for, of the things that a resize can change. */
export interface RequestedSize {
  readonly instanceClass: InstanceClass;
  readonly shards: number;
  readonly type: CacheInstanceType;
  readonly replicas: number;
}

/**
 * An unknown class, or one of another engine version, is 404. [qa] A class of the edition "shard" needs its number of shards, and no other
 * class takes one. [sdk]
 *
 * @param current The instance before a resize: what the order leaves out stays.
 */
export function readSize(args: Args, redisVersion: string, current?: JdProperties): RequestedSize {
  const name = args.required("cacheInstanceClass");
  const instanceClass = findClass(name, redisVersion);
  if (instanceClass === undefined) throw notFound(`cacheInstanceClass ${name} not found for redis ${redisVersion}`);
  const isCluster = current !== undefined && current.cacheInstanceType !== "master-slave";
  return {
    instanceClass,
    type: readType(args, instanceClass, redisVersion, current?.cacheInstanceType),
    shards: readShards(args, instanceClass, isCluster ? current.shardNumber : undefined),
    replicas: args.int("replicaNumber") ?? current?.replicaNumber ?? replicas.byDefault,
  };
}

function readShards(args: Args, instanceClass: InstanceClass, current: number | undefined): number {
  const { name, edition, shards } = instanceClass;
  const given = args.int("shardNumber");
  if (edition === "shard") {
    const requested = given ?? current;
    if (requested === undefined) throw invalid(`shardNumber is required for ${name}`);
    const allowed = shardNumbers(instanceClass);
    if (!allowed.includes(requested)) throw invalid(`shardNumber of ${name} has to be one of ${allowed.join(", ")}`);
    return requested;
  }
  // The class's own number is accepted, and so is 0, which some clients send for "none". [guess]
  if (given !== undefined && given !== 0 && given !== shards) {
    throw invalid(`shardNumber is for custom-shard classes, not for ${name}`);
  }
  return shards;
}

function readType(
  args: Args,
  { name, edition }: InstanceClass,
  redisVersion: string,
  current: CacheInstanceType | undefined,
): CacheInstanceType {
  const usual = edition === "standard" ? "master-slave" : "cluster";
  const unchanged = current === "native-cluster" ? current : usual;
  const requested = (args.text("cacheInstanceType") as CacheInstanceType | undefined) ?? unchanged;
  const canBeNative = redisVersion !== "2.8" && edition !== "cluster";
  if (requested !== usual && !(requested === "native-cluster" && canBeNative)) {
    throw invalid(`${name} is not a class of cacheInstanceType ${requested}`);
  }
  return requested;
}

/** The fields of an instance that an order's size determines. */
export function fieldsOf({ instanceClass, shards, type, replicas: replicaNumber }: RequestedSize) {
  return { ...sizeOf(instanceClass, shards), cacheInstanceType: type, replicaNumber };
}

/** The vendor's default, SpecifyByReplicaGroup, needs both zones; an unknown zone is 404. [qa] [sdk] */
export function readZones(args: Args, region: RegionId): AzId {
  const azSpecifyType = args.text("azSpecifyType") ?? "SpecifyByReplicaGroup";
  const isByCluster = azSpecifyType === "SpecifyByCluster";
  const cluster = readClusterZones(args, isByCluster);
  const master = isByCluster ? (args.text("master") ?? "") : args.required("master");
  const slave = isByCluster ? (args.text("slave") ?? "") : args.required("slave");
  const proxy = args.texts("azsForProxy");
  checkZones(
    [master, slave, ...cluster, ...proxy].filter((zone) => zone !== ""),
    region,
  );
  return {
    azSpecifyType,
    master,
    slave,
    azsForCluster: cluster.length > 0 ? cluster : null,
    azsForProxy: proxy.length > 0 ? proxy : null,
  };
}

export function readClusterZones(args: Args, isByCluster: boolean): readonly string[] {
  const zones = args.texts("azsForCluster");
  if (isByCluster && zones.length < minAzLimitForCluster) {
    throw invalid(`azsForCluster has to name ${minAzLimitForCluster} zones or more`);
  }
  return zones;
}

export function checkZones(zones: readonly string[], region: RegionId): void {
  const unknown = zones.find((zone) => !zonesOf(region).includes(zone));
  if (unknown !== undefined) throw notFound(`az ${unknown} not found`);
}

/** 404, as for everything else that an order names and that does not exist. [guess] */
export function checkStock(az: AzId, { name }: InstanceClass): void {
  const zones = az.azSpecifyType === "SpecifyByCluster" ? (az.azsForCluster ?? []) : [az.master, az.slave];
  const empty = zones.find((zone) => isOutOfStock(zone, name));
  if (empty !== undefined) throw notFound(`cacheInstanceClass ${name} is out of stock in ${empty}`);
}

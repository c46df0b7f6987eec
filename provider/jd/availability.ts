import { UserError } from "../core/client/errors";
import { fits, listed, nearest } from "../core/resource/alternatives";
import type { Preflight } from "../core/resource/preflight";
import { describeAvailableResource, describeUserQuota, type Offer } from "./actions/catalogue";
import type { JdRedisInputs } from "./args";
import { isClassOfOneShard } from "./classes";
import type { JdApi } from "./client";

/** JD Cloud's price call wants codes of each product's billing that no page lists, so there is no price. */
export const preflight: Preflight<JdRedisInputs, JdApi> = {
  async stock(api, args) {
    const { cacheInstanceClass: name, redisVersion, azId } = args;
    const offers = await describeAvailableResource(api);
    const wanted = offers.filter((offer) => isWanted(offer, args));
    const sold = wanted.filter((offer) => isOfVersion(offer, redisVersion));
    if (sold.length === 0) throw new UserError(soldInstead(args, wanted, offers, api.regionId));
    const zones = [...new Set([azId.master, azId.slave, ...(azId.azsForCluster ?? [])])].filter(
      (zone) => zone !== undefined,
    );
    const there = [...new Set(sold.flatMap(({ azs }) => azs))].sort();
    const missing = zones.filter((zone) => !there.includes(zone));
    if (missing.length > 0)
      throw new UserError(
        `${name} is out of stock in ${missing.join(", ")} now. ${there.length > 0 ? `It is available in ${there.join(", ")}.` : "It is out of stock in the whole region."}`,
      );
  },
  async quota(api, _args, count) {
    const { max, used } = await describeUserQuota(api);
    // Where 0 would mean no limit is not documented, so the order decides.
    if (max <= 0 || used + count <= max) return;
    throw new UserError(
      `the account's quota of ${max} instances is used up (${used} in use). Ask JD Cloud for a higher quota with a ticket, or remove instances.`,
    );
  },
};

/** Which version the vendor takes where none is given is not asked here. */
const isOfVersion = (offer: Offer, version: string | undefined) => fits(version, offer.redisVersion);

/** Whether an offer of the class is what the program wants, argument by argument. */
const fitsIn = {
  // An instance of one shard can be made a native cluster, so whether one can be ordered as such is for the order to say.
  cacheInstanceType: (offer: Offer, { cacheInstanceType: type }: JdRedisInputs) =>
    fits(type, offer.cacheInstanceType) || (type === "native-cluster" && offer.shardNumber === 1),
  cpuArchType: (offer: Offer, { cpuArchType }: JdRedisInputs) => fits(cpuArchType, offer.cpuArchType),
  // Classes that are sold by the shard are listed with every number of shards.
  shardNumber: (offer: Offer, { cacheInstanceClass, shardNumber }: JdRedisInputs) =>
    !isClassOfOneShard(cacheInstanceClass) || fits(shardNumber, offer.shardNumber),
} as const;

const isWanted = (offer: Offer, args: JdRedisInputs) =>
  offer.cacheInstanceClass === args.cacheInstanceClass && Object.values(fitsIn).every((isFit) => isFit(offer, args));

/** Arguments that no offer of the class fits. */
const unsold = (offers: readonly Offer[], args: JdRedisInputs) =>
  (Object.keys(fitsIn) as (keyof typeof fitsIn)[]).filter((name) => !offers.some((offer) => fitsIn[name](offer, args)));

function soldInstead(args: JdRedisInputs, wanted: readonly Offer[], offers: readonly Offer[], region: string): string {
  const { cacheInstanceClass: name, cacheInstanceType, redisVersion } = args;
  const versions = [...new Set(wanted.map((offer) => offer.redisVersion))].sort();
  if (versions.length > 0)
    return `${name} is sold in ${region} with engine version ${versions.join(", ")}, not ${redisVersion}.`;
  const all = offers
    .filter((offer) => isOfVersion(offer, redisVersion) && offer.azs.length > 0)
    .map((offer) => ({
      name: offer.cacheInstanceClass,
      memory: offer.memoryMB,
      architecture: offer.cacheInstanceType,
    }));
  const same = offers.filter((offer) => offer.cacheInstanceClass === name);
  const ofVersion = same.filter((offer) => isOfVersion(offer, redisVersion));
  const [other] = ofVersion.length > 0 ? unsold(ofVersion, args) : [];
  if (other !== undefined) {
    const values = [...new Set(ofVersion.map((offer) => offer[other]))];
    return `${name} is sold in ${region} with ${other} ${values.join(", ")}, not ${args[other]}.`;
  }
  const [known] = same;
  const like = {
    ...{ name, memory: known?.memoryMB },
    architecture: cacheInstanceType ?? known?.cacheInstanceType,
  };
  const where = redisVersion === undefined ? region : `${region} with version ${redisVersion}`;
  return `${name} is not sold in ${where}; sold there: ${listed(nearest(like, all)) || "nothing comparable"}.`;
}

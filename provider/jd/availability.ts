import { UserError } from "../core/client/errors";
import { listed, nearest } from "../core/resource/alternatives";
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
    const fits = offers.filter((offer) => isWanted(offer, args));
    const sold = fits.filter((offer) => isOfVersion(offer, redisVersion));
    if (sold.length === 0) throw new UserError(soldInstead(args, fits, offers, api.regionId));
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
const isOfVersion = (offer: Offer, version: string | undefined) =>
  version === undefined || offer.redisVersion === version;

/** An instance of one shard can be made a native cluster, so whether one can be ordered as such is for the order to say. */
const isOfType = ({ cacheInstanceType, shardNumber }: Offer, type: string | undefined) =>
  type === undefined || type === cacheInstanceType || (type === "native-cluster" && shardNumber === 1);

/** Classes that are sold by the shard are listed with every number of shards. */
function isWanted(offer: Offer, args: JdRedisInputs): boolean {
  const { cacheInstanceClass, cacheInstanceType, shardNumber, cpuArchType } = args;
  const fits = (wanted: unknown, actual: unknown) => wanted === undefined || wanted === actual;
  return (
    offer.cacheInstanceClass === cacheInstanceClass &&
    isOfType(offer, cacheInstanceType) &&
    fits(cpuArchType, offer.cpuArchType) &&
    (!isClassOfOneShard(cacheInstanceClass) || fits(shardNumber, offer.shardNumber))
  );
}

function soldInstead(
  { cacheInstanceClass: name, cacheInstanceType, redisVersion }: JdRedisInputs,
  fits: readonly Offer[],
  offers: readonly Offer[],
  region: string,
): string {
  const versions = [...new Set(fits.map((offer) => offer.redisVersion))].sort();
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
  const types = [
    ...new Set(same.filter((offer) => isOfVersion(offer, redisVersion)).map((offer) => offer.cacheInstanceType)),
  ];
  if (types.length > 0 && cacheInstanceType !== undefined && !types.includes(cacheInstanceType))
    return `${name} is sold in ${region} as ${types.join(", ")}, not as ${cacheInstanceType}.`;
  const [known] = same;
  const wanted = {
    ...{ name, memory: known?.memoryMB },
    architecture: cacheInstanceType ?? known?.cacheInstanceType,
  };
  const where = redisVersion === undefined ? region : `${region} with version ${redisVersion}`;
  return `${name} is not sold in ${where}; sold there: ${listed(nearest(wanted, all)) || "nothing comparable"}.`;
}

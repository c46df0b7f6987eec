import { CloudError, means, UserError } from "../core/client/errors";
import { describeAvailableResource, type Offer } from "./actions/catalogue";
import type { AliyunRedisInputs } from "./args";
import { isClassic, productOf } from "./classes";
import type { AliyunApi } from "./client";
import type { AliyunInstance } from "./instance";

const mostShown = 12;

/** Refusals that mean: this class, capacity or version is not to be had there. */
const unknownCodes = new Set(["InvalidInstanceClass.NotFound", "InvalidCapacity.NotFound"]);

/** A refused order, with what can be done about it where the refusal alone does not say it. */
export async function explained(
  api: AliyunApi,
  args: Partial<AliyunRedisInputs>,
  error: CloudError,
): Promise<CloudError> {
  const hint =
    args.networkType === "CLASSIC" && means(error, "input", "outOfStock", "other")
      ? "The classic network is left in very few zones; take networkType out for a VPC."
      : await whatIsSold(api, args, error);
  return hint === undefined ? error : new CloudError(error.action, error.status, error.rejection, error.meaning, hint);
}

/**
 * What is sold in the place of what was refused, as a sentence; undefined where the refusal is about something else or
 * the catalogue does not answer. Asked only then: a creation that goes well costs no call more.
 */
async function whatIsSold(
  api: AliyunApi,
  args: Partial<AliyunRedisInputs>,
  error: CloudError,
): Promise<string | undefined> {
  if (!unknownCodes.has(error.rejection.code) && !means(error, "outOfStock")) return undefined;
  try {
    const offers = await describeAvailableResource(api, {
      engine: args.instanceType === "Memcache" ? "Memcache" : "Redis",
      product: productOf(args.instanceClass),
      chargeType: args.chargeType ?? "PostPaid",
    });
    return insteadOf(args, offers, api.regionId);
  } catch {
    return undefined;
  }
}

function insteadOf(
  { zoneId, engineVersion, instanceClass, capacity }: Partial<AliyunRedisInputs>,
  offers: readonly Offer[],
  region: string,
): string {
  const nameOf = (offer: Offer) => (instanceClass === undefined ? `${offer.capacity} MB` : offer.instanceClass);
  const what = instanceClass ?? `${capacity} MB`;
  const location = zoneId ?? region;
  const here = offers.filter((offer) => zoneId === undefined || offer.zoneId === zoneId);
  const versions = unique(here.filter((offer) => nameOf(offer) === what).map((offer) => offer.version));
  if (versions.length > 0 && engineVersion !== undefined && !versions.includes(engineVersion))
    return `${what} is sold in ${location} with engine version ${versions.join(", ")}, not ${engineVersion}.`;
  const others = here.filter((offer) => engineVersion === undefined || offer.version === engineVersion).map(nameOf);
  const zones = unique(offers.filter((offer) => nameOf(offer) === what).map((offer) => offer.zoneId));
  return [
    `${what} is not sold in ${location} now; sold there: ${shortened(unique(others)) || "nothing of its kind"}.`,
    ...(zones.length > 0 ? [`${what} is sold in ${zones.join(", ")}.`] : []),
  ].join(" ");
}

function shortened(names: readonly string[]): string {
  const more = names.length - mostShown;
  return more > 0 ? `${names.slice(0, mostShown).join(", ")} and ${more} more` : names.join(", ");
}

/** The capacity of one of a class's instances with so many shards: cloud-native and Tair classes are sold by the shard. */
export function totalCapacity(offer: Pick<Offer, "instanceClass" | "capacity">, shards: number): number {
  return offer.capacity * (isClassic(offer.instanceClass) ? 1 : shards);
}

/** What the instance can be changed to, in its own zone and version. */
export async function offersFor(api: AliyunApi, observed: AliyunInstance): Promise<Offer[]> {
  const offers = await describeAvailableResource(api, {
    zoneId: observed.zoneId,
    engine: observed.instanceType === "Memcache" ? "Memcache" : "Redis",
    product: productOf(observed.instanceClass),
    chargeType: observed.chargeType ?? "PostPaid",
    instanceId: observed.instanceId,
  });
  return offers.filter(
    ({ zoneId, version }) =>
      zoneId === observed.zoneId && (observed.engineVersion === undefined || version === observed.engineVersion),
  );
}

/**
 * The class that makes an instance so large and leaves everything else of it as it is.
 * @throws UserError  none is sold
 */
export function classOfCapacity(
  offers: readonly Offer[],
  observed: AliyunInstance,
  capacityMb: number,
  shards: number,
): string {
  const alike = offers.filter(
    ({ instanceClass, architecture }) => !isClassic(instanceClass) || architecture === observed.architectureType,
  );
  const [best] = alike
    .filter((offer) => totalCapacity(offer, shards) === capacityMb)
    .map(({ instanceClass }) => instanceClass)
    .sort((a, b) => likeness(b, observed.instanceClass) - likeness(a, observed.instanceClass) || (a < b ? -1 : 1));
  if (best !== undefined) return best;
  const sizes = [...new Set(alike.map((offer) => totalCapacity(offer, shards)))].sort((a, b) => a - b);
  throw new UserError(
    `capacity ${capacityMb} MB is not sold for ${observed.instanceClass} in ${observed.zoneId}. Sold now: ${sizes.join(", ") || "none"} MB.`,
  );
}

/** Classes of one series share the words of their names, but for the size. */
function likeness(name: string, other: string | undefined): number {
  const words = new Set(other?.split("."));
  const own = name.split(".");
  return own.filter((word) => words.has(word)).length - Math.abs(own.length - words.size);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

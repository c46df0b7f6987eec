import { CloudError, means, UserError } from "../core/client/errors";
import { likeness, listed, nearest } from "../core/resource/alternatives";
import type { Preflight } from "../core/resource/preflight";
import { describeAvailableResource, describePrice, type Offer } from "./actions/catalogue";
import type { AliyunRedisInputs } from "./args";
import { isClassic, productOf } from "./classes";
import type { AliyunApi } from "./client";
import type { AliyunInstance } from "./instance";

/** Codes that mean that this class, capacity or version is not available there. */
const unavailableCodes = new Set(["InvalidInstanceClass.NotFound", "InvalidCapacity.NotFound"]);

/** What the catalogue is asked about an order. */
const offersOf = (api: AliyunApi, args: Partial<AliyunRedisInputs>): Promise<Offer[]> =>
  describeAvailableResource(api, {
    engine: args.instanceType === "Memcache" ? "Memcache" : "Redis",
    product: productOf(args.instanceClass),
    chargeType: args.chargeType ?? "PostPaid",
  });

/** @throws UserError  the class or capacity is not on sale there, or not with this version; with what is */
async function requireSold(api: AliyunApi, args: Partial<AliyunRedisInputs>): Promise<void> {
  const { zoneId, engineVersion, dedicatedHostGroupId } = args;
  // The catalogue is that of shared hosts. [guess]
  if (dedicatedHostGroupId !== undefined) return;
  const offers = await offersOf(api, args);
  const isSold = offers.some(
    (offer) =>
      nameOf(offer, args) === wantedOf(args) &&
      (zoneId === undefined || offer.zoneId === zoneId) &&
      (engineVersion === undefined || offer.version === engineVersion),
  );
  if (!isSold) throw new UserError(soldInstead(args, offers, api.regionId));
}

/** The API tells no quota: the order alone does. */
export const preflight: Preflight<AliyunRedisInputs, AliyunApi> = {
  stock: requireSold,
  async price(api, args) {
    const { chargeType = "PostPaid", period = "1" } = args;
    const months = Number(period);
    const query = { ...args, capacity: args.instanceClass === undefined ? args.capacity : undefined };
    const { amount, currency } = await describePrice(api, { ...query, chargeType, period: months });
    return { amount, currency, period: chargeType === "PrePaid" ? { months } : "hour" };
  },
};

/** Adds the way out to a rejected order, where the rejection alone does not name it. */
export async function withAlternatives(
  api: AliyunApi,
  args: Partial<AliyunRedisInputs>,
  error: CloudError,
): Promise<CloudError> {
  const hint =
    args.networkType === "CLASSIC" && means(error, "input", "outOfStock", "other")
      ? "Very few zones still have the classic network; remove networkType for a VPC."
      : await alternatives(api, args, error);
  return hint === undefined ? error : new CloudError(error.action, error.status, error.rejection, error.meaning, hint);
}

/**
 * What is sold instead of the rejected class, as a sentence; undefined where the rejection is about something else or the
 * catalogue does not answer. Asked only after a rejection, so that a successful creation costs no further call.
 */
async function alternatives(
  api: AliyunApi,
  args: Partial<AliyunRedisInputs>,
  error: CloudError,
): Promise<string | undefined> {
  if (!unavailableCodes.has(error.rejection.code) && !means(error, "outOfStock")) return undefined;
  try {
    return soldInstead(args, await offersOf(api, args), api.regionId);
  } catch {
    return undefined;
  }
}

type Wanted = Pick<Partial<AliyunRedisInputs>, "instanceClass" | "capacity">;

/** An offer by what is wanted: a class, or a capacity where no class is given. */
const nameOf = (offer: Offer, { instanceClass }: Wanted) =>
  instanceClass === undefined ? `${offer.capacity} MB` : offer.instanceClass;
const wantedOf = ({ instanceClass, capacity }: Wanted) => instanceClass ?? `${capacity} MB`;

function soldInstead(args: Partial<AliyunRedisInputs>, offers: readonly Offer[], region: string): string {
  const { zoneId, engineVersion, capacity } = args;
  const what = wantedOf(args);
  const location = zoneId ?? region;
  const here = offers.filter((offer) => zoneId === undefined || offer.zoneId === zoneId);
  const versions = unique(here.filter((offer) => nameOf(offer, args) === what).map((offer) => offer.version));
  if (versions.length > 0 && engineVersion !== undefined && !versions.includes(engineVersion))
    return `${what} is sold in ${location} with engine version ${versions.join(", ")}, not ${engineVersion}.`;
  if (versions.length > 0)
    return `${what} is sold in ${location}, so the reason is another: the vSwitch, the network type, or the number of nodes.`;
  const others = here.filter((offer) => engineVersion === undefined || offer.version === engineVersion);
  // The wanted class is sold elsewhere, or nobody knows its size.
  const known = offers.find((offer) => nameOf(offer, args) === what);
  const asPurchasable = (offer: Offer) => ({ ...offer, name: nameOf(offer, args), memory: offer.capacity });
  const wanted = { name: what, memory: known?.capacity ?? capacity, architecture: known?.architecture };
  const zones = unique(offers.filter((offer) => nameOf(offer, args) === what).map((offer) => offer.zoneId));
  return [
    `${what} is not sold in ${location} now; sold there: ${listed(nearest(wanted, others.map(asPurchasable))) || "nothing comparable"}.`,
    ...(zones.length > 0 ? [`${what} is sold in ${zones.join(", ")}.`] : []),
  ].join(" ");
}

/** Memory of an instance in MB: the capacity of cloud-native and Tair classes is per shard. */
export function totalCapacity(offer: Pick<Offer, "instanceClass" | "capacity">, shards: number): number {
  return offer.capacity * (isClassic(offer.instanceClass) ? 1 : shards);
}

/** The classes that an instance can be changed to in its zone and version. */
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
 * The class of the wanted capacity that is most like the instance's own.
 * @throws UserError  no such class is sold
 */
export function classOfCapacity(
  offers: readonly Offer[],
  observed: AliyunInstance,
  capacityMb: number,
  shards: number,
): string {
  const candidates = offers.filter(
    ({ instanceClass, architecture }) => !isClassic(instanceClass) || architecture === observed.architectureType,
  );
  const [best] = candidates
    .filter((offer) => totalCapacity(offer, shards) === capacityMb)
    .map(({ instanceClass }) => instanceClass)
    .sort((a, b) => likeness(b, observed.instanceClass) - likeness(a, observed.instanceClass) || (a < b ? -1 : 1));
  if (best !== undefined) return best;
  const sizes = [...new Set(candidates.map((offer) => totalCapacity(offer, shards)))].sort((a, b) => a - b);
  throw new UserError(
    `capacity ${capacityMb} MB is not sold for ${observed.instanceClass} in ${observed.zoneId}. Sold now: ${sizes.join(", ") || "none"} MB.`,
  );
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

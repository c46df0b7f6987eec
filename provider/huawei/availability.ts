import { isUnreadable, UserError } from "../core/client/errors";
import { listed, nearest } from "../core/resource/alternatives";
import type { Preflight } from "../core/resource/preflight";
import { listOnDemandResourceRatings, listRateOnPeriodDetail, type Product } from "./actions/billing";
import { type Flavor, listFlavors, showQuota } from "./actions/catalogue";
import { listAvailableZones } from "./actions/network";
import type { ParsedMemberArgs } from "./args";
import type { HuaweiApi } from "./client";
import { isOldGeneration, parseSpecCode } from "./specCode";

/**
 * Checks flavour, zones and quota before anything is ordered. Makes read calls only; whatever cannot be read is left to
 * the creating call.
 * @throws UserError  the order would certainly be rejected; names what is available instead
 */
export async function checkAvailability(api: HuaweiApi, args: ParsedMemberArgs, count = 1): Promise<void> {
  await Promise.all([unlessUnreadable(checkFlavor(api, args)), unlessUnreadable(checkQuota(api, args, count))]);
}

/** The order asks for stock and quota in any case, and says nothing of what it could not read. */
export const preflight: Preflight<ParsedMemberArgs, HuaweiApi> = {
  stock: checkFlavor,
  quota: checkQuota,
  async price(api, args) {
    const product = await productOf(api, args);
    const { chargingMode, periodType, periodNum = 1 } = args.bssParam ?? {};
    if (chargingMode !== "prePaid") return { ...(await listOnDemandResourceRatings(api, product)), period: "hour" };
    const isYear = periodType === "year";
    const price = await listRateOnPeriodDetail(api, product, { isYear, count: periodNum });
    return { ...price, period: { months: isYear ? 12 * periodNum : periodNum } };
  },
};

/** The flavour in the words of the billing centre. @throws UserError  the list does not have it */
async function productOf(api: HuaweiApi, { specCode }: ParsedMemberArgs): Promise<Product> {
  const flavors = await flavorsOf(api, specCode);
  const found = flavors.find((one) => one.specCode === specCode);
  return {
    serviceType: found?.serviceType ?? "hws.service.type.dcs",
    resourceType: found?.resourceType ?? "hws.resource.type.dcs3",
    resourceSpec: found?.billedSpec ?? specCode,
    usageFactor: found?.usageFactor ?? "Duration",
  };
}

const flavorsOf = (api: HuaweiApi, specCode: string): Promise<Flavor[]> =>
  api.together(`ListFlavors ${specCode}`, () => listFlavors(api, { specCode }));

async function unlessUnreadable(check: Promise<void>): Promise<void> {
  await check.catch((error: unknown) => {
    if (!isUnreadable(error)) throw error;
  });
}

async function checkFlavor(api: HuaweiApi, args: ParsedMemberArgs): Promise<void> {
  const { specCode, capacity, azCodes, engine, engineVersion } = args;
  // Flavours of old generations are not listed, but some accounts can still order them.
  if (isOldGeneration(args)) return;
  const what = `specCode ${specCode}`;
  const flavors = await flavorsOf(api, specCode);
  const [flavor] = flavors.filter((one) => one.specCode === specCode);
  if (
    !flavor ||
    (engineVersion !== undefined && flavor.versions.length > 0 && !flavor.versions.includes(engineVersion))
  ) {
    const others = await listFlavors(api, { engine, engineVersion });
    throw new UserError(
      `${what} is not available in ${api.region} for ${engine} ${engineVersion}. ${alternatives(others, capacity, specCode)}`,
    );
  }
  if (flavor.capacities.length > 0 && !flavor.capacities.includes(capacity)) {
    throw new UserError(`${what} is not available with ${capacity} GB, only with ${flavor.capacities.join(", ")} GB.`);
  }
  const available = flavor.zones?.filter((one) => one.capacity === capacity).flatMap((one) => one.azCodes);
  const outOfStock = available && azCodes.filter((code) => !available.includes(code));
  if (available && outOfStock && outOfStock.length > 0) {
    const zones = await listZones(api);
    const missing = outOfStock.filter((code) => zones.length > 0 && !zones.includes(code));
    if (missing.length > 0)
      throw new UserError(
        `azCodes: there is no zone ${missing.join(", ")} in ${api.region}; there are ${zones.join(", ")}.`,
      );
    const alternative =
      available.length > 0 ? `It is available in ${available.join(", ")}.` : "It is out of stock in the whole region.";
    throw new UserError(`${what} is out of stock in ${outOfStock.join(", ")} now. ${alternative}`);
  }
}

/** The codes of the region's zones; none where that cannot be read. */
const listZones = (api: HuaweiApi): Promise<string[]> =>
  listAvailableZones(api).then(
    (zones) => zones.map(({ code }) => code),
    () => [],
  );

/** The flavours of this size, or of any, that are most like the wanted one. */
function alternatives(flavors: readonly Flavor[], capacity: number, specCode: string): string {
  const all = flavors.flatMap(({ specCode: name, cacheMode, capacities }) =>
    capacities.map((memory) => ({ name, memory, architecture: cacheMode })),
  );
  const wanted = { name: specCode, memory: capacity, architecture: parseSpecCode(specCode)?.mode };
  const sameSize = nearest(
    wanted,
    all.filter(({ memory }) => memory === capacity),
  );
  if (sameSize.length > 0) return `Available there with ${capacity} GB: ${listed(sameSize)}.`;
  const nothing = `Nothing is available there with ${capacity} GB`;
  return all.length > 0 ? `${nothing}; nearest: ${listed(nearest(wanted, all))}.` : `${nothing}.`;
}

async function checkQuota(api: HuaweiApi, { capacity }: ParsedMemberArgs, count: number): Promise<void> {
  for (const { type, quota, used } of await api.together("ShowQuotaOfTenant", () => showQuota(api))) {
    const needed = type === "instance" ? count : type === "ram" ? count * capacity : 0;
    // Some of the vendor's quota services answer 0 for no limit, so the API decides. [guess]
    if (quota <= 0 || used + needed <= quota) continue;
    const what = type === "instance" ? "instances" : "GB of memory";
    const problem = count === 1 ? "is used up" : `has no room for ${needed} more`;
    throw new UserError(
      `the project's quota of ${quota} ${what} ${problem} (${used} in use). Ask for a higher quota in the Huawei Cloud console, or remove instances.`,
    );
  }
}

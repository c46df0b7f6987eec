import { CloudError, isUnknownCaller, NoAnswerError, UserError } from "../core/client/errors";
import { type Flavor, listFlavors, showQuota } from "./actions/spec";
import type { HuaweiMemberArgs } from "./args";
import type { HuaweiApi } from "./client";
import { isOldGeneration, parseSpecCode } from "./specCode";

/**
 * Asks what is sold and what the project may still have, before anything is ordered. Readings only; what cannot be read
 * is left to the creating call.
 * @throws UserError  certain to be refused, with what could be had instead
 */
export async function preflight(api: HuaweiApi, args: HuaweiMemberArgs, count = 1): Promise<void> {
  await Promise.all([unlessUnreadable(checkFlavor(api, args)), unlessUnreadable(checkQuota(api, args, count))]);
}

async function unlessUnreadable(check: Promise<void>): Promise<void> {
  await check.catch((error: unknown) => {
    const isUnreadable = error instanceof CloudError ? !isUnknownCaller(error) : error instanceof NoAnswerError;
    if (!isUnreadable) throw error;
  });
}

async function checkFlavor(api: HuaweiApi, args: HuaweiMemberArgs): Promise<void> {
  const { specCode, capacity, azCodes, engine, engineVersion } = args;
  // What is no longer sold is not listed, and may be had all the same.
  if (isOldGeneration(args)) return;
  const what = `specCode ${specCode}`;
  const [flavor] = (await listFlavors(api, { specCode })).filter((one) => one.specCode === specCode);
  if (
    !flavor ||
    (engineVersion !== undefined && flavor.versions.length > 0 && !flavor.versions.includes(engineVersion))
  ) {
    const others = await listFlavors(api, { engine, engineVersion, capacity });
    throw new UserError(
      `${what} is not sold in ${api.region} for ${engine} ${engineVersion}. ${alternatives(others, capacity, specCode)}`,
    );
  }
  if (flavor.capacities.length > 0 && !flavor.capacities.includes(capacity)) {
    throw new UserError(`${what} is not sold with ${capacity} GB, but with ${flavor.capacities.join(", ")} GB.`);
  }
  const sold = flavor.zones?.filter((one) => one.capacity === capacity).flatMap((one) => one.azCodes);
  const soldOut = sold && azCodes.filter((code) => !sold.includes(code));
  if (sold && soldOut && soldOut.length > 0) {
    const there = sold.length > 0 ? `It is sold in ${sold.join(", ")}.` : "It is sold out in the whole region.";
    throw new UserError(`${what} is sold out in ${soldOut.join(", ")} now. ${there}`);
  }
}

/** Those of the same kind, if there are any, because the whole list is long. */
function alternatives(flavors: readonly Flavor[], capacity: number, specCode: string): string {
  const mode = parseSpecCode(specCode)?.mode;
  const alike = flavors.filter(({ cacheMode }) => cacheMode === mode);
  const codes = (alike.length > 0 ? alike : flavors).map((one) => one.specCode).slice(0, 12);
  return codes.length > 0
    ? `Sold there with ${capacity} GB: ${codes.join(", ")}.`
    : `Nothing is sold there with ${capacity} GB.`;
}

async function checkQuota(api: HuaweiApi, { capacity }: HuaweiMemberArgs, count: number): Promise<void> {
  for (const { type, quota, used } of await showQuota(api)) {
    const more = type === "instance" ? count : type === "ram" ? count * capacity : 0;
    // Nought stands for no limit in some answers of the vendor's quota services; the API knows. [guess]
    if (quota <= 0 || used + more <= quota) continue;
    const what = type === "instance" ? "instances" : "GB of memory";
    const missing = count === 1 ? "is used up" : `has no room for ${more} more`;
    throw new UserError(
      `the project's quota of ${quota} ${what} ${missing} (${used} in use). Ask for more in the Huawei Cloud console, or remove instances.`,
    );
  }
}

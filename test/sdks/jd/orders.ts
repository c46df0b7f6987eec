import { smallest } from "../../sandbox/jd/fixture";
import type { Result, SdkFixture } from "../sdk";

export const spec = { ...smallest, password: "Passw0rd1" };
export const service = { appCode: "jcloud", serviceCode: "redis" };

/** @returns the id of the new instance */
export async function create(sdk: SdkFixture, more: Result = {}, charge?: Result): Promise<string> {
  const cacheInstance = { ...spec, ...more };
  return String((await sdk.call("createCacheInstance", { cacheInstance, ...(charge && { charge }) })).cacheInstanceId);
}

/** What describeCacheInstance shows. */
export async function shown(sdk: SdkFixture, cacheInstanceId: string): Promise<Result> {
  return (await sdk.call("describeCacheInstance", { cacheInstanceId })).cacheInstance as Result;
}

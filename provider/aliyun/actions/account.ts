import { z } from "zod";
import { reads } from "../../core/client/request";
import type { AliyunApi } from "../client";

/**
 * The account of the credentials. Needs no permission.
 * @throws CloudError  accessDenied: the access key is wrong
 * @see GetCallerIdentity, Sts 2015-04-01
 */
export async function getCallerIdentity(api: AliyunApi): Promise<{ accountId: string }> {
  const reply = await api.sts(reads("GetCallerIdentity"), {}, z.object({ AccountId: z.string() }));
  return { accountId: reply.AccountId };
}

/**
 * The regions in which the account can have instances.
 * @throws CloudError  accessDenied
 * @see DescribeRegions, R-kvstore 2015-01-01
 */
export async function describeRegions(api: AliyunApi): Promise<string[]> {
  const region = z.object({ RegionId: z.string() });
  const reply = await api.call(
    reads("DescribeRegions"),
    {},
    z.object({ RegionIds: z.object({ KVStoreRegion: z.array(region) }) }),
  );
  return reply.RegionIds.KVStoreRegion.map(({ RegionId }) => RegionId);
}

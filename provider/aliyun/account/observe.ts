import { describeInstanceAttribute } from "../actions/instance";
import { describeAccounts, type ListedAccount } from "../actions/instanceAccounts";
import type { AliyunApi } from "../client";
import type { AliyunInstance } from "../instance";

/** An account with what it takes to connect as it. */
export interface AliyunAccount
  extends ListedAccount,
    Pick<AliyunInstance, "instanceId" | "regionId" | "connectionDomain" | "port"> {}

export async function observe(
  api: AliyunApi,
  instance: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, AliyunAccount>> {
  const [only, ...others] = names;
  const [accounts, observed] = await Promise.all([
    describeAccounts(api, instance, others.length > 0 ? undefined : only),
    describeInstanceAttribute(api, instance),
  ]);
  if (!observed) return new Map();
  const { instanceId, regionId, connectionDomain, port } = observed;
  const shown = accounts.filter(({ accountName }) => names.includes(accountName));
  return new Map(shown.map((each) => [each.accountName, { ...each, instanceId, regionId, connectionDomain, port }]));
}

import { describeCacheInstance } from "../actions/instance";
import { describeAccounts, type ListedAccount } from "../actions/instanceAccounts";
import type { JdApi } from "../client";
import type { JdInstance } from "../instance";
import { ofInstance } from "./validation";

/** An account with what it takes to connect as it. It has no status of its own: it is as ready as its instance. */
export interface JdAccount
  extends ListedAccount,
    Pick<JdInstance, "instanceId" | "regionId" | "status" | "requestId" | "connectionDomain" | "port"> {}

/** @throws Error  one of the names is the default account's */
export async function observe(
  api: JdApi,
  instance: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, JdAccount>> {
  const [{ accounts, requestId }, observed] = await Promise.all([
    describeAccounts(api, instance),
    describeCacheInstance(api, instance),
  ]);
  if (observed.isInRecycleBin) return new Map();
  const { instanceId, regionId, status, connectionDomain, port } = observed;
  const ofAll = { instanceId, regionId, status, requestId, connectionDomain, port };
  const shown = accounts.filter(({ accountName }) => names.includes(accountName));
  // Deleting or changing it would cut off everyone who connects with the instance's password.
  const own = shown.find(({ isDefault }) => isDefault);
  if (own) throw new Error(`the account ${own.accountName} ${ofInstance}.`);
  return new Map(shown.map((each) => [each.accountName, { ...each, ...ofAll }]));
}

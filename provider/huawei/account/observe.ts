import { showInstance } from "../actions/instance";
import { type ListedAccount, listAccounts } from "../actions/instanceAccounts";
import type { HuaweiApi } from "../client";
import type { HuaweiInstance } from "../instance";

/** An account with what it takes to connect as it. */
export interface HuaweiAccount
  extends ListedAccount,
    Pick<HuaweiInstance, "connectionDomain" | "ip" | "port" | "enableSsl"> {
  readonly instanceId: string;
  readonly region: string;
}

export async function observe(
  api: HuaweiApi,
  instance: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, HuaweiAccount>> {
  const [accounts, observed] = await Promise.all([listAccounts(api, instance), showInstance(api, instance)]);
  const { connectionDomain, ip, port, enableSsl } = observed;
  const shared = { instanceId: instance, region: api.region, connectionDomain, ip, port, enableSsl };
  const shown = accounts.filter(({ accountName }) => names.includes(accountName));
  return new Map(shown.map((each) => [each.accountName, { ...each, ...shared }]));
}

import { z } from "zod";
import { CloudError, means } from "../../core/client/errors";
import { reads, writes } from "../../core/client/request";
import { areDistinct, emptyReply, nameForm } from "../../core/client/wire";
import type { PartKey } from "../../core/resource/part";
import type { JdApi } from "../client";
import { accountRules } from "../errors";
import { instancePath } from "./instance";

/** What a creating call carries. */
export interface AccountOrder {
  readonly instanceId: string;
  readonly accountName: string;
  readonly password: string;
  readonly privilege?: string | undefined;
  readonly description?: string | undefined;
}

/** An account as the list shows it. */
export interface ListedAccount {
  readonly accountName: string;
  readonly isDefault: boolean;
  readonly privilege: string | undefined;
  readonly description: string;
}

export interface ListedAccounts {
  /** Does the instance have accounts at all? */
  readonly isSupported: boolean;
  readonly accounts: readonly ListedAccount[];
  readonly requestId: string | undefined;
}

/**
 * Creates an account besides the default one.
 * @throws CloudError  already: the instance has one of this name; conflict: not running; unsupported: it takes no accounts;
 *                     notFound: no such instance; input
 * @see createAccount, redis 2.7.46
 */
export async function createAccount(api: JdApi, order: AccountOrder): Promise<void> {
  const params = {
    accountName: order.accountName,
    accountPassword: order.password,
    accountPrivilege: order.privilege,
    accountDescription: order.description,
  };
  const path = instancePath(order.instanceId, "account");
  try {
    // Repeated after a lost answer, it would be rejected because of its own work.
    const action = writes("createAccount", "never");
    await api.call(action, { method: "POST", path, params, errors: accountRules }, emptyReply);
  } catch (error) {
    if (!means(error, "input", "conflict", "unsupported", "other")) throw error;
    // No page says with which code an instance without accounts rejects this. Where the question fails, the rejection stands.
    const { isSupported } = await describeAccounts(api, order.instanceId).catch(() => ({ isSupported: true }));
    if (isSupported) throw error;
    const hint = "This instance takes no accounts (isSupport of describeAccounts): its version or type has none.";
    throw new CloudError(error.action, error.status, error.rejection, "unsupported", hint);
  }
}

const listedAccount = z.object({
  accountName: z.string().regex(nameForm),
  accountType: z.string().nullish(),
  accountPrivilege: z.string().nullish(),
  accountDescription: z.string().nullish(),
});

const accountsReply = z
  .object({
    isSupport: z.boolean().nullish(),
    accountLists: z.array(listedAccount).nullish(),
    requestId: z.string().optional(),
  })
  .refine(
    // The default account is always listed [guess], so an answer without a list is no proof that an account is gone.
    ({ isSupport, accountLists }) =>
      isSupport === false || (accountLists && areDistinct(accountLists.map(({ accountName }) => accountName))),
    { path: ["accountLists"] },
  );

/**
 * The accounts of an instance, the default one too.
 * @throws CloudError  notFound: no such instance
 * @see describeAccounts, redis 2.7.46
 */
export async function describeAccounts(api: JdApi, instance: string): Promise<ListedAccounts> {
  const request = { method: "GET", path: instancePath(instance, "account") } as const;
  const { isSupport, accountLists, requestId } = await api.call(reads("describeAccounts"), request, accountsReply);
  const accounts = (accountLists ?? []).map((each) => ({
    accountName: each.accountName,
    isDefault: each.accountType === "default",
    privilege: each.accountPrivilege || undefined,
    description: each.accountDescription ?? "",
  }));
  return { isSupported: isSupport !== false, accounts, requestId };
}

/**
 * Changes what is given; the rest stays.
 * @throws CloudError  notFound: no such account, or no such instance; conflict: not running; input
 * @see modifyAccount, redis 2.7.46
 */
export async function modifyAccount(
  api: JdApi,
  { instance, name }: PartKey,
  { password, privilege, description }: Partial<AccountOrder>,
): Promise<void> {
  const params = {
    accountName: name,
    accountPassword: password,
    accountPrivilege: privilege,
    accountDescription: description,
  };
  const request = { method: "PATCH", path: instancePath(instance, "account"), params } as const;
  await api.call(writes("modifyAccount"), request, emptyReply);
}

/**
 * Deletes an account; never the default one.
 * @throws CloudError  notFound: no such account, or no such instance; conflict: not running
 * @see deleteAccount, redis 2.7.46
 */
export async function deleteAccount(api: JdApi, { instance, name }: PartKey): Promise<void> {
  const request = { method: "DELETE", path: instancePath(instance, "account"), params: { accountName: name } } as const;
  await api.call(writes("deleteAccount"), request, emptyReply);
}

import { z } from "zod";
import { CloudError } from "../../core/client/errors";
import { reads, writes } from "../../core/client/request";
import { distinctList, emptyReply, nameForm, pathSegment, requireAsked } from "../../core/client/wire";
import type { PartKey } from "../../core/resource/part";
import type { HuaweiApi, HuaweiRequest } from "../client";
import { rejectedReset } from "./security";

/** The same as the calls that change an account know it. */
export interface AccountPlace {
  readonly instanceId: string;
  readonly accountId: string;
}

/** What a creating call carries. */
export interface AccountOrder {
  readonly instanceId: string;
  readonly accountName: string;
  readonly password: string;
  readonly role: string;
  readonly description?: string | undefined;
}

/** An account as the list shows it. */
export interface ListedAccount {
  readonly accountId: string;
  readonly accountName: string;
  /** normal, or default for the one that the instance has by itself */
  readonly accountType: string | undefined;
  readonly status: string;
  readonly role: string | undefined;
  readonly description: string;
  readonly requestId: string | undefined;
}

const pathOf = (instance: string) => `/instances/${pathSegment(instance)}/accounts`;
const pathOfAccount = ({ instanceId, accountId }: AccountPlace) => `${pathOf(instanceId)}/${pathSegment(accountId)}`;

/**
 * Creates an account besides the default one. Answers at once; the account is `CREATING` for a while. [sdk]
 * @throws CloudError  conflict: busy; unsupported; input. That the name is taken has no documented code.
 * @see CreateAclAccount, DCS v2
 */
export async function createAccount(api: HuaweiApi, order: AccountOrder): Promise<void> {
  const body = {
    account_name: order.accountName,
    account_role: order.role,
    account_password: order.password,
    description: order.description,
  };
  const call: HuaweiRequest = { method: "POST", path: pathOf(order.instanceId), body };
  // Repeated after a lost answer, it would be rejected because of its own work.
  await api.project(writes("CreateAclAccount", "never"), call, emptyReply);
}

const listedAccount = z.object({
  account_id: z.string().min(1),
  account_name: z.string().regex(nameForm),
  account_type: z.string().nullish(),
  account_role: z.string().nullish(),
  instance_id: z.string().nullish(),
  status: z.string(),
  description: z.string().nullish(),
});

const accountsReply = z.object({
  requestId: z.string().optional(),
  accounts: distinctList(listedAccount, ({ account_id }) => account_id),
});

/**
 * The accounts of an instance, the default one too.
 * @throws CloudError  notFound: no such instance
 * @see ListAclAccounts, DCS v2
 */
export async function listAccounts(api: HuaweiApi, instance: string): Promise<ListedAccount[]> {
  const call: HuaweiRequest = { method: "GET", path: pathOf(instance) };
  const action = reads("ListAclAccounts");
  const { accounts, requestId } = await api.project(action, call, accountsReply);
  requireAsked(
    action,
    [instance],
    accounts.map(({ instance_id }) => instance_id ?? instance),
  );
  return accounts
    .filter(({ status }) => status !== "DELETED")
    .map((each) => ({
      accountId: each.account_id,
      accountName: each.account_name,
      accountType: each.account_type || undefined,
      status: each.status,
      role: each.account_role ?? undefined,
      description: each.description ?? "",
      requestId,
    }));
}

const find = async (api: HuaweiApi, { instance, name }: PartKey) =>
  (await listAccounts(api, instance)).find(({ accountName }) => accountName === name);

/**
 * Sets another password; the old one is not needed. [tf] The account is `UPDATING` for a while.
 * @throws CloudError  conflict: busy, or locked after wrong passwords; already: the same as the old one; input
 * @see ResetAclAccountPassWord, DCS v2
 */
export async function resetAccountPassword(api: HuaweiApi, place: AccountPlace, password: string): Promise<void> {
  const path = `${pathOfAccount(place)}/password/reset`;
  const call: HuaweiRequest = { method: "PUT", path, body: { new_password: password }, rejection: rejectedReset };
  await api.project(writes("ResetAclAccountPassWord"), call, emptyReply);
}

/**
 * Sets what the account may do. It is `UPDATING` for a while. [tf]
 * @throws CloudError  conflict: busy; input
 * @see UpdateAclAccount, DCS v2
 */
export async function updateAccountRole(api: HuaweiApi, place: AccountPlace, role: string): Promise<void> {
  const path = `${pathOfAccount(place)}/role`;
  await api.project(writes("UpdateAclAccount"), { method: "PUT", path, body: { account_role: role } }, emptyReply);
}

/**
 * Sets the description.
 * @throws CloudError  conflict: busy; input
 * @see UpdateAclAccountRemark, DCS v2
 */
export async function updateAccountRemark(api: HuaweiApi, place: AccountPlace, description: string): Promise<void> {
  const path = pathOfAccount(place);
  await api.project(writes("UpdateAclAccountRemark"), { method: "PUT", path, body: { description } }, emptyReply);
}

/**
 * Deletes an account; never the default one. It is `DELETING` for a while. That there is none has no documented code, so
 * the list says what a rejection means.
 * @throws CloudError  conflict: busy
 * @see DeleteAclAccount, DCS v2
 */
export async function deleteAccount(api: HuaweiApi, key: PartKey): Promise<void> {
  const found = await find(api, key);
  if (!found || found.status === "DELETING") return;
  const call: HuaweiRequest = {
    method: "DELETE",
    path: pathOfAccount({ instanceId: key.instance, accountId: found.accountId }),
  };
  try {
    await api.project(writes("DeleteAclAccount"), call, emptyReply);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const now = await find(api, key);
    if (now?.accountId === found.accountId && now.status !== "DELETING") throw error;
  }
}

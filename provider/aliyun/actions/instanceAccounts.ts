import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { distinctList, emptyReply, nameForm, requireAsked } from "../../core/client/wire";
import type { PartKey } from "../../core/resource/part";
import type { AliyunApi } from "../client";

/** An instance has 20 at most [doc], so that one page shows them all. */
const mostAccounts = 100;

/** What a creating call carries. */
export interface AccountOrder {
  readonly instanceId: string;
  readonly accountName: string;
  readonly password: string | undefined;
  readonly privilege?: string | undefined;
  readonly accountType?: string | undefined;
  readonly description?: string | undefined;
}

/** An account as the list shows it. */
export interface ListedAccount {
  readonly accountName: string;
  readonly status: string;
  readonly accountType: string | undefined;
  readonly privilege: string | undefined;
  readonly description: string | undefined;
  readonly requestId: string | undefined;
}

/**
 * Creates an account besides the default one. Answers at once; the account is `Unavailable` for a while. [tf]
 * @throws CloudError  already: the instance has one of this name; quota: 18 accounts; conflict: not Normal; input: before 4.0
 * @see CreateAccount, R-kvstore 2015-01-01
 */
export async function createAccount(api: AliyunApi, order: AccountOrder): Promise<void> {
  await api.call(
    // Repeated after a lost answer, it would be rejected because of its own work.
    writes("CreateAccount", "never"),
    {
      InstanceId: order.instanceId,
      AccountName: order.accountName,
      AccountPassword: order.password,
      AccountPrivilege: order.privilege,
      AccountType: order.accountType,
      AccountDescription: order.description,
    },
    emptyReply,
  );
}

const listedAccount = z.object({
  InstanceId: z.string(),
  AccountName: z.string().regex(nameForm),
  AccountStatus: z.string(),
  AccountType: z.string().optional(),
  AccountDescription: z.string().optional(),
  DatabasePrivileges: z.object({ DatabasePrivilege: z.array(z.object({ AccountPrivilege: z.string() })) }).optional(),
});

const accountsReply = z.object({
  RequestId: z.string().optional(),
  Accounts: z.object({
    Account: distinctList(listedAccount, ({ AccountName }) => AccountName),
  }),
});

/**
 * The accounts of an instance, the default ones too.
 * @param name of the only one to be shown; nothing is where no account has it [tf]
 * @throws CloudError  notFound: no such instance
 * @see DescribeAccounts, R-kvstore 2015-01-01
 */
export async function describeAccounts(api: AliyunApi, instance: string, name?: string): Promise<ListedAccount[]> {
  const params = { InstanceId: instance, AccountName: name, PageSize: name === undefined ? mostAccounts : undefined };
  const action = reads("DescribeAccounts");
  const { RequestId, Accounts } = await api.call(action, params, accountsReply);
  requireAsked(
    action,
    [instance],
    Accounts.Account.map(({ InstanceId }) => InstanceId),
  );
  return Accounts.Account.map((each) => ({
    accountName: each.AccountName,
    status: each.AccountStatus,
    accountType: each.AccountType,
    privilege: each.DatabasePrivileges?.DatabasePrivilege[0]?.AccountPrivilege,
    description: each.AccountDescription || undefined,
    requestId: RequestId,
  }));
}

/**
 * Sets another password; the old one is not needed.
 * @throws CloudError  notFound; conflict: TaskExists; input
 * @see ResetAccountPassword, R-kvstore 2015-01-01
 */
export async function resetAccountPassword(
  api: AliyunApi,
  { instance, name }: PartKey,
  password: string,
): Promise<void> {
  const params = { InstanceId: instance, AccountName: name, AccountPassword: password };
  await api.call(writes("ResetAccountPassword"), params, emptyReply);
}

/**
 * Sets what the account may do.
 * @throws CloudError  notFound; conflict; input
 * @see GrantAccountPrivilege, R-kvstore 2015-01-01
 */
export async function grantAccountPrivilege(
  api: AliyunApi,
  { instance, name }: PartKey,
  privilege: string,
): Promise<void> {
  const params = { InstanceId: instance, AccountName: name, AccountPrivilege: privilege };
  await api.call(writes("GrantAccountPrivilege"), params, emptyReply);
}

/**
 * Sets the description, which cannot be empty.
 * @throws CloudError  notFound; conflict; input
 * @see ModifyAccountDescription, R-kvstore 2015-01-01
 */
export async function modifyAccountDescription(
  api: AliyunApi,
  { instance, name }: PartKey,
  description: string,
): Promise<void> {
  const params = { InstanceId: instance, AccountName: name, AccountDescription: description };
  await api.call(writes("ModifyAccountDescription"), params, emptyReply);
}

/**
 * Deletes an account; never the default one.
 * @throws CloudError  notFound: no such account, or no such instance; conflict
 * @see DeleteAccount, R-kvstore 2015-01-01
 */
export async function deleteAccount(api: AliyunApi, { instance, name }: PartKey): Promise<void> {
  await api.call(writes("DeleteAccount"), { InstanceId: instance, AccountName: name }, emptyReply);
}

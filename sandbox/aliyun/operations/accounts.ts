import { ApiError } from "../errors";
import type { AccountProperties, AliyunInstance } from "../instance";
import { checkAccountDescription, checkAccountName, checkPassword } from "../rules";
import { type Context, change, done, findInstance, type Operation, requireNormal } from "../state";

/** Besides the default account. [doc] CreateAccount; the page about accounts says 20 */
const mostAccounts = 18;

/** Nobody can create, change or delete them here. [doc] the second one since 6.0 */
const defaultNames = ({ id, properties }: AliyunInstance): string[] =>
  Number.parseFloat(properties.EngineVersion) >= 6 ? [id, "default"] : [id];

/** Where the password of an account is, besides the default account's. */
export const accountSecret = (name: string): string => `account ${name}`;

function requireVersion({ properties }: AliyunInstance): void {
  if (Number.parseFloat(properties.EngineVersion) < 4) throw new ApiError("InvalidEngineVersion.Format");
}

const isReady = ({ AvailableAt }: AccountProperties, { world }: Context) => AvailableAt <= world.now();

function find({ properties }: AliyunInstance, { args }: Context): AccountProperties {
  const found = properties.Accounts.find(({ AccountName }) => AccountName === args.must("AccountName"));
  if (found === undefined) throw new ApiError("InvalidAccountName.NotFound");
  return found;
}

/** The accounts with another value for the one that the call names. */
function accountsWith(instance: AliyunInstance, context: Context, set: Partial<AccountProperties>) {
  const found = find(instance, context);
  if (!isReady(found, context)) throw new ApiError("TaskExists");
  return { Accounts: instance.properties.Accounts.map((each) => (each === found ? { ...each, ...set } : each)) };
}

function requireNoDefault(instance: AliyunInstance, { args }: Context): void {
  if (defaultNames(instance).includes(args.must("AccountName"))) throw new ApiError("IncorrectAccount");
}

const ofAccount = [requireNormal, requireVersion, requireNoDefault];

export const createAccount: Operation = {
  mutating: true,
  known:
    "[doc] 4.0 or later, running, at most 18, codes; [sdk] parameters, AcountName; [guess] one creation at a time, Unavailable meanwhile",
  handle: (context) => {
    const { args, world } = context;
    const instance = findInstance(context);
    requireNormal(instance);
    requireVersion(instance);
    const name = args.must("AccountName");
    const password = args.must("AccountPassword");
    const description = args.text("AccountDescription");
    if (name === "default") throw new ApiError("InvalidAccountName.Forbid");
    checkAccountName(name);
    checkPassword(password, "InvalidAccountPassword.Format");
    checkAccountDescription(description);
    const { Accounts } = instance.properties;
    if ([...defaultNames(instance), ...Accounts.map(({ AccountName }) => AccountName)].includes(name))
      throw new ApiError("InvalidAccountName.Duplicate");
    if (Accounts.some((each) => !isReady(each, context))) throw new ApiError("TaskExists");
    if (Accounts.length >= mostAccounts) throw new ApiError("AccountLimitExceeded");
    const made: AccountProperties = {
      AccountName: name,
      AccountType: args.text("AccountType") ?? "Normal",
      AccountPrivilege: args.text("AccountPrivilege") ?? "RoleReadWrite",
      AccountDescription: description ?? "",
      AvailableAt: world.now() + world.changeMs,
    };
    instance.properties.Accounts = [...Accounts, made];
    instance.secrets[accountSecret(name)] = password;
    return done(instance, { InstanceId: instance.id, AcountName: name, AccountName: name });
  },
};

export const describeAccounts: Operation = {
  mutating: false,
  known:
    "[sdk] shape; [tf] an empty list for a name that nobody has; [guess] the default accounts are listed as Super; all without a PageSize",
  handle: (context) => {
    const instance = findInstance(context);
    const name = context.args.text("AccountName");
    const byDefault = defaultNames(instance).map((AccountName) => ({
      ...{ AccountName, AccountType: "Super", AccountPrivilege: "RoleReadWrite", AccountDescription: "" },
      AvailableAt: 0,
    }));
    const all = [...byDefault, ...instance.properties.Accounts];
    const like = context.args.text("SearchAccountName") ?? "";
    const size = context.args.int("PageSize") ?? all.length;
    const first = ((context.args.int("PageNumber") ?? 1) - 1) * size;
    const shown = all
      .filter(({ AccountName }) => (name === undefined || AccountName === name) && AccountName.includes(like))
      .slice(first, first + size);
    const Account = shown.map((each) => ({
      InstanceId: instance.id,
      AccountName: each.AccountName,
      AccountStatus: isReady(each, context) ? "Available" : "Unavailable",
      AccountType: each.AccountType,
      AccountDescription: each.AccountDescription,
      DatabasePrivileges: { DatabasePrivilege: [{ AccountPrivilege: each.AccountPrivilege }] },
    }));
    return { content: { Accounts: { Account } } };
  },
};

export const grantAccountPrivilege = change({
  known: "[doc] codes; [sdk] parameters; [guess] in force at once",
  require: ofAccount,
  set: (instance, context) =>
    accountsWith(instance, context, { AccountPrivilege: context.args.must("AccountPrivilege") }),
});

export const modifyAccountDescription = change({
  known: "[sdk] parameters; [guess] in force at once",
  require: ofAccount,
  set: (instance, context) => {
    const description = context.args.must("AccountDescription");
    checkAccountDescription(description);
    return accountsWith(instance, context, { AccountDescription: description });
  },
});

export const resetAccountPassword = change({
  known: "[doc] codes; [sdk] parameters; [guess] in force at once",
  require: [requireNormal, requireVersion],
  set: (instance, context) => {
    const name = context.args.must("AccountName");
    const password = context.args.must("AccountPassword");
    checkPassword(password, "InvalidAccountPassword.Format");
    if (defaultNames(instance).includes(name)) {
      instance.secrets.Password = password;
      return {};
    }
    const { Accounts } = accountsWith(instance, context, {});
    instance.secrets[accountSecret(name)] = password;
    return { Accounts };
  },
});

export const deleteAccount = change({
  known: "[tf] InvalidAccountName.NotFound; [doc] never a default account; [guess] gone at once",
  require: ofAccount,
  set: (instance, context) => {
    const { AccountName } = find(instance, context);
    delete instance.secrets[accountSecret(AccountName)];
    return { Accounts: instance.properties.Accounts.filter((each) => each.AccountName !== AccountName) };
  },
});

import type { Args } from "../args";
import { ApiError, invalid, notFound } from "../errors";
import type { Account, JdInstance } from "../instance";
import { readPassword } from "../rules";
import { change, read } from "../state";

const defaultAccount: Account = {
  accountName: "default",
  accountType: "default",
  accountPrivilege: "RoleReadWrite",
  accountDescription: "",
};

/** [guess] which instances have accounts; the vendor only says that isSupport tells */
const hasAccounts = ({ properties }: JdInstance): boolean => properties.redisVersion !== "2.8";

function requireAccounts(instance: JdInstance): void {
  if (!hasAccounts(instance)) throw invalid(`cacheInstance ${instance.id} does not support accounts`);
}

export const describeAccounts = read({
  known: "[sdk] answer; [guess] the default account is called default",
  result: (instance) => ({
    isSupport: hasAccounts(instance),
    accountLists: [defaultAccount, ...instance.properties.accounts],
  }),
});

export const createAccount = change({
  known:
    "[sdk] parameters, read and write is the default privilege; [doc] 409 ALREADY_EXISTS; [guess] that it applies here, the rule for names",
  set: (args, instance) => {
    requireAccounts(instance);
    const { accounts } = instance.properties;
    const accountName = args.required("accountName");
    if (!/^[A-Za-z][A-Za-z0-9_]{1,31}$/.test(accountName)) throw invalid(`accountName ${accountName} is not valid`);
    if ([defaultAccount, ...accounts].some((one) => one.accountName === accountName)) {
      throw new ApiError("ALREADY_EXISTS", `account ${accountName} already exists`);
    }
    return { accounts: [...accounts, withArgs(args, { ...defaultAccount, accountName, accountType: "normal" })] };
  },
  secrets: (args) => ({ [secretOf(args)]: readPassword(args.required("accountPassword")) }),
});

export const modifyAccount = change({
  known: "[sdk] parameters; [guess] what is left out stays, in force at once",
  set: (args, instance) => {
    const account = findAccount(args, instance);
    const changed = withArgs(args, account);
    return { accounts: instance.properties.accounts.map((one) => (one === account ? changed : one)) };
  },
  secrets: (args) => {
    const password = readPassword(args.text("accountPassword"));
    return password === undefined ? {} : { [secretOf(args)]: password };
  },
});

export const deleteAccount = change({
  known: "[sdk] the name in the query; [guess] gone at once",
  set: (args, instance) => {
    const account = findAccount(args, instance);
    return { accounts: instance.properties.accounts.filter((one) => one !== account) };
  },
  secrets: (args) => ({ [secretOf(args)]: undefined }),
});

/** [guess] the default account is changed by resetCacheInstancePassword only, and never deleted */
function findAccount(args: Args, instance: JdInstance): Account {
  requireAccounts(instance);
  const name = args.required("accountName");
  if (name === defaultAccount.accountName) throw invalid("the default account cannot be changed");
  const account = instance.properties.accounts.find((one) => one.accountName === name);
  if (account === undefined) throw notFound(`account ${name} not found`);
  return account;
}

/** What the call leaves out stays. */
function withArgs(args: Args, account: Account): Account {
  return {
    ...account,
    accountPrivilege: args.text("accountPrivilege") ?? account.accountPrivilege,
    accountDescription: args.text("accountDescription") ?? account.accountDescription,
  };
}

const secretOf = (args: Args) => `account:${args.required("accountName")}`;

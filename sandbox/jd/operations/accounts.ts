import { ApiError, invalid, notFound } from "../errors";
import type { Account } from "../instance";
import { readPassword } from "../rules";
import { done, findInstance, type Operation, requireRunning } from "../state";

const privileges = ["RoleReadOnly", "RoleReadWrite"] as const;

export const describeAccounts: Operation = {
  mutating: false,
  known: "[sdk] answer; [guess] the default account is called default",
  handle: (context) => {
    const { accounts, redisVersion } = findInstance(context).properties;
    const standard: Account = {
      accountName: "default",
      accountType: "default",
      accountPrivilege: "RoleReadWrite",
      accountDescription: "",
    };
    return { result: { isSupport: redisVersion !== "2.8", accountLists: [standard, ...accounts] } };
  },
};

export const createAccount: Operation = {
  mutating: true,
  known: "[sdk] parameters, read and write is the default privilege; [guess] the rule for names",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const { accounts } = instance.properties;
    const accountName = args.required("accountName");
    if (!/^[A-Za-z][A-Za-z0-9_]{1,31}$/.test(accountName)) throw invalid(`accountName ${accountName} is not valid`);
    const password = readPassword(args.required("accountPassword"));
    requireRunning(instance);
    if (accounts.some((one) => one.accountName === accountName)) {
      throw new ApiError("ALREADY_EXISTS", `account ${accountName} already exists`);
    }
    accounts.push({
      accountName,
      accountType: "normal",
      accountPrivilege: args.oneOf("accountPrivilege", privileges) ?? "RoleReadWrite",
      accountDescription: args.text("accountDescription") ?? "",
    });
    instance.secrets[`account:${accountName}`] = password ?? "";
    return done(instance);
  },
};

export const modifyAccount: Operation = {
  mutating: true,
  known: "[sdk] parameters",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const { accounts } = instance.properties;
    const name = args.required("accountName");
    const at = accounts.findIndex((one) => one.accountName === name);
    const old = accounts[at];
    if (old === undefined) throw notFound(`account ${name} not found`);
    const password = readPassword(args.text("accountPassword"));
    requireRunning(instance);
    accounts[at] = {
      ...old,
      accountPrivilege: args.oneOf("accountPrivilege", privileges) ?? old.accountPrivilege,
      accountDescription: args.text("accountDescription") ?? old.accountDescription,
    };
    if (password !== undefined) instance.secrets[`account:${name}`] = password;
    return done(instance);
  },
};

export const deleteAccount: Operation = {
  mutating: true,
  known: "[sdk] the name in the query",
  handle: (context) => {
    const instance = findInstance(context);
    const { accounts } = instance.properties;
    const name = context.args.required("accountName");
    if (!accounts.some((one) => one.accountName === name)) throw notFound(`account ${name} not found`);
    requireRunning(instance);
    instance.properties.accounts = accounts.filter((one) => one.accountName !== name);
    delete instance.secrets[`account:${name}`];
    return done(instance);
  },
};

import { huaweiDcsAccountDefinition } from "../../provider/huawei/account/definition";
import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import type { PartFixture } from "../contract/part/fixture";
import { base } from "./fixture";

interface Account {
  readonly account_name: string;
  readonly account_role: string;
  readonly description: string;
}

export const huaweiAccountFixture: PartFixture = {
  definition: huaweiDcsAccountDefinition,
  cloud: "huawei",
  instance: { definition: huaweiDcsInstanceDefinition, args: { ...base, engineVersion: "5.0" } },
  base: {
    accountName: "reports",
    password: "Reports-123",
    role: "write",
    description: "monthly reports",
  },
  inPlace: { password: "Reports-456", role: "read", description: "daily reports" },
  nameArgument: "accountName",
  names: ["carts", "Orders", "search-1", "stock_2"],
  rejectedNames: [
    ["1st", /accountName: must be 1-64 letters/],
    ["re.ports", /must be 1-64 letters/],
    ["default", /is the default account of the instance.*argument password/],
  ],
  rejected: [
    [{ password: "letterings" }, /password: must have at least three of/],
    [{ password: "Reports:123" }, /password: must have only letters, digits and the characters/],
    [{ accountName: "Reports-12", password: "21-stropeR" }, /password: must be neither the account's name/],
    [{ password: undefined }, /password: must be given/],
    [{ role: undefined }, /role: must be given/],
    [{ role: "admin" }, /role: must be "read" or "write"/],
    [{ instanceId: "cache" }, /instanceId: must be the UUID of an instance/],
    [{ description: "x".repeat(1025) }, /description: must have at most 1024 characters/],
    [{ owner: "me" }, /owner: no such argument/],
  ],
  shown: ({ properties, secrets }) =>
    Object.fromEntries(
      (properties.accounts as readonly Account[]).map((each) => [
        each.account_name,
        {
          role: each.account_role,
          description: each.description,
          password: secrets[`account ${each.account_name}`],
        },
      ]),
    ),
  drifted: (name, { role, description }) => ({
    account: {
      account_name: name,
      ...(role !== undefined && { account_role: role }),
      ...(description !== undefined && { description }),
    },
  }),
  deleted: (name) => ({ account: { account_name: name, isDeleted: true } }),
  busy: { status: "RESTARTING" },
  idle: { status: "RUNNING" },
  createAction: "CreateAclAccount",
  calls: { create: 15, update: 28, refresh: 4, delete: 14 },
};

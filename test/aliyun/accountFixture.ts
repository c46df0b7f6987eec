import { aliyunRedisAccountDefinition } from "../../provider/aliyun/account/definition";
import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import type { PartFixture } from "../contract/part/fixture";
import { base } from "./fixture";

interface Account {
  readonly AccountName: string;
  readonly AccountPrivilege: string;
  readonly AccountDescription: string;
}

export const aliyunAccountFixture: PartFixture = {
  definition: aliyunRedisAccountDefinition,
  cloud: "aliyun",
  instance: { definition: aliyunRedisDefinition, args: base },
  base: {
    accountName: "reports",
    password: "Reports-123",
    privilege: "RoleReadWrite",
    description: "monthly-reports",
  },
  inPlace: { password: "Reports-456", privilege: "RoleReadOnly", description: "daily_reports" },
  nameArgument: "accountName",
  names: ["carts", "orders", "search", "stock"],
  rejectedNames: [
    ["Reports", /accountName: must be 1-100 lower-case letters/],
    ["re-ports", /must be 1-100 lower-case letters/],
    ["default", /is a default account of the instance.*argument password/],
    ["r-bp1zxszhcgatnx0001", /is a default account of the instance.*argument password/],
  ],
  rejected: [
    [{ password: "letterings" }, /password: must have at least three of/],
    [{ password: undefined }, /password: must be given/],
    [{ instanceId: "cache" }, /instanceId: must be an instance id like r-…/],
    [{ privilege: "read" }, /privilege: must be "RoleReadOnly", "RoleReadWrite" or "RoleRepl"/],
    [{ accountType: "Super" }, /accountType: must be "Normal"/],
    [{ description: "1st" }, /description: must be 2-256 letters/],
    [{ owner: "me" }, /owner: no such argument/],
  ],
  shown: ({ properties, secrets }) =>
    Object.fromEntries(
      (properties.Accounts as readonly Account[]).map((each) => [
        each.AccountName,
        {
          privilege: each.AccountPrivilege,
          description: each.AccountDescription,
          password: secrets[`account ${each.AccountName}`],
        },
      ]),
    ),
  drifted: (name, { privilege, description }) => ({
    Account: {
      AccountName: name,
      ...(privilege !== undefined && { AccountPrivilege: privilege }),
      ...(description !== undefined && { AccountDescription: description }),
    },
  }),
  deleted: (name) => ({ Account: { AccountName: name, isDeleted: true } }),
  busy: { InstanceStatus: "Changing" },
  idle: { InstanceStatus: "Normal" },
  createAction: "CreateAccount",
  calls: { create: 15, update: 14, refresh: 4, delete: 6 },
};

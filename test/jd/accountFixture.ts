import { jdRedisAccountDefinition } from "../../provider/jd/account/definition";
import { jdRedisDefinition } from "../../provider/jd/definition";
import type { Account } from "../../sandbox/jd/instance";
import type { PartFixture } from "../contract/part/fixture";
import { base } from "./fixture";

export const jdAccountFixture: PartFixture = {
  definition: jdRedisAccountDefinition,
  cloud: "jd",
  instance: { definition: jdRedisDefinition, args: base },
  base: {
    accountName: "reports",
    password: "Reports123",
    privilege: "RoleReadWrite",
    description: "monthly reports",
  },
  inPlace: { password: "Reports456", privilege: "RoleReadOnly", description: "daily reports" },
  nameArgument: "accountName",
  names: ["carts", "orders", "search", "stock"],
  rejectedNames: [
    ["", /accountName: must be one word without a colon/],
    ["re:ports", /must be one word without a colon/],
    ["re ports", /must be one word without a colon/],
    ["default", /is the instance's default account.*argument password/],
  ],
  rejected: [
    [{ password: undefined }, /password: must be given/],
    [{ instanceId: "cache" }, /instanceId: must look like redis-…/],
    [{ privilege: "RoleRepl" }, /privilege: must be "RoleReadOnly" or "RoleReadWrite"/],
    [{ accountType: "normal" }, /accountType: no such argument/],
  ],
  shown: ({ properties, secrets }) =>
    Object.fromEntries(
      (properties.accounts as readonly Account[]).map((each) => [
        each.accountName,
        {
          privilege: each.accountPrivilege,
          description: each.accountDescription,
          password: secrets[`account:${each.accountName}`],
        },
      ]),
    ),
  drifted: (name, { privilege, description }) => ({
    Account: {
      accountName: name,
      ...(privilege !== undefined && { accountPrivilege: privilege }),
      ...(description !== undefined && { accountDescription: description }),
    },
  }),
  deleted: (name) => ({ Account: { accountName: name, isDeleted: true } }),
  busy: { cacheInstanceStatus: "changing" },
  idle: { cacheInstanceStatus: "running" },
  createAction: "createAccount",
  calls: { create: 15, update: 14, refresh: 4, delete: 6 },
};

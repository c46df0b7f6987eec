import type { Operation } from "../state";

export const getCallerIdentity: Operation = {
  mutating: false,
  known: "[doc] STS 2015-04-01",
  handle: ({ account, key }) => ({
    content: {
      AccountId: account,
      UserId: account,
      PrincipalId: account,
      IdentityType: key.token === undefined ? "Account" : "AssumedRoleUser",
      Arn: `acs:ram::${account}:root`,
    },
  }),
};

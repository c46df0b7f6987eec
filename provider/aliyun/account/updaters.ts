import type { PartUpdater } from "../../core/resource/part";
import { grantAccountPrivilege, modifyAccountDescription, resetAccountPassword } from "../actions/instanceAccounts";
import { decryptPassword } from "../actions/kms";
import type { AliyunApi } from "../client";
import type { AliyunRedisAccountInputs } from "./args";
import type { AliyunAccount } from "./observe";

export const updaters: readonly PartUpdater<AliyunRedisAccountInputs, AliyunAccount, AliyunApi>[] = [
  {
    name: "password",
    apply: async (api, key, { password }) => {
      if (password !== undefined) await resetAccountPassword(api, key, password);
    },
  },
  {
    name: "kmsPassword",
    apply: async (api, key, _change, { args }) => {
      const password = await decryptPassword(api, args);
      if (password !== undefined) await resetAccountPassword(api, key, password);
    },
  },
  {
    name: "privilege",
    apply: async (api, key, { privilege }) => {
      if (privilege !== undefined) await grantAccountPrivilege(api, key, privilege);
    },
  },
  {
    name: "description",
    apply: async (api, key, { description }) => {
      if (description !== undefined) await modifyAccountDescription(api, key, description);
    },
  },
];

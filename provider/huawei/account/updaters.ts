import { means } from "../../core/client/errors";
import type { PartUpdater } from "../../core/resource/part";
import { resetAccountPassword, updateAccountRemark, updateAccountRole } from "../actions/instanceAccounts";
import type { HuaweiApi } from "../client";
import type { HuaweiDcsAccountInputs } from "./args";
import type { HuaweiAccount } from "./observe";

export const updaters: readonly PartUpdater<HuaweiDcsAccountInputs, HuaweiAccount, HuaweiApi>[] = [
  {
    name: "password",
    apply: async (api, key, { password }) => {
      if (password === undefined) return;
      await resetAccountPassword(api, key, password).catch((error: unknown) => {
        if (!means(error, "already")) throw error;
      });
    },
  },
  {
    name: "role",
    apply: async (api, key, { role }) => {
      if (role !== undefined) await updateAccountRole(api, key, role);
    },
  },
  {
    name: "description",
    apply: async (api, key, { description }) => {
      await updateAccountRemark(api, key, description ?? "");
    },
  },
];

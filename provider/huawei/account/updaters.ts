import { means } from "../../core/client/errors";
import type { PartUpdater } from "../../core/resource/part";
import { resetAccountPassword, updateAccountRemark, updateAccountRole } from "../actions/instanceAccounts";
import type { HuaweiApi } from "../client";
import type { HuaweiDcsAccountInputs } from "./args";
import type { HuaweiAccount } from "./observe";

export const updaters: readonly PartUpdater<HuaweiDcsAccountInputs, HuaweiAccount, HuaweiApi>[] = [
  {
    name: "password",
    apply: async (api, _key, { password }, { observed }) => {
      if (password === undefined) return;
      await resetAccountPassword(api, observed, password).catch((error: unknown) => {
        if (!means(error, "already")) throw error;
      });
    },
  },
  {
    name: "role",
    apply: async (api, _key, { role }, { observed }) => {
      if (role !== undefined) await updateAccountRole(api, observed, role);
    },
  },
  {
    name: "description",
    apply: async (api, _key, { description }, { observed }) => {
      await updateAccountRemark(api, observed, description ?? "");
    },
  },
];

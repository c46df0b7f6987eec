import type { PartUpdater } from "../../core/resource/part";
import { modifyAccount } from "../actions/instanceAccounts";
import type { JdApi } from "../client";
import type { JdRedisAccountInputs } from "./args";
import type { JdAccount } from "./observe";

export const updaters: readonly PartUpdater<JdRedisAccountInputs, JdAccount, JdApi>[] = [
  { name: "account", apply: modifyAccount },
];

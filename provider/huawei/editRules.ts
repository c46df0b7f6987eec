import type { EditRule } from "../core/resource/definition";
import type { ParsedArgs } from "./args";

/** Edits that an existing instance cannot follow, although each argument on its own is changed in place. */
export const editRules: readonly EditRule<ParsedArgs>[] = [
  {
    on: ["privateIp", "subnetId"],
    message: (state, { privateIp, subnetId }) =>
      privateIp !== undefined && privateIp === state.privateIp && subnetId !== undefined && subnetId !== state.subnetId
        ? "cannot stay the same in another subnet. Remove it from the program, or give an address of the new subnet."
        : undefined,
  },
];

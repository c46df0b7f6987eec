import type { Group } from "../../core/batch/definition";
import { isUnknown } from "../../core/resource/unknown";
import type { ParsedArgs } from "../args";
import type { ParsedBatchArgs } from "./args";

/** All members are alike, so there is one group. Every batch's state holds this name, so it never changes. */
const onlyGroup = "0";

export function groups(args: Partial<ParsedBatchArgs>): readonly Group<ParsedArgs>[] {
  const { instanceNum = 1, ...shared } = args;
  const { name } = shared;
  const isKnown = typeof name === "string" && !isUnknown(name);
  return [
    {
      name: onlyGroup,
      quantity: typeof instanceNum === "number" ? instanceNum : undefined,
      args: shared,
      own: (ordinal) => (isKnown ? { name: memberName(name, ordinal) } : {}),
    },
  ];
}

/**
 * The vendor's form for the names of several instances. The vendor does not number a single instance; we do, so that a
 * growing batch renames no member.
 */
export const memberName = (name: string, ordinal: number): string => `${name}-${String(ordinal).padStart(3, "0")}`;

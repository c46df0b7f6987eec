import type { Group } from "../../core/batch/definition";
import { isUnknown } from "../../core/resource/unknown";
import type { HuaweiArgs } from "../args";
import type { HuaweiBatchArgs } from "./args";

/** All members are alike, so there is one group. In the state of every batch: never to be changed. */
const onlyGroup = "0";

export function groups(args: Partial<HuaweiBatchArgs>): readonly Group<HuaweiArgs>[] {
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
 * The vendor's own form of several names. It gives a single instance no number; we do, so that no member gets another
 * name because the batch has grown.
 */
export const memberName = (name: string, ordinal: number): string => `${name}-${String(ordinal).padStart(3, "0")}`;

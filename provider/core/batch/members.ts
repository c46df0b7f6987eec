import { digest } from "../digest";
import { type HiddenOutputs, hiddenInputs, hiddenOutputs, visible } from "../hidden";
import type { AnyKind } from "../kind";
import { rowsOf } from "../plan";
import type { Properties } from "../sanitize";

type Values = Readonly<Record<string, unknown>>;

/** One instance of a batch, as the state holds it. */
export interface Member {
  readonly id: string;
  readonly group: string;
  /** Its number within its group; a replacement takes that of what it replaces. */
  readonly ordinal: number;
  /** `lost`: a look has shown that the instance is no longer there. */
  readonly born: HiddenOutputs["__born"] | "lost";
  /** Arguments that cannot be read back, and that this member has not got yet. */
  readonly unwritten: readonly string[];
  /** Where its order has to be paid before there is an instance. */
  readonly unpaid?: string | undefined;
  /** What the program sees, and what the next comparison looks at. */
  readonly shown: Values;
  readonly connectionString: string | null;
}

/** Of a batch's state, beside what every resource has. */
export interface BatchOutputs {
  readonly members?: readonly Values[];
  readonly connectionStrings?: readonly (string | null)[];
  readonly __members?: readonly Pick<Member, "ordinal" | "born" | "unwritten" | "unpaid">[];
  /** Replaced or no longer wanted, but not gone yet. */
  readonly __leaving?: readonly Values[];
}

/** What a look shows of an instance that is gone. */
const lostStatus = "gone";

export function membersOf(state: Values): Member[] {
  const { members = [], __members: notes = [], connectionStrings = [] } = state as BatchOutputs;
  return members.map((shown, index) => ({
    ordinal: index,
    born: "waiting",
    unwritten: [],
    ...notes[index],
    id: String(shown.instanceId),
    group: String(shown.group),
    shown,
    connectionString: connectionStrings[index] ?? null,
  }));
}

export function leavingOf(state: Values): Member[] {
  const { __leaving: leaving = [] } = state as BatchOutputs;
  return leaving.map((shown) => ({
    id: String(shown.instanceId),
    group: String(shown.group),
    ordinal: 0,
    born: "ready",
    unwritten: [],
    shown,
    connectionString: null,
  }));
}

/** Every instance that the state holds in a batch. */
export const heldIds = (state: Values): string[] => [...membersOf(state), ...leavingOf(state)].map(({ id }) => id);

/** The properties of the batch that tell of its members. */
export function membersState(members: readonly Member[], leaving: readonly Member[]): Values {
  const strings = members.map(({ connectionString }) => connectionString);
  return {
    members: members.map(({ shown }) => shown),
    instanceIds: members.filter(({ born }) => born !== "lost").map(({ id }) => id),
    connectionStrings: strings,
    __members: members.map(({ ordinal, born, unwritten, unpaid }) => ({ ordinal, born, unwritten, unpaid })),
    __leaving: leaving.map(({ shown }) => shown),
  };
}

/** The member's own state, as if it were a resource of its own; the batch holds its secrets, and what all share. */
export function stateOf(kind: AnyKind, member: Member, batch: Values, args: Values): Values {
  const { __place: place } = hiddenOutputs(batch);
  const region = member.shown[kind.regionArgument] ?? place?.region;
  const written = rowsOf(kind.plan).filter(([name, row]) => row.isWriteOnly && !member.unwritten.includes(name));
  return {
    ...member.shown,
    ...Object.fromEntries(written.map(([name]) => [name, args[name]])),
    ...hiddenInputs(batch),
    __v: 1,
    __place: place && { ...place, region },
    __born: member.born === "lost" ? "waiting" : member.born,
    __inputKeys: Object.keys(args).sort(),
  };
}

/** A member as its own lifecycle has left it. */
export function memberFrom(
  kind: AnyKind,
  properties: Properties,
  args: Values,
  whose: Pick<Member, "id" | "group" | "ordinal"> & { readonly unpaid?: string | undefined },
): Member {
  const { connectionString, ...outputs } = visible(properties);
  const rows = rowsOf(kind.plan);
  const secrets = new Set(rows.flatMap(([name, row]) => (row.isSecret ? [name] : [])));
  const shown = Object.entries(outputs).filter(([name]) => !secrets.has(name));
  const isUnwritten = (name: string) => args[name] !== undefined && digest(properties[name]) !== digest(args[name]);
  return {
    id: whose.id,
    group: whose.group,
    ordinal: whose.ordinal,
    unpaid: whose.unpaid,
    born: hiddenOutputs(properties).__born ?? "waiting",
    unwritten: rows.flatMap(([name, row]) => (row.isWriteOnly && isUnwritten(name) ? [name] : [])),
    shown: { ...Object.fromEntries(shown), instanceId: whose.id, group: whose.group },
    connectionString: typeof connectionString === "string" ? connectionString : null,
  };
}

/** Nothing is left of it but its place. */
export function lost(member: Member): Member {
  return {
    ...member,
    born: "lost",
    shown: { instanceId: member.id, group: member.group, status: lostStatus },
    connectionString: null,
  };
}

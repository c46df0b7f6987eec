import { digest } from "../digest";
import type { Place } from "../kind/cloud";
import { type HiddenOutputs, hiddenInputs, hiddenOutputs, visible } from "../kind/hidden";
import type { AnyKind } from "../kind/kind";
import { rowsOf, secretNames } from "../kind/plan";
import { nullsFor } from "../kind/properties";
import { type Properties, sanitize } from "../kind/sanitize";
import type { BatchOperation } from "./operation";

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
  /** Arguments that the program gives no longer, and that still hold for this member. */
  readonly ending: readonly string[];
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
  readonly __held?: readonly string[];
  readonly __members?: readonly Note[];
  /** Replaced or no longer wanted, but not gone yet. */
  readonly __leaving?: readonly (Values & { readonly __note?: Note })[];
}

/** What the state holds of a member beside what the program sees. */
type Note = Partial<Pick<Member, "ordinal" | "born" | "unwritten" | "ending" | "unpaid">>;

const noteOf = ({ ordinal, born, unwritten, ending, unpaid }: Member): Note => ({
  ordinal,
  born,
  unpaid,
  ...(unwritten.length > 0 && { unwritten }),
  ...(ending.length > 0 && { ending }),
});

function memberOf(shown: Values, note: Note = {}, connectionString: string | null = null): Member {
  return {
    ordinal: 0,
    born: "waiting",
    unwritten: [],
    ending: [],
    ...note,
    id: String(shown.instanceId),
    group: String(shown.group),
    shown,
    connectionString,
  };
}

/** What a look shows of an instance that is gone. */
const lostStatus = "gone";

export function membersOf(state: Values): Member[] {
  const { members = [], __members: notes = [], connectionStrings = [] } = state as BatchOutputs;
  return members.map((shown, index) => memberOf(shown, notes[index], connectionStrings[index]));
}

export function leavingOf(state: Values): Member[] {
  const { __leaving: leaving = [] } = state as BatchOutputs;
  return leaving.map(({ __note: note, ...shown }) => memberOf(shown, note));
}

/** Every instance that the state holds in a batch; readable also where the program makes a secret of its members. */
export const heldIds = (state: Values): readonly string[] => (state as BatchOutputs).__held ?? [];

/** The properties of the batch that tell of its members. */
function membersState(members: readonly Member[], leaving: readonly Member[]): Values {
  const strings = members.map(({ connectionString }) => connectionString);
  return {
    members: members.map(({ shown }) => shown),
    instanceIds: members.filter(({ born }) => born !== "lost").map(({ id }) => id),
    connectionStrings: strings,
    __held: [...members.filter(({ born }) => born !== "lost"), ...leaving].map(({ id }) => id),
    __members: members.map(noteOf),
    __leaving: leaving.map((member) => ({ ...member.shown, __note: noteOf(member) })),
  };
}

/** All that the state holds of a batch. */
export function batchState(
  { batch, args, hidden }: BatchOperation,
  members: readonly Member[],
  leaving: readonly Member[],
  more: {
    readonly told: Values;
    readonly place: Place | undefined;
    readonly inputKeys: readonly string[];
    /** Is there nothing left to do? */
    readonly isDone: boolean;
  },
): Properties {
  const isReady = more.isDone && members.every(({ born }) => born === "ready");
  return sanitize({
    ...nullsFor(Object.keys(batch.plan)),
    ...more.told,
    ...args,
    ...membersState(members, leaving),
    ...hidden,
    __v: 1,
    __place: more.place,
    __born: isReady ? "ready" : "waiting",
    __inputKeys: more.inputKeys,
  });
}

/** The member's own state, as if it were a resource of its own; the batch holds its secrets, and what all share. */
export function stateOf(kind: AnyKind, member: Member, batch: Values, args: Values): Values {
  const { __place: place } = hiddenOutputs(batch);
  const region = member.shown[kind.regionArgument] ?? place?.region;
  const written = rowsOf(kind.plan).filter(([name, row]) => row.isWriteOnly && !member.unwritten.includes(name));
  return {
    ...member.shown,
    ...Object.fromEntries(written.map(([name]) => [name, args[name]])),
    ...storedOnly(kind, batch),
    ...hiddenInputs(batch),
    __v: 1,
    __place: place && { ...place, region },
    __born: member.born === "lost" ? "waiting" : member.born,
    __inputKeys: [...Object.keys(args), ...member.ending].sort(),
  };
}

/** What a batch says to its members and the cloud does not know: it counts as it is said last, also for those that go. */
export function storedOnly(kind: AnyKind, batch: Values): Values {
  const rows = rowsOf(kind.plan).filter(([, row]) => row.change === "stateOnly");
  return Object.fromEntries(rows.map(([name]) => [name, batch[name]]));
}

/** A member that has not got yet what the program wants of it, under the name that its group has now. */
export function behind(
  kind: AnyKind,
  { member, state }: { member: Member; state: Values },
  args: Values,
  group: string,
): Member {
  return {
    ...member,
    group,
    shown: { ...member.shown, group },
    unwritten: unwrittenIn(kind, state, args),
    ending: endingIn(state, args),
  };
}

function unwrittenIn(kind: AnyKind, state: Values, args: Values): string[] {
  const isUnwritten = (name: string) => args[name] !== undefined && digest(state[name]) !== digest(args[name]);
  return rowsOf(kind.plan).flatMap(([name, row]) => (row.isWriteOnly && isUnwritten(name) ? [name] : []));
}

function endingIn(state: Values, args: Values): string[] {
  const { __inputKeys: declared = [] } = hiddenOutputs(state);
  return declared.filter((name) => args[name] === undefined);
}

/** A member as its own lifecycle has left it. */
export function memberFrom(
  kind: AnyKind,
  properties: Properties,
  args: Values,
  whose: Pick<Member, "id" | "group" | "ordinal"> & { readonly unpaid?: string | undefined },
): Member {
  const { connectionString, ...outputs } = visible(properties);
  const secrets = secretNames(kind.plan);
  const shown = Object.entries(outputs).filter(([name]) => !secrets.includes(name));
  return {
    id: whose.id,
    group: whose.group,
    ordinal: whose.ordinal,
    unpaid: whose.unpaid,
    born: hiddenOutputs(properties).__born ?? "waiting",
    unwritten: unwrittenIn(kind, properties, args),
    ending: endingIn(properties, args),
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

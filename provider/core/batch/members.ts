import { digest } from "../host/digest";
import { attributeEntries, secretNames } from "../resource/attributes";
import type { Location } from "../resource/cloud";
import type { AnyInstanceDefinition } from "../resource/definition";
import { type InternalState, internalInputs, internalState, withoutInternal } from "../resource/internalProperties";
import { type Properties, toProperties } from "../resource/json";
import { absent } from "../resource/state";
import type { BatchOperation } from "./operation";

type Values = Readonly<Record<string, unknown>>;

/** One instance of a batch, as the state holds it. */
export interface Member {
  readonly id: string;
  readonly group: string;
  /** Its number within its group; a replacement takes that of what it replaces. */
  readonly ordinal: number;
  /** `lost`: a look has shown that the instance is no longer there. */
  readonly readiness: InternalState["__readiness"] | "lost";
  /** Arguments that cannot be read back, and that this member has not got yet. */
  readonly unwritten: readonly string[];
  /** Arguments that the program gives no longer, and that still hold for this member. */
  readonly ending: readonly string[];
  /** Where its order has to be paid before there is an instance. */
  readonly awaitingPayment?: string | undefined;
  /** What the program sees, and what the next comparison looks at. */
  readonly outputs: Values;
  readonly connectionString: string | null;
}

/** Of a batch's state, beside what every resource has. */
export interface BatchOutputs {
  readonly members?: readonly Values[];
  readonly connectionStrings?: readonly (string | null)[];
  readonly __instanceIds?: readonly string[];
  readonly __memberStates?: readonly Note[];
  /** Replaced or no longer wanted, but not gone yet. */
  readonly __pendingDeletion?: readonly (Values & { readonly __state?: Note })[];
}

/** What the state holds of a member beside what the program sees. */
type Note = Partial<Pick<Member, "ordinal" | "readiness" | "unwritten" | "ending" | "awaitingPayment">>;

const noteOf = ({ ordinal, readiness, unwritten, ending, awaitingPayment }: Member): Note => ({
  ordinal,
  readiness,
  awaitingPayment,
  ...(unwritten.length > 0 && { unwritten }),
  ...(ending.length > 0 && { ending }),
});

function memberOf(outputs: Values, note: Note = {}, connectionString: string | null = null): Member {
  return {
    ordinal: 0,
    readiness: "pending",
    unwritten: [],
    ending: [],
    ...note,
    id: String(outputs.instanceId),
    group: String(outputs.group),
    outputs,
    connectionString,
  };
}

/** What a look shows of an instance that is gone. */
const lostStatus = "notFound";

export function membersOf(state: Values): Member[] {
  const { members = [], __memberStates: notes = [], connectionStrings = [] } = state as BatchOutputs;
  return members.map((shown, index) => memberOf(shown, notes[index], connectionStrings[index]));
}

export function leavingOf(state: Values): Member[] {
  const { __pendingDeletion: leaving = [] } = state as BatchOutputs;
  return leaving.map(({ __state: note, ...shown }) => memberOf(shown, note));
}

/** Every instance that the state holds in a batch; readable also where the program makes a secret of its members. */
export const heldIds = (state: Values): readonly string[] => (state as BatchOutputs).__instanceIds ?? [];

/** The properties of the batch that tell of its members. */
function membersState(members: readonly Member[], leaving: readonly Member[]): Values {
  const strings = members.map(({ connectionString }) => connectionString);
  return {
    members: members.map(({ outputs }) => outputs),
    instanceIds: members.filter(({ readiness }) => readiness !== "lost").map(({ id }) => id),
    connectionStrings: strings,
    __instanceIds: [...members.filter(({ readiness }) => readiness !== "lost"), ...leaving].map(({ id }) => id),
    __memberStates: members.map(noteOf),
    __pendingDeletion: leaving.map((member) => ({ ...member.outputs, __state: noteOf(member) })),
  };
}

/** All that the state holds of a batch. */
export function batchState(
  { batch, args, hidden: internal }: BatchOperation,
  members: readonly Member[],
  leaving: readonly Member[],
  more: {
    readonly told: Values;
    readonly place: Location | undefined;
    readonly inputKeys: readonly string[];
    /** Is there nothing left to do? */
    readonly isDone: boolean;
  },
): Properties {
  const isReady = more.isDone && members.every(({ readiness }) => readiness === "ready");
  return toProperties({
    ...absent(Object.keys(batch.attributes)),
    ...more.told,
    ...args,
    ...membersState(members, leaving),
    ...internal,
    __v: 1,
    __location: more.place,
    __readiness: isReady ? "ready" : "pending",
    __inputKeys: more.inputKeys,
  });
}

/** The member's own state, as if it were a resource of its own; the batch holds its secrets, and what all share. */
export function memberState(definition: AnyInstanceDefinition, member: Member, batch: Values, args: Values): Values {
  const { __location: location } = internalState(batch);
  const region = member.outputs[definition.regionArgument] ?? location?.region;
  const written = attributeEntries(definition.attributes).filter(
    ([name, attribute]) => attribute.isWriteOnly && !member.unwritten.includes(name),
  );
  return {
    ...member.outputs,
    ...Object.fromEntries(written.map(([name]) => [name, args[name]])),
    ...storedOnly(definition, batch),
    ...internalInputs(batch),
    __v: 1,
    __location: location && { ...location, region },
    __readiness: member.readiness === "lost" ? "pending" : member.readiness,
    __inputKeys: [...Object.keys(args), ...member.ending].sort(),
  };
}

/** What a batch says to its members and the cloud does not know: it counts as it is said last, also for those that go. */
export function storedOnly(definition: AnyInstanceDefinition, batch: Values): Values {
  const attributes = attributeEntries(definition.attributes).filter(
    ([, attribute]) => attribute.changeMode === "stateOnly",
  );
  return Object.fromEntries(attributes.map(([name]) => [name, batch[name]]));
}

/** A member that has not got yet what the program wants of it, under the name that its group has now. */
export function behind(
  definition: AnyInstanceDefinition,
  { member, state }: { member: Member; state: Values },
  args: Values,
  group: string,
): Member {
  return {
    ...member,
    group,
    outputs: { ...member.outputs, group },
    unwritten: unwrittenIn(definition, state, args),
    ending: endingIn(state, args),
  };
}

function unwrittenIn(definition: AnyInstanceDefinition, state: Values, args: Values): string[] {
  const isUnwritten = (name: string) => args[name] !== undefined && digest(state[name]) !== digest(args[name]);
  return attributeEntries(definition.attributes).flatMap(([name, attribute]) =>
    attribute.isWriteOnly && isUnwritten(name) ? [name] : [],
  );
}

function endingIn(state: Values, args: Values): string[] {
  const { __inputKeys: declared = [] } = internalState(state);
  return declared.filter((name) => args[name] === undefined);
}

/** A member as its own lifecycle has left it. */
export function memberFrom(
  definition: AnyInstanceDefinition,
  properties: Properties,
  args: Values,
  whose: Pick<Member, "id" | "group" | "ordinal"> & { readonly unpaid?: string | undefined },
): Member {
  const { connectionString, ...outputs } = withoutInternal(properties);
  const secrets = secretNames(definition.attributes);
  const shown = Object.entries(outputs).filter(([name]) => !secrets.includes(name));
  return {
    id: whose.id,
    group: whose.group,
    ordinal: whose.ordinal,
    awaitingPayment: whose.unpaid,
    readiness: internalState(properties).__readiness ?? "pending",
    unwritten: unwrittenIn(definition, properties, args),
    ending: endingIn(properties, args),
    outputs: { ...Object.fromEntries(shown), instanceId: whose.id, group: whose.group },
    connectionString: typeof connectionString === "string" ? connectionString : null,
  };
}

/** Nothing is left of it but its place. */
export function lost(member: Member): Member {
  return {
    ...member,
    readiness: "lost",
    outputs: { instanceId: member.id, group: member.group, status: lostStatus },
    connectionString: null,
  };
}

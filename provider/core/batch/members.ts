import { isSame } from "../host/stableJson";
import { unconfirmedIn, unconfirmedText } from "../lifecycle/unconfirmed";
import { attributeEntries, secretNames, writeOnlyNames } from "../resource/attributes";
import type { AnyInstanceDefinition } from "../resource/definition";
import { type InternalState, internalInputs, internalState, withoutInternal } from "../resource/internalProperties";
import { type Properties, secretValue, toProperties } from "../resource/json";
import type { Location } from "../resource/location";
import { absent, removedIn } from "../resource/state";
import type { Values } from "../resource/types";
import type { Session } from "../session/session";
import type { BatchOperation } from "./operation";

/** One instance of a batch, as the state holds it. */
export interface Member {
  readonly id: string;
  readonly group: string;
  /** Its number within its group; a replacement takes over the number of what it replaces. */
  readonly ordinal: number;
  /** `lost`: a refresh has shown that the instance no longer exists. */
  readonly readiness: InternalState["__readiness"] | "lost";
  /** Arguments that cannot be read back, and that have not reached this member yet. */
  readonly unwritten: readonly string[];
  /** Arguments that the program no longer gives, but that are still in force for this member. */
  readonly ending: readonly string[];
  /** Of the last update that sent it a change. */
  readonly changeId?: string | undefined;
  /** Its order has to be paid before there is an instance; a sentence that says where. */
  readonly awaitingPayment?: string | undefined;
  /** What the program sees, and what the next comparison looks at. */
  readonly outputs: Values;
  readonly connectionString: string | null;
}

/** What a batch's state has besides what every resource has. */
export interface BatchOutputs {
  readonly members?: readonly Values[];
  readonly connectionStrings?: readonly (string | null)[];
  readonly __instanceIds?: readonly string[];
  readonly __memberStates?: readonly InternalMemberState[];
  /** Replaced or no longer wanted, but not deleted yet. */
  readonly __pendingDeletion?: readonly (Values & { readonly __state?: InternalMemberState })[];
}

/** What the state holds of a member besides what the program sees. */
type InternalMemberState = Partial<
  Pick<Member, "ordinal" | "readiness" | "unwritten" | "ending" | "changeId" | "awaitingPayment">
>;

const internalMemberState = ({
  ordinal,
  readiness,
  unwritten,
  ending,
  changeId,
  awaitingPayment,
}: Member): InternalMemberState => ({
  ordinal,
  readiness,
  changeId,
  awaitingPayment,
  ...(unwritten.length > 0 && { unwritten }),
  ...(ending.length > 0 && { ending }),
});

function memberOf(outputs: Values, internal: InternalMemberState = {}, connectionString: string | null = null): Member {
  return {
    ordinal: 0,
    readiness: "pending",
    unwritten: [],
    ending: [],
    ...internal,
    id: String(outputs.instanceId),
    group: String(outputs.group),
    outputs,
    connectionString,
  };
}

/** The status of a lost member. */
const lostStatus = "notFound";

export function membersOf(state: Values): Member[] {
  const { members = [], __memberStates: internals = [], connectionStrings = [] } = state as BatchOutputs;
  return members.map((outputs, index) => memberOf(outputs, internals[index], connectionStrings[index]));
}

export function pendingDeletionOf(state: Values): Member[] {
  const { __pendingDeletion: pendingDeletion = [] } = state as BatchOutputs;
  return pendingDeletion.map(({ __state: internal, ...outputs }) => memberOf(outputs, internal));
}

/** The properties of a batch that describe its members. */
function membersProperties(members: readonly Member[], pendingDeletion: readonly Member[]): Values {
  const strings = members.map(({ connectionString }) => connectionString);
  return {
    members: members.map(({ outputs }) => outputs),
    instanceIds: members.filter(({ readiness }) => readiness !== "lost").map(({ id }) => id),
    connectionStrings: strings,
    __instanceIds: [...members.filter(({ readiness }) => readiness !== "lost"), ...pendingDeletion].map(({ id }) => id),
    __memberStates: members.map(internalMemberState),
    __pendingDeletion: pendingDeletion.map((member) => ({ ...member.outputs, __state: internalMemberState(member) })),
  };
}

/** Everything that the state holds of a batch. */
export function batchState(
  { batch, args, internal }: BatchOperation,
  members: readonly Member[],
  pendingDeletion: readonly Member[],
  more: {
    readonly createOnlyOutputs: Values;
    readonly location: Location | undefined;
    readonly inputKeys: readonly string[];
    /** Is there nothing left to do? */
    readonly isDone: boolean;
  },
): Properties {
  const isReady = more.isDone && members.every(({ readiness }) => readiness === "ready");
  const properties = toProperties({
    ...absent(Object.keys(batch.attributes)),
    ...more.createOnlyOutputs,
    ...args,
    ...membersProperties(members, pendingDeletion),
    ...internal,
    __v: 1,
    __location: more.location,
    __readiness: isReady ? "ready" : "pending",
    __inputKeys: more.inputKeys,
  });
  if (!internal.__secretInputs?.length) return properties;
  const secret = ["members", "__pendingDeletion"].map((name) => [name, secretValue(properties[name] ?? null)]);
  return { ...properties, ...Object.fromEntries(secret) };
}

/** The member's own state, as if it were a resource of its own. The batch holds its secrets, and what all share. */
export function memberState(definition: AnyInstanceDefinition, member: Member, batch: Values, args: Values): Values {
  const { __location: location } = internalState(batch);
  const region = member.outputs[definition.regionArgument] ?? location?.region;
  const written = writeOnlyNames(definition.attributes).filter((name) => !member.unwritten.includes(name));
  return {
    ...member.outputs,
    ...Object.fromEntries(written.map((name) => [name, args[name]])),
    ...storedOnly(definition, batch),
    ...internalInputs(batch),
    __v: 1,
    __location: location && { ...location, region },
    __readiness: member.readiness === "lost" ? "pending" : member.readiness,
    __changeId: member.changeId,
    __inputKeys: [...Object.keys(args), ...member.ending].sort(),
  };
}

/** Arguments that only the state knows. The latest value counts, also for members that leave. */
export function storedOnly(definition: AnyInstanceDefinition, batch: Values): Values {
  const attributes = attributeEntries(definition.attributes).filter(
    ([, attribute]) => attribute.changeMode === "stateOnly",
  );
  return Object.fromEntries(attributes.map(([name]) => [name, batch[name]]));
}

/** A member as it is before it is reconciled with the program, under the present name of its group. */
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
    ending: removedIn(state, args),
  };
}

function unwrittenIn(definition: AnyInstanceDefinition, state: Values, args: Values): string[] {
  const isUnwritten = (name: string) => args[name] !== undefined && !isSame(state[name], args[name]);
  return writeOnlyNames(definition.attributes).filter(isUnwritten);
}

/** A member as its own lifecycle has left it. */
export function memberFrom(
  definition: AnyInstanceDefinition,
  properties: Properties,
  args: Values,
  { id, group, ordinal, awaitingPayment }: Pick<Member, "id" | "group" | "ordinal" | "awaitingPayment">,
): Member {
  const { connectionString, ...outputs } = withoutInternal(properties);
  const secrets = secretNames(definition.attributes);
  const visible = Object.entries(outputs).filter(([name]) => !secrets.includes(name));
  return {
    id,
    group,
    ordinal,
    awaitingPayment,
    readiness: internalState(properties).__readiness ?? "pending",
    changeId: internalState(properties).__changeId,
    unwritten: unwrittenIn(definition, properties, args),
    ending: removedIn(properties, args),
    outputs: { ...Object.fromEntries(visible), instanceId: id, group },
    connectionString: typeof connectionString === "string" ? connectionString : null,
  };
}

/** A batch's state in which what interrupted updates have sent to members is not written yet; and what to say of it. */
export function withUnconfirmedMembers(
  session: Session,
  state: Values,
): { known: Values; warnings: readonly string[] } {
  const {
    members = [],
    __memberStates: internals = [],
    __pendingDeletion: pendingDeletion = [],
  } = state as BatchOutputs;
  const { __urn: urn } = internalState(state);
  const warnings: string[] = [];
  const unconfirmed = (outputs: Values = {}, internal: InternalMemberState = {}): InternalMemberState => {
    const { unwritten = [], ending = [], changeId } = internal;
    const names = unconfirmedIn(session, String(outputs.instanceId), { __urn: urn, __changeId: changeId });
    const and = (list: readonly string[]) => [...new Set([...list, ...names])].sort();
    if (names.length > 0) warnings.push(unconfirmedText(String(outputs.instanceId), names));
    return names.length === 0 ? internal : { ...internal, unwritten: and(unwritten), ending: and(ending) };
  };
  const known = {
    ...state,
    __memberStates: internals.map((internal, index) => unconfirmed(members[index], internal)),
    __pendingDeletion: pendingDeletion.map((each) => ({ ...each, __state: unconfirmed(each, each.__state) })),
  };
  return { known, warnings };
}

/** Nothing is left of it but its slot. */
export function lost(member: Member): Member {
  return {
    ...member,
    readiness: "lost",
    outputs: { instanceId: member.id, group: member.group, status: lostStatus },
    connectionString: null,
  };
}

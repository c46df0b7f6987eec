import type { Attributes } from "./attributes";
import type { Cloud } from "./cloud";
import type { Schema } from "./schema";

/** What a status means for somebody who waits. `stopped`: exists, but will not become ready by waiting. */
export type Phase = "ready" | "busy" | "failed" | "stopped" | "deleted";

/** What every cloud tells of an instance; a kind's own `Live` adds the rest. */
export interface ObservedInstance {
  /** The vendor's own word. */
  readonly status: string;
  /** Of the answer that this was read from, for support tickets. */
  readonly requestId?: string | undefined;
  /** RFC 3339. */
  readonly createTime?: string | undefined;
}

/** What the creating call must carry besides the arguments. */
export interface CreateRequest {
  /** To be put on the instance by the very call that creates it; undefined where the account may not tag. */
  readonly pendingTag: string | undefined;
  /** The same for every attempt at this instance. */
  readonly token: string;
  /** Does the state hold another instance of this resource, which the new one replaces? */
  readonly isReplacement: boolean;
}

/** What only the answer of the creating call tells. */
export interface CreateResult {
  readonly id: string;
  /** Kept in the state as they are, because no later look shows them. */
  readonly outputs: Outputs;
}

/** Where an instance stands when one of its aspects is changed. */
export interface UpdateContext<Args, Live> {
  readonly args: Partial<Args>;
  readonly observed: Live;
  /**
   * For a change of several calls: waits until the instance is ready and `accept` holds for it. Ready for longer than
   * `withinMs` and still not accepted, it is given back as it is.
   */
  waitUntilReady(accept?: (observed: Live) => boolean, withinMs?: number): Promise<Live>;
  /** Tells the user what is left for a person to do. */
  warn(text: string): void;
}

/** An edit of the program that a living instance cannot follow. Looked at only when all it looks at is known. */
export interface EditRule<Args> {
  /** What the rule looks at in the program; the first is the one that its message is about. */
  readonly on: readonly (keyof Args & string)[];
  /** The complaint, as a sentence with the way out, without the argument's name; undefined when all is well. */
  message(state: Outputs, program: Partial<Args>): string | undefined;
}

/** One way of changing a living instance. Applied in the order of the kind's list. */
export interface Updater<Args, Live, Api> {
  readonly name: string;
  /**
   * Carries out the change. May be called again for a change that was already carried out.
   * @param change the arguments of this aspect that differ from what was observed, as they shall be
   */
  apply(api: Api, id: string, change: Partial<Args>, now: UpdateContext<Args, Live>): Promise<void>;
  /** What to wait for afterwards: `ready` (default), `inSync` (and the new values show), or nothing. */
  readonly wait?: "ready" | "inSync" | "nothing";
}

/** What the program sees of a resource, and what the state holds of it. */
export type Outputs = Readonly<Record<string, unknown>>;

/** What can be done about an instance that is paid for in advance when it has to go. */
export type PrepaidPolicy = "refuse" | "convert" | "unsubscribe" | "forget";

export interface Prepaid<Api> {
  /** Is it paid for in advance, so that the cloud would not delete it now? `now` in ms since the epoch. */
  isPrepaid(outputs: Outputs, now: number): boolean;
  /** Until when it is paid, for messages. */
  expiry(outputs: Outputs): string | undefined;
  /** Makes it an instance that can be deleted. Absent: the cloud has no such way. */
  convert?(api: Api, id: string): Promise<void>;
  /** Gives it back to the cloud; the instance disappears by itself. */
  unsubscribe?(api: Api, id: string): Promise<void>;
}

/** What can be told of a resource without any call: how it is called, where it is, what the program may say of it. */
export interface ResourceDefinition<Args extends object, Live, Api> {
  /** The resource's class name; part of the type token, so it can never change. */
  readonly type: string;
  readonly cloud: Cloud<Api>;
  readonly schema: Schema<Args>;
  readonly attributes: Attributes<Args, Live>;
  /** The argument that names the region; taken from the settings when it is not given. */
  readonly regionArgument: keyof Args & string;
  /** The region that is named inside of other arguments, where neither these nor the settings say it. */
  regionWithin?(args: Partial<Args>): unknown;
}

/**
 * One kind of resource, as data and API calls: the lifecycle in `lifecycle.ts` does the rest.
 * `Args` are the arguments as the user writes them, `Live` is an observed instance, `Api` the cloud's client.
 */
export interface InstanceDefinition<Args extends object, Live extends ObservedInstance, Api>
  extends ResourceDefinition<Args, Live, Api> {
  readonly updaters: readonly Updater<Args, Live, Api>[];
  /** In place by the plan, but bound to fail: said at preview. */
  readonly editRules?: readonly EditRule<Args>[];
  /** Used where `customTimeouts` say nothing. */
  readonly timeoutsMs: { readonly create: number; readonly update: number; readonly delete: number };

  /** Does the creating call carry an idempotency token, so that repeating it is harmless? */
  readonly isCreateRepeatable: boolean;
  /** Creates an instance and returns its id as soon as the cloud names it. */
  create(api: Api, args: Args, identity: CreateRequest): Promise<string | CreateResult>;
  /** Names of the outputs that `birth` tells and nothing else. */
  readonly createOnlyOutputs?: readonly string[];
  /**
   * Everything that is known of an instance; undefined when the cloud says that there is none.
   * @param compared the arguments that will be compared; for all others, what costs calls of its own may be left out.
   *   Undefined when somebody looks an instance up, and wants to know how it is reached
   */
  observe(api: Api, id: string, compared: Readonly<Partial<Args>> | undefined): Promise<Live | undefined>;
  /** The statuses of many instances in few calls. What is missing from the answer may still exist. */
  listStatuses(api: Api, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Statuses that are not listed count as busy, because vendors add new ones. */
  readonly statuses: Readonly<Record<string, Phase>>;
  /** False while an instance with a ready status is still being worked on. */
  isSettled(observed: Live): boolean;
  /** Will a stopped instance go on by itself after all, as these arguments have ordered it? */
  becomesReady?(observed: Live, args: Partial<Args>): boolean;
  /** What a failed or stopped instance needs, where the status alone does not say it; one sentence. */
  explain?(observed: Live): string | undefined;
  /** What the mark's own room has kept from being done; called when the mark is off, and perhaps more than once. */
  afterUntag?(api: Api, id: string, args: Partial<Args>): Promise<void>;
  /** Asks for the deletion of one instance. "No such instance" is left to the caller. */
  delete(api: Api, id: string): Promise<void>;
  /** Why the instance cannot be deleted now, as far as its properties tell; one sentence with the way out. */
  whyUndeletable(outputs: Outputs): string | undefined;
  readonly prepaid?: Prepaid<Api>;
  /** What the program sees besides the arguments. */
  outputs(observed: Live, args: Partial<Args>): Outputs;
}

export function phaseOf<Args extends object, Live extends ObservedInstance, Api>(
  definition: InstanceDefinition<Args, Live, Api>,
  observed: Live,
): Phase {
  const phase = definition.statuses[observed.status] ?? "busy";
  return phase === "ready" && !definition.isSettled(observed) ? "busy" : phase;
}

/** A kind whose types do not matter to the caller. */
// biome-ignore lint/suspicious/noExplicitAny: a heterogeneous list of kinds has no common type arguments
export type AnyInstanceDefinition = InstanceDefinition<any, any, any>;

// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyDefinition = ResourceDefinition<any, any, any>;

import type { Adoption } from "./adoption";
import { type Attributes, attributeEntries } from "./attributes";
import type { Cloud } from "./cloud";
import type { Preflight } from "./preflight";
import type { Schema } from "./schema";

/** What a status means for somebody who waits. `stopped`: exists, but waiting will not make it ready. */
export type Phase = "ready" | "busy" | "failed" | "stopped" | "deleted";

/** What every cloud tells of an instance; the clouds' own types add the rest. */
export interface ObservedInstance {
  /** In the vendor's words. */
  readonly status: string;
  /** Of the answer that this was read from, for support tickets. */
  readonly requestId?: string | undefined;
  /** RFC 3339. */
  readonly createTime?: string | undefined;
}

/** What the creating call carries besides the arguments. */
export interface CreateRequest {
  /** To be set on the instance by the very call that creates it; undefined where the account may not tag. */
  readonly pendingTag: string | undefined;
  /** The same for every attempt to create this instance. */
  readonly token: string;
}

/** The answer of the creating call. */
export interface CreateResult {
  readonly id: string;
  /** Kept in the state as they are, because no later observation shows them. */
  readonly outputs: Outputs;
}

/** What the cloud knows of an id that a creating call has answered. */
export interface Origin {
  /** Milliseconds since the epoch by the cloud's clock. */
  readonly createdAt: number | undefined;
  /** Deleted, though the cloud still remembers it. */
  readonly isDeleted: boolean;
}

/** A living instance that does not say whose it is. */
export interface UntaggedInstance {
  readonly id: string;
  /** Milliseconds since the epoch by the cloud's clock. */
  readonly createdAt: number | undefined;
}

/** What an updater works with besides the change itself. */
export interface UpdateContext<Args, Observed> {
  readonly args: Partial<Args>;
  readonly observed: Observed;
  /**
   * For a change of several calls: waits until the instance is ready and `accept` holds for it. An instance that has
   * been ready for longer than `withinMs` without being accepted is returned as it is; without `withinMs` the cloud has
   * then given the change up.
   */
  waitUntilReady(accept?: (observed: Observed) => boolean, withinMs?: number): Promise<Observed>;
  /** Tells the user what is left for a person to do. */
  warn(text: string): void;
}

/** An edit of the program that a living instance cannot follow. Checked only when everything it looks at is known. */
export interface EditRule<Args> {
  /** The arguments that the rule looks at; its message is about the first. */
  readonly on: readonly (keyof Args & string)[];
  /** A sentence with the way out, without the argument's name; undefined when the edit is possible. */
  message(state: Outputs, program: Partial<Args>): string | undefined;
}

/** One way of changing a living instance. Applied in the order of the definition's list. */
export interface Updater<Args, Observed, Api> {
  readonly name: string;
  /**
   * Carries out the change. May be called again for a change that was already carried out.
   * @param change the updater's arguments that differ from what was observed, with the values they shall have
   */
  apply(api: Api, id: string, change: Partial<Args>, context: UpdateContext<Args, Observed>): Promise<void>;
  /**
   * What to wait for afterwards: that the instance is ready and the new values show (`inSync`, the default), or nothing.
   * The values have to show in the end all the same, unless the cloud may show them later than a run lasts (`showsLate`).
   */
  readonly wait?: "inSync" | "nothing";
  readonly showsLate?: boolean;
  /** The cloud rejects it while an earlier order is still to be carried out (`openOrder`). */
  readonly isOrder?: boolean;
  /** Do these arguments leave the change to the maintenance window? Such an order comes last and is not waited for. */
  isDeferred?(args: Partial<Args>): boolean;
  /** Arguments of other updaters that the order changes along. */
  readonly brings?: readonly (keyof Args & string)[];
}

/** Observing many instances in few calls. */
export interface Listing<Args, Observed, Api> {
  /**
   * Instances as far as the vendor's list shows them. One that is missing from the answer may still exist; one that the
   * list has shown before, and lacks in two answers in a row, does not.
   */
  observe(api: Api, ids: readonly string[]): Promise<ReadonlyMap<string, Observed>>;
  /** Arguments and outputs that only a call for one instance shows. Empty: the list shows whether an instance is ready. */
  readonly lacks: readonly string[];
  /** Where an argument that the list shows has parts that it does not show: are these among the compared ones? */
  isPartial?(observed: Observed, compared: Readonly<Partial<Args>>): boolean;
}

/** What the program sees of a resource, and what the state holds of it. */
export type Outputs = Readonly<Record<string, unknown>>;

/** What to do with a prepaid instance that is to be deleted. */
export type PrepaidPolicy = "refuse" | "convert" | "unsubscribe" | "forget";

export interface Prepaid<Api> {
  /** Is it prepaid, so that the cloud would not delete it now? `now` in ms since the epoch. */
  isPrepaid(outputs: Outputs, now: number): boolean;
  /** Until when it is paid, for messages. */
  expiry(outputs: Outputs): string | undefined;
  /** Turns it into an instance that can be deleted. Absent: the cloud has no such way. */
  convert?(api: Api, id: string): Promise<void>;
  /** Returns it to the vendor; the instance disappears by itself. */
  unsubscribe?(api: Api, id: string): Promise<void>;
}

/** What is known of a resource without an API call: its name, its location, its arguments. */
export interface ResourceDefinition<Args extends object, Observed, Api> {
  /** The resource's class name; part of the type token, so it can never change. */
  readonly type: string;
  /** What messages call it, where it is no instance. */
  readonly noun?: string;
  readonly cloud: Cloud<Api>;
  readonly schema: Schema<Args>;
  readonly attributes: Attributes<Args, Observed>;
  /** The argument that names the region; taken from the settings when it is not given. */
  readonly regionArgument: keyof Args & string;
  /** The region that other arguments name, where neither this argument nor the settings do. */
  regionWithin?(args: Partial<Args>): unknown;
  /** The idempotency tokens that the program itself gives, one for each creating call; none while they are unknown. */
  userTokens?(args: Partial<Args>): readonly string[];
}

/**
 * A resource that is one instance, as data and API calls; `lifecycle/` does the rest. `Args` are the arguments as the
 * user writes them, `Observed` is an observed instance, `Api` the cloud's client.
 */
export interface InstanceDefinition<Args extends object, Observed extends ObservedInstance, Api>
  extends ResourceDefinition<Args, Observed, Api> {
  readonly updaters: readonly Updater<Args, Observed, Api>[];
  /** Edits that are in place by the attributes, but bound to fail: reported at preview. */
  readonly editRules?: readonly EditRule<Args>[];
  /** Used where `customTimeouts` say nothing. */
  readonly timeoutsMs: { readonly create: number; readonly update: number; readonly delete: number };

  /** Does the creating call carry an idempotency token, so that repeating it is harmless? */
  readonly isCreateRepeatable: boolean;
  /** Where ids come from that a token was answered with; absent where no call carries a token. Unknown ids are left out. */
  origins?(api: Api, ids: readonly string[]): Promise<ReadonlyMap<string, Origin>>;
  /**
   * The instances without our tags that an order of these arguments, or of what they were before an edit, may have created.
   * Absent where every instance can be found by its pending tag, or no call carries a token.
   */
  untaggedLike?(api: Api, args: Partial<Args>): Promise<readonly UntaggedInstance[]>;
  /** Creates an instance and returns its id as soon as the cloud names it. */
  create(api: Api, args: Args, request: CreateRequest): Promise<string | CreateResult>;
  /** Names of the outputs that only the answer to the creating call contains. */
  readonly createOnlyOutputs?: readonly string[];
  /**
   * Everything that is known of an instance; undefined when the cloud says that there is none.
   * @param compared the arguments that will be compared; for all others, what costs calls of its own may be left out.
   *   Undefined for `get`, which needs only what it takes to connect
   */
  observe(api: Api, id: string, compared: Readonly<Partial<Args>> | undefined): Promise<Observed | undefined>;
  readonly listing: Listing<Args, Observed, Api>;
  /** Statuses that are not listed count as busy, because vendors add new ones. */
  readonly statuses: Readonly<Record<string, Phase>>;
  /** False while an instance with a ready status is still being worked on. */
  isSettled(observed: Observed): boolean;
  /** The status of an instance that is being deleted, where the cloud has one. */
  readonly deletingStatus?: string;
  /** The status of one that is not complete yet, or, where it has been ready or is deleted, of what the cloud still shows of it. */
  readonly traceStatus?: string;
  /**
   * What is ordered and still to be carried out, a sentence that says when. The instance is ready meanwhile, or only its
   * status says that it is busy.
   */
  openOrder?(observed: Observed): string | undefined;
  /** Will a stopped instance become ready by itself after all, because these arguments have arranged for it? */
  becomesReady?(observed: Observed, args: Partial<Args>): boolean;
  /** What a failed or stopped instance needs, where the status alone does not say it; one sentence. */
  explain?(observed: Observed): string | undefined;
  /** Does what the pending tag had no room for; called when the tag is removed, perhaps more than once. */
  afterUntag?(api: Api, id: string, args: Partial<Args>): Promise<void>;
  /**
   * Asks for the deletion of one instance. "No such instance" is left to the caller.
   * @param observed as it was a moment ago, perhaps only as far as the listing shows it
   */
  delete(api: Api, id: string, observed: Observed): Promise<void>;
  /** Why the instance cannot be deleted now, as far as its properties tell; one sentence with the way out. */
  whyUndeletable(outputs: Outputs): string | undefined;
  /** Why the cloud keeps what is deleted here; a sentence, which becomes a warning. */
  whyItStays?(observed: Observed): string | undefined;
  readonly prepaid?: Prepaid<Api>;
  /** Absent where the cloud can be asked nothing. */
  readonly preflight?: Preflight<Args, Api>;
  /**
   * What the program sees besides the arguments.
   * @param ordered arguments whose new values are ordered and still to be carried out
   */
  outputs(observed: Observed, args: Partial<Args>, ordered?: Outputs): Outputs;
  readonly adoption: Adoption<Args, Observed>;
}

export const nounOf = ({ noun = "instance" }: Pick<AnyDefinition, "noun">): string => noun;

export function phaseOf<Args extends object, Observed extends ObservedInstance, Api>(
  definition: InstanceDefinition<Args, Observed, Api>,
  observed: Observed,
): Phase {
  const phase = definition.statuses[observed.status] ?? "busy";
  return phase === "ready" && !definition.isSettled(observed) ? "busy" : phase;
}

/** Does the list show all that the compared arguments need? What it does not show, it must not hide drift of. */
export function listsAll(
  { attributes, listing }: AnyInstanceDefinition,
  observed: ObservedInstance,
  compared: Readonly<Record<string, unknown>>,
): boolean {
  if (listing.isPartial?.(observed, compared)) return false;
  return attributeEntries<ObservedInstance>(attributes).every(([name, attribute]) => {
    if (compared[name] === undefined) return true;
    return !listing.lacks.includes(name) && !(attribute.isReadable && attribute.read(observed) === undefined);
  });
}

/** An instance definition whose types do not matter to the caller. */
// biome-ignore lint/suspicious/noExplicitAny: a heterogeneous list of definitions has no common type arguments
export type AnyInstanceDefinition = InstanceDefinition<any, any, any>;

// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyDefinition = ResourceDefinition<any, any, any>;

import type { OrderResult, Origin } from "../lifecycle/order";
import type { InstanceDefinition, ObservedInstance, ResourceDefinition } from "../resource/definition";

/** Instances alike: what the program asks for in one part of a batch. */
export interface Group<Args> {
  /** Names the group within its batch, and its members by it. */
  readonly name: string;
  /** Undefined while it is unknown. */
  readonly quantity: number | undefined;
  /** What each member shall be, as the arguments of a resource of its own. */
  readonly args: Partial<Args>;
  /** What differs from member to member. Ordinals count from 0; a member keeps its own as long as it lives. */
  own?(ordinal: number): Partial<Args>;
}

/** One creating call. */
export interface BatchOrder {
  /** Which of the groups. */
  readonly group: number;
  readonly count: number;
  /** The members' ordinals that are free; not always as many as are ordered. */
  readonly ordinals: readonly number[];
  /** Undefined where the account may not tag. */
  readonly pendingTag: string | undefined;
  /** The same for every attempt at these instances. */
  readonly token: string;
}

/**
 * Many instances as one resource. Each member is an instance of a single kind, which knows how it is looked at,
 * changed, waited for and taken away; a batch adds how many are ordered at once.
 */
export interface BatchDefinition<BatchArgs extends object, Args extends object, Live extends ObservedInstance, Api>
  extends ResourceDefinition<BatchArgs, unknown, Api> {
  readonly member: InstanceDefinition<Args, Live, Api>;
  /** What the arguments ask for, group by group; undefined while nobody knows how many groups there are. */
  groups(args: Partial<BatchArgs>): readonly Group<Args>[] | undefined;
  /** The idempotency token that the user has given for the first order of a group. */
  userToken?(args: Partial<BatchArgs>, group: number): string | undefined;
  /** Orders instances alike with one call. */
  order(api: Api, args: BatchArgs, order: BatchOrder): Promise<OrderResult>;
  /** For a creating call that cannot carry the mark: puts it on what was just ordered, and what else goes with it. */
  tagPending?(api: Api, ids: readonly string[], pendingTag: string, args: Partial<Args>): Promise<void>;
  /**
   * For a creating call with a token, which may answer what it has made long ago: what is known of the ids. One that
   * the cloud does not know, or not yet, is left out.
   */
  origins?(api: Api, ids: readonly string[]): Promise<ReadonlyMap<string, Origin>>;
}

/** A batch whose types do not matter to the caller. */
// biome-ignore lint/suspicious/noExplicitAny: a heterogeneous list of kinds has no common type arguments
export type AnyBatchDefinition = BatchDefinition<any, any, any, any>;

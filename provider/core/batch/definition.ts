import type { OrderResult } from "../lifecycle/order";
import type { InstanceDefinition, ObservedInstance, ResourceDefinition } from "../resource/definition";

/** Instances that are alike: one part of a batch. */
export interface Group<Args> {
  /** Identifies the group in its batch, and its members. */
  readonly name: string;
  /** Undefined while it is unknown. */
  readonly quantity: number | undefined;
  /** The arguments of each member, as if it were a resource of its own. */
  readonly args: Partial<Args>;
  /** What differs from member to member. Ordinals count from 0; a member keeps its ordinal as long as it exists. */
  own?(ordinal: number): Partial<Args>;
}

/** One creating call. */
export interface BatchCreateRequest {
  /** Which of the groups. */
  readonly group: number;
  readonly count: number;
  /** The free ordinals; not always as many as instances are ordered. */
  readonly ordinals: readonly number[];
  /** Undefined where the account may not tag. */
  readonly pendingTag: string | undefined;
  /** The same for every attempt to create these instances. */
  readonly token: string;
}

/**
 * Many instances as one resource. The definition of a single instance says how a member is observed, changed, waited
 * for and deleted; a batch adds how many instances are ordered with one call.
 */
export interface BatchDefinition<BatchArgs extends object, Args extends object, Observed extends ObservedInstance, Api>
  extends ResourceDefinition<BatchArgs, unknown, Api> {
  readonly member: InstanceDefinition<Args, Observed, Api>;
  /** What the arguments ask for, group by group; undefined while nobody knows how many groups there are. */
  groups(args: Partial<BatchArgs>): readonly Group<Args>[] | undefined;
  /** Orders the instances of one group with one call. */
  create(api: Api, args: BatchArgs, request: BatchCreateRequest): Promise<OrderResult>;
  /** For a creating call that cannot carry the pending tag: sets it on the new instances, with the user's tags. */
  tagPending?(api: Api, ids: readonly string[], pendingTag: string, args: Partial<Args>): Promise<void>;
}

/** A batch definition whose types do not matter to the caller. */
// biome-ignore lint/suspicious/noExplicitAny: a heterogeneous list of definitions has no common type arguments
export type AnyBatchDefinition = BatchDefinition<any, any, any, any>;

import type { UserError } from "../client/errors";
import type { CreateAttempt } from "../ownership/createJournal";
import { type Attribution, attributionOf, type PendingTag } from "../ownership/pendingTag";
import type { TaggedInstance } from "../resource/cloud";
import type { Origin, Outputs, UntaggedInstance } from "../resource/definition";
import type { Operation } from "./operation";
import type { OrderResult } from "./order";

/** Of derived tokens. */
export const tokenLength = 40;

/** Instances that a resource needs, and how the cloud creates them. */
export interface ProvisionRequest {
  readonly operation: Operation;
  readonly pendingTag: PendingTag;
  readonly count: number;
  /** Identities of other groups of the same batch; absent for a resource that is one instance. */
  readonly siblings?: ReadonlySet<string>;
  /** Does the creating call carry a token, so that repeating it is harmless? */
  readonly isRepeatable: boolean;
  /** The derived token for what is missing beside the instances that were found. */
  token(found: readonly string[]): string;
  /** The program's own token instead, where it has one for this order. */
  userToken?(found: readonly string[]): string | undefined;
  /** Once, before anything is ordered. @throws UserError  it would not be carried out */
  beforeOrder?(count: number): Promise<void>;
  /** @throws CloudError, NoAnswerError */
  send(call: CreateCall): Promise<OrderResult>;
  /** What a later run has to send again to repeat the call; no secrets. */
  readonly args?: Readonly<Record<string, unknown>>;
  /** For a creating call that cannot carry the pending tag. */
  tagPending?(ids: readonly string[], pendingTag: string): Promise<void>;
  /** For tokens that may be answered with instances of an earlier call. */
  origins?(ids: readonly string[]): Promise<ReadonlyMap<string, Origin>>;
  /** For tokens that may have been used by an order whose instances have no tag: what it may have created. */
  untaggedLike?(): Promise<readonly UntaggedInstance[]>;
}

export interface CreateCall {
  readonly pendingTag: string | undefined;
  readonly token: string;
  readonly count: number;
  /** What an interrupted run has sent, where this repeats its call. */
  readonly args: Readonly<Record<string, unknown>> | undefined;
}

export interface ProvisionedInstance {
  readonly id: string;
  /** Created by an interrupted run, perhaps with other arguments than these. */
  readonly isAdopted: boolean;
  readonly outputs: Outputs;
  /** By the cloud's clock; only where the answer to an order can hold nothing older. */
  readonly orderedAt?: number | undefined;
  readonly awaitingPayment?: string | undefined;
}

export type Instances = readonly ProvisionedInstance[];

/** What one step has found, and what went wrong after that. */
export interface Step {
  readonly instances: Instances;
  readonly problem?: unknown;
  /** The token was used with other parameters. */
  readonly isTokenUsed?: boolean;
  /** The pending tag may be missing on what an earlier call with this token has created. */
  readonly isUntagged?: boolean;
  /** The cloud has never shown some of what it answered. */
  readonly isUnseen?: boolean;
}

export function problemOf(
  { operation, count }: ProvisionRequest,
  found: Instances,
  what: unknown,
  next?: string,
): UserError {
  const progress =
    found.length > 0
      ? `${found.length} of ${count} instances exist; nothing more was created.`
      : "Nothing was created.";
  return operation.problem(what, next ?? progress);
}

export const idsOf = (instances: readonly { readonly id: string }[]): string[] => instances.map(({ id }) => id);

/** By the cloud's clock, because it is compared with what the cloud tells. */
export const cloudNow = ({ operation }: ProvisionRequest): number => operation.connection.cloudNow();

/** From now on nothing else in this process takes them. */
export function claim(
  { operation }: ProvisionRequest,
  found: Instances,
  ids: readonly string[],
  details: Omit<ProvisionedInstance, "id">,
): Instances {
  const further = ids.filter((id) => !idsOf(found).includes(id));
  operation.session.engineHistory.claim(operation.urn, further);
  return further.map((id) => ({ id, ...details }));
}

export const adopted = { isAdopted: true, outputs: {} };

export function attributionIn(
  { operation, pendingTag, siblings }: ProvisionRequest,
  tagged: TaggedInstance,
): Attribution {
  const { engineHistory } = operation.session;
  return attributionOf(tagged, pendingTag, engineHistory, operation.connection.cloudNow(), siblings);
}

/** Then the next run sends the same token, whatever becomes of this call. */
export const hasUserToken = (request: ProvisionRequest, { token, existing = [] }: CreateAttempt): boolean =>
  token !== undefined && token === request.userToken?.(existing);

/** How many instances there are once all that the call was for exist. */
export function totalWith({ count = 1, existing = [] }: CreateAttempt, found: Instances): number {
  return idsOf(found).filter((id) => existing.includes(id)).length + count;
}

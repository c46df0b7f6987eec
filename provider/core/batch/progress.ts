import { messageOf } from "../client/errors";
import { Semaphore } from "../client/semaphore";
import type { Operation } from "../lifecycle/operation";
import type { Values } from "../resource/types";
import { JointPreflight } from "./jointPreflight";
import type { Member } from "./members";
import type { BatchOperation } from "./operation";
import type { Reason } from "./reasons";

/** How many members are changed at the same time. Changing all of them would be an outage that nobody asked for. */
const maxConcurrentChanges = 30;

/** What the state will hold, and what went wrong; the steps write into it as they go. */
export interface Progress {
  readonly operation: BatchOperation;
  readonly preflight: JointPreflight;
  readonly semaphore: Semaphore;
  /** By slot; empty where there is no instance. */
  readonly members: (Member | undefined)[];
  readonly pendingDeletion: Set<Member>;
  readonly reasons: Reason[];
  /** What this run has created, by id. */
  readonly created: Map<string, Operation>;
  createOnlyOutputs: Values;
}

export const progressOf = (operation: BatchOperation): Progress => ({
  operation,
  preflight: new JointPreflight(operation),
  semaphore: new Semaphore(maxConcurrentChanges),
  members: [],
  pendingDeletion: new Set(),
  reasons: [],
  created: new Map(),
  createOnlyOutputs: {},
});

export const nameOf = ({ groups }: BatchOperation, group: number): string => groups[group]?.name ?? "";

export function fail({ reasons }: Progress, id: string | undefined, error: unknown): void {
  reasons.push({ id, text: messageOf(error) });
}

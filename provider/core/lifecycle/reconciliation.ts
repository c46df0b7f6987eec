import { type ObservedInstance, type Outputs, phaseOf } from "../resource/definition";
import { type InternalState, internalState } from "../resource/internalProperties";
import type { Location } from "../resource/location";
import { createOnlyOutputsIn, removedIn, type StateParts, writtenIn } from "../resource/state";
import type { Values } from "../resource/types";
import type { Wait } from "../waiter/wait";
import { type AnyUpdater, differences, isEmpty, valuesWhenRemoved } from "./differences";
import type { Operation } from "./operation";

/** What is known of an instance before it is reconciled. */
export interface ReconcileStart {
  readonly id: string;
  readonly isFresh: boolean;
  readonly readiness: InternalState["__readiness"];
  /** What was last sent of the arguments that cannot be read back. */
  readonly written: Values;
  /** When it was ordered, by the cloud's clock; undefined for what may have existed before. */
  readonly orderedAt?: number | undefined;
  /** Arguments that the program gave before and no longer gives. */
  readonly removed: readonly string[];
  /** Outputs that only the answer to the creating call contains. */
  readonly createOnlyOutputs?: Outputs;
  /** What the state held before; it stays when the cloud shows nothing. */
  readonly previous?: Values;
  /** Limits how many instances are changed at the same time; waiting until they are ready needs no permit. */
  readonly withPermit?: <Result>(changes: () => Promise<Result>) => Promise<Result>;
}

/** The start for an instance that the state holds. */
export function startFrom({ definition, args }: Operation, id: string, state: Values): ReconcileStart {
  const { __readiness: readiness = "pending" } = internalState(state);
  return {
    id,
    // The run that created it may never have seen it.
    isFresh: readiness === "pending" && state.status === undefined,
    readiness,
    written: writtenIn(definition, state),
    removed: removedIn(state, args),
    createOnlyOutputs: createOnlyOutputsIn(definition, state),
    previous: state,
  };
}

export function waitOf(operation: Operation, { id, isFresh }: Pick<ReconcileStart, "id" | "isFresh">): Wait {
  const { definition, session, deadline, connection } = operation;
  const { statusPoller, api } = connection;
  const status = (text: string) => operation.status(text);
  return { definition, host: session, status, deadline, id, isFresh, statusPoller, api };
}

/** One instance on its way to what the program wants: what is known so far, and what that leaves to do. */
export class Reconciliation {
  location: Location;
  readiness: InternalState["__readiness"];
  written: Values;
  observed: ObservedInstance | undefined;
  /** What is ordered and not carried out yet. */
  ordered: Values | undefined;
  isOrderUnanswered = false;
  changeId: string | undefined;
  /** What the orders for the maintenance window will change along. */
  brought: readonly string[] = [];

  /** Changes that are made now, and those that are left to the maintenance window. */
  readonly atOnce: readonly AnyUpdater[];
  readonly deferred: readonly AnyUpdater[];
  readonly wait: Wait;
  /** It is no use to wait for the maintenance window of a change that is ordered as the program wants it. */
  readonly waitUntilWindow: Wait;
  /**
   * What tells the state after these changes from the one before. It is of use only where the state holds the instance; what
   * a creation has sent is sent again all the same.
   */
  readonly nextChangeId: string | undefined;

  constructor(
    readonly operation: Operation,
    readonly start: ReconcileStart,
  ) {
    const { definition, args, connection, session } = operation;
    const { __ordered, __changeId } = internalState(start.previous ?? {});
    this.location = connection.location;
    this.readiness = start.readiness;
    this.written = start.written;
    this.ordered = __ordered;
    this.changeId = __changeId;
    this.nextChangeId = start.previous && session.nonce();
    const updaters = definition.updaters as readonly AnyUpdater[];
    this.atOnce = updaters.filter((updater) => !this.isDeferred(updater));
    this.deferred = updaters.filter((updater) => this.isDeferred(updater));
    const compared = { ...valuesWhenRemoved(operation, start.removed), ...args };
    this.wait = { ...waitOf(operation, start), wasReady: start.readiness === "ready", compared };
    this.waitUntilWindow = { ...this.wait, endsAtOpenOrder: true };
  }

  isDeferred(updater: AnyUpdater): boolean {
    return updater.isDeferred?.(this.operation.args) ?? false;
  }

  isReady(observed: ObservedInstance): boolean {
    return phaseOf(this.operation.definition, observed) === "ready";
  }

  isOrderOpen(observed: ObservedInstance): boolean {
    return this.operation.definition.openOrder?.(observed) !== undefined;
  }

  /** The window may be hours away: who sees what the run waits for can end it. */
  warnOfOpenOrder(observed: ObservedInstance): void {
    const order = this.operation.definition.openOrder?.(observed);
    if (order) this.operation.warn(`${order} What else has changed waits for that.`);
  }

  /** What the updater has to change. */
  pendingFor(updater: AnyUpdater, observed: ObservedInstance): Values {
    return differences(this.operation, updater, observed, {
      written: this.written,
      removed: this.start.removed,
      brought: this.brought,
      coming: (this.isOrderOpen(observed) && this.ordered) || {},
    });
  }

  /** All updaters, in calling order: what is left to the window comes last. */
  get updaters(): readonly AnyUpdater[] {
    return [...this.atOnce, ...this.deferred];
  }

  /** Those of the updaters that have something to change. */
  pending(updaters: readonly AnyUpdater[], observed: ObservedInstance): AnyUpdater[] {
    return updaters.filter((updater) => !isEmpty(this.pendingFor(updater, observed)));
  }

  /** Is the change there? What was removed shows by its absence, also where another value stands for that. */
  shows(updater: AnyUpdater, observed: ObservedInstance): boolean {
    const { args, definition } = this.operation;
    return Object.keys(this.pendingFor(updater, observed)).every(
      (name) => args[name] === undefined && definition.attributes[name]?.read(observed) === undefined,
    );
  }

  get stateParts(): StateParts {
    const { operation, start, location, readiness, written, ordered, isOrderUnanswered, changeId } = this;
    const { args, internal } = operation;
    const createOnlyOutputs = start.createOnlyOutputs ?? {};
    return {
      ...{ args, internal, location, readiness, written, ordered, isOrderUnanswered, changeId },
      createOnlyOutputs,
    };
  }
}

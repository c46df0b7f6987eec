import type { ObservedInstance } from "../resource/definition";
import { internalState } from "../resource/internalProperties";
import type { Properties } from "../resource/json";
import { driftBeyondRepair, isOrderUnwanted, stateOf } from "../resource/state";
import { untilReady } from "../waiter/untilReady";
import { applyUpdaters } from "./applyUpdaters";
import { locationWithAccount } from "./location";
import type { Operation } from "./operation";
import { NotOursError } from "./order";
import { failureOf } from "./reconcileFailure";
import { type ReconcileStart, Reconciliation } from "./reconciliation";
import { unconfirmedIn } from "./unconfirmed";

/**
 * Brings an instance to what the program wants. Create, update and resuming an interrupted run take the same
 * steps, and each step can be repeated.
 *
 * @throws PartialCreateError  always with the id and with what the cloud really has
 */
export async function reconcile(operation: Operation, start: ReconcileStart): Promise<Properties> {
  operation.id = start.id;
  const { previous, withPermit = (changes) => changes() } = start;
  const work = new Reconciliation(operation, start);
  try {
    work.location = await locationWithAccount(operation, previous && internalState(previous).__location);
    const ready = await untilComparable(work);
    work.observed = ready;
    work.brought = work.pending(work.deferred, ready).flatMap(({ brings = [] }) => brings);
    const isAnyPending = work.pending(work.updaters, ready).length > 0;
    if (isAnyPending) await withPermit(() => applyUpdaters(work, ready));
    return settled(work, work.observed);
  } catch (error) {
    throw await failureOf(work, error);
  }
}

/** Nothing can be compared or changed before the instance is ready. */
async function untilComparable(work: Reconciliation): Promise<ObservedInstance> {
  const { operation, start, wait, atOnce, deferred } = work;
  const first = await untilReady(work.ordered || deferred.length > 0 ? work.waitUntilWindow : wait);
  requireNew(operation, start, first);
  work.observed = first;
  work.readiness = "ready";
  if (work.isReady(first) || work.pending(atOnce, first).length === 0) return first;
  work.warnOfOpenOrder(first);
  return untilReady(wait);
}

/** Clouds' clocks differ from each other by less than this. */
const clocksDifferByMs = 5 * 60_000;

/** @throws NotOursError  the order was answered with the id of an instance that existed before: nothing of ours */
function requireNew(operation: Operation, { id, orderedAt }: ReconcileStart, { createTime = "" }: ObservedInstance) {
  if (orderedAt === undefined || !(Date.parse(createTime) < orderedAt - clocksDifferByMs)) return;
  const what = `the order was answered with instance ${id}, which has existed since ${createTime}. It was left alone.`;
  throw new NotOursError(
    operation.problem(what, "Run `pulumi up` again: it looks for what this run has created.").message,
  );
}

/** The state of an instance that is as the program wants it, as far as drift and open orders allow. */
function settled(work: Reconciliation, observed: ObservedInstance): Properties {
  const { operation, start, ordered = {} } = work;
  const { definition, args, session } = operation;
  const { id, previous } = start;
  if (previous && unconfirmedIn(session, id, previous).length > 0) work.changeId = work.nextChangeId;
  for (const { text } of driftBeyondRepair(definition, args, observed)) operation.warn(text);
  const order = definition.openOrder?.(observed);
  const isMoreToDo =
    work.pending(work.updaters, observed).length > 0 || isOrderUnwanted(definition, ordered, previous ?? {}, args);
  if (order) operation.warn(isMoreToDo ? `${order} Run \`pulumi up\` again after that.` : order);
  return stateOf(definition, work.stateParts, observed);
}

import { locationWithAccount, requireSameAccount } from "../lifecycle/location";
import { internalState } from "../resource/internalProperties";
import type { Properties } from "../resource/json";
import { createOnlyOutputsIn } from "../resource/state";
import type { Values } from "../resource/types";
import { deleteMember, deleteNow, keep } from "./applyMember";
import { fillGroup } from "./fillGroup";
import { batchState, behind } from "./members";
import { openOrders } from "./openOrders";
import type { BatchOperation } from "./operation";
import { type BatchPlan, instancesToDelete, type MemberWithState, type SlotStep } from "./plan";
import { fail, nameOf, type Progress, progressOf } from "./progress";
import { gathered } from "./reasons";

/** The state that results, and the reasons for what was not done. */
export interface Outcome {
  readonly properties: Properties;
  /** Instances that the state has to hold. */
  readonly count: number;
  readonly reasons: readonly string[];
}

/**
 * Brings a batch to what the program asks for: orders what is missing, reconciles every member, deletes what is too
 * many. Whatever fails, the outcome names every instance that exists.
 */
export async function apply(operation: BatchOperation, plan: BatchPlan, previous: Values = {}): Promise<Outcome> {
  const { session, urn, definition, groups } = operation;
  const { slots, deletes, pendingDeletion } = plan;

  // With another access key it may be another account: nothing is created there, and nothing counts as gone.
  await requireAccountOf(operation, plan, previous);
  session.engineHistory.release(
    urn,
    instancesToDelete(plan).map(({ member }) => member.id),
  );
  const orders = openOrders(operation);
  for (const text of orders.warnings) session.engine.warn(urn, text);

  // From here on every existing instance is recorded, so that no failure loses one.
  const progress = progressOf(operation);
  slots.forEach((step, index) => {
    const existing = step.kind === "keep" ? step : step.kind === "replace" ? step.old : undefined;
    progress.members[index] = existing && behind(definition, existing, step.args, nameOf(operation, step.group));
  });
  const leftOver = pendingDeletion.map((each) => {
    const { member, group } = each;
    const args = { ...groups[group]?.args };
    return { ...each, member: group < 0 ? member : behind(definition, each, args, nameOf(operation, group)) };
  });
  for (const { member } of leftOver) progress.pendingDeletion.add(member);

  // Instances that block their own successors go first.
  const fillable = await deleteBlocking(progress, slots);

  // Then everything at once.
  const work = [
    ...groups.map((_, group) => fillGroup(progress, group, slots, fillable, orders.groups.has(group))),
    ...slots.map((step, index) => (step.kind === "keep" ? keep(progress, step, index) : undefined)),
    ...deletes.map((each) => deleteMember(progress, each)),
  ];
  await Promise.all(work.map((step) => step?.catch((error: unknown) => fail(progress, undefined, error))));

  // What an earlier run has replaced keeps serving until its successors are ready.
  const isReady = (group: number) =>
    slots.every((step, index) => step.group !== group || progress.members[index]?.readiness === "ready");
  await Promise.all(leftOver.filter(({ group }) => isReady(group)).map((each) => deleteMember(progress, each)));

  // The engine is about to be given these ids.
  const held = [...progress.members, ...progress.pendingDeletion].map((member) => member?.id);
  for (const [id, { pendingInstance }] of progress.created)
    if (held.includes(id)) session.runRecord.recordReturned(pendingInstance, id);
  return outcomeOf(progress, previous);
}

/** Deletes instances. @returns why some are left */
export async function deleteAll(operation: BatchOperation, members: readonly MemberWithState[]): Promise<string[]> {
  const progress = progressOf(operation);
  await Promise.all(members.map((each) => deleteMember(progress, each)));
  return gathered(progress.reasons);
}

/** @throws UserError  when the credentials may belong to another account */
async function requireAccountOf(operation: BatchOperation, { slots }: BatchPlan, previous: Values): Promise<void> {
  const { definition } = operation;
  const whole = operation.member({}, previous);
  const existing = slots.flatMap((step) => (step.kind === "keep" ? step : step.kind === "replace" ? step.old : []));
  await requireSameAccount(whole, internalState(previous).__location, async () => {
    for (const { member, state } of existing) {
      const { api } = operation.member(state, state).connection;
      const observed: unknown = await definition.observe(api, member.id, {});
      if (observed) return true;
    }
    return false;
  });
}

async function outcomeOf(progress: Progress, previous: Values): Promise<Outcome> {
  const { operation, createOnlyOutputs, reasons, pendingDeletion } = progress;
  const members = progress.members.filter((member) => member !== undefined);
  const location = await locationWithAccount(operation.member({}, previous), internalState(previous).__location);
  return {
    count: members.length + pendingDeletion.size,
    reasons: gathered(reasons),
    properties: batchState(operation, members, [...pendingDeletion], {
      createOnlyOutputs: { ...createOnlyOutputsIn(operation.definition, previous), ...createOnlyOutputs },
      location,
      inputKeys: Object.keys(operation.args).sort(),
      isDone: reasons.length === 0,
    }),
  };
}

/** @returns the slots that can be filled: all empty ones but those whose old instance could not be deleted */
async function deleteBlocking(progress: Progress, slots: readonly SlotStep[]): Promise<ReadonlySet<number>> {
  const fillable = new Set<number>();
  const clear = async (step: SlotStep, index: number): Promise<void> => {
    if (step.kind === "keep") return;
    if (step.kind === "replace" && step.deleteFirst) {
      if (!(await deleteNow(progress, step.old))) return;
      progress.members[index] = undefined;
    }
    fillable.add(index);
  };
  await Promise.all(slots.map(clear));
  return fillable;
}

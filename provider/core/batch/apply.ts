import { messageOf, UserError } from "../client/errors";
import { Semaphore } from "../client/semaphore";
import { startOf } from "../lifecycle/create";
import { deleteInstance } from "../lifecycle/delete";
import { locationWithAccount, requireSameAccount } from "../lifecycle/location";
import { type Operation, PartialCreateError } from "../lifecycle/operation";
import { NotOursError } from "../lifecycle/order";
import { idsOf, type ProvisionedInstance } from "../lifecycle/provisionRequest";
import { type ReconcileStart, reconcile, startFrom } from "../lifecycle/reconcile";
import { rivalry, rivalText } from "../lifecycle/rivals";
import { internalState } from "../resource/internalProperties";
import { type Properties, toProperties } from "../resource/json";
import { createOnlyOutputsIn } from "../resource/state";
import type { Values } from "../resource/types";
import { batchState, behind, lost, type Member, memberFrom } from "./members";
import { openOrders, pendingTagOf } from "./openOrders";
import type { BatchOperation } from "./operation";
import {
  type BatchPlan,
  type CreateStep,
  instancesToDelete,
  isDue,
  type KeepStep,
  type MemberWithState,
  type ReplaceStep,
  replacedIn,
  type SlotStep,
} from "./plan";
import { provisionGroup } from "./provisionGroup";
import { gathered, type Reason } from "./reasons";

/** How many members are changed at the same time. Changing all of them would be an outage that nobody asked for. */
const maxConcurrentChanges = 30;

/** Nothing is started this shortly before the deadline, because it could not be waited for. */
const lastMomentMs = 1_000;

/** The state that results, and the reasons for what was not done. */
export interface Outcome {
  readonly properties: Properties;
  /** Instances that the state has to hold. */
  readonly count: number;
  readonly reasons: readonly string[];
}

/** What the state will hold, and what went wrong; the steps write into it as they go. */
interface Progress {
  readonly operation: BatchOperation;
  readonly semaphore: Semaphore;
  /** By slot; empty where there is no instance. */
  readonly members: (Member | undefined)[];
  readonly pendingDeletion: Set<Member>;
  readonly reasons: Reason[];
  /** What this run has created, by id. */
  readonly created: Map<string, Operation>;
  createOnlyOutputs: Values;
}

const progressOf = (operation: BatchOperation): Progress => ({
  operation,
  semaphore: new Semaphore(maxConcurrentChanges),
  members: [],
  pendingDeletion: new Set(),
  reasons: [],
  created: new Map(),
  createOnlyOutputs: {},
});

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
    if (held.includes(id)) session.shutdown.recordReturned(pendingInstance, id);
  return outcomeOf(progress, previous);
}

/** Deletes instances. @returns why some are left */
export async function deleteAll(operation: BatchOperation, members: readonly MemberWithState[]): Promise<string[]> {
  const progress = progressOf(operation);
  await Promise.all(members.map((each) => deleteMember(progress, each)));
  return gathered(progress.reasons);
}

const nameOf = ({ groups }: BatchOperation, group: number): string => groups[group]?.name ?? "";

function fail({ reasons }: Progress, id: string | undefined, error: unknown): void {
  reasons.push({ id, text: messageOf(error) });
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

/** Orders what a group lacks, and reconciles it. */
async function fillGroup(
  progress: Progress,
  group: number,
  slots: readonly SlotStep[],
  fillable: ReadonlySet<number>,
  hasOpenOrder: boolean,
): Promise<void> {
  const { operation } = progress;
  const empty = slots.flatMap((step, index) =>
    step.kind !== "keep" && step.group === group && fillable.has(index) ? [{ step, index }] : [],
  );
  // Nothing is missing, and no interrupted run may have ordered for this group.
  if (empty.length === 0 && !hasOpenOrder) return;
  const held = slots.flatMap((step) => {
    if (step.group !== group || step.kind === "create") return [];
    return step.kind === "keep" ? [step.member.id] : [step.old.member.id];
  });
  const ordinals = empty.map(({ step }) => step.ordinal);
  const { found, before, problem } = await provisionGroup(operation, group, held, ordinals);
  const existSince = operation.session.clock.now();
  if (problem) fail(progress, undefined, problem);
  await Promise.all(
    found.map((instance, position) => {
      const slot = empty[position];
      return slot ? fillSlot(progress, instance, slot.step, slot.index) : deleteExtra(progress, instance, group);
    }),
  );
  const created = found.filter(({ isAdopted, awaitingPayment }) => !isAdopted && awaitingPayment === undefined);
  await giveWay(progress, group, idsOf(created), before, existSince);
}

/** Leaves what another run of the same order has a better claim to. */
async function giveWay(
  { operation, members, reasons }: Progress,
  group: number,
  created: readonly string[],
  before: ReadonlySet<string>,
  since: number,
): Promise<void> {
  const ordered = operation.groups[group];
  if (created.length === 0 || !ordered) return;
  const work = operation.ofGroup(ordered);
  const found = await rivalry(work, pendingTagOf(operation, ordered), created, before, since);
  const left = found.earlier.length > 0 ? created : found.takenOver;
  if (left.length === 0) return;
  operation.session.shutdown.recordNamed([...found.earlier, ...left]);
  members.forEach((member, index) => {
    if (member && left.includes(member.id)) members[index] = undefined;
  });
  reasons.push({
    id: undefined,
    text: work.problem(rivalText(found, left), "Run `pulumi up` again when the other run has ended.").message,
  });
}

/** An interrupted run had ordered more than the program asks for now. */
async function deleteExtra(progress: Progress, instance: ProvisionedInstance, group: number): Promise<void> {
  const { session, urn, definition, groups } = progress.operation;
  const { id, awaitingPayment } = instance;
  const args = { ...groups[group]?.args };
  session.engineHistory.release(urn, [id]);
  const details = { id, group: nameOf(progress.operation, group), ordinal: 0, awaitingPayment };
  await deleteMember(progress, { member: memberFrom(definition, toProperties(args), {}, details), state: args });
}

/** Waits for a new member. What it replaces is deleted when it is ready, and not before. */
async function fillSlot(
  progress: Progress,
  instance: ProvisionedInstance,
  step: CreateStep | ReplaceStep,
  index: number,
): Promise<void> {
  const { id, outputs, awaitingPayment } = instance;
  const { args, ordinal, group } = step;
  const operation = progress.operation.member(args);
  const details = { id, group: nameOf(progress.operation, group), ordinal, awaitingPayment };
  progress.createOnlyOutputs = { ...progress.createOnlyOutputs, ...outputs };
  progress.members[index] = memberFrom(operation.definition, toProperties({ ...args, ...outputs }), args, details);
  const predecessor = step.kind === "replace" && !step.deleteFirst ? replacedIn(step) : undefined;
  const old = predecessor && behind(operation.definition, predecessor, args, details.group);
  if (old) progress.pendingDeletion.add(old);
  if (awaitingPayment !== undefined) return fail(progress, id, operation.problem(awaitingPayment));

  progress.created.set(id, operation);
  const isReady = await reconcileMember(progress, operation, startOf(operation, instance), details, index);
  if (isReady && old && predecessor && (await deleteNow(progress, predecessor))) progress.pendingDeletion.delete(old);
}

async function keep(progress: Progress, step: KeepStep, index: number): Promise<void> {
  const { member, args, state, ordinal, group } = step;
  const operation = progress.operation.member(args, state);
  if (!isDue(step, progress.operation.groups)) return;
  const name = progress.operation.groups[group]?.name ?? member.group;
  const details = { id: member.id, group: name, ordinal, awaitingPayment: member.awaitingPayment };
  await reconcileMember(progress, operation, startFrom(operation, member.id, state), details, index);
}

/** @returns whether the member is as the program wants it */
async function reconcileMember(
  progress: Progress,
  operation: Operation,
  start: ReconcileStart,
  details: Parameters<typeof memberFrom>[3],
  index: number,
): Promise<boolean> {
  const { definition, args } = operation;
  const { awaitingPayment } = details;
  progress.operation.progress("begins");
  try {
    const withPermit: ReconcileStart["withPermit"] = (changes) => changeInTurn(progress, operation, changes);
    const properties = await reconcile(operation, { ...start, withPermit });
    progress.members[index] = memberFrom(definition, properties, args, { ...details, awaitingPayment: undefined });
    return true;
  } catch (error) {
    if (error instanceof NotOursError) {
      progress.members[index] = undefined;
      progress.created.delete(start.id);
      fail(progress, start.id, error);
      return false;
    }
    if (!(error instanceof PartialCreateError)) {
      // A fault of this package: the state keeps the instance as it was.
      fail(progress, start.id, operation.problem(error));
      return false;
    }
    const member = memberFrom(definition, error.properties, args, details);
    progress.members[index] = member;
    const isPaymentDue = awaitingPayment !== undefined && (error.isGone || error.isUnseen);
    if (isPaymentDue) fail(progress, start.id, operation.problem(awaitingPayment));
    else if (!error.isGone) for (const reason of error.reasons) fail(progress, start.id, reason);
    else {
      progress.members[index] = lost(member);
      const gone = operation.problem("the instance no longer exists.", "`pulumi up` creates another in its place.");
      fail(progress, start.id, gone);
    }
    return false;
  } finally {
    progress.operation.progress("ends");
  }
}

/** Changes no more than a few members at a time, and none when the time is over. */
function changeInTurn<Result>(
  { semaphore }: Progress,
  operation: Operation,
  changes: () => Promise<Result>,
): Promise<Result> {
  return semaphore.run(async () => {
    if (operation.session.clock.now() < operation.deadline - lastMomentMs) return changes();
    throw new UserError(
      "not changed, because the time-out was reached first. Run `pulumi up` to continue, or raise customTimeouts.",
    );
  });
}

/** Stays in the state until it is gone. */
async function deleteMember(progress: Progress, each: MemberWithState): Promise<void> {
  progress.pendingDeletion.add(each.member);
  progress.operation.progress("begins");
  if (await deleteNow(progress, each)) progress.pendingDeletion.delete(each.member);
  progress.operation.progress("ends");
}

/** @returns whether it is gone */
async function deleteNow(progress: Progress, { member, state }: MemberWithState): Promise<boolean> {
  const operation = progress.operation.member(state, state);
  const { session, urn } = progress.operation;
  if (member.awaitingPayment !== undefined) {
    session.engine.warn(
      urn,
      `Instances of an unpaid order leave the stack. Cancel the order in the console: once it is paid, it would still create them. ${member.awaitingPayment}`,
    );
  }
  try {
    await deleteInstance(operation, member.id, state);
    return true;
  } catch (error) {
    fail(progress, member.id, error);
    return false;
  }
}

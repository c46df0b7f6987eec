import { startOf } from "../lifecycle/create";
import { idsOf, type ProvisionedInstance } from "../lifecycle/provisionRequest";
import { rivalry, rivalText } from "../lifecycle/rivals";
import { toProperties } from "../resource/json";
import { deleteMember, deleteNow, reconcileMember } from "./applyMember";
import { behind, memberFrom } from "./members";
import { pendingTagOf } from "./openOrders";
import { type CreateStep, type ReplaceStep, replacedIn, type SlotStep } from "./plan";
import { fail, nameOf, type Progress } from "./progress";
import { provisionGroup } from "./provisionGroup";

/** Orders what a group lacks, and reconciles it. */
export async function fillGroup(
  progress: Progress,
  group: number,
  slots: readonly SlotStep[],
  fillable: ReadonlySet<number>,
  hasOpenOrder: boolean,
): Promise<void> {
  const { operation, preflight } = progress;
  const empty = slots.flatMap((step, index) =>
    step.kind !== "keep" && step.group === group && fillable.has(index) ? [{ step, index }] : [],
  );
  // Nothing is missing, and no interrupted run may have ordered for this group.
  if (empty.length === 0 && !hasOpenOrder) return preflight.skip(group);
  const held = slots.flatMap((step) => {
    if (step.group !== group || step.kind === "create") return [];
    return step.kind === "keep" ? [step.member.id] : [step.old.member.id];
  });
  const ordinals = empty.map(({ step }) => step.ordinal);
  const beforeOrder = (count: number) => preflight.beforeOrder(group, count);
  const provisioned = provisionGroup(operation, group, held, ordinals, beforeOrder);
  const { found, before, problem } = await provisioned.finally(() => preflight.skip(group));
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
  operation.session.runRecord.recordNamed([...found.earlier, ...left]);
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

import { UserError } from "../client/errors";
import { deleteInstance } from "../lifecycle/delete";
import { type Operation, PartialCreateError } from "../lifecycle/operation";
import { NotOursError } from "../lifecycle/order";
import { reconcile } from "../lifecycle/reconcile";
import { type ReconcileStart, startFrom } from "../lifecycle/reconciliation";
import { lost, memberFrom } from "./members";
import { isDue, type KeepStep, type MemberWithState } from "./plan";
import { fail, type Progress } from "./progress";

/** Nothing is started this shortly before the deadline, because it could not be waited for. */
const lastMomentMs = 1_000;

/** Reconciles a member that stays. */
export async function keep(progress: Progress, step: KeepStep, index: number): Promise<void> {
  const { member, args, state, ordinal, group } = step;
  const operation = progress.operation.member(args, state);
  if (!isDue(step, progress.operation.groups)) return;
  const name = progress.operation.groups[group]?.name ?? member.group;
  const details = { id: member.id, group: name, ordinal, awaitingPayment: member.awaitingPayment };
  await reconcileMember(progress, operation, startFrom(operation, member.id, state), details, index);
}

/** @returns whether the member is as the program wants it */
export async function reconcileMember(
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
export async function deleteMember(progress: Progress, each: MemberWithState): Promise<void> {
  progress.pendingDeletion.add(each.member);
  progress.operation.progress("begins");
  if (await deleteNow(progress, each)) progress.pendingDeletion.delete(each.member);
  progress.operation.progress("ends");
}

/** @returns whether it is gone */
export async function deleteNow(progress: Progress, { member, state }: MemberWithState): Promise<boolean> {
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

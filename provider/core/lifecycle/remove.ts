import { means, UserError } from "../calls/errors";
import { hiddenOutputs } from "../kind/hidden";
import type { Observed, Outputs, PrepaidPolicy } from "../kind/kind";
import { believesAbsence } from "../ownership/place";
import { NotReadyError, untilGone, untilReady } from "../waiting/waiter";
import { waitOf } from "./converge";
import type { Operation } from "./operation";

/** Takes an instance away and waits until it is gone. Not there any more is done. @throws UserError */
export async function remove(operation: Operation, id: string, state: Outputs): Promise<void> {
  const { kind, runtime, connection } = operation;
  operation.id = id;
  if (runtime.sightings.isKept(id)) {
    operation.warn(`Instance ${id} is not deleted, because another entry of this stack holds it.`);
    return;
  }
  const wait = waitOf(operation, { id, isFresh: false });
  try {
    const live = await kind.observe(connection.api, id, {});
    if (!live) return await believesAbsence(operation, hiddenOutputs(state).__place);
    const outputs = { ...state, ...kind.outputs(live, operation.args) };
    if (kind.prepaid?.isPrepaid(outputs, runtime.clock.now())) {
      const isLeft = await removePrepaid(operation, id, outputs);
      if (isLeft) return;
    }
    const reason = kind.undeletable(outputs);
    if (reason) throw operation.problem(reason);
    await kind.remove(connection.api, id).catch(unlessGone);
    await untilGone(wait);
  } catch (error) {
    if (error instanceof NotReadyError && error.phase === "gone") return;
    throw error instanceof UserError ? error : operation.problem(error, "Run `pulumi destroy` again to go on.");
  }
}

/** @returns whether the instance stays, or is gone already: nothing is left to delete */
async function removePrepaid(operation: Operation, id: string, outputs: Outputs): Promise<boolean> {
  const { kind, connection, runtime } = operation;
  const wait = waitOf(operation, { id, isFresh: false });
  const policy = policyOf(outputs);
  const refusal = prepaidRefusal(operation.kind, outputs, runtime.clock.now());
  if (refusal) throw operation.problem(refusal);
  switch (policy) {
    case "forget":
      operation.warn(
        `Instance ${id} is left running${paidUntil(operation.kind, outputs)}; it is no longer in the stack.`,
      );
      return true;
    case "unsubscribe":
      await kind.prepaid?.unsubscribe?.(connection.api, id);
      await untilGone(wait);
      return true;
    default:
      await kind.prepaid?.convert?.(connection.api, id);
      await untilReady(
        wait,
        (live: Observed) => !kind.prepaid?.isPrepaid(kind.outputs(live, operation.args), runtime.clock.now()),
      );
      return false;
  }
}

export function policyOf(outputs: Outputs): PrepaidPolicy {
  return (outputs.prepaidDestroy as PrepaidPolicy | undefined) ?? "refuse";
}

/** Why an instance that is paid in advance cannot be removed under its policy; undefined when it can. */
export function prepaidRefusal(kind: Operation["kind"], outputs: Outputs, now: number): string | undefined {
  if (!kind.prepaid?.isPrepaid(outputs, now) || policyOf(outputs) !== "refuse") return undefined;
  const ways = [
    ...(kind.prepaid.convert ? [`"convert" (make it pay-as-you-go, then delete it)`] : []),
    ...(kind.prepaid.unsubscribe ? [`"unsubscribe" (give it back)`] : []),
    `"forget" (leave it running, out of the stack)`,
  ];
  return `the instance is paid in advance${paidUntil(kind, outputs)}, and ${kind.cloud.title} does not delete such instances. Set prepaidDestroy to ${ways.join(" or ")}, run \`pulumi up\`, then try again.`;
}

function paidUntil(kind: Operation["kind"], outputs: Outputs): string {
  const expiry = kind.prepaid?.expiry(outputs);
  return expiry ? ` until ${expiry}` : "";
}

function unlessGone(error: unknown): void {
  if (!means(error, "gone")) throw error;
}

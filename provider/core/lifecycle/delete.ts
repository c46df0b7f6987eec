import { means, UserError } from "../client/errors";
import type { ObservedInstance, Outputs, PrepaidPolicy } from "../resource/definition";
import { internalState } from "../resource/internalProperties";
import { NotReadyError, untilGone, untilReady } from "../waiter/waiter";
import { trustNotFound } from "./location";
import type { Operation } from "./operation";
import { waitOf } from "./reconcile";

/** Takes an instance away and waits until it is gone. Not there any more is done. @throws UserError */
export async function deleteInstance(operation: Operation, id: string, state: Outputs): Promise<void> {
  const { definition, session, connection } = operation;
  operation.id = id;
  if (session.engineHistory.isKept(id)) {
    operation.warn(`Instance ${id} is not deleted, because another entry of this stack holds it.`);
    return;
  }
  const wait = waitOf(operation, { id, isFresh: false });
  try {
    const observed = await definition.observe(connection.api, id, {});
    if (!observed) return await trustNotFound(operation, internalState(state).__location);
    const outputs = { ...state, ...definition.outputs(observed, operation.args) };
    if (definition.prepaid?.isPrepaid(outputs, session.clock.now())) {
      const isLeft = await removePrepaid(operation, id, outputs);
      if (isLeft) return;
    }
    const reason = definition.whyUndeletable(outputs);
    if (reason) throw operation.problem(reason);
    await definition.delete(connection.api, id).catch(unlessGone);
    await untilGone(wait);
  } catch (error) {
    if (error instanceof NotReadyError && error.phase === "deleted") return;
    throw error instanceof UserError ? error : operation.problem(error, "Run `pulumi destroy` again to go on.");
  }
}

/** @returns whether the instance stays, or is gone already: nothing is left to delete */
async function removePrepaid(operation: Operation, id: string, outputs: Outputs): Promise<boolean> {
  const { definition, connection, session } = operation;
  const wait = waitOf(operation, { id, isFresh: false });
  const policy = policyOf(outputs);
  const rejection = prepaidRefusal(operation.definition, outputs, session.clock.now());
  if (rejection) throw operation.problem(rejection);
  switch (policy) {
    case "forget":
      operation.warn(
        `Instance ${id} is left running${paidUntil(operation.definition, outputs)}; it is no longer in the stack.`,
      );
      return true;
    case "unsubscribe":
      await definition.prepaid?.unsubscribe?.(connection.api, id);
      await untilGone(wait);
      return true;
    default:
      await definition.prepaid?.convert?.(connection.api, id);
      await untilReady(
        wait,
        (observed: ObservedInstance) =>
          !definition.prepaid?.isPrepaid(definition.outputs(observed, operation.args), session.clock.now()),
      );
      return false;
  }
}

export function policyOf(outputs: Outputs): PrepaidPolicy {
  return (outputs.prepaidDestroy as PrepaidPolicy | undefined) ?? "refuse";
}

/** Why an instance that is paid in advance cannot be removed under its policy; undefined when it can. */
export function prepaidRefusal(definition: Operation["definition"], outputs: Outputs, now: number): string | undefined {
  if (!definition.prepaid?.isPrepaid(outputs, now) || policyOf(outputs) !== "refuse") return undefined;
  const ways = [
    ...(definition.prepaid.convert ? [`"convert" (make it pay-as-you-go, then delete it)`] : []),
    ...(definition.prepaid.unsubscribe ? [`"unsubscribe" (give it back)`] : []),
    `"forget" (leave it running, out of the stack)`,
  ];
  return `the instance is paid in advance${paidUntil(definition, outputs)}, and ${definition.cloud.title} does not delete such instances. Set prepaidDestroy to ${ways.join(" or ")}, run \`pulumi up\`, then try again.`;
}

function paidUntil(definition: Operation["definition"], outputs: Outputs): string {
  const expiry = definition.prepaid?.expiry(outputs);
  return expiry ? ` until ${expiry}` : "";
}

function unlessGone(error: unknown): void {
  if (!means(error, "notFound")) throw error;
}

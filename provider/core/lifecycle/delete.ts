import { means, UserError } from "../client/errors";
import { changeKey } from "../ownership/changeJournal";
import { nounOf, type ObservedInstance, type Outputs, type PrepaidPolicy } from "../resource/definition";
import { internalState } from "../resource/internalProperties";
import { observedProperties } from "../resource/state";
import { askList } from "../waiter/observeNow";
import { untilDeleted } from "../waiter/untilDeleted";
import { untilReady } from "../waiter/untilReady";
import { NotReadyError } from "../waiter/wait";
import { trustNotFound } from "./location";
import type { Operation } from "./operation";
import { waitOf } from "./reconciliation";

/** Deletes an instance and waits until it is gone. An instance that no longer exists counts as deleted. @throws UserError */
export async function deleteInstance(operation: Operation, id: string, state: Outputs): Promise<void> {
  await deleteCompletely(operation, id, state);
  operation.session.engineHistory.recordDeleted(operation.urn);
  operation.session.changes.end(changeKey(operation.urn, id));
}

async function deleteCompletely(operation: Operation, id: string, state: Outputs): Promise<void> {
  const { definition, session, connection } = operation;
  operation.id = id;
  if (session.engineHistory.isKept(id)) {
    operation.warn(`The ${nounOf(definition)} ${id} is not deleted, because another entry of this stack holds it.`);
    return;
  }
  try {
    const { observed, isListed } = await observeToDelete(operation, id, state);
    if (!observed) return await trustNotFound(operation, internalState(state).__location);
    const outputs = outputsOf(operation, state, observed);
    if (definition.prepaid?.isPrepaid(outputs, session.clock.now())) {
      const isDone = await deletePrepaid(operation, id, outputs);
      if (isDone) return;
    }
    const reason = definition.whyUndeletable(outputs);
    if (reason) throw operation.problem(reason);
    const whyItStays = definition.whyItStays?.(observed);
    if (whyItStays)
      return operation.warn(`The ${nounOf(definition)} ${id} is no longer in the stack, and stays: ${whyItStays}`);
    await definition.delete(connection.api, id, observed).catch(async (error: unknown) => {
      if (means(error, "notFound")) return;
      // The list may not show what protects it.
      const now: ObservedInstance | undefined = isListed && (await definition.observe(connection.api, id, {}));
      const protection = now && definition.whyUndeletable(outputsOf(operation, state, now));
      throw protection ? operation.problem(protection) : error;
    });
    await untilDeleted({ ...waitOf(operation, { id, isFresh: false }), wasListed: isListed });
  } catch (error) {
    if (error instanceof NotReadyError && error.phase === "deleted") return;
    throw error instanceof UserError ? error : operation.problem(error, "Run the same command again to continue.");
  }
}

/** The list is enough for an instance that nothing keeps from being deleted. */
async function observeToDelete(
  operation: Operation,
  id: string,
  state: Outputs,
): Promise<{ observed: ObservedInstance | undefined; isListed: boolean }> {
  const { definition, session, connection, deadline } = operation;
  const listed = await askList(connection.statusPoller, id, deadline);
  if (listed) {
    const outputs = outputsOf(operation, state, listed);
    const isKept = definition.prepaid?.isPrepaid(outputs, session.clock.now()) || definition.whyUndeletable(outputs);
    if (!isKept) return { observed: listed, isListed: true };
  }
  return { observed: await definition.observe(connection.api, id, {}), isListed: listed !== undefined };
}

function outputsOf({ definition, args }: Operation, state: Outputs, observed: ObservedInstance): Outputs {
  return { ...state, ...observedProperties(definition, observed, args) };
}

/** @returns whether nothing is left to delete: the instance stays on purpose, or is gone already */
async function deletePrepaid(operation: Operation, id: string, outputs: Outputs): Promise<boolean> {
  const { definition, connection, session } = operation;
  const wait = waitOf(operation, { id, isFresh: false });
  const policy = policyOf(outputs);
  const reason = whyPrepaidStays(operation.definition, outputs, session.clock.now());
  if (reason) throw operation.problem(reason);
  switch (policy) {
    case "forget":
      operation.warn(
        `Instance ${id} is left running${paidUntil(operation.definition, outputs)}; it is no longer in the stack.`,
      );
      return true;
    case "unsubscribe":
      await definition.prepaid?.unsubscribe?.(connection.api, id);
      await untilDeleted(wait);
      return true;
    default:
      await definition.prepaid?.convert?.(connection.api, id);
      await untilReady(
        wait,
        (observed: ObservedInstance) =>
          !definition.prepaid?.isPrepaid(observedProperties(definition, observed, operation.args), session.clock.now()),
      );
      return false;
  }
}

export function policyOf(outputs: Outputs): PrepaidPolicy {
  return (outputs.prepaidDestroy as PrepaidPolicy | undefined) ?? "refuse";
}

/** Why a prepaid instance cannot be deleted under its policy; undefined when it can. */
export function whyPrepaidStays(
  definition: Operation["definition"],
  outputs: Outputs,
  now: number,
): string | undefined {
  if (!definition.prepaid?.isPrepaid(outputs, now) || policyOf(outputs) !== "refuse") return undefined;
  const ways = [
    ...(definition.prepaid.convert ? [`"convert" (make it pay-as-you-go, then delete it)`] : []),
    ...(definition.prepaid.unsubscribe ? [`"unsubscribe" (return it to the vendor)`] : []),
    `"forget" (leave it running, and remove it from the stack)`,
  ];
  return `the instance is prepaid${paidUntil(definition, outputs)}, and prepaid instances cannot be deleted through the API of ${definition.cloud.title}. Set prepaidDestroy to ${ways.join(" or ")}, run \`pulumi up\`, then try again.`;
}

function paidUntil(definition: Operation["definition"], outputs: Outputs): string {
  const expiry = definition.prepaid?.expiry(outputs);
  return expiry ? ` until ${expiry}` : "";
}

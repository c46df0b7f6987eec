import { CloudError, isUnknownCaller } from "../client/errors";
import { type Attribution, leftAlone } from "../ownership/pendingTag";
import { pendingTagKey, type TaggedInstance } from "../resource/cloud";
import { doubtful, savedIds, stateText } from "./doubt";
import {
  adopted,
  attributionIn,
  claim,
  type Instances,
  idsOf,
  type ProvisionRequest,
  problemOf,
} from "./provisionRequest";

/** Accounts that may not list tags can still create. */
export async function listPending(
  request: ProvisionRequest,
  since?: number,
): Promise<readonly TaggedInstance[] | undefined> {
  const { operation } = request;
  try {
    return await operation.connection.listPending(since);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (isUnknownCaller(error)) throw problemOf(request, [], error);
    operation.warn(`Could not look for instances of interrupted runs, because tags cannot be listed: ${error.message}`);
    return undefined;
  }
}

/**
 * Takes over what an interrupted run of this very resource has created.
 * @throws UserError  an instance is there, and whether it may be taken over is for a person to say
 */
export async function adoptTagged(request: ProvisionRequest, tagged: readonly TaggedInstance[]): Promise<Instances> {
  const { operation, count } = request;
  const { definition, session } = operation;
  const { title } = definition.cloud;
  const named = (attribution: Attribution) => tagged.filter((each) => attributionIn(request, each) === attribution);
  const others = idsOf(
    named("notOurs").filter(({ id, isDeleting }) => !isDeleting && !session.engineHistory.isHeld(id)),
  );
  const candidates = [...named("ours"), ...named("inDoubt")];
  // With --replace or a taint the engine does not show us what is replaced, but the state holds it.
  const held = candidates.length > 0 ? await savedIds(operation) : undefined;
  session.engineHistory.recordHeld(idsOf(candidates).filter((id) => held?.has(id)));
  const [ours, inDoubt] = [idsOf(named("ours")), idsOf(named("inDoubt"))];
  session.runRecord.recordNamed([...others, ...inDoubt]);
  for (const id of others) {
    operation.warn(
      `Instance ${id} was created by another run of a resource of this name and is left alone. If nothing uses it, delete it in the ${title} console; if it is in use, set its tag ${pendingTagKey} to "${leftAlone}".`,
    );
  }
  if (inDoubt.length > 0) {
    const state = held ? ", and the state of the stack does not hold it" : "";
    throw doubtful(
      request,
      inDoubt,
      `an earlier run created instance ${inDoubt.join(", ")} for this resource${state}: the state was not saved, or the instance was retained or removed from the state on purpose.${stateText(held)}`,
    );
  }
  session.runRecord.recordNamed(ours);
  const surplus = ours.slice(count);
  // Deleting an instance of somebody else would be worse than leaving ours; only the journal knows for certain.
  if (surplus.length > 0) {
    operation.warn(
      `Instance ${surplus.join(", ")} was created for this resource, too, by an interrupted run that wanted more than the program asks for now. If nothing uses it, delete it in the ${title} console.`,
    );
  }
  const taken = ours.slice(0, count);
  if (taken.length === 0) return [];
  operation.warn(
    `Resuming instance ${taken.join(", ")}, started by an interrupted run. If the CLI keeps warning of an interrupted operation, run \`pulumi refresh --clear-pending-creates\`.`,
  );
  return claim(request, [], taken, adopted);
}

import type { UserError } from "../client/errors";
import { stackNameOf } from "../ownership/backend";
import { leftAlone, takeValue } from "../ownership/pendingTag";
import { pendingTagKey } from "../resource/cloud";
import type { UntaggedInstance } from "../resource/definition";
import { adoptArgument } from "./adopt";
import { clockGrainMs } from "./attribution";
import type { Operation } from "./operation";
import { idsOf, type ProvisionRequest, problemOf } from "./provisionRequest";

/** How long an order is taken to be one of an interrupted run; the clouds do not say how long they remember a token. */
const rememberedMs = 24 * 3600_000;

/**
 * The order's token was used with other parameters, as by a run of this resource that was killed before it could tag, and
 * whose program was edited since.
 * @param since when this run began to order: nothing younger is left from before
 * @throws UserError  something is there that may have been created then, and whether it was is for a person to say
 */
export async function requireNoneUntagged(request: ProvisionRequest, since: number): Promise<void> {
  const { operation, untaggedLike } = request;
  const { engineHistory, runRecord } = operation.session;
  const isOfThen = ({ createdAt = 0 }: UntaggedInstance) =>
    createdAt > since - rememberedMs && createdAt < since - clockGrainMs;
  const ids = idsOf(((await untaggedLike?.()) ?? []).filter(isOfThen)).filter((id) => !engineHistory.isHeld(id));
  const held = ids.length > 0 ? await savedIds(operation) : undefined;
  const unclear = ids.filter((id) => !held?.has(id));
  if (unclear.length === 0) return;
  runRecord.recordNamed(unclear);
  throw doubtful(
    request,
    unclear,
    `an order of the last day has used this order's token, and ${unclear.join(", ")}, which is like what is ordered now, does not say whose it is: it may be left over from a run that was interrupted, or belong to somebody else.${stateText(held)}`,
  );
}

/** How long the CLI may take to tell what the state holds. */
const stateMs = 30_000;

export const savedIds = ({ session, internal }: Operation): Promise<ReadonlySet<string> | undefined> =>
  session.savedState.read(stackNameOf(internal), stateMs);

/** With --replace or a taint, the engine shows nobody what is replaced. */
export const stateText = (held: ReadonlySet<string> | undefined): string =>
  held
    ? ""
    : " The state of the stack could not be read: if the state holds it, and it is being replaced, have it left alone; it is deleted all the same.";

/** Neither taken over, because somebody may use it, nor left behind by buying another. */
export function doubtful(request: ProvisionRequest, ids: readonly string[], what: string): UserError {
  const { operation, siblings, pendingTag } = request;
  const { definition } = operation;
  const isAdoptable = Object.hasOwn(definition.attributes, adoptArgument) && !siblings;
  const choices = [
    `To take it into the stack, set its tag ${pendingTagKey} to "${takeValue(pendingTag)}"${isAdoptable ? `, or ${adoptArgument} in the program to "${ids[0]}"` : ""}.`,
    `To leave it alone and create another, set that tag to "${leftAlone}". To be rid of it, delete it in the ${definition.cloud.title} console.`,
    "Then run `pulumi up` again. Nothing was created.",
  ];
  return problemOf(request, [], what, choices.join("\n  "));
}

import { messageOf } from "../client/errors";
import { digest } from "../host/digest";
import { ownPendingTag, type PendingTag } from "../ownership/pendingTag";
import { attributeEntries } from "../resource/attributes";
import type { CreateResult, UntaggedInstance } from "../resource/definition";
import type { Properties } from "../resource/json";
import { adopt, adoptedId } from "./adopt";
import { requireAccountOfOld } from "./location";
import { type Operation, PartialCreateError } from "./operation";
import { preflight, wantsPreflight } from "./preflight";
import { provision } from "./provision";
import { type CreateCall, type ProvisionedInstance, tokenLength } from "./provisionRequest";
import { reconcile } from "./reconcile";
import type { ReconcileStart } from "./reconciliation";
import { rivalry, rivalText } from "./rivals";

/** Creates an instance, or resumes one that an interrupted run has started, and brings it to what the program wants. */
export async function create(operation: Operation): Promise<{ id: string; outs: Properties }> {
  const { definition, session, internal } = operation;
  const adopted = adoptedId(operation);
  if (adopted) return adopt(operation, adopted);
  await requireAccountOfOld(operation);
  const pendingTag = ownPendingTag(internal, session, internal.__identity);
  const { found, before, problem } = await provision({
    operation,
    pendingTag,
    count: 1,
    isRepeatable: definition.isCreateRepeatable,
    userToken: () => userTokenOf(operation),
    token: () => (definition.origins ? derivedToken(operation, pendingTag) : session.nonce()),
    ...(definition.origins && { origins: (ids) => operation.connection.origins(ids) }),
    untaggedLike: () => untaggedLike(operation),
    ...(definition.preflight &&
      wantsPreflight(operation) && { beforeOrder: (count) => preflight([{ operation, count }]) }),
    send: async (call) => {
      const { id, outputs } = await send(operation, call);
      return { ids: [id], outputs };
    },
  });
  const [instance] = found;
  if (!instance) throw problem;
  const { id, isAdopted } = instance;
  const existsSince = session.clock.now();
  try {
    const outs = await reconcile(operation, startOf(operation, instance));
    if (!isAdopted) await requireNoRival(operation, pendingTag, { id, outs }, before, existsSince);
    session.runRecord.recordReturned(operation.pendingInstance, id);
    return { id, outs };
  } catch (error) {
    if (error instanceof PartialCreateError) session.runRecord.recordReturned(operation.pendingInstance, id);
    throw error;
  }
}

/** What an order for the operation's arguments may have created without a tag. */
export async function untaggedLike({ definition, connection, args }: Operation): Promise<readonly UntaggedInstance[]> {
  return (await definition.untaggedLike?.(connection.api, args)) ?? [];
}

/**
 * The same on every machine, so that a call that an interrupted run has sent and one that repeats it make one instance; and
 * the same as long as the state is, so that the cloud's rejection tells of such a call after an edit of the program.
 */
function derivedToken({ session, urn: name }: Operation, { urn, stack }: PendingTag): string {
  return digest([urn, stack, session.engineHistory.oldInstance(name)?.id], tokenLength);
}

/**
 * @throws UserError           another run has a better claim, so the instance stays out of the state
 * @throws PartialCreateError  it cannot be told
 */
async function requireNoRival(
  operation: Operation,
  pendingTag: PendingTag,
  { id, outs }: { readonly id: string; readonly outs: Properties },
  before: ReadonlySet<string>,
  since: number,
): Promise<void> {
  const found = await rivalry(operation, pendingTag, [id], before, since).catch((error: unknown) => {
    throw new PartialCreateError(id, outs, [messageOf(error)]);
  });
  if (found.earlier.length + found.takenOver.length === 0) return;
  operation.session.runRecord.recordNamed([...found.earlier, id]);
  const next = `When the other run has ended, run \`pulumi up\` again. Delete ${id} in the ${operation.definition.cloud.title} console if nothing uses it.`;
  throw operation.problem(rivalText(found, [id]), next);
}

/** The start for an instance that was just created or resumed. */
export function startOf(
  operation: Operation,
  { id, isAdopted, outputs, orderedAt }: ProvisionedInstance,
): ReconcileStart {
  const written = isAdopted ? {} : sentOnCreate(operation);
  return { id, isFresh: !isAdopted, readiness: "pending", written, removed: [], createOnlyOutputs: outputs, orderedAt };
}

/** Only the first creation carries it: a replacement would be answered with the instance that it replaces. */
function userTokenOf({ definition, args, session, urn }: Operation): string | undefined {
  return session.engineHistory.replacedIdentity(urn) === undefined ? definition.userTokens?.(args)[0] : undefined;
}

async function send(
  { definition, connection, args }: Operation,
  { pendingTag, token }: CreateCall,
): Promise<CreateResult> {
  const result: string | CreateResult = await definition.create(connection.api, args, { pendingTag, token });
  return typeof result === "string" ? { id: result, outputs: {} } : result;
}

/**
 * The arguments that cannot be read back, as the creating call has set them. An adopted instance may have been created
 * with another password, so there they are sent again.
 */
export function sentOnCreate({ definition, args }: Operation): Record<string, unknown> {
  return Object.fromEntries(
    attributeEntries(definition.attributes).flatMap(([name, attribute]) =>
      attribute.isSentOnCreate && args[name] !== undefined ? [[name, args[name]]] : [],
    ),
  );
}

import { ownPendingTag } from "../ownership/pendingTag";
import { attributeEntries } from "../resource/attributes";
import type { CreateResult } from "../resource/definition";
import type { Properties } from "../resource/json";
import { adopt, adoptedId } from "./adopt";
import type { Operation } from "./operation";
import { type CreateCall, type ProvisionedInstance, provision } from "./provision";
import { type ReconcileStart, reconcile } from "./reconcile";

/** Creates an instance, or resumes one that an interrupted run has started, and brings it to what the program wants. */
export async function create(operation: Operation): Promise<{ id: string; outs: Properties }> {
  const { definition, session, internal } = operation;
  const adopted = adoptedId(operation);
  if (adopted) return adopt(operation, adopted);
  const { found, problem } = await provision({
    operation,
    pendingTag: ownPendingTag(internal, session, internal.__identity),
    count: 1,
    isRepeatable: definition.isCreateRepeatable,
    token: () => session.nonce(),
    send: async (call) => {
      const { id, outputs } = await send(operation, call);
      return { ids: [id], outputs };
    },
  });
  const [instance] = found;
  if (!instance) throw problem;
  session.shutdown.untagAtEnd(operation.pendingInstance, instance.id);
  return { id: instance.id, outs: await reconcile(operation, startOf(operation, instance)) };
}

/** The start for an instance that was just created or resumed. */
export function startOf(operation: Operation, { id, isAdopted, outputs }: ProvisionedInstance): ReconcileStart {
  const written = isAdopted ? {} : sentOnCreate(operation);
  return { id, isFresh: !isAdopted, readiness: "pending", written, removed: [], createOnlyOutputs: outputs };
}

async function send(operation: Operation, { pendingTag, token }: CreateCall): Promise<CreateResult> {
  const { definition, connection, args, session, urn } = operation;
  const isReplacement = session.engineHistory.replacedIdentity(urn) !== undefined;
  const request = { pendingTag, token, isReplacement };
  const result: string | CreateResult = await definition.create(connection.api, args, request);
  return typeof result === "string" ? { id: result, outputs: {} } : result;
}

/**
 * The arguments that cannot be read back, as the creating call has set them. An adopted instance may have been created
 * with another password, so there they are sent again.
 */
function sentOnCreate({ definition, args }: Operation): Record<string, unknown> {
  return Object.fromEntries(
    attributeEntries(definition.attributes).flatMap(([name, attribute]) =>
      attribute.isSentOnCreate && args[name] !== undefined ? [[name, args[name]]] : [],
    ),
  );
}

import { ownPendingTag } from "../ownership/pendingTag";
import { attributeEntries } from "../resource/attributes";
import type { CreateRequest, CreateResult } from "../resource/definition";
import type { Properties } from "../resource/json";
import { adopt, adoptedId } from "./adopt";
import type { Operation } from "./operation";
import { type ProvisionedInstance, provision } from "./provision";
import { type ReconcileStart, reconcile } from "./reconcile";

/** Makes an instance, or takes over the one that an interrupted run has begun, and brings it to what is wanted. */
export async function create(operation: Operation): Promise<{ id: string; outs: Properties }> {
  const { definition, session, internal } = operation;
  const adopted = adoptedId(operation);
  if (adopted) return adopt(operation, adopted);
  const { found, problem } = await provision({
    operation,
    pendingTag: ownPendingTag(operation, internal.__identity),
    count: 1,
    isRepeatable: definition.isCreateRepeatable,
    token: () => session.nonce(),
    send: async (order) => {
      const { id, outputs } = await give(operation, order);
      return { ids: [id], outputs };
    },
  });
  const [obtained] = found;
  if (!obtained) throw problem;
  const { id } = obtained;
  session.shutdown.untagAtEnd(operation, id);
  return { id, outs: await reconcile(operation, startOf(operation, obtained)) };
}

/** Of an instance that was just made or taken over. */
export function startOf(operation: Operation, { id, isAdopted, outputs }: ProvisionedInstance): ReconcileStart {
  const written = isAdopted ? {} : sentAtBirth(operation);
  return { id, isFresh: !isAdopted, readiness: "pending", written, removed: [], createOnlyOutputs: outputs };
}

async function give(operation: Operation, identity: Omit<CreateRequest, "isReplacement">): Promise<CreateResult> {
  const { definition, connection, args, session, urn } = operation;
  const isReplacement = session.engineHistory.replacedIdentity(urn) !== undefined;
  const readiness: string | CreateResult = await definition.create(connection.api, args, {
    ...identity,
    isReplacement,
  });
  return typeof readiness === "string" ? { id: readiness, outputs: {} } : readiness;
}

/**
 * What a creating call has already brought about of the arguments that cannot be read back. Not so of an adopted
 * instance, which may have been begun with another password: it is sent again.
 */
function sentAtBirth({ definition, args }: Operation): Record<string, unknown> {
  return Object.fromEntries(
    attributeEntries(definition.attributes).flatMap(([name, attribute]) =>
      attribute.isSentOnCreate && args[name] !== undefined ? [[name, args[name]]] : [],
    ),
  );
}

import { digest } from "../host/digest";
import { untaggedLike } from "../lifecycle/create";
import { type ProvisionResult, provision } from "../lifecycle/provision";
import { tokenLength } from "../lifecycle/provisionRequest";
import { secretNames, withoutSecrets } from "../resource/attributes";
import type { AnyDefinition } from "../resource/definition";
import type { Values } from "../resource/types";
import type { Group } from "./definition";
import { pendingTagOf } from "./openOrders";
import type { BatchOperation } from "./operation";

/**
 * Provides instances for the slots of a group that lack one.
 * @param held what the state holds of the group; the token is the same as long as that is the same, also after an edit of
 *   the program, so that the cloud's answer tells of an order that a killed run has sent before the edit
 * @param ordinals of the slots, which are filled in this order
 */
export function provisionGroup(
  operation: BatchOperation,
  group: number,
  held: readonly string[],
  ordinals: readonly number[],
  beforeOrder: (count: number) => Promise<void>,
): Promise<ProvisionResult> {
  const { batch, definition, session, groups, args } = operation;
  const wanted = groups[group] as Group<object>;
  const work = operation.ofGroup(wanted);
  const pendingTag = pendingTagOf(operation, wanted);
  const isFirst = held.length === 0 && session.engineHistory.replacedIdentity(work.urn) === undefined;
  const api = () => work.connection.api as never;
  return provision({
    operation: work,
    pendingTag,
    count: ordinals.length,
    siblings: new Set(groups.map((each) => pendingTagOf(operation, each).identity)),
    isRepeatable: definition.isCreateRepeatable,
    userToken: (found) => (isFirst && found.length === 0 ? batch.userTokens?.(args)[group] : undefined),
    token: (found) => digest([pendingTag.urn, pendingTag.stack, wanted.name, [...held, ...found].sort()], tokenLength),
    // The journal is a file, and any argument may be a secret of the program, a tag for example.
    args: { sealed: work.connection.seal.close(JSON.stringify(withoutSecrets(batch, args))) },
    send: ({ args: attempted, ...order }) => {
      const earlier = work.connection.seal.open(String(attempted?.sealed));
      const all = { ...(earlier === undefined ? args : (JSON.parse(earlier) as Values)), ...secretsIn(batch, args) };
      const index = (batch.groups(all) ?? []).findIndex(({ name }) => name === wanted.name);
      return batch.create(api(), all, { group: index, ordinals: ordinals.slice(-order.count), ...order });
    },
    ...(batch.tagPending && { tagPending: async (ids, text) => batch.tagPending?.(api(), ids, text, wanted.args) }),
    ...(definition.origins && { origins: (ids) => work.connection.origins(ids) }),
    untaggedLike: () => untaggedLike(work),
    beforeOrder,
  });
}

function secretsIn(definition: AnyDefinition, args: Values): Values {
  return Object.fromEntries(
    secretNames(definition.attributes).flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]]])),
  );
}

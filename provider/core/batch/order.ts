import { digest } from "../host/digest";
import { type ProvisionResult, provision } from "../lifecycle/provision";
import { formatPendingTag } from "../ownership/pendingTag";
import { secretNames } from "../resource/attributes";
import type { AnyDefinition } from "../resource/definition";
import type { Group } from "./definition";
import { pendingTagOf } from "./openOrders";
import type { BatchOperation } from "./operation";

type Values = Readonly<Record<string, unknown>>;

const tokenLength = 40;

/**
 * Gets instances for the places of a group that lack one.
 * @param there the group's members that stay: after a crash the token is the same only for the same beginning
 * @param ordinals of the places; what is found fills them from the first
 */
export function provisionGroup(
  operation: BatchOperation,
  group: number,
  there: readonly string[],
  ordinals: readonly number[],
): Promise<ProvisionResult> {
  const { batch, kind: definition, session, groups, args, hidden: internal } = operation;
  const wanted = groups[group] as Group<object>;
  const work = operation.order(wanted);
  const pendingTags = groups.map((each) => pendingTagOf(definition, session, internal, each));
  const pendingTag = pendingTagOf(definition, session, internal, wanted);
  const isFirst = there.length === 0 && session.engineHistory.replacedIdentity(work.urn) === undefined;
  const api = () => work.connection.api as never;
  return provision({
    operation: work,
    pendingTag,
    count: ordinals.length,
    siblings: new Set(pendingTags.map(({ identity }) => identity)),
    isRepeatable: definition.isCreateRepeatable,
    token: (found, missing) => {
      const given = isFirst && found.length === 0 ? batch.userToken?.(args, group) : undefined;
      const beside = [...there, ...found].sort();
      return (
        given ??
        digest(
          [formatPendingTag(pendingTag), beside, missing, withoutSecrets(definition, { ...wanted.args })],
          tokenLength,
        )
      );
    },
    args: withoutSecrets(batch, args),
    send: ({ args: earlier, ...order }) => {
      const all = { ...(earlier ?? args), ...secretsIn(batch, args) };
      const index = (batch.groups(all) ?? []).findIndex(({ name }) => name === wanted.name);
      return batch.order(api(), all, { group: index, ordinals: ordinals.slice(-order.count), ...order });
    },
    ...(batch.tagPending && { tagPending: async (ids, text) => batch.tagPending?.(api(), ids, text, wanted.args) }),
    ...(batch.origins && { origins: async (ids) => (await batch.origins?.(api(), ids)) ?? new Map() }),
  });
}

function withoutSecrets(definition: AnyDefinition, args: Values): Values {
  const secrets = secretNames(definition.attributes);
  return Object.fromEntries(Object.entries(args).filter(([name]) => !secrets.includes(name)));
}

function secretsIn(definition: AnyDefinition, args: Values): Values {
  return Object.fromEntries(
    secretNames(definition.attributes).flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]]])),
  );
}

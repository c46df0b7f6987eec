import { digest } from "../host/digest";
import { formatPendingTag, ownPendingTag, type PendingTag } from "../ownership/pendingTag";
import { attributeEntries } from "../resource/attributes";
import type { AnyInstanceDefinition } from "../resource/definition";
import { type InternalInputs, internalInputs } from "../resource/internalProperties";
import type { Session } from "../session/session";
import type { AnyBatchDefinition, Group } from "./definition";

type Values = Readonly<Record<string, unknown>>;

/** The mark of a group's instances, of what makes them these ones; what is changed in place leaves it as it is. */
export function pendingTagOf(
  definition: AnyInstanceDefinition,
  session: Session,
  internal: InternalInputs,
  { name, args }: Group<object>,
): PendingTag {
  const making = attributeEntries(definition.attributes).filter(
    ([, attribute]) => attribute.mayReplace && !attribute.isSecret,
  );
  const values = Object.fromEntries(making.map(([argument]) => [argument, (args as Values)[argument]]));
  return ownPendingTag({ session, internal }, digest([internal.__identity, name, values]));
}

export interface OpenOrders {
  /** Groups whose instances these are: the next run can ask again, and bring them to what is wanted. */
  readonly groups: ReadonlySet<number>;
  /** Of orders with other arguments, which nobody can ask for any more. */
  readonly warnings: readonly string[];
}

/**
 * Orders of interrupted runs whose instances may have come into being without a mark, because the creating call cannot
 * carry one: no listing would find them.
 */
export function openOrders(
  batch: AnyBatchDefinition,
  definition: AnyInstanceDefinition,
  session: Session,
  properties: Values,
  groups: readonly Group<object>[],
): OpenOrders {
  if (!batch.tagPending) return { groups: new Set(), warnings: [] };
  const internal = internalInputs(properties);
  const pendingTags = groups.map((group) => formatPendingTag(pendingTagOf(definition, session, internal, group)));
  const { urn, backend } = ownPendingTag({ session, internal }, "");
  const isHeld = (id: string) => session.engineHistory.isHeld(id);
  const orders = [...session.journal.findAll(`${urn}.${backend}.`)].filter(
    ([, { count, answered = [] }]) => count !== 0 && !answered.some(isHeld),
  );
  const others = orders.filter(([pendingTag]) => !pendingTags.includes(pendingTag));
  return {
    groups: new Set(orders.map(([pendingTag]) => pendingTags.indexOf(pendingTag)).filter((index) => index >= 0)),
    warnings: others.map(
      ([, { count = 1, startedAt }]) =>
        `An interrupted run has ordered ${count} instances for this resource at ${new Date(startedAt).toISOString()} with other arguments, and nobody saw the answer. If they were made they bear no mark: look for them in the ${definition.cloud.title} console, and delete what nothing uses.`,
    ),
  };
}

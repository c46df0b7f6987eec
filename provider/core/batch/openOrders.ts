import { digest } from "../host/digest";
import { isLost, lostOrderText } from "../ownership/createJournal";
import { formatPendingTag, ownPendingTag, type PendingTag } from "../ownership/pendingTag";
import { identityArguments } from "../resource/attributes";
import type { AnyInstanceDefinition } from "../resource/definition";
import type { InternalInputs } from "../resource/internalProperties";
import type { Values } from "../resource/types";
import type { Session } from "../session/session";
import type { AnyBatchDefinition, Group } from "./definition";

/** What the orders of a batch depend on. */
export interface OrderContext {
  readonly batch: AnyBatchDefinition;
  /** Of a member. */
  readonly definition: AnyInstanceDefinition;
  readonly session: Session;
  readonly internal: InternalInputs;
  readonly groups: readonly Group<object>[];
}

/** The pending tag of a group's instances. It depends on their identity, not on what is changed in place. */
export function pendingTagOf(
  { definition, session, internal }: OrderContext,
  { name, args }: Group<object>,
): PendingTag {
  const values = identityArguments(definition.attributes, args as Values);
  return ownPendingTag(internal, session, digest([internal.__identity, name, values]));
}

export interface OpenOrders {
  /** Groups whose instances they may have created: this run can repeat the order and reconcile them. */
  readonly groups: ReadonlySet<number>;
  /** About orders with other arguments, which no run can repeat any more. */
  readonly warnings: readonly string[];
}

/**
 * Orders of interrupted runs whose instances may exist without a pending tag, because the creating call cannot carry
 * one: no listing would find them.
 */
export function openOrders(context: OrderContext): OpenOrders {
  const { batch, session, internal, groups } = context;
  if (!batch.tagPending) return { groups: new Set(), warnings: [] };
  const pendingTags = groups.map((group) => formatPendingTag(pendingTagOf(context, group)));
  const { urn, stack } = ownPendingTag(internal, session, "");
  const isHeld = (id: string) => session.engineHistory.isHeld(id);
  const orders = [...session.journal.findAll()].filter(
    ([pendingTag, attempt]) => pendingTag.startsWith(`${urn}.${stack}.`) && isLost(attempt, isHeld),
  );
  const others = orders.filter(([pendingTag]) => !pendingTags.includes(pendingTag));
  return {
    groups: new Set(orders.map(([pendingTag]) => pendingTags.indexOf(pendingTag)).filter((index) => index >= 0)),
    warnings: others.map(([, attempt]) => lostOrderText(attempt)),
  };
}

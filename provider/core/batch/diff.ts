import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../client/errors";
import type { Settings } from "../client/settings";
import { whyPrepaidStays } from "../lifecycle/delete";
import { compare, knownIn, locationProblem, rejectedEdit, showsInInputs } from "../lifecycle/diff";
import { attributeEntries } from "../resource/attributes";
import type { AnyInstanceDefinition } from "../resource/definition";
import { internalInputs, withoutInternal } from "../resource/internalProperties";
import type { Values } from "../resource/types";
import type { Session } from "../session/session";
import { announcements } from "./announcements";
import type { AnyBatchDefinition } from "./definition";
import { withUnconfirmedMembers } from "./members";
import { openOrders } from "./openOrders";
import { instancesCertainToGo, instancesToDelete, isDue, type KeepStep, type MemberWithState, planOf } from "./plan";

/**
 * Tells the engine what a change of the program means for a batch, without any call. Only arguments of the whole batch
 * can replace it; everything else is an update, and warnings tell what happens to which instance.
 *
 * @throws UserError  for what is certain to fail, before anything is paid for
 */
export function diff(
  batch: AnyBatchDefinition,
  definition: AnyInstanceDefinition,
  session: Session,
  settings: Settings,
  state: Values,
  news: Values,
): pulumi.dynamic.DiffResult {
  const { known: olds, warnings: unconfirmed } = withUnconfirmedMembers(session, state);
  const { engineHistory, engine, clock } = session;
  const urn = String(news.__urn ?? olds.__urn ?? "");
  const before = engineHistory.oldInputs(urn);
  const plan = planOf(batch, definition, olds, news);
  const { changed, replaces } = compare(batch, olds, news);
  const isReplaced = replaces.length > 0;
  const kept = plan.slots.filter((step): step is KeepStep => step.kind === "keep");
  const deleted = instancesToDelete(plan);
  const certain = instancesCertainToGo(plan);
  engineHistory.recordDiff(urn, idsOf(kept), isReplaced);
  engineHistory.recordDiff(urn, idsOf(deleted), true);
  // Without a `check` before, a refresh is asking, only to show drift: it plans nothing that could fail.
  if (before) {
    const problems = [
      locationProblem(batch, settings, olds, news),
      ...whyUndeletable(definition, knownIn(news, replaces).length > 0 ? [...certain, ...kept] : certain, clock.now()),
      ...(isReplaced ? [] : kept.map((step) => rejectedEditOf(definition, step))),
    ].filter((problem) => problem !== undefined);
    if (problems.length > 0)
      throw new UserError([...new Set(problems)].map((text) => `${batch.type}: ${text}`).join("\n"));
  }
  if (isReplaced) return { replaces: [...replaces] };
  const groups = batch.groups(withoutInternal(news));
  const orders = openOrders({ batch, definition, session, internal: internalInputs(news), groups: groups ?? [] });
  const isOpen = !groups || groups.some(({ quantity }) => quantity === undefined);
  if (before) {
    const open = "The number of instances is not known yet. If it turns out smaller, the newest are deleted.";
    for (const text of [...announcements(plan), ...unconfirmed, ...orders.warnings, ...(isOpen ? [open] : [])])
      engine.warn(urn, text);
  }
  const declared = changed.filter((name) => name === "__timeouts" || !isOfMembers(batch, name));
  const hasWork =
    isOpen ||
    orders.groups.size > 0 ||
    deleted.length + plan.forgotten.length > 0 ||
    plan.slots.some((step) => step.kind !== "keep" || isDue(step, groups));
  if (!hasWork && declared.length === 0) return { changes: false };
  // As with a single resource: left open where the engine can see the difference in the inputs.
  return before && !showsInInputs(batch, before, changed, news) ? { changes: true } : {};
}

const idsOf = (members: readonly MemberWithState[]): string[] => members.map(({ member }) => member.id);

/** Does an edit of the argument matter only for what it means to the members? */
function isOfMembers(batch: AnyBatchDefinition, name: string): boolean {
  return attributeEntries(batch.attributes).some(
    ([argument, attribute]) => argument === name && attribute.changeMode === "inPlace" && !attribute.isWriteOnly,
  );
}

/** Why some of the members cannot be deleted, each reason once. */
function whyUndeletable(definition: AnyInstanceDefinition, members: readonly MemberWithState[], now: number): string[] {
  const byReason = new Map<string, string[]>();
  for (const { member, state } of members) {
    // An unpaid instance does not exist yet.
    if (member.awaitingPayment !== undefined) continue;
    const reason = whyPrepaidStays(definition, state, now) ?? definition.whyUndeletable(state);
    if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), member.id]);
  }
  return [...byReason].map(
    ([reason, ids]) => `${ids.join(", ")} ${ids.length > 1 ? "have" : "has"} to be deleted, but ${reason}`,
  );
}

function rejectedEditOf(definition: AnyInstanceDefinition, { state, args, member }: KeepStep): string | undefined {
  const text = rejectedEdit(definition, state, args, []);
  return text && `${member.id}: ${text}`;
}

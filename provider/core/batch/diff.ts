import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../client/credentials";
import { UserError } from "../client/errors";
import { prepaidRefusal } from "../lifecycle/delete";
import { compare, locationProblem, rejectedEdit, showsInInputs } from "../lifecycle/diff";
import { attributeEntries } from "../resource/attributes";
import type { AnyInstanceDefinition } from "../resource/definition";
import { withoutInternal } from "../resource/internalProperties";
import type { Session } from "../session/session";
import type { AnyBatchDefinition } from "./definition";
import { openOrders } from "./openOrders";
import { agendaOf, announcements, goingIn, isDue, isVacancy, type Standing } from "./plan";

type Values = Readonly<Record<string, unknown>>;

/**
 * Tells the engine what a change of the program means for a batch, without any call. Only what the whole batch has in
 * common can replace it; everything else is an update, of which the warnings tell what becomes of which instance.
 *
 * @throws UserError  what is certain to fail, before anything is paid for
 */
export function diff(
  batch: AnyBatchDefinition,
  definition: AnyInstanceDefinition,
  session: Session,
  settings: Settings,
  olds: Values,
  news: Values,
): pulumi.dynamic.DiffResult {
  const urn = String(news.__urn ?? olds.__urn ?? "");
  const before = session.engineHistory.oldInputs(urn);
  const agenda = agendaOf(batch, definition, olds, news);
  const { changed, replaces } = compare(batch, olds, news);
  const isReplaced = replaces.length > 0;
  const staying = agenda.places.flatMap((location) => (isVacancy(location) ? [] : [location]));
  const going = goingIn(agenda);
  session.engineHistory.recordDiff(
    urn,
    staying.map(({ member }) => member.id),
    isReplaced,
  );
  session.engineHistory.recordDiff(
    urn,
    going.map(({ member }) => member.id),
    true,
  );
  // Without a `check` before it is a refresh that asks, only to show drift: it plans nothing that could go wrong.
  if (before) {
    const problems = [
      locationProblem(batch, settings, olds, news),
      ...undeletable(definition, isReplaced ? [...going, ...staying] : going, session.clock.now()),
      ...(isReplaced ? [] : staying.map(({ state, args, member }) => refusal(definition, state, args, member.id))),
    ].filter((problem) => problem !== undefined);
    if (problems.length > 0)
      throw new UserError([...new Set(problems)].map((text) => `${batch.type}: ${text}`).join("\n"));
  }
  if (isReplaced) return { replaces: [...replaces] };
  const groups = batch.groups(withoutInternal(news));
  const orders = openOrders(batch, definition, session, news, groups ?? []);
  if (before) for (const text of [...announcements(agenda), ...orders.warnings]) session.engine.warn(urn, text);
  const isOpen = !groups || groups.some(({ quantity }) => quantity === undefined);
  if (before && isOpen)
    session.engine.warn(
      urn,
      "How many instances it shall have is not known yet; should it be fewer, the newest are deleted.",
    );
  const declared = changed.filter((name) => name === "__timeouts" || !isOfMembers(batch, name));
  const hasWork =
    isOpen ||
    orders.groups.size > 0 ||
    going.length + agenda.forgotten.length > 0 ||
    agenda.places.some((location) => isVacancy(location) || isDue(location, groups));
  if (!hasWork && declared.length === 0) return { changes: false };
  // As with a single resource: left open where the engine can see the difference in the inputs.
  return before && !showsInInputs(batch, before, changed, news) ? { changes: true } : {};
}

/** Is an edit of it nothing by itself, but only what it means for the members? */
function isOfMembers(batch: AnyBatchDefinition, name: string): boolean {
  return attributeEntries(batch.attributes).some(
    ([argument, attribute]) => argument === name && attribute.changeMode === "inPlace" && !attribute.isWriteOnly,
  );
}

/** Why some of them cannot go, each reason once. */
function undeletable(definition: AnyInstanceDefinition, going: readonly Standing[], now: number): string[] {
  const byReason = new Map<string, string[]>();
  for (const { member, state } of going) {
    // What nobody has paid for does not exist.
    const reason =
      member.awaitingPayment === undefined
        ? (prepaidRefusal(definition, state, now) ?? definition.whyUndeletable(state))
        : undefined;
    if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), member.id]);
  }
  return [...byReason].map(
    ([reason, ids]) => `${ids.join(", ")} ${ids.length > 1 ? "have" : "has"} to go, but ${reason}`,
  );
}

function refusal(definition: AnyInstanceDefinition, state: Values, args: Values, id: string): string | undefined {
  const text = rejectedEdit(definition, state, args, []);
  return text && `${id}: ${text}`;
}

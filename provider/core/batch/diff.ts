import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../calls/errors";
import type { Settings } from "../calls/settings";
import { visible } from "../kind/hidden";
import type { AnyKind } from "../kind/kind";
import { rowsOf } from "../kind/plan";
import { compare, misplaced, refusedEdit, showsInInputs } from "../lifecycle/diff";
import { prepaidRefusal } from "../lifecycle/remove";
import type { Runtime } from "../runtime/runtime";
import { agendaOf, announcements, goingIn, isDue, isVacancy, type Standing } from "./agenda";
import { unanswered } from "./births";
import type { AnyBatch } from "./kind";

type Values = Readonly<Record<string, unknown>>;

/**
 * Tells the engine what a change of the program means for a batch, without any call. Only what the whole batch has in
 * common can replace it; everything else is an update, of which the warnings tell what becomes of which instance.
 *
 * @throws UserError  what is certain to fail, before anything is paid for
 */
export function diff(
  batch: AnyBatch,
  kind: AnyKind,
  runtime: Runtime,
  settings: Settings,
  olds: Values,
  news: Values,
): pulumi.dynamic.DiffResult {
  const urn = String(news.__urn ?? olds.__urn ?? "");
  const before = runtime.sightings.oldInputs(urn);
  const agenda = agendaOf(batch, kind, olds, news);
  const { changed, replaces } = compare(batch, olds, news);
  const isReplaced = replaces.length > 0;
  const staying = agenda.places.flatMap((place) => (isVacancy(place) ? [] : [place]));
  const going = goingIn(agenda);
  runtime.sightings.compared(
    urn,
    staying.map(({ member }) => member.id),
    isReplaced,
  );
  runtime.sightings.compared(
    urn,
    going.map(({ member }) => member.id),
    true,
  );
  // Without a `check` before it is a refresh that asks, only to show drift: it plans nothing that could go wrong.
  if (before) {
    const problems = [
      misplaced(batch, settings, olds, news),
      ...undeletable(kind, isReplaced ? [...going, ...staying] : going, runtime.clock.now()),
      ...(isReplaced ? [] : staying.map(({ state, args, member }) => refusal(kind, state, args, member.id))),
    ].filter((problem) => problem !== undefined);
    if (problems.length > 0)
      throw new UserError([...new Set(problems)].map((text) => `${batch.type}: ${text}`).join("\n"));
  }
  if (isReplaced) return { replaces: [...replaces] };
  const groups = batch.groups(visible(news));
  const orders = unanswered(batch, kind, runtime, news, groups ?? []);
  if (before) for (const text of [...announcements(agenda), ...orders.warnings]) runtime.engine.warn(urn, text);
  const isOpen = !groups || groups.some(({ quantity }) => quantity === undefined);
  if (before && isOpen)
    runtime.engine.warn(
      urn,
      "How many instances it shall have is not known yet; should it be fewer, the newest are deleted.",
    );
  const declared = changed.filter((name) => name === "__timeouts" || !isOfMembers(batch, name));
  const hasWork =
    isOpen ||
    orders.groups.size > 0 ||
    going.length + agenda.forgotten.length > 0 ||
    agenda.places.some((place) => isVacancy(place) || isDue(place, groups));
  if (!hasWork && declared.length === 0) return { changes: false };
  // As with a single resource: left open where the engine can see the difference in the inputs.
  return before && !showsInInputs(batch, before, changed, news) ? { changes: true } : {};
}

/** Is an edit of it nothing by itself, but only what it means for the members? */
function isOfMembers(batch: AnyBatch, name: string): boolean {
  return rowsOf(batch.plan).some(
    ([argument, row]) => argument === name && row.change === "inPlace" && !row.isWriteOnly,
  );
}

/** Why some of them cannot go, each reason once. */
function undeletable(kind: AnyKind, going: readonly Standing[], now: number): string[] {
  const byReason = new Map<string, string[]>();
  for (const { member, state } of going) {
    // What nobody has paid for does not exist.
    const reason =
      member.unpaid === undefined ? (prepaidRefusal(kind, state, now) ?? kind.undeletable(state)) : undefined;
    if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), member.id]);
  }
  return [...byReason].map(
    ([reason, ids]) => `${ids.join(", ")} ${ids.length > 1 ? "have" : "has"} to go, but ${reason}`,
  );
}

function refusal(kind: AnyKind, state: Values, args: Values, id: string): string | undefined {
  const text = refusedEdit(kind, state, args, []);
  return text && `${id}: ${text}`;
}

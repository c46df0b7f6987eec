import { digest } from "../digest";
import { type HiddenInputs, hiddenInputs } from "../kind/hidden";
import type { AnyKind } from "../kind/kind";
import { rowsOf } from "../kind/plan";
import { formatMark, type Mark, ownMark } from "../ownership/ownership";
import type { Runtime } from "../runtime/runtime";
import type { AnyBatch, Group } from "./kind";

type Values = Readonly<Record<string, unknown>>;

/** The mark of a group's instances, of what makes them these ones; what is changed in place leaves it as it is. */
export function markOf(kind: AnyKind, runtime: Runtime, hidden: HiddenInputs, { name, args }: Group<object>): Mark {
  const making = rowsOf(kind.plan).filter(([, row]) => row.mayReplace && !row.isSecret);
  const values = Object.fromEntries(making.map(([argument]) => [argument, (args as Values)[argument]]));
  return ownMark({ runtime, hidden }, digest([hidden.__birth, name, values]));
}

export interface Unanswered {
  /** Groups whose instances these are: the next run can ask again, and bring them to what is wanted. */
  readonly groups: ReadonlySet<number>;
  /** Of orders with other arguments, which nobody can ask for any more. */
  readonly warnings: readonly string[];
}

/**
 * Orders of interrupted runs whose instances may have come into being without a mark, because the creating call cannot
 * carry one: no listing would find them.
 */
export function unanswered(
  batch: AnyBatch,
  kind: AnyKind,
  runtime: Runtime,
  properties: Values,
  groups: readonly Group<object>[],
): Unanswered {
  if (!batch.mark) return { groups: new Set(), warnings: [] };
  const hidden = hiddenInputs(properties);
  const marks = groups.map((group) => formatMark(markOf(kind, runtime, hidden, group)));
  const { urn, backend } = ownMark({ runtime, hidden }, "");
  const isHeld = (id: string) => runtime.sightings.isHeld(id);
  const orders = [...runtime.journal.findAll(`${urn}.${backend}.`)].filter(
    ([, { count, answered = [] }]) => count !== 0 && !answered.some(isHeld),
  );
  const others = orders.filter(([mark]) => !marks.includes(mark));
  return {
    groups: new Set(orders.map(([mark]) => marks.indexOf(mark)).filter((index) => index >= 0)),
    warnings: others.map(
      ([, { count = 1, startedAt }]) =>
        `An interrupted run has ordered ${count} instances for this resource at ${new Date(startedAt).toISOString()} with other arguments, and nobody saw the answer. If they were made they bear no mark: look for them in the ${kind.cloud.title} console, and delete what nothing uses.`,
    ),
  };
}

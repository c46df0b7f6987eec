import type * as pulumi from "@pulumi/pulumi";
import { placeOf } from "../calls/connection";
import { UserError } from "../calls/errors";
import type { Settings } from "../calls/settings";
import { digest } from "../digest";
import { hiddenOutputs } from "../kind/hidden";
import type { AnyDescribed, AnyKind } from "../kind/kind";
import { rowsOf } from "../kind/plan";
import { containsUnknown } from "../kind/unknown";
import { elsewhere } from "../ownership/place";
import type { Runtime } from "../runtime/runtime";
import { prepaidRefusal } from "./remove";

type Values = Readonly<Record<string, unknown>>;

/**
 * Tells the engine what a change of the program means, without any call.
 *
 * - never ready yet: a change, so that `update` goes on waiting
 * - failed before it was ever ready: a replacement
 * - ready once: whatever its status is now, only an edit of the program changes or replaces it
 *
 * @throws UserError  what is certain to fail, before anything is paid for
 */
export function diff(
  kind: AnyKind,
  runtime: Runtime,
  settings: Settings,
  id: string,
  olds: Values,
  news: Values,
): pulumi.dynamic.DiffResult {
  const { __born: born } = hiddenOutputs(olds);
  const urn = String(news.__urn ?? olds.__urn ?? "");
  const { changed, replaces, deletesFirst } = compare(kind, olds, news);
  const before = runtime.sightings.oldInputs(urn);
  runtime.sightings.compared(urn, [id], replaces.length > 0 || born === "failed", deletesFirst);
  // Without a `check` before it is a refresh that asks, only to show drift: it plans nothing that could go wrong.
  const problem =
    before &&
    (misplaced(kind, settings, olds, news) ??
      boundToFail(kind, olds, replaces, runtime.clock.now()) ??
      refusedEdit(kind, olds, news, replaces));
  if (problem) throw new UserError(`${kind.type} ${id}: ${problem}`);
  if (born === "failed") return { changes: true, replaces: ["status"], deleteBeforeReplace: true };
  if (changed.length === 0) return { changes: born === "waiting" };
  return {
    // Left open, so that the engine finds the changed inputs itself and replaceOnChanges works; what differs only
    // from what the cloud shows would be no change to it.
    ...(before && !showsInInputs(kind, before, changed, news) ? { changes: true } : {}),
    replaces: [...replaces],
    deleteBeforeReplace: deletesFirst,
  };
}

export function misplaced(kind: AnyDescribed, settings: Settings, olds: Values, news: Values): string | undefined {
  const { __place: recorded } = hiddenOutputs(olds);
  if (!recorded) return undefined;
  const isInherited = hiddenOutputs(news).__inherited?.includes(kind.regionArgument);
  const region = (isInherited ? settings.get("region") : undefined) ?? recorded.region;
  const other = elsewhere(recorded, placeOf(kind, settings, region));
  return (
    other &&
    `the instance is in ${other}. Set the configuration back, or give the resource its own ${kind.regionArgument}.`
  );
}

function boundToFail(kind: AnyKind, olds: Values, replaces: readonly string[], now: number): string | undefined {
  if (replaces.length === 0) return undefined;
  const reason = prepaidRefusal(kind, olds, now) ?? kind.undeletable(olds);
  return reason && `a change of ${replaces.join(", ")} needs a replacement, but ${reason}`;
}

/** A replacement is born as it shall be; only a living instance can be in the way of an edit. */
export function refusedEdit(
  kind: AnyKind,
  olds: Values,
  news: Values,
  replaces: readonly string[],
): string | undefined {
  if (replaces.length > 0) return undefined;
  for (const { on, complaint } of kind.edits ?? []) {
    if (on.some((name: string) => containsUnknown(news[name]))) continue;
    const text = complaint(olds, news);
    if (text) return `${on[0]}: ${text}`;
  }
  return undefined;
}

export function showsInInputs(kind: AnyDescribed, before: Values, changed: readonly string[], news: Values): boolean {
  const rows = new Map(rowsOf(kind.plan));
  return changed.some((name) => containsUnknown(news[name]) || !rows.get(name)?.same(before[name], news[name]));
}

export interface Difference {
  /** Arguments whose change means work, or at least another stored value. */
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deletesFirst: boolean;
}

/** Compares what the state holds with what the program wants: the plan's arguments, and nothing else. */
export function compare(kind: AnyDescribed, olds: Values, news: Values): Difference {
  const changed: string[] = [];
  const replaces: string[] = [];
  const { __inputKeys: declared = [] } = hiddenOutputs(olds);
  for (const [name, row] of rowsOf(kind.plan)) {
    if (row.change === "callOption") continue;
    const wanted = news[name] ?? (declared.includes(name) ? row.whenRemoved : undefined);
    const isForgotten = row.change === "stateOnly" && declared.includes(name) && news[name] === undefined;
    if (wanted === undefined && !isForgotten) continue;
    const actual = olds[name];
    if (!containsUnknown(wanted) && !row.counts(news)) continue;
    if (!containsUnknown(wanted) && !isForgotten && row.same(actual, wanted)) continue;
    changed.push(name);
    if (
      containsUnknown(wanted)
        ? row.change !== "inPlace" && row.change !== "stateOnly"
        : row.replaces(actual, wanted, news)
    ) {
      replaces.push(name);
    }
  }
  // Whatever the replacement is for: what the old one holds the new one cannot get.
  const deletesFirst =
    replaces.length > 0 && rowsOf(kind.plan).some(([name, row]) => row.deletesFirst && news[name] !== undefined);
  if (digest(olds.__timeouts) !== digest(news.__timeouts)) changed.push("__timeouts");
  return { changed, replaces, deletesFirst };
}

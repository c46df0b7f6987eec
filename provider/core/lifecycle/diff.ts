import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../client/credentials";
import { UserError } from "../client/errors";
import { digest } from "../host/digest";
import { attributeEntries } from "../resource/attributes";
import type { AnyDefinition, AnyInstanceDefinition } from "../resource/definition";
import { internalState } from "../resource/internalProperties";
import { containsUnknown } from "../resource/unknown";
import { locationOf } from "../session/connection";
import type { Session } from "../session/session";
import { prepaidRefusal } from "./delete";
import { locationDifference } from "./location";

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
  definition: AnyInstanceDefinition,
  session: Session,
  settings: Settings,
  id: string,
  olds: Values,
  news: Values,
): pulumi.dynamic.DiffResult {
  const { __readiness: readiness } = internalState(olds);
  const urn = String(news.__urn ?? olds.__urn ?? "");
  const { changed, replaces, deletesBeforeReplace } = compare(definition, olds, news);
  const before = session.engineHistory.oldInputs(urn);
  session.engineHistory.recordDiff(urn, [id], replaces.length > 0 || readiness === "failed", deletesBeforeReplace);
  // Without a `check` before it is a refresh that asks, only to show drift: it plans nothing that could go wrong.
  const problem =
    before &&
    (locationProblem(definition, settings, olds, news) ??
      boundToFail(definition, olds, replaces, session.clock.now()) ??
      rejectedEdit(definition, olds, news, replaces));
  if (problem) throw new UserError(`${definition.type} ${id}: ${problem}`);
  if (readiness === "failed") return { changes: true, replaces: ["status"], deleteBeforeReplace: true };
  if (changed.length === 0) return { changes: readiness === "pending" };
  return {
    // Left open, so that the engine finds the changed inputs itself and replaceOnChanges works; what differs only
    // from what the cloud shows would be no change to it.
    ...(before && !showsInInputs(definition, before, changed, news) ? { changes: true } : {}),
    replaces: [...replaces],
    deleteBeforeReplace: deletesBeforeReplace,
  };
}

export function locationProblem(
  definition: AnyDefinition,
  settings: Settings,
  olds: Values,
  news: Values,
): string | undefined {
  const { __location: recorded } = internalState(olds);
  if (!recorded) return undefined;
  const isInherited = internalState(news).__inherited?.includes(definition.regionArgument);
  const region = (isInherited ? settings.get("region") : undefined) ?? recorded.region;
  const other = locationDifference(recorded, locationOf(definition, settings, region));
  return (
    other &&
    `the instance is in ${other}. Set the configuration back, or give the resource its own ${definition.regionArgument}.`
  );
}

function boundToFail(
  definition: AnyInstanceDefinition,
  olds: Values,
  replaces: readonly string[],
  now: number,
): string | undefined {
  if (replaces.length === 0) return undefined;
  const reason = prepaidRefusal(definition, olds, now) ?? definition.whyUndeletable(olds);
  return reason && `a change of ${replaces.join(", ")} needs a replacement, but ${reason}`;
}

/** A replacement is born as it shall be; only a living instance can be in the way of an edit. */
export function rejectedEdit(
  definition: AnyInstanceDefinition,
  olds: Values,
  news: Values,
  replaces: readonly string[],
): string | undefined {
  if (replaces.length > 0) return undefined;
  for (const { on, message } of definition.editRules ?? []) {
    if (on.some((name: string) => containsUnknown(news[name]))) continue;
    const text = message(olds, news);
    if (text) return `${on[0]}: ${text}`;
  }
  return undefined;
}

export function showsInInputs(
  definition: AnyDefinition,
  before: Values,
  changed: readonly string[],
  news: Values,
): boolean {
  const attributes = new Map(attributeEntries(definition.attributes));
  return changed.some((name) => containsUnknown(news[name]) || !attributes.get(name)?.same(before[name], news[name]));
}

export interface Difference {
  /** Arguments whose change means work, or at least another stored value. */
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deletesBeforeReplace: boolean;
}

/** Compares what the state holds with what the program wants: the plan's arguments, and nothing else. */
export function compare(definition: AnyDefinition, olds: Values, news: Values): Difference {
  const changed: string[] = [];
  const replaces: string[] = [];
  const { __inputKeys: declared = [] } = internalState(olds);
  for (const [name, attribute] of attributeEntries(definition.attributes)) {
    if (attribute.changeMode === "callOption") continue;
    const wanted = news[name] ?? (declared.includes(name) ? attribute.valueWhenRemoved : undefined);
    const isForgotten = attribute.changeMode === "stateOnly" && declared.includes(name) && news[name] === undefined;
    if (wanted === undefined && !isForgotten) continue;
    const actual = olds[name];
    if (!containsUnknown(wanted) && !attribute.isEffective(news)) continue;
    if (!containsUnknown(wanted) && !isForgotten && attribute.same(actual, wanted)) continue;
    changed.push(name);
    if (
      containsUnknown(wanted)
        ? attribute.changeMode !== "inPlace" && attribute.changeMode !== "stateOnly"
        : attribute.replaces(actual, wanted, news)
    ) {
      replaces.push(name);
    }
  }
  // Whatever the replacement is for: what the old one holds the new one cannot get.
  const deletesBeforeReplace =
    replaces.length > 0 &&
    attributeEntries(definition.attributes).some(
      ([name, attribute]) => attribute.deletesBeforeReplace && news[name] !== undefined,
    );
  if (digest(olds.__timeouts) !== digest(news.__timeouts)) changed.push("__timeouts");
  return { changed, replaces, deletesBeforeReplace };
}

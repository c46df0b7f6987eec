import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../client/errors";
import type { Settings } from "../client/settings";
import { isSame } from "../host/stableJson";
import { attributeEntries, isExclusive } from "../resource/attributes";
import { type AnyDefinition, type AnyInstanceDefinition, nounOf } from "../resource/definition";
import { internalState } from "../resource/internalProperties";
import { locationDifference, locationOf } from "../resource/location";
import { isOrderUnwanted } from "../resource/state";
import type { Values } from "../resource/types";
import { containsUnknown } from "../resource/unknown";
import type { Session } from "../session/session";
import { whyPrepaidStays } from "./delete";
import { unconfirmedIn, unconfirmedText, withoutUnconfirmed } from "./unconfirmed";

/**
 * Tells the engine what a change of the program means, without any call.
 *
 * - not ready yet: a change, so that `update` continues waiting
 * - failed before it was ever ready: a replacement
 * - ready at least once: whatever its status is now, only an edit of the program changes or replaces it
 *
 * @throws UserError  for what is certain to fail, before anything is paid for
 */
export function diff(
  definition: AnyInstanceDefinition,
  session: Session,
  settings: Settings,
  id: string,
  state: Values,
  news: Values,
): pulumi.dynamic.DiffResult {
  const unconfirmed = unconfirmedIn(session, id, state);
  const olds = withoutUnconfirmed(definition, session, id, state);
  const { __readiness: readiness } = internalState(olds);
  const urn = String(news.__urn ?? olds.__urn ?? "");
  const { changed, replaces } = compare(definition, olds, news);
  // Also where nothing here replaces it: the engine may, because of replaceOnChanges.
  const deletesBeforeReplace = isExclusive(definition.attributes, news);
  const before = session.engineHistory.oldInputs(urn);
  session.engineHistory.recordOld(urn, id, internalState(olds).__location);
  session.engineHistory.recordDiff(urn, [id], replaces.length > 0 || readiness === "failed", deletesBeforeReplace);
  // Without a `check` before, a refresh is asking, only to show drift: it plans nothing that could fail.
  const problem =
    before &&
    (locationProblem(definition, settings, olds, news) ??
      boundToFail(definition, olds, knownIn(news, replaces), session.clock.now()) ??
      rejectedEdit(definition, olds, news, replaces));
  if (problem) throw new UserError(`${definition.type} ${id}: ${problem}`);
  if (before && unconfirmed.length > 0) session.engine.warn(urn, unconfirmedText(id, unconfirmed));
  if (readiness === "failed") return { changes: true, replaces: ["status"], deleteBeforeReplace: true };
  // `update` sees whether the order was carried out, and then changes the values back.
  if (changed.length === 0) {
    const { __ordered: ordered = {} } = internalState(olds);
    const isUnwanted = isOrderUnwanted(definition, ordered, olds, news);
    return { changes: readiness === "pending" || unconfirmed.length > 0 || isUnwanted };
  }
  return {
    // Left open, so that the engine finds the changed inputs itself and replaceOnChanges works. A value that differs
    // only from what the cloud shows would be no change to the engine, so there it is said.
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
    `the ${nounOf(definition)} is in ${other}. Set the configuration back, or give the resource its own ${definition.regionArgument}.`
  );
}

function boundToFail(
  definition: AnyInstanceDefinition,
  olds: Values,
  replaces: readonly string[],
  now: number,
): string | undefined {
  if (replaces.length === 0) return undefined;
  const reason = whyPrepaidStays(definition, olds, now) ?? definition.whyUndeletable(olds);
  return reason && `a change of ${replaces.join(", ")} needs a replacement, but ${reason}`;
}

/** Edit rules apply only to an instance that is kept: a replacement is created as the program wants it. */
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

/** Arguments with a known value. An unknown one may turn out to be the present value, so nothing is rejected for it. */
export const knownIn = (news: Values, names: readonly string[]): string[] =>
  names.filter((name) => !containsUnknown(news[name]));

export interface Difference {
  /** Arguments whose change needs an operation, or at least another stored value. */
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deletesBeforeReplace: boolean;
}

/** Compares what the state holds with what the program wants: the arguments, and nothing else. */
export function compare(definition: AnyDefinition, olds: Values, news: Values): Difference {
  const changed: string[] = [];
  const replaces: string[] = [];
  const { __inputKeys: declared = [], __drifted: drifted = {}, __ordered: ordered = {} } = internalState(olds);
  for (const [name, attribute] of attributeEntries(definition.attributes)) {
    if (attribute.changeMode === "requestOption") continue;
    const wanted = news[name] ?? (declared.includes(name) ? attribute.valueWhenRemoved : undefined);
    const isRemoved = attribute.changeMode === "stateOnly" && declared.includes(name) && news[name] === undefined;
    if (wanted === undefined && !isRemoved) continue;
    const actual = olds[name];
    if (!containsUnknown(wanted) && !attribute.isEffective(news)) continue;
    if (!containsUnknown(wanted) && !isRemoved && attribute.same(actual, wanted)) continue;
    changed.push(name);
    // The program now says what the cloud has had all along.
    if (drifted[name] !== undefined && attribute.same(drifted[name], wanted)) continue;
    // The instance does not have it yet, so another value may be the one that it has.
    if (ordered[name] !== undefined) continue;
    if (
      containsUnknown(wanted)
        ? attribute.changeMode !== "inPlace" && attribute.changeMode !== "stateOnly"
        : attribute.replaces(actual, wanted, news)
    ) {
      replaces.push(name);
    }
  }
  // E.g. with a fixed IP: the old instance has to release it first, whatever causes the replacement.
  const deletesBeforeReplace = replaces.length > 0 && isExclusive(definition.attributes, news);
  if (!isSame(olds.__timeouts, news.__timeouts)) changed.push("__timeouts");
  return { changed, replaces, deletesBeforeReplace };
}

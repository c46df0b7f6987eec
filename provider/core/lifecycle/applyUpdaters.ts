import { UserError } from "../client/errors";
import { formatDuration } from "../host/duration";
import { attributeEntries } from "../resource/attributes";
import { nounOf, type ObservedInstance } from "../resource/definition";
import type { Values } from "../resource/types";
import { observeNow } from "../waiter/observeNow";
import { untilReady } from "../waiter/untilReady";
import { type AnyUpdater, broughtBy, isEmpty, without, writeOnlyIn } from "./differences";
import type { Operation } from "./operation";
import type { Reconciliation } from "./reconciliation";
import { mayHaveArrived, recordChange } from "./unconfirmed";

type Context = Parameters<AnyUpdater["apply"]>[3];

/** Updater by updater: compares with what was observed last, and changes only what differs. */
export async function applyUpdaters(work: Reconciliation, ready: ObservedInstance): Promise<void> {
  let observed = ready;
  let isStale = false;
  const unseen: { updater: AnyUpdater; change: Values }[] = [];
  for (const updater of work.updaters) {
    if (isEmpty(work.pendingFor(updater, observed))) continue;
    // What is ordered already comes first; it may be all that is wanted.
    if (updater.isOrder && work.isOrderOpen(observed)) {
      if (work.isDeferred(updater)) continue;
      work.warnOfOpenOrder(observed);
      observed = await untilReady(work.wait, (now) => !work.isOrderOpen(now));
      work.observed = observed;
    }
    const change = work.pendingFor(updater, observed);
    if (isEmpty(change)) continue;
    await send(work, updater, change, observed);
    isStale = updater.wait === "nothing";
    if (isStale) unseen.push({ updater, change });
    else {
      const wait = work.isDeferred(updater) ? work.waitUntilWindow : work.wait;
      observed = await untilShown(work, change, (now) => work.shows(updater, now), wait);
    }
  }
  // All that needed no wait shows in one observation.
  if (isStale) observed = (await observeNow(work.wait)) ?? observed;
  work.observed = observed;
  const due = unseen.filter(({ updater }) => !updater.showsLate);
  const isShown = (now: ObservedInstance) => due.every(({ updater }) => work.shows(updater, now));
  if (!isShown(observed)) await untilShown(work, Object.assign({}, ...due.map(({ change }) => change)), isShown);
}

/** Carries out one change, and remembers what of it the cloud cannot show. */
async function send(
  work: Reconciliation,
  updater: AnyUpdater,
  change: Values,
  observed: ObservedInstance,
): Promise<void> {
  const { operation, start } = work;
  const { connection, args, session } = operation;
  const orderedBefore = work.ordered;
  if (updater.isOrder) work.ordered = { ...change, ...broughtBy(operation, updater, observed) };
  const waitUntilReady: Context["waitUntilReady"] = async (accept = () => true, withinMs) =>
    withinMs === undefined ? untilShown(work, change, accept) : untilReady(work.wait, accept, withinMs);
  const warn = (text: string) => operation.warn(text);
  if (start.previous) recordChange(session, start.id, start.previous, Object.keys(change));
  work.changeId = work.nextChangeId;
  try {
    await updater.apply(connection.api, start.id, change, { args, observed, waitUntilReady, warn });
  } catch (error) {
    const isUnanswered = mayHaveArrived(error);
    if (isUnanswered) work.written = without(work.written, Object.keys(change));
    else work.ordered = orderedBefore;
    work.isOrderUnanswered = isUnanswered && updater.isOrder === true;
    throw error;
  }
  work.written = { ...work.written, ...writeOnlyIn(operation, change) };
}

/** An instance that stays ready so long with the old values is not going to get the new ones. */
const showsWithinMs = 5 * 60_000;

/** Waits until the change shows. @throws UserError  the cloud has given it up */
async function untilShown(
  work: Reconciliation,
  change: Values,
  isShown: (now: ObservedInstance) => boolean,
  wait = work.wait,
): Promise<ObservedInstance> {
  const now = await untilReady(wait, isShown, showsWithinMs);
  work.observed = now;
  if (!isShown(now)) throw givenUp(work.operation, change, now);
  return now;
}

/** The cloud accepted a change, and the instance is ready without it. */
function givenUp({ definition, args, internal }: Operation, change: Values, observed: ObservedInstance): UserError {
  const list = attributeEntries<ObservedInstance>(definition.attributes).flatMap(([name, attribute]) => {
    if (!Object.hasOwn(change, name)) return [];
    const actual = attribute.read(observed);
    if (attribute.isWriteOnly || attribute.same(actual, change[name])) return [];
    const isSecret = attribute.isSecret || internal.__secretInputs?.includes(name);
    const isHidden = isSecret || !attribute.isEffective(args);
    return [
      isHidden ? name : `${name} is ${JSON.stringify(actual) ?? "not set"} instead of ${JSON.stringify(change[name])}`,
    ];
  });
  return new UserError(
    `${definition.cloud.title} accepted the change and gave it up: ${formatDuration(showsWithinMs)} after the ${nounOf(definition)} was ready, ${list.join(", ") || Object.keys(change).join(", ")}. Look for the reason in its console; \`pulumi up\` tries again.`,
  );
}

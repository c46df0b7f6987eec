import { messageOf, UserError } from "../client/errors";
import { formatDuration } from "../host/duration";
import { attributeEntries, writeOnlyNames } from "../resource/attributes";
import { nounOf, type ObservedInstance, type Outputs, phaseOf, type Updater } from "../resource/definition";
import { type InternalState, internalState } from "../resource/internalProperties";
import { type Properties, toProperties } from "../resource/json";
import type { Location } from "../resource/location";
import {
  createOnlyOutputsIn,
  driftBeyondRepair,
  isOrderUnwanted,
  removedIn,
  type StateParts,
  stateOf,
  writtenIn,
} from "../resource/state";
import type { Values } from "../resource/types";
import { NotReadyError, observeNow, untilReady, type Wait } from "../waiter/waiter";
import { doubtOf, locationWithAccount } from "./location";
import { type Operation, PartialCreateError } from "./operation";
import { NotOursError } from "./order";
import { mayHaveArrived, recordChange, unconfirmedIn } from "./unconfirmed";

/** What is known of an instance before it is reconciled. */
export interface ReconcileStart {
  readonly id: string;
  readonly isFresh: boolean;
  readonly readiness: InternalState["__readiness"];
  /** What was last sent of the arguments that cannot be read back. */
  readonly written: Values;
  /** When it was ordered, by the cloud's clock; undefined for what may have existed before. */
  readonly orderedAt?: number | undefined;
  /** Arguments that the program gave before and no longer gives. */
  readonly removed: readonly string[];
  /** Outputs that only the answer to the creating call contains. */
  readonly createOnlyOutputs?: Outputs;
  /** What the state held before; it stays when the cloud shows nothing. */
  readonly previous?: Values;
  /** Limits how many instances are changed at the same time; waiting until they are ready needs no permit. */
  readonly withPermit?: <Result>(changes: () => Promise<Result>) => Promise<Result>;
}

/** The start for an instance that the state holds. */
export function startFrom({ definition, args }: Operation, id: string, state: Values): ReconcileStart {
  const { __readiness: readiness = "pending" } = internalState(state);
  return {
    id,
    // The run that created it may never have seen it.
    isFresh: readiness === "pending" && state.status === undefined,
    readiness,
    written: writtenIn(definition, state),
    removed: removedIn(state, args),
    createOnlyOutputs: createOnlyOutputsIn(definition, state),
    previous: state,
  };
}

/** What is known of the instance so far. A failure leaves it in the state. */
interface Progress {
  location: Location;
  readiness: InternalState["__readiness"];
  written: Values;
  observed: ObservedInstance | undefined;
  ordered: Values | undefined;
  isOrderUnanswered?: boolean;
  changeId: string | undefined;
}

/**
 * Brings an instance to what the program wants. Create, update and resuming an interrupted run take the same
 * steps, and each step can be repeated.
 *
 * @throws PartialCreateError  always with the id and with what the cloud really has
 */
export async function reconcile(operation: Operation, start: ReconcileStart): Promise<Properties> {
  const { definition, args, connection } = operation;
  const { id, previous, withPermit = (changes) => changes() } = start;
  operation.id = id;
  const progress: Progress = {
    location: connection.location,
    readiness: start.readiness,
    written: start.written,
    observed: undefined,
    ordered: internalState(previous ?? {}).__ordered,
    changeId: internalState(previous ?? {}).__changeId,
  };
  // Known for sure only where the state holds the instance; what a creation has sent is sent again all the same.
  const changeId = previous && operation.session.nonce();
  try {
    progress.location = await locationWithAccount(operation, previous && internalState(previous).__location);

    // Nothing can be compared or changed before the instance is ready.
    const compared = { ...valuesWhenRemoved(operation, start.removed), ...args };
    const wait: Wait = { ...waitOf(operation, start), compared };
    // Nor is it any use to wait for the maintenance window of a change that is ordered as the program wants it.
    const untilWindow: Wait = { ...wait, endsAtOpenOrder: true };
    const updaters = definition.updaters as readonly AnyUpdater[];
    const isDeferred = (updater: AnyUpdater) => updater.isDeferred?.(args) ?? false;
    const [atOnce, deferred] = [updaters.filter((one) => !isDeferred(one)), updaters.filter(isDeferred)];
    const first = await untilReady(progress.ordered || deferred.length > 0 ? untilWindow : wait);
    requireNew(operation, start, first);
    progress.observed = first;
    progress.readiness = "ready";

    const brought: string[] = [];
    const isOrderOpen = (observed: ObservedInstance) => definition.openOrder?.(observed) !== undefined;
    const pendingFor = ({ name }: AnyUpdater, observed: ObservedInstance) =>
      differences(operation, name, observed, {
        written: progress.written,
        removed: start.removed,
        brought,
        coming: (isOrderOpen(observed) && progress.ordered) || {},
      });
    const isNeeded = (observed: ObservedInstance) => (updater: AnyUpdater) => !isEmpty(pendingFor(updater, observed));
    const isReady = phaseOf(definition, first) === "ready";
    const ready = isReady || !atOnce.some(isNeeded(first)) ? first : await untilReady(wait);
    brought.push(...deferred.filter(isNeeded(ready)).flatMap(({ brings = [] }) => brings));

    /** What was removed shows by its absence, also where another value stands for that. */
    const shows = (updater: AnyUpdater, now: ObservedInstance) =>
      Object.keys(pendingFor(updater, now)).every(
        (name) => args[name] === undefined && definition.attributes[name]?.read(now) === undefined,
      );

    /** Waits until the change shows. @throws UserError  the cloud has given it up */
    const untilShown = async (change: Values, isShown: (now: ObservedInstance) => boolean, until = wait) => {
      const now = await untilReady(until, isShown, showsWithinMs);
      progress.observed = now;
      if (!isShown(now)) throw givenUp(operation, change, now);
      return now;
    };

    // Updater by updater: compare with what was observed last, and change only what differs.
    const applyAll = async () => {
      let observed = ready;
      let isStale = false;
      const unseen: { updater: AnyUpdater; change: Values }[] = [];
      for (const updater of [...atOnce, ...deferred]) {
        if (isEmpty(pendingFor(updater, observed))) continue;
        // What is ordered already comes first; it may be all that is wanted.
        if (updater.isOrder && isOrderOpen(observed)) {
          if (isDeferred(updater)) continue;
          observed = await untilReady(wait, (now) => !isOrderOpen(now));
          progress.observed = observed;
        }
        const change = pendingFor(updater, observed);
        if (isEmpty(change)) continue;
        const orderedBefore = progress.ordered;
        if (updater.isOrder) progress.ordered = { ...change, ...broughtBy(operation, updater, observed) };
        const waitUntilReady: AnyContext["waitUntilReady"] = async (accept = () => true, withinMs) =>
          withinMs === undefined ? untilShown(change, accept) : untilReady(wait, accept, withinMs);
        const warn = (text: string) => operation.warn(text);
        if (previous) recordChange(operation.session, id, previous, Object.keys(change));
        progress.changeId = changeId;
        await updater.apply(connection.api, id, change, { args, observed, waitUntilReady, warn }).catch((error) => {
          const isUnanswered = mayHaveArrived(error);
          if (isUnanswered) progress.written = without(progress.written, change);
          else progress.ordered = orderedBefore;
          progress.isOrderUnanswered = isUnanswered && updater.isOrder === true;
          throw error;
        });
        progress.written = { ...progress.written, ...writeOnlyIn(operation, change) };
        isStale = updater.wait === "nothing";
        if (isStale) unseen.push({ updater, change });
        else {
          const until = isDeferred(updater) ? untilWindow : wait;
          observed = await untilShown(change, (now) => shows(updater, now), until);
        }
      }
      // All that needed no wait shows in one observation.
      if (isStale) observed = (await observeNow(wait)) ?? observed;
      progress.observed = observed;
      const due = unseen.filter(({ updater }) => !updater.showsLate);
      const isShown = (now: ObservedInstance) => due.every(({ updater }) => shows(updater, now));
      if (!isShown(observed)) await untilShown(Object.assign({}, ...due.map(({ change }) => change)), isShown);
    };
    if (updaters.some(isNeeded(ready))) await withPermit(applyAll);

    if (previous && unconfirmedIn(operation.session, id, previous).length > 0) progress.changeId = changeId;
    const observed = progress.observed;
    for (const { text } of driftBeyondRepair(definition, args, observed)) operation.warn(text);
    const order = definition.openOrder?.(observed);
    const isMoreToDo =
      updaters.some(isNeeded(observed)) || isOrderUnwanted(definition, progress.ordered ?? {}, previous ?? {}, args);
    if (order) operation.warn(isMoreToDo ? `${order} Run \`pulumi up\` again after that.` : order);
    return stateOf(definition, partsOf(operation, start, progress), observed);
  } catch (error) {
    if (error instanceof NotOursError) throw error;
    throw partial(operation, start, progress, await trusted(operation, start, error));
  }
}

/** Clouds' clocks differ from each other by less than this. */
const clocksDifferByMs = 5 * 60_000;

/** @throws NotOursError  the order was answered with the id of an instance that existed before: nothing of ours */
function requireNew(operation: Operation, { id, orderedAt }: ReconcileStart, { createTime = "" }: ObservedInstance) {
  if (orderedAt === undefined || !(Date.parse(createTime) < orderedAt - clocksDifferByMs)) return;
  const what = `the order was answered with instance ${id}, which has existed since ${createTime}. It was left alone.`;
  throw new NotOursError(
    operation.problem(what, "Run `pulumi up` again: it looks for what this run has created.").message,
  );
}

/** "Not found" ends a wait only where it can be trusted; elsewhere the reason is the location. */
async function trusted(operation: Operation, { previous }: ReconcileStart, error: unknown): Promise<unknown> {
  if (!(error instanceof NotReadyError) || error.phase !== "deleted") return error;
  const doubt = await doubtOf(operation, internalState(previous ?? {}).__location);
  return doubt ? new UserError(`${doubt.what} ${doubt.next}`) : error;
}

type AnyUpdater = Updater<Values, ObservedInstance, unknown>;
type AnyContext = Parameters<AnyUpdater["apply"]>[3];

/** An instance that stays ready so long with the old values is not going to get the new ones. */
const showsWithinMs = 5 * 60_000;

/** The cloud accepted a change, and the instance is ready without it. */
function givenUp({ definition, args }: Operation, change: Values, observed: ObservedInstance): UserError {
  const list = attributeEntries<ObservedInstance>(definition.attributes).flatMap(([name, attribute]) => {
    if (!Object.hasOwn(change, name)) return [];
    const actual = attribute.read(observed);
    if (attribute.isWriteOnly || attribute.same(actual, change[name])) return [];
    const isHidden = attribute.isSecret || !attribute.isEffective(args);
    return [
      isHidden ? name : `${name} is ${JSON.stringify(actual) ?? "not set"} instead of ${JSON.stringify(change[name])}`,
    ];
  });
  return new UserError(
    `${definition.cloud.title} accepted the change and gave it up: ${formatDuration(showsWithinMs)} after the ${nounOf(definition)} was ready, ${list.join(", ") || Object.keys(change).join(", ")}. Look for the reason in its console; \`pulumi up\` tries again.`,
  );
}

const without = (values: Values, others: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(others, name)));

const isEmpty = (change: Values): boolean => Object.keys(change).length === 0;

function partsOf({ args, internal }: Operation, start: ReconcileStart, progress: Progress): StateParts {
  const { location, readiness, written, ordered, isOrderUnanswered, changeId } = progress;
  return {
    args,
    internal,
    location,
    readiness,
    written,
    ordered,
    isOrderUnanswered,
    changeId,
    createOnlyOutputs: start.createOnlyOutputs ?? {},
  };
}

/** The instance exists: whatever went wrong, the engine learns its id and what is known of it. */
function partial(operation: Operation, start: ReconcileStart, progress: Progress, error: unknown): PartialCreateError {
  const { definition, internal } = operation;
  const isNotReady = error instanceof NotReadyError;
  const observed = (isNotReady ? error.observed : undefined) ?? progress.observed;
  const unready = isNotReady && error.phase === "failed" ? "failed" : "pending";
  const readiness = isNotReady && progress.readiness !== "ready" ? unready : progress.readiness;
  const properties =
    observed || !start.previous
      ? stateOf(
          definition,
          { ...partsOf(operation, start, { ...progress, readiness }), ending: start.removed },
          observed,
        )
      : toProperties({ ...start.previous, ...internal, __readiness: readiness });
  const reason = operation.problem(error, nextStep(error, readiness, nounOf(definition))).message;
  const phase = isNotReady ? error.phase : undefined;
  return new PartialCreateError(start.id, properties, [reason], phase === "deleted", phase === "unseen");
}

export function waitOf(operation: Operation, { id, isFresh }: Pick<ReconcileStart, "id" | "isFresh">): Wait {
  const { definition, session, deadline, connection } = operation;
  const { statusPoller, api } = connection;
  const status = (text: string) => operation.status(text);
  return { definition, host: session, status, deadline, id, isFresh, statusPoller, api };
}

/** What a comparison of an instance with the program takes into account. */
interface Known {
  readonly written: Values;
  readonly removed: readonly string[];
  /** What an order for the maintenance window will change along. */
  readonly brought: readonly string[];
  /** What is ordered and still to be carried out. */
  readonly coming: Values;
}

/** The updater's arguments whose values in the cloud differ from the program's. */
function differences(
  { definition, args }: Operation,
  updater: string,
  observed: ObservedInstance,
  { written, removed, brought, coming }: Known,
): Record<string, unknown> {
  // Only a replacement could mend these, and drift alone never replaces an instance. Another change may make them mendable.
  const skipped = [...brought, ...driftBeyondRepair(definition, args, observed).map(({ name }) => name)];
  const isReady = phaseOf(definition, observed) === "ready";
  const change: Record<string, unknown> = {};
  for (const [name, attribute] of attributeEntries<ObservedInstance>(definition.attributes)) {
    if (attribute.updater !== updater || skipped.includes(name) || !attribute.isEffective(args)) continue;
    const wanted = args[name] ?? (removed.includes(name) ? attribute.valueWhenRemoved : undefined);
    if (wanted === undefined || (coming[name] !== undefined && attribute.same(coming[name], wanted))) continue;
    const actual = attribute.isWriteOnly ? written[name] : attribute.read(observed);
    // A busy instance does not show everything.
    if (actual === undefined && !attribute.isWriteOnly && !isReady) continue;
    if (!attribute.same(actual, wanted)) change[name] = wanted;
  }
  return change;
}

/** Of what an order changes along with its own arguments, what differs from the program. */
function broughtBy({ definition, args }: Operation, { brings = [] }: AnyUpdater, observed: ObservedInstance): Values {
  return Object.fromEntries(
    brings.flatMap((name) => {
      const attribute = definition.attributes[name];
      return args[name] === undefined || attribute?.same(attribute.read(observed), args[name])
        ? []
        : [[name, args[name]]];
    }),
  );
}

/** What the arguments become that the program no longer gives; an argument without such a value stays as it is. */
function valuesWhenRemoved({ definition }: Operation, removed: readonly string[]): Values {
  return Object.fromEntries(
    attributeEntries(definition.attributes).flatMap(([name, attribute]) =>
      removed.includes(name) && attribute.valueWhenRemoved !== undefined ? [[name, attribute.valueWhenRemoved]] : [],
    ),
  );
}

function writeOnlyIn({ definition }: Operation, change: Values): Values {
  const names = new Set(writeOnlyNames(definition.attributes));
  return Object.fromEntries(Object.entries(change).filter(([name]) => names.has(name)));
}

function nextStep(error: unknown, readiness: InternalState["__readiness"], noun: string): string {
  if (!(error instanceof NotReadyError)) {
    return error instanceof UserError || messageOf(error).includes("pulumi up")
      ? `The ${noun} exists and is in the stack.`
      : `The ${noun} exists and is in the stack; \`pulumi up\` continues from here.`;
  }
  switch (error.phase) {
    case "timeout":
      return `The ${noun} exists and is in the stack. Run \`pulumi up\` to continue waiting, or raise customTimeouts.`;
    case "failed":
      return readiness === "failed"
        ? "It never became ready and is in the stack: `pulumi up` replaces it, `pulumi destroy` removes it."
        : "It is in the stack. Only the cloud's support or console can recover it; run `pulumi up` afterwards.";
    case "unseen":
      return "It is in the stack: `pulumi up` looks for it again. Look for it in the cloud's console; if it is not there, `pulumi refresh` removes it from the stack.";
    case "stopped":
      if (error.isExplained) return "It is in the stack.";
      return "It is in the stack, but waiting will not make it ready: check the cloud's console (expired, overdue or disabled), then run `pulumi up`.";
    default:
      return "Run `pulumi refresh` to remove it from the stack, then `pulumi up` to create another.";
  }
}

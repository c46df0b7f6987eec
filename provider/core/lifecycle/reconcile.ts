import { messageOf, UserError } from "../client/errors";
import { attributeEntries } from "../resource/attributes";
import type { ObservedInstance, Outputs, Updater } from "../resource/definition";
import { type InternalState, internalState } from "../resource/internalProperties";
import { type Properties, toProperties } from "../resource/json";
import { createOnlyOutputsIn, driftBeyondRepair, type StateParts, stateOf, writtenIn } from "../resource/state";
import { NotReadyError, untilReady, type Wait } from "../waiter/waiter";
import { locationWithAccount } from "./location";
import { type Operation, PartialCreateError } from "./operation";

type Values = Readonly<Record<string, unknown>>;

/** Where an instance stands before it is brought to what the program wants. */
export interface ReconcileStart {
  readonly id: string;
  readonly isFresh: boolean;
  readonly readiness: InternalState["__readiness"];
  /** What was last sent of the arguments that cannot be read back. */
  readonly written: Values;
  /** Arguments that the program gave before and gives no longer. */
  readonly removed: readonly string[];
  /** What only the creating call told. */
  readonly createOnlyOutputs?: Outputs;
  /** What the state held before, for the case that the cloud shows nothing. */
  readonly previous?: Values;
  /** Lets the changes of many instances be made a few at a time; waiting until they are ready needs no turn. */
  readonly withPermit?: <Result>(changes: () => Promise<Result>) => Promise<Result>;
}

/** Of an instance that the state holds. */
export function startFrom({ definition, args }: Operation, id: string, state: Values): ReconcileStart {
  const { __readiness: readiness = "pending", __inputKeys: declared = [] } = internalState(state);
  return {
    id,
    isFresh: false,
    readiness,
    written: writtenIn(definition, state),
    removed: declared.filter((name) => args[name] === undefined),
    createOnlyOutputs: createOnlyOutputsIn(definition, state),
    previous: state,
  };
}

/**
 * Brings an instance to what the program wants: wait until it is ready, then aspect by aspect compare with what the
 * cloud shows and change only what differs. Made for being repeated: creation, updates and going on after an
 * interruption are the same walk.
 *
 * @throws HalfMadeError  always with the id and with what the cloud really has
 */
export async function reconcile(operation: Operation, start: ReconcileStart): Promise<Properties> {
  const { definition, args, internal, connection } = operation;
  let { readiness } = start;
  let written = start.written;
  let observed: ObservedInstance | undefined;
  let { location } = connection;
  const known = (): StateParts => ({
    args,
    internal,
    location,
    readiness,
    written,
    createOnlyOutputs: start.createOnlyOutputs ?? {},
  });
  operation.id = start.id;
  try {
    location = await locationWithAccount(operation, start.previous && internalState(start.previous).__location);
    const compared = { ...removedValues(operation, start.removed), ...args };
    const wait = { ...waitOf(operation, start), compared };
    observed = await untilReady(wait);
    readiness = "ready";
    const skipped = new Set(driftBeyondRepair(definition, args, observed).map(({ name }) => name));
    const change = async (seen: ObservedInstance): Promise<ObservedInstance> => {
      observed = seen;
      let isStale = false;
      for (const updater of definition.updaters as readonly Updater<Values, ObservedInstance, unknown>[]) {
        const pending = (now: ObservedInstance) =>
          differences(operation, updater.name, now, written, start.removed, skipped);
        const due = pending(observed);
        if (Object.keys(due).length === 0) continue;
        const waitUntilReady = settling(operation, wait);
        await updater.apply(connection.api, start.id, due, {
          args,
          observed,
          waitUntilReady,
          warn: (text) => operation.warn(text),
        });
        written = { ...written, ...writeOnlyIn(operation, due) };
        isStale = updater.wait === "nothing";
        if (isStale) continue;
        observed = await untilReady(wait, (now) => updater.wait !== "inSync" || Object.keys(pending(now)).length === 0);
      }
      // What an aspect without a wait has changed shows only in a fresh look.
      return (isStale ? await definition.observe(connection.api, start.id, compared) : undefined) ?? observed;
    };
    const { withPermit = (changes) => changes() } = start;
    const seen = observed;
    const isDue = definition.updaters.some(
      ({ name }) => Object.keys(differences(operation, name, seen, written, start.removed, skipped)).length > 0,
    );
    if (isDue) observed = await withPermit(() => change(seen));
    for (const { text } of driftBeyondRepair(definition, args, observed as ObservedInstance)) operation.warn(text);
    return stateOf(definition, known(), observed);
  } catch (error) {
    if (error instanceof NotReadyError) {
      observed = error.observed ?? observed;
      if (readiness !== "ready") readiness = error.phase === "failed" ? "failed" : "pending";
    }
    const properties =
      observed || !start.previous
        ? stateOf(definition, { ...known(), ending: start.removed }, observed)
        : toProperties({ ...start.previous, ...internal, __readiness: readiness });
    throw new PartialCreateError(
      start.id,
      properties,
      [operation.problem(error, nextStep(error, readiness)).message],
      error instanceof NotReadyError && error.phase === "deleted",
    );
  }
}

export function waitOf(operation: Operation, { id, isFresh }: { id: string; isFresh: boolean }): Wait {
  const { definition, session, deadline, connection } = operation;
  const status = (text: string) => operation.status(text);
  return {
    definition: definition,
    host: session,
    status,
    deadline,
    id,
    isFresh,
    statusPoller: connection.statusPoller,
    api: connection.api,
  };
}

/** Waits for readiness as long as it takes, and then for `accept` no longer than it is told. */
function settling({ session }: Operation, wait: Wait) {
  return (accept: (observed: ObservedInstance) => boolean = () => true, withinMs = Number.POSITIVE_INFINITY) => {
    let since: number | undefined;
    return untilReady(wait, (observed) => {
      since ??= session.clock.now();
      return accept(observed) || session.clock.now() - since >= withinMs;
    });
  };
}

/** The aspect's arguments whose values in the cloud are others than the program's. */
function differences(
  { definition, args }: Operation,
  updater: string,
  observed: ObservedInstance,
  written: Values,
  removed: readonly string[],
  skipped: ReadonlySet<string>,
): Record<string, unknown> {
  const change: Record<string, unknown> = {};
  for (const [name, attribute] of attributeEntries<ObservedInstance>(definition.attributes)) {
    if (attribute.updater !== updater || skipped.has(name) || !attribute.isEffective(args)) continue;
    const wanted = args[name] ?? (removed.includes(name) ? attribute.valueWhenRemoved : undefined);
    if (wanted === undefined) continue;
    if (!attribute.same(attribute.isWriteOnly ? written[name] : attribute.read(observed), wanted))
      change[name] = wanted;
  }
  return change;
}

/** What the arguments are to become that the program gives no longer. */
function removedValues({ definition }: Operation, removed: readonly string[]): Values {
  return Object.fromEntries(
    attributeEntries(definition.attributes).flatMap(([name, attribute]) =>
      removed.includes(name) ? [[name, attribute.valueWhenRemoved]] : [],
    ),
  );
}

function writeOnlyIn({ definition }: Operation, change: Values): Values {
  const writeOnly = new Set(
    attributeEntries(definition.attributes).flatMap(([name, attribute]) => (attribute.isWriteOnly ? [name] : [])),
  );
  return Object.fromEntries(Object.entries(change).filter(([name]) => writeOnly.has(name)));
}

function nextStep(error: unknown, readiness: InternalState["__readiness"]): string {
  if (!(error instanceof NotReadyError)) {
    return error instanceof UserError || messageOf(error).includes("pulumi up")
      ? "The instance exists and is in the stack."
      : "The instance exists and is in the stack; `pulumi up` goes on from here.";
  }
  switch (error.phase) {
    case "timeout":
      return "The instance exists and is in the stack. Run `pulumi up` to go on waiting, or raise customTimeouts.";
    case "failed":
      return readiness === "failed"
        ? "It never became ready and is in the stack: `pulumi up` replaces it, `pulumi destroy` removes it."
        : "It is in the stack. The cloud's support or console has to bring it back; `pulumi up` goes on afterwards.";
    case "stopped":
      return "It is in the stack, but will not become ready by waiting: look in the cloud's console (expired, overdue or disabled), then run `pulumi up`.";
    default:
      return "Run `pulumi refresh` to take it out of the stack, then `pulumi up` to create another.";
  }
}

import { messageOf, UserError } from "../calls/errors";
import { type HiddenOutputs, hiddenOutputs } from "../kind/hidden";
import type { Aspect, Observed, Outputs } from "../kind/kind";
import { rowsOf } from "../kind/plan";
import { driftBeyondRepair, type Known, outputsOf, toldIn, writtenIn } from "../kind/properties";
import { type Properties, sanitize } from "../kind/sanitize";
import { placeWithAccount } from "../ownership/place";
import { NotReadyError, untilReady, type Wait } from "../waiting/waiter";
import { HalfMadeError, type Operation } from "./operation";

type Values = Readonly<Record<string, unknown>>;

/** Where an instance stands before it is brought to what the program wants. */
export interface Start {
  readonly id: string;
  readonly isFresh: boolean;
  readonly born: HiddenOutputs["__born"];
  /** What was last sent of the arguments that cannot be read back. */
  readonly written: Values;
  /** Arguments that the program gave before and gives no longer. */
  readonly removed: readonly string[];
  /** What only the creating call told. */
  readonly told?: Outputs;
  /** What the state held before, for the case that the cloud shows nothing. */
  readonly previous?: Values;
  /** Lets the changes of many instances be made a few at a time; waiting until they are ready needs no turn. */
  readonly turn?: <Result>(changes: () => Promise<Result>) => Promise<Result>;
}

/** Of an instance that the state holds. */
export function startFrom({ kind, args }: Operation, id: string, state: Values): Start {
  const { __born: born = "waiting", __inputKeys: declared = [] } = hiddenOutputs(state);
  return {
    id,
    isFresh: false,
    born,
    written: writtenIn(kind, state),
    removed: declared.filter((name) => args[name] === undefined),
    told: toldIn(kind, state),
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
export async function converge(operation: Operation, start: Start): Promise<Properties> {
  const { kind, args, hidden, connection } = operation;
  let { born } = start;
  let written = start.written;
  let live: Observed | undefined;
  let { place } = connection;
  const known = (): Known => ({ args, hidden, place, born, written, told: start.told ?? {} });
  operation.id = start.id;
  try {
    place = await placeWithAccount(operation, start.previous && hiddenOutputs(start.previous).__place);
    const compared = { ...removedValues(operation, start.removed), ...args };
    const wait = { ...waitOf(operation, start), compared };
    live = await untilReady(wait);
    born = "ready";
    const skipped = new Set(driftBeyondRepair(kind, args, live).map(({ name }) => name));
    const change = async (seen: Observed): Promise<Observed> => {
      live = seen;
      let isStale = false;
      for (const aspect of kind.aspects as readonly Aspect<Values, Observed, unknown>[]) {
        const pending = (now: Observed) => differences(operation, aspect.name, now, written, start.removed, skipped);
        const due = pending(live);
        if (Object.keys(due).length === 0) continue;
        const settled = settling(operation, wait);
        await aspect.apply(connection.api, start.id, due, {
          args,
          live,
          settled,
          warn: (text) => operation.warn(text),
        });
        written = { ...written, ...writeOnlyIn(operation, due) };
        isStale = aspect.wait === "nothing";
        if (isStale) continue;
        live = await untilReady(wait, (now) => aspect.wait !== "inSync" || Object.keys(pending(now)).length === 0);
      }
      // What an aspect without a wait has changed shows only in a fresh look.
      return (isStale ? await kind.observe(connection.api, start.id, compared) : undefined) ?? live;
    };
    const { turn = (changes) => changes() } = start;
    const seen = live;
    const isDue = kind.aspects.some(
      ({ name }) => Object.keys(differences(operation, name, seen, written, start.removed, skipped)).length > 0,
    );
    if (isDue) live = await turn(() => change(seen));
    for (const { text } of driftBeyondRepair(kind, args, live as Observed)) operation.warn(text);
    return outputsOf(kind, known(), live);
  } catch (error) {
    if (error instanceof NotReadyError) {
      live = error.live ?? live;
      if (born !== "ready") born = error.phase === "failed" ? "failed" : "waiting";
    }
    const properties =
      live || !start.previous
        ? outputsOf(kind, { ...known(), ending: start.removed }, live)
        : sanitize({ ...start.previous, ...hidden, __born: born });
    throw new HalfMadeError(
      start.id,
      properties,
      [operation.problem(error, nextStep(error, born)).message],
      error instanceof NotReadyError && error.phase === "gone",
    );
  }
}

export function waitOf(operation: Operation, { id, isFresh }: { id: string; isFresh: boolean }): Wait {
  const { kind, runtime, deadline, connection } = operation;
  const status = (text: string) => operation.status(text);
  return { kind, runtime, status, deadline, id, isFresh, board: connection.board, api: connection.api };
}

/** Waits for readiness as long as it takes, and then for `accept` no longer than it is told. */
function settling({ runtime }: Operation, wait: Wait) {
  return (accept: (live: Observed) => boolean = () => true, withinMs = Number.POSITIVE_INFINITY) => {
    let since: number | undefined;
    return untilReady(wait, (live) => {
      since ??= runtime.clock.now();
      return accept(live) || runtime.clock.now() - since >= withinMs;
    });
  };
}

/** The aspect's arguments whose values in the cloud are others than the program's. */
function differences(
  { kind, args }: Operation,
  aspect: string,
  live: Observed,
  written: Values,
  removed: readonly string[],
  skipped: ReadonlySet<string>,
): Record<string, unknown> {
  const change: Record<string, unknown> = {};
  for (const [name, row] of rowsOf<Observed>(kind.plan)) {
    if (row.aspect !== aspect || skipped.has(name) || !row.counts(args)) continue;
    const wanted = args[name] ?? (removed.includes(name) ? row.whenRemoved : undefined);
    if (wanted === undefined) continue;
    if (!row.same(row.isWriteOnly ? written[name] : row.read(live), wanted)) change[name] = wanted;
  }
  return change;
}

/** What the arguments are to become that the program gives no longer. */
function removedValues({ kind }: Operation, removed: readonly string[]): Values {
  return Object.fromEntries(
    rowsOf(kind.plan).flatMap(([name, row]) => (removed.includes(name) ? [[name, row.whenRemoved]] : [])),
  );
}

function writeOnlyIn({ kind }: Operation, change: Values): Values {
  const writeOnly = new Set(rowsOf(kind.plan).flatMap(([name, row]) => (row.isWriteOnly ? [name] : [])));
  return Object.fromEntries(Object.entries(change).filter(([name]) => writeOnly.has(name)));
}

function nextStep(error: unknown, born: HiddenOutputs["__born"]): string {
  if (!(error instanceof NotReadyError)) {
    return error instanceof UserError || messageOf(error).includes("pulumi up")
      ? "The instance exists and is in the stack."
      : "The instance exists and is in the stack; `pulumi up` goes on from here.";
  }
  switch (error.phase) {
    case "timeout":
      return "The instance exists and is in the stack. Run `pulumi up` to go on waiting, or raise customTimeouts.";
    case "failed":
      return born === "failed"
        ? "It never became ready and is in the stack: `pulumi up` replaces it, `pulumi destroy` removes it."
        : "It is in the stack. The cloud's support or console has to bring it back; `pulumi up` goes on afterwards.";
    case "stopped":
      return "It is in the stack, but will not become ready by waiting: look in the cloud's console (expired, overdue or disabled), then run `pulumi up`.";
    default:
      return "Run `pulumi refresh` to take it out of the stack, then `pulumi up` to create another.";
  }
}

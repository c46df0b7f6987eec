import { CloudError, EngineGoneError, NoAnswerError } from "../calls/errors";
import { type AnyKind, type Observed, type Phase, phaseOf } from "../kind/kind";
import { duration } from "../runtime/clock";
import type { Runtime } from "../runtime/runtime";
import type { Board } from "./board";

const pace = {
  /** The share of the time waited that may be lost to polling. */
  share: 1 / 15,
  leastMs: 500,
  mostMs: 10_000,
  /** The last look comes this long before the deadline. */
  beforeDeadlineMs: 500,
  /** A cloud's listings may lag behind its own answer; so long after creation "not found" proves nothing. */
  appearsWithinMs: 60_000,
};

/** Every look at the instance, counted by what was seen. */
export class Tally {
  private readonly seen = new Map<string, number>();
  last = "nothing";
  /** When the waiting began. */
  started = 0;

  add(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
    this.last = what;
  }

  toString(): string {
    return `last seen ${this.last}; seen ${[...this.seen].map(([what, times]) => `${what} ×${times}`).join(", ") || "nothing"}`;
  }
}

/** The instance will not become what was waited for. */
export class NotReadyError extends Error {
  constructor(
    message: string,
    readonly phase: Phase | "timeout",
    readonly live: Observed | undefined,
  ) {
    super(message);
  }
}

export interface Wait {
  readonly kind: AnyKind;
  readonly runtime: Runtime;
  readonly board: Board;
  readonly api: unknown;
  readonly id: string;
  /** Shows what is being waited for while it lasts. */
  readonly status: (text: string) => void;
  readonly deadline: number;
  /** Was the instance made in this operation? */
  readonly isFresh?: boolean;
  /** Arguments that will be compared with what was waited for. */
  readonly compared?: Readonly<Record<string, unknown>>;
}

/**
 * Waits until the instance is ready and `accept` holds for it.
 * Network trouble while looking never ends a wait; a refusal that a person must mend does, at once.
 *
 * @throws NotReadyError  failed, stopped, gone, or not ready by the deadline; the message tells all looks
 */
export async function untilReady(wait: Wait, accept: (live: Observed) => boolean = () => true): Promise<Observed> {
  const { kind, runtime, id } = wait;
  const tally = new Tally();
  let seen: Observed | undefined;
  const found = await poll(wait, tally, async (status) => {
    if (status !== undefined && (kind.statuses[status] ?? "busy") === "busy") return undefined;
    const live: Observed | undefined = await kind.observe(wait.api, id, wait.compared ?? {});
    seen = live;
    if (!live) {
      if (wait.isFresh && runtime.clock.now() - tally.started < pace.appearsWithinMs) return undefined;
      throw new NotReadyError(`there is no instance ${id} any more.`, "gone", undefined);
    }
    tally.last = live.status;
    const phase = phaseOf(kind, live);
    if (phase === "ready") return accept(live) ? live : undefined;
    if (phase === "busy" || (phase === "stopped" && kind.awaits?.(live, wait.compared ?? {}))) return undefined;
    const request = live.requestId ? ` (request ${live.requestId})` : "";
    const explanation = kind.explain?.(live);
    throw new NotReadyError(
      `the instance is in status ${live.status}${request}.${explanation ? ` ${explanation}` : ""}`,
      phase,
      live,
    );
  });
  if (found) return found;
  const waited = duration(runtime.clock.now() - tally.started);
  throw new NotReadyError(`not ready after ${waited}: ${tally}.`, "timeout", seen);
}

/** Waits until the cloud says that there is no such instance. @throws NotReadyError */
export async function untilGone(wait: Wait): Promise<void> {
  const tally = new Tally();
  // What was only just ordered to go is still there; a moment later, all look together.
  const gone = await poll({ ...wait, isFresh: true }, tally, async (status) => {
    if (status !== undefined && wait.kind.statuses[status] !== "gone") return undefined;
    const live: Observed | undefined = await wait.kind.observe(wait.api, wait.id, {});
    return live === undefined || phaseOf(wait.kind, live) === "gone" ? true : undefined;
  });
  if (gone) return;
  const waited = duration(wait.runtime.clock.now() - tally.started);
  throw new NotReadyError(`not deleted after ${waited}: ${tally}.`, "timeout", undefined);
}

/** Looks again and again until `settle` gives something or the deadline passes. */
async function poll<Result>(
  { runtime, board, id, status: show, deadline, isFresh }: Wait,
  tally: Tally,
  settle: (status: string | undefined) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const { clock, engine } = runtime;
  const started = clock.now();
  const lastLook = deadline - pace.beforeDeadlineMs;
  tally.started = started;
  // What was only just ordered is not ready yet; a moment later, all that were ordered together look together.
  let delay = isFresh ? pace.leastMs : 0;
  for (;;) {
    try {
      const status = await board.look(id, delay, lastLook);
      tally.add(status ?? "not listed");
      const result = await settle(status);
      if (result !== undefined) return result;
    } catch (error) {
      if (!isPassing(error)) throw error;
      tally.add(error instanceof CloudError ? error.refusal.code : "no answer");
    }
    const now = clock.now();
    if (now >= lastLook) return undefined;
    if (!(await engine.isAlive())) throw new EngineGoneError();
    show(`${id} ${tally.last}, ${duration(now - started)}`);
    delay = Math.min(pace.mostMs, Math.max(pace.leastMs, (now - started) * pace.share));
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof NoAnswerError) return true;
  return error instanceof CloudError && ["throttled", "transient", "conflict", "skewed"].includes(error.meaning);
}

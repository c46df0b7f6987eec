import { CloudError, EngineGoneError, NoAnswerError } from "../client/errors";
import { formatDuration } from "../host/clock";
import { type AnyInstanceDefinition, type ObservedInstance, type Phase, phaseOf } from "../resource/definition";
import type { Session } from "../session/session";
import type { StatusPoller } from "./statusPoller";

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
export class ObservedCounts {
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
    readonly observed: ObservedInstance | undefined,
  ) {
    super(message);
  }
}

export interface Wait {
  readonly definition: AnyInstanceDefinition;
  readonly host: Session;
  readonly statusPoller: StatusPoller;
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
export async function untilReady(
  wait: Wait,
  accept: (observed: ObservedInstance) => boolean = () => true,
): Promise<ObservedInstance> {
  const { definition, host: session, id } = wait;
  const counts = new ObservedCounts();
  let seen: ObservedInstance | undefined;
  const found = await pollUntil(wait, counts, async (status) => {
    if (status !== undefined && (definition.statuses[status] ?? "busy") === "busy") return undefined;
    const observed: ObservedInstance | undefined = await definition.observe(wait.api, id, wait.compared ?? {});
    seen = observed;
    if (!observed) {
      if (wait.isFresh && session.clock.now() - counts.started < pace.appearsWithinMs) return undefined;
      throw new NotReadyError(`there is no instance ${id} any more.`, "deleted", undefined);
    }
    counts.last = observed.status;
    const phase = phaseOf(definition, observed);
    if (phase === "ready") return accept(observed) ? observed : undefined;
    if (phase === "busy" || (phase === "stopped" && definition.becomesReady?.(observed, wait.compared ?? {})))
      return undefined;
    const request = observed.requestId ? ` (request ${observed.requestId})` : "";
    const explanation = definition.explain?.(observed);
    throw new NotReadyError(
      `the instance is in status ${observed.status}${request}.${explanation ? ` ${explanation}` : ""}`,
      phase,
      observed,
    );
  });
  if (found) return found;
  const waited = formatDuration(session.clock.now() - counts.started);
  throw new NotReadyError(`not ready after ${waited}: ${counts}.`, "timeout", seen);
}

/** Waits until the cloud says that there is no such instance. @throws NotReadyError */
export async function untilGone(wait: Wait): Promise<void> {
  const counts = new ObservedCounts();
  // What was only just ordered to go is still there; a moment later, all look together.
  const gone = await pollUntil({ ...wait, isFresh: true }, counts, async (status) => {
    if (status !== undefined && wait.definition.statuses[status] !== "deleted") return undefined;
    const observed: ObservedInstance | undefined = await wait.definition.observe(wait.api, wait.id, {});
    return observed === undefined || phaseOf(wait.definition, observed) === "deleted" ? true : undefined;
  });
  if (gone) return;
  const waited = formatDuration(wait.host.clock.now() - counts.started);
  throw new NotReadyError(`not deleted after ${waited}: ${counts}.`, "timeout", undefined);
}

/** Looks again and again until `settle` gives something or the deadline passes. */
async function pollUntil<Result>(
  { host: session, statusPoller, id, status: show, deadline, isFresh }: Wait,
  counts: ObservedCounts,
  settle: (status: string | undefined) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const { clock, engine } = session;
  const started = clock.now();
  const lastLook = deadline - pace.beforeDeadlineMs;
  counts.started = started;
  // What was only just ordered is not ready yet; a moment later, all that were ordered together look together.
  let delay = isFresh ? pace.leastMs : 0;
  for (;;) {
    try {
      const status = await statusPoller.poll(id, delay, lastLook);
      counts.add(status ?? "not listed");
      const result = await settle(status);
      if (result !== undefined) return result;
    } catch (error) {
      if (!isPassing(error)) throw error;
      counts.add(error instanceof CloudError ? error.rejection.code : "no answer");
    }
    const now = clock.now();
    if (now >= lastLook) return undefined;
    if (!(await engine.isAlive())) throw new EngineGoneError();
    show(`${id} ${counts.last}, ${formatDuration(now - started)}`);
    delay = Math.min(pace.mostMs, Math.max(pace.leastMs, (now - started) * pace.share));
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof NoAnswerError) return true;
  return error instanceof CloudError && ["throttled", "transient", "conflict", "skewed"].includes(error.meaning);
}

import { CloudError, EngineGoneError, NoAnswerError } from "../client/errors";
import { formatDuration } from "../host/duration";
import type { Host } from "../host/host";
import { type AnyInstanceDefinition, type ObservedInstance, type Phase, phaseOf } from "../resource/definition";
import type { StatusPoller } from "./statusPoller";

const pace = {
  /** The share of the time waited that may be lost to polling. */
  share: 1 / 15,
  leastMs: 500,
  mostMs: 10_000,
  /** The last poll comes this long before the deadline. */
  beforeDeadlineMs: 500,
  /** A cloud's listings may lag behind its own answer: for this long after creation, "not found" proves nothing. */
  appearsWithinMs: 60_000,
};

/** What the polls have seen, with counts. */
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

/** The instance will not reach the state that was waited for. */
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
  readonly host: Host;
  readonly statusPoller: StatusPoller;
  readonly api: unknown;
  readonly id: string;
  /** Shows what is being waited for while it lasts. */
  readonly status: (text: string) => void;
  readonly deadline: number;
  /** Was the instance created in this operation? */
  readonly isFresh?: boolean;
  /** Arguments that will be compared with the observed instance. */
  readonly compared?: Readonly<Record<string, unknown>>;
}

/**
 * Waits until the instance is ready and `accept` holds for it. Network trouble never ends a wait; a rejection that only
 * a person can mend ends it at once.
 *
 * @throws NotReadyError  failed, stopped, deleted, or not ready by the deadline; the message counts what was seen
 */
export async function untilReady(
  wait: Wait,
  accept: (observed: ObservedInstance) => boolean = () => true,
): Promise<ObservedInstance> {
  const { definition, host, id } = wait;
  const counts = new ObservedCounts();
  let seen: ObservedInstance | undefined;
  const found = await pollUntil(wait, counts, async (status) => {
    if (status !== undefined && (definition.statuses[status] ?? "busy") === "busy") return undefined;
    const observed: ObservedInstance | undefined = await definition.observe(wait.api, id, wait.compared ?? {});
    seen = observed;
    if (!observed) {
      if (wait.isFresh && host.clock.now() - counts.started < pace.appearsWithinMs) return undefined;
      throw new NotReadyError(`instance ${id} no longer exists.`, "deleted", undefined);
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
  const waited = formatDuration(host.clock.now() - counts.started);
  throw new NotReadyError(`not ready after ${waited}: ${counts}.`, "timeout", seen);
}

/** Waits until the cloud says that there is no such instance. @throws NotReadyError */
export async function untilDeleted(wait: Wait): Promise<void> {
  const counts = new ObservedCounts();
  // An instance whose deletion was only just requested still exists. A moment later, all waiters poll together.
  const isDeleted = await pollUntil({ ...wait, isFresh: true }, counts, async (status) => {
    if (status !== undefined && wait.definition.statuses[status] !== "deleted") return undefined;
    const observed: ObservedInstance | undefined = await wait.definition.observe(wait.api, wait.id, {});
    return observed === undefined || phaseOf(wait.definition, observed) === "deleted" ? true : undefined;
  });
  if (isDeleted) return;
  const waited = formatDuration(wait.host.clock.now() - counts.started);
  throw new NotReadyError(`not deleted after ${waited}: ${counts}.`, "timeout", undefined);
}

/** Polls until `settle` returns something or the deadline passes. */
async function pollUntil<Result>(
  { host, statusPoller, id, status: show, deadline, isFresh }: Wait,
  counts: ObservedCounts,
  settle: (status: string | undefined) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const { clock, engine } = host;
  const started = clock.now();
  const lastPoll = deadline - pace.beforeDeadlineMs;
  counts.started = started;
  // An instance that was only just ordered is not ready yet. A moment later, all waiters poll together.
  let delay = isFresh ? pace.leastMs : 0;
  for (;;) {
    try {
      const status = await statusPoller.poll(id, delay, lastPoll);
      counts.add(status ?? "not listed");
      const result = await settle(status);
      if (result !== undefined) return result;
    } catch (error) {
      if (!isTemporary(error)) throw error;
      counts.add(error instanceof CloudError ? error.rejection.code : "no answer");
    }
    const now = clock.now();
    if (now >= lastPoll) return undefined;
    if (!(await engine.isAlive())) throw new EngineGoneError();
    show(`${id} ${counts.last}, ${formatDuration(now - started)}`);
    delay = Math.min(pace.mostMs, Math.max(pace.leastMs, (now - started) * pace.share));
  }
}

function isTemporary(error: unknown): boolean {
  if (error instanceof NoAnswerError) return true;
  return error instanceof CloudError && ["throttled", "transient", "conflict", "skewed"].includes(error.meaning);
}

import { CloudError, EngineGoneError, NoAnswerError } from "../client/errors";
import { formatDuration } from "../host/duration";
import type { Host } from "../host/host";
import type { AnyInstanceDefinition, ObservedInstance, Phase } from "../resource/definition";
import type { Sight, StatusPoller } from "./statusPoller";

const pace = {
  /** The share of the time waited that may be lost to polling. */
  share: 1 / 15,
  leastMs: 400,
  mostMs: 10_000,
};

/** The last poll comes this long before the deadline. */
export const beforeDeadlineMs = 500;

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
  /** Has it been ready before? Then the trace that its deletion leaves is not the beginning of its life. */
  readonly wasReady?: boolean;
  /** Arguments that will be compared with the observed instance. */
  readonly compared?: Readonly<Record<string, unknown>>;
  /** Has the listing shown the instance? Only then does its absence prove anything. */
  readonly wasListed?: boolean;
  /** Is a busy instance enough whose order is left to the maintenance window (`openOrder`)? */
  readonly endsAtOpenOrder?: boolean;
}

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
    readonly phase: Phase | "timeout" | "unseen",
    readonly observed: ObservedInstance | undefined,
    /** Does the message say what the instance needs? */
    readonly isExplained = false,
  ) {
    super(message);
  }
}

/** Polls until `settle` returns something or the deadline passes. */
export async function pollUntil<Result>(
  { host, statusPoller, id, status: show, deadline, isFresh }: Wait,
  counts: ObservedCounts,
  settle: (sight: Sight) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const { clock, engine } = host;
  const started = clock.now();
  const lastPoll = deadline - beforeDeadlineMs;
  counts.started = started;
  // An instance that was only just ordered is not ready yet. A moment later, all waiters poll together.
  let delay = isFresh ? pace.leastMs : 0;
  for (;;) {
    try {
      const sight = await statusPoller.poll(id, delay, lastPoll);
      if (sight.by === "listing") counts.add(sight.observed?.status ?? "not listed");
      const result = await settle(sight);
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

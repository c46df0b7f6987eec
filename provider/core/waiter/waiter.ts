import { CloudError, EngineGoneError, means, NoAnswerError } from "../client/errors";
import { formatDuration } from "../host/duration";
import type { Host } from "../host/host";
import {
  type AnyInstanceDefinition,
  listsAll,
  nounOf,
  type ObservedInstance,
  type Phase,
  phaseOf,
} from "../resource/definition";
import type { Sight, StatusPoller } from "./statusPoller";

const pace = {
  /** The share of the time waited that may be lost to polling. */
  share: 1 / 15,
  leastMs: 400,
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
    readonly phase: Phase | "timeout" | "unseen",
    readonly observed: ObservedInstance | undefined,
    /** Does the message say what the instance needs? */
    readonly isExplained = false,
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
  /** Has the listing shown the instance? Only then does its absence prove anything. */
  readonly wasListed?: boolean;
  /** Is a busy instance enough whose order is left to the maintenance window (`openOrder`)? */
  readonly endsAtOpenOrder?: boolean;
}

/**
 * Waits until the instance is ready and `accept` holds for it. Network trouble never ends a wait; a rejection that only
 * a person can mend ends it at once. An instance that stays ready for `withinMs` without being accepted is returned as it
 * is: what was asked for is not going to happen.
 *
 * @throws NotReadyError  failed, stopped, deleted, or not ready by the deadline; the message counts what was seen
 */
export async function untilReady(
  wait: Wait,
  accept: (observed: ObservedInstance) => boolean = () => true,
  withinMs = Number.POSITIVE_INFINITY,
): Promise<ObservedInstance> {
  const waiting = new ReadyWait(wait, accept, withinMs);
  try {
    const ready = await pollUntil(wait, waiting.counts, (sight) => waiting.settle(sight));
    if (ready) return ready;
  } finally {
    wait.statusPoller.forerunners.end(wait.id);
  }
  throw waiting.timeout();
}

/** `notYet`: it cannot be ready. `unasked`: nothing new is known, because others are asked for first. */
type Look = "notYet" | "unasked" | { readonly observed: ObservedInstance | undefined };

/** The wait for one instance to become ready, from poll to poll. */
class ReadyWait {
  readonly counts = new ObservedCounts();
  /** Since when each poll has found it ready, and not accepted. */
  private readySince: number | undefined;
  private listedReadySince: number | undefined;
  private wasSeen = false;
  private last: ObservedInstance | undefined;

  constructor(
    private readonly wait: Wait,
    private readonly accept: (observed: ObservedInstance) => boolean,
    private readonly withinMs: number,
  ) {}

  /** @returns the instance, when the wait is over */
  async settle(sight: Sight): Promise<ObservedInstance | undefined> {
    const since = this.readySince;
    this.readySince = undefined;
    const look = await this.look(sight);
    if (look === "unasked") this.readySince = since;
    if (typeof look === "string") return undefined;
    const { observed } = look;
    this.last = observed;
    this.wasSeen ||= observed !== undefined;
    if (!observed) return this.requireYoung();
    const { definition, endsAtOpenOrder } = this.wait;
    const phase = phaseOf(definition, observed);
    if (phase === "ready") return this.whenReady(observed, since);
    if (phase === "busy") return endsAtOpenOrder && definition.openOrder?.(observed) ? observed : undefined;
    if (phase === "stopped" && definition.becomesReady?.(observed, this.wait.compared ?? {})) return undefined;
    throw this.failure(observed, phase);
  }

  timeout(): NotReadyError {
    const order = this.last && this.wait.definition.openOrder?.(this.last);
    const text = `not ready after ${this.waited()}: ${this.counts}.${order ? ` ${order}` : ""}`;
    return new NotReadyError(text, "timeout", this.last);
  }

  /** What the list shows, and the instance itself where that is too little. */
  private async look(sight: Sight): Promise<Look> {
    const { wait, counts } = this;
    const isListing = sight.by === "listing";
    const listed = isListing ? sight.observed : undefined;
    const phase = listed && phaseOf(wait.definition, listed);
    this.wasSeen ||= listed !== undefined;
    if (isListing) this.listedReadySince = phase === "ready" ? (this.listedReadySince ?? this.now()) : undefined;
    if (phase === "busy" && !wait.endsAtOpenOrder) return "notYet";
    // Hundreds of new instances that the list does not show yet are not asked for one by one.
    if (isListing && !listed && this.isYoung()) return "notYet";
    const shown = listed && asShown(wait, listed);
    if (shown) return { observed: shown };
    const turnSince = isListing ? this.listedReadySince : undefined;
    return askInTurn(wait, counts, turnSince, () => observeAlone(wait, sight, counts));
  }

  private whenReady(observed: ObservedInstance, since = this.now()): ObservedInstance | undefined {
    if (this.accept(observed)) return observed;
    if (this.wait.definition.openOrder?.(observed)) return undefined;
    this.readySince = since;
    return this.now() - since >= this.withinMs ? observed : undefined;
  }

  /** @throws NotReadyError  its absence is no mere delay */
  private requireYoung(): undefined {
    if (this.isYoung()) return undefined;
    const { definition, id, isFresh } = this.wait;
    if (!isFresh || this.wasSeen)
      throw new NotReadyError(`${nounOf(definition)} ${id} no longer exists.`, "deleted", undefined);
    const text = `${definition.cloud.title} created ${nounOf(definition)} ${id}, but has not shown it for ${this.waited()}.`;
    throw new NotReadyError(text, "unseen", undefined);
  }

  private failure(observed: ObservedInstance, phase: Phase): NotReadyError {
    const { definition } = this.wait;
    const request = observed.requestId ? ` (request ${observed.requestId})` : "";
    const explanation = definition.explain?.(observed);
    const text = `the ${nounOf(definition)} is in status ${observed.status}${request}.${explanation ? ` ${explanation}` : ""}`;
    return new NotReadyError(text, phase, observed, explanation !== undefined);
  }

  private isYoung(): boolean {
    return this.wait.isFresh === true && this.now() - this.counts.started < pace.appearsWithinMs;
  }

  private now(): number {
    return this.wait.host.clock.now();
  }

  private waited(): string {
    return formatDuration(this.now() - this.counts.started);
  }
}

/** A new instance that the list shows as ready may have to wait for its turn. */
async function askInTurn(
  { definition, host, statusPoller, id, deadline, isFresh }: Wait,
  { started }: ObservedCounts,
  listedSince: number | undefined,
  ask: () => Promise<ObservedInstance | undefined>,
): Promise<Look> {
  const now = host.clock.now();
  if (listedSince === undefined || !isFresh || now >= deadline - pace.beforeDeadlineMs)
    return { observed: await ask() };
  const turn = { id, listedMs: now - listedSince, waitedMs: now - started };
  const isOver = (observed?: ObservedInstance) => !observed || phaseOf(definition, observed) !== "busy";
  const asked = await statusPoller.forerunners.ask(turn, ask, isOver);
  return asked ? { observed: asked.answer } : "unasked";
}

/** Where the list shows a ready instance as completely as a call for it alone would; other phases need explanations. */
function asShown({ definition, compared = {} }: Wait, listed: ObservedInstance): ObservedInstance | undefined {
  const isReady = definition.listing.lacks.length === 0 && phaseOf(definition, listed) === "ready";
  return isReady && listsAll(definition, listed, compared) ? listed : undefined;
}

/** The instance as it is now, from the list where that shows enough. */
export async function observeNow(wait: Wait): Promise<ObservedInstance | undefined> {
  const { definition, statusPoller, api, id, deadline, compared = {} } = wait;
  const listed = await askList(statusPoller, id, deadline);
  return (listed && asShown(wait, listed)) ?? definition.observe(api, id, compared);
}

async function observeAlone(
  { definition, api, id, compared = {} }: Wait,
  { by }: Sight,
  counts: ObservedCounts,
): Promise<ObservedInstance | undefined> {
  const observed: ObservedInstance | undefined = await definition.observe(api, id, compared);
  if (by === "nobody") counts.add(observed?.status ?? "not found");
  else if (observed) counts.last = observed.status;
  return observed;
}

/** The instance as the list shows it, with all others that are asked for now; undefined where the list does not help. */
export async function askList(
  statusPoller: StatusPoller,
  id: string,
  deadline: number,
): Promise<ObservedInstance | undefined> {
  try {
    const sight = await statusPoller.poll(id, 0, deadline);
    return sight.by === "listing" ? sight.observed : undefined;
  } catch (error) {
    // An account that may not list can still look at each instance.
    if (means(error, "accessDenied", "unsupported", "other")) return undefined;
    throw error;
  }
}

/** Waits until the cloud says that there is no such instance. @throws NotReadyError */
export async function untilDeleted(wait: Wait): Promise<void> {
  const { definition } = wait;
  const isGone = (observed: ObservedInstance) =>
    observed.status === definition.traceStatus || phaseOf(definition, observed) === "deleted";
  const counts = new ObservedCounts();
  let wasListed = wait.wasListed ?? false;
  let absences = 0;
  // An instance whose deletion was only just requested still exists. A moment later, all waiters poll together.
  const isDeleted = await pollUntil({ ...wait, isFresh: true }, counts, async (sight) => {
    if (sight.by === "listing" && sight.observed) {
      wasListed = true;
      absences = 0;
      return isGone(sight.observed) ? true : undefined;
    }
    if (sight.by === "listing" && wasListed) {
      absences = sight.isCredible ? absences + 1 : 0;
      return absences >= 2 ? true : undefined;
    }
    const observed = await observeAlone({ ...wait, compared: {} }, sight, counts);
    return observed === undefined || isGone(observed) ? true : undefined;
  });
  if (isDeleted) return;
  const waited = formatDuration(wait.host.clock.now() - counts.started);
  throw new NotReadyError(`not deleted after ${waited}: ${counts}.`, "timeout", undefined);
}

/** Polls until `settle` returns something or the deadline passes. */
async function pollUntil<Result>(
  { host, statusPoller, id, status: show, deadline, isFresh }: Wait,
  counts: ObservedCounts,
  settle: (sight: Sight) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const { clock, engine } = host;
  const started = clock.now();
  const lastPoll = deadline - pace.beforeDeadlineMs;
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

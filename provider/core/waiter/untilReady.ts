import { formatDuration } from "../host/duration";
import { nounOf, type ObservedInstance, type Phase, phaseOf } from "../resource/definition";
import { asShown, observeAlone } from "./observeNow";
import type { Sight } from "./statusPoller";
import { beforeDeadlineMs, NotReadyError, ObservedCounts, pollUntil, type Wait } from "./wait";

/** A cloud's listings may lag behind its own answer: for this long after creation, "not found" proves nothing. */
const appearsWithinMs = 60_000;

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
    const { definition, endsAtOpenOrder, wasReady } = this.wait;
    if (!observed || (wasReady && observed.status === definition.traceStatus)) return this.requireYoung();
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
    return this.wait.isFresh === true && this.now() - this.counts.started < appearsWithinMs;
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
  if (listedSince === undefined || !isFresh || now >= deadline - beforeDeadlineMs) return { observed: await ask() };
  const turn = { id, listedMs: now - listedSince, waitedMs: now - started };
  const isOver = (observed?: ObservedInstance) => !observed || phaseOf(definition, observed) !== "busy";
  const asked = await statusPoller.forerunners.ask(turn, ask, isOver);
  return asked ? { observed: asked.answer } : "unasked";
}

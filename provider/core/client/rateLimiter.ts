import type { Clock } from "../host/clock";
import { Semaphore } from "./semaphore";

const pace = {
  /** Calls that are under way at the same time; more would only wait for a connection. */
  mostAtOnce: 32,
  leastPerSecond: 0.5,
  /** The cloud's limit, as long as nothing is known of it. */
  guessPerSecond: 10,
  /** What remains of the rate at which the cloud throttled. */
  remains: 0.7,
  /** How fast the rate grows: calls per second, after the third power of the seconds. */
  growth: 0.05,
  /** Throttling answers in so short a time are one reason to slow down, as long as other calls get through. */
  settlesMs: 300,
};

/** What the cloud has taught about its limit. */
interface Limit {
  /** The rate at which it throttled, in calls per second. */
  readonly reached: number;
  since: number;
  /** Has any call that left since then been let through? */
  isOpen: boolean;
  perSecond: number;
  /** Seconds of growth. Time in which few calls leave does not count: it proves nothing. */
  grown: number;
}

/**
 * Spaces the calls to one endpoint and account, for all resources of the process. There is no limit until the cloud
 * throttles for the first time. Then the rate falls below what the cloud has let through, returns to it within
 * seconds, stays there for a while, and only then probes for more: the cubic curve of the AWS SDKs' adaptive mode.
 */
export class RateLimiter {
  private readonly semaphore = new Semaphore(pace.mostAtOnce);
  private limit: Limit | undefined;
  private freeAt = 0;
  /** When calls ended that the cloud let through; of the last second. */
  private letThrough: number[] = [];
  /** The previous call in the queue. The rate is read when a call's turn comes, not when it joins the queue. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly clock: Clock) {}

  /**
   * Makes a call when its turn comes.
   * @returns nothing where that would be later than `until`
   */
  run<Result>(
    call: () => Promise<Result>,
    isThrottled: (result: Result) => boolean,
    until = Number.POSITIVE_INFINITY,
  ): Promise<Result | undefined> {
    return this.semaphore.run(async () => {
      const turn = this.last.then(() => this.leave(until));
      this.last = turn;
      if (!(await turn)) return undefined;
      const leftAt = this.clock.now();
      const result = await call();
      if (isThrottled(result)) this.slowDown(leftAt);
      else this.speedUp(leftAt);
      return result;
    });
  }

  private async leave(until: number): Promise<boolean> {
    const now = this.clock.now();
    // After a pause, a second's worth of calls may leave at once.
    const freeAt = this.limit ? Math.max(this.freeAt, now - 1000) + 1000 / this.limit.perSecond : now;
    if (Math.max(freeAt, now) >= until) return false;
    if (this.limit) this.freeAt = freeAt;
    if (freeAt > now) await this.clock.sleep(freeAt - now);
    return true;
  }

  private slowDown(leftAt: number): void {
    const now = this.clock.now();
    const { limit } = this;
    // Left before the last throttling answer came: another answer to the same burst.
    if (limit && leftAt <= limit.since) return;
    if (limit && !limit.isOpen) {
      // A quota is used up: nothing gets through before its next window, and then as much as before.
      limit.since = now;
      limit.perSecond = Math.max(pace.leastPerSecond, limit.perSecond / 2);
      return;
    }
    if (limit && leftAt < limit.since + pace.settlesMs) return;
    const accepted = this.acceptedPerSecond(now);
    // Few calls in the last second say little about the limit.
    const reached = limit
      ? Math.min(limit.perSecond, Math.max(limit.perSecond / 2, accepted))
      : Math.max(pace.guessPerSecond, accepted);
    const perSecond = Math.max(pace.leastPerSecond, reached * pace.remains);
    this.limit = { reached, since: now, isOpen: false, perSecond, grown: 0 };
    this.freeAt = Math.max(this.freeAt, now);
  }

  private speedUp(leftAt: number): void {
    const now = this.clock.now();
    const before = this.letThrough.at(-1) ?? now;
    this.letThrough.push(now);
    const { limit } = this;
    if (!limit) return void this.acceptedPerSecond(now);
    if (leftAt <= limit.since) return;
    limit.isOpen = true;
    limit.grown += Math.min((now - Math.max(before, limit.since)) / 1000, 2 / limit.perSecond);
    // The time until the rate is again what it was.
    const returns = Math.cbrt((limit.reached * (1 - pace.remains)) / pace.growth);
    limit.perSecond = Math.max(pace.leastPerSecond, pace.growth * (limit.grown - returns) ** 3 + limit.reached);
  }

  private acceptedPerSecond(now: number): number {
    const first = this.letThrough.findIndex((at) => at > now - 1000);
    this.letThrough = first < 0 ? [] : this.letThrough.slice(first);
    return this.letThrough.length;
  }
}

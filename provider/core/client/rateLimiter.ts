import type { Clock } from "../host/clock";

const pace = { startPerSecond: 20, leastPerSecond: 0.5, mostPerSecond: 50, growthPerCall: 0.2 };

/**
 * Spaces the calls to one endpoint and account, for all resources of the process. Halves its rate when the cloud
 * throttles, and raises it again with every accepted call.
 */
export class RateLimiter {
  private perSecond = pace.startPerSecond;
  private freeAt = 0;
  /** The previous call in the queue. The rate is read when a call's turn comes, not when it joins the queue. */
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly clock: Clock) {}

  /** Resolves when the next call may leave. */
  take(): Promise<void> {
    this.last = this.last.then(() => this.leave());
    return this.last;
  }

  private async leave(): Promise<void> {
    const now = this.clock.now();
    // After a pause, a second's worth of calls may leave at once.
    this.freeAt = Math.max(this.freeAt, now - 1000) + 1000 / this.perSecond;
    if (this.freeAt > now) await this.clock.sleep(this.freeAt - now);
  }

  throttled(): void {
    this.perSecond = Math.max(pace.leastPerSecond, this.perSecond / 2);
  }

  accepted(): void {
    this.perSecond = Math.min(pace.mostPerSecond, this.perSecond + pace.growthPerCall);
  }
}

import { backoff } from "../../provider/core/client/backoff";
import type { RateLimiter } from "../../provider/core/client/rateLimiter";
import type { VirtualClock } from "./virtualClock";

/** A cloud with a limit; `at` says when each call arrived, in ms, and whether it was throttled. */
export class LimitedCloud {
  readonly calls: { at: number; isThrottled: boolean }[] = [];
  private readonly start: number;

  constructor(
    private readonly clock: VirtualClock,
    private readonly admits: (at: number) => boolean,
  ) {
    this.start = clock.now();
  }

  async call(): Promise<"done" | "throttled"> {
    const at = this.clock.now() - this.start;
    const isThrottled = !this.admits(at);
    this.calls.push({ at, isThrottled });
    return isThrottled ? "throttled" : "done";
  }

  /** The share of throttled calls from that moment on. */
  throttledShare(fromMs: number): number {
    const later = this.calls.filter(({ at }) => at >= fromMs);
    return later.filter(({ isThrottled }) => isThrottled).length / later.length;
  }

  /** Makes a call, and repeats it as `sendRequest` does. */
  async send(rateLimiter: RateLimiter, random: () => number): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      if ((await rateLimiter.run(() => this.call(), isThrottled)) === "done") return;
      await this.clock.sleep(backoff(attempt, random));
    }
  }

  /** @returns the seconds until all are done */
  async sendMany(rateLimiter: RateLimiter, calls: number, random: () => number): Promise<number> {
    const from = this.clock.now();
    await Promise.all(Array.from({ length: calls }, () => this.send(rateLimiter, random)));
    return (this.clock.now() - from) / 1000;
  }
}

export const isThrottled = (answer: string): boolean => answer === "throttled";

/** So many calls a second, and as many saved up. */
export function bucket(perSecond: number): (at: number) => boolean {
  let filled = perSecond;
  let since = 0;
  return (at) => {
    filled = Math.min(perSecond, filled + ((at - since) / 1000) * perSecond);
    since = at;
    if (filled < 1) return false;
    filled -= 1;
    return true;
  };
}

/** So many calls in each window of that length. */
export function quota(most: number, windowMs: number): (at: number) => boolean {
  const counts = new Map<number, number>();
  return (at) => {
    const number = Math.floor(at / windowMs);
    counts.set(number, (counts.get(number) ?? 0) + 1);
    return (counts.get(number) ?? 0) <= most;
  };
}

import type { Clock } from "../../provider/core/host/clock";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * Time that passes only when everybody sleeps: as soon as no request is under way, the earliest sleeper is woken and
 * the clock stands at its moment. Hours take milliseconds, and the order of events is the order of time.
 */
export class VirtualClock implements Clock {
  private readonly sleepers: Sleeper[] = [];
  private busy = 0;
  private isPumping = false;

  /** @param tickMs Sleepers wake at multiples of this: where only the end of a wait counts, few polls lead to it. */
  constructor(
    private time = Date.parse("2026-01-01T00:00:00Z"),
    private readonly tickMs?: number,
  ) {}

  readonly now = (): number => this.time;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      const at = this.time + Math.max(0, ms);
      this.sleepers.push({ at: this.tickMs ? Math.ceil(at / this.tickMs) * this.tickMs : at, wake });
      this.sleepers.sort((a, b) => a.at - b.at);
      this.pump();
    });

  /** Time stands still while the work, a request say, is under way. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.busy++;
    try {
      return await work();
    } finally {
      this.busy--;
      this.pump();
    }
  }

  advance(ms: number): void {
    this.time += ms;
  }

  private pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    // A few turns of the event loop let everything that can go on without time go on first.
    setImmediate(() =>
      setImmediate(() => {
        this.isPumping = false;
        if (this.busy > 0) return;
        const next = this.sleepers.shift();
        if (!next) return;
        this.time = Math.max(this.time, next.at);
        next.wake();
        this.pump();
      }),
    );
  }
}

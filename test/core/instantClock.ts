import type { Clock } from "../../provider/core/clock";

/** Like the virtual clock, but all who sleep until the same moment wake together, as timers of a real process do. */
export class InstantClock implements Clock {
  private readonly sleepers = new Map<number, (() => void)[]>();
  private isPumping = false;

  constructor(private time = Date.parse("2026-01-01T00:00:00Z")) {}

  readonly now = (): number => this.time;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      const at = this.time + Math.max(0, ms);
      this.sleepers.set(at, [...(this.sleepers.get(at) ?? []), wake]);
      this.pump();
    });

  advance(ms: number): void {
    this.time += ms;
  }

  private pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    setImmediate(() =>
      setImmediate(() => {
        this.isPumping = false;
        if (this.sleepers.size === 0) return;
        const at = Math.min(...this.sleepers.keys());
        const awake = this.sleepers.get(at) ?? [];
        this.sleepers.delete(at);
        this.time = Math.max(this.time, at);
        for (const wake of awake) wake();
        this.pump();
      }),
    );
  }
}

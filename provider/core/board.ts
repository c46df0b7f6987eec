import type { Clock } from "./clock";

const finestGridMs = 250;

/**
 * Lets all who wait for instances of one kind in one account and region look together. Looks are put on common
 * instants, so hundreds of waiters cost as many calls as the vendor's batch call needs for their ids.
 */
export class Board {
  private readonly waiting = new Map<
    string,
    { resolve: (status: string | undefined) => void; reject: (error: unknown) => void }[]
  >();

  constructor(
    private readonly clock: Clock,
    private readonly glance: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ) {}

  /** The status after about `delayMs`, not later than `latest`; undefined when the batch answer lacks the id. */
  async look(id: string, delayMs: number, latest: number): Promise<string | undefined> {
    if (delayMs > 0) await this.clock.sleep(Math.min(this.commonInstant(delayMs), latest) - this.clock.now());
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) setImmediate(() => void this.flush());
      this.waiting.set(id, [...(this.waiting.get(id) ?? []), { resolve, reject }]);
    });
  }

  /** Rounds to a grid as wide as the delay itself, to the next smaller power of two. */
  private commonInstant(delayMs: number): number {
    const grid = Math.max(finestGridMs, finestGridMs * 2 ** Math.floor(Math.log2(delayMs / finestGridMs)));
    return Math.ceil((this.clock.now() + delayMs / 2) / grid) * grid;
  }

  private async flush(): Promise<void> {
    const round = new Map(this.waiting);
    this.waiting.clear();
    try {
      const statuses = await this.glance([...round.keys()]);
      for (const [id, waiters] of round) for (const { resolve } of waiters) resolve(statuses.get(id));
    } catch (error) {
      for (const waiters of round.values()) for (const { reject } of waiters) reject(error);
    }
  }
}

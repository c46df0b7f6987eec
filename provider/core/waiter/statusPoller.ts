import type { Clock } from "../host/clock";

const finestGridMs = 250;

interface Waiter {
  resolve(status: string | undefined): void;
  reject(error: unknown): void;
}

/**
 * Polls for all who wait for instances of one resource type in one account and region. Polls are moved to common
 * instants, so hundreds of waiters cost only as many calls as the vendor's batch call needs for their ids.
 */
export class StatusPoller {
  /** By instant; an id may have several waiters. */
  private readonly rounds = new Map<number, Map<string, Waiter[]>>();

  constructor(
    private readonly clock: Clock,
    private readonly listStatuses: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ) {}

  /** The status after about `delayMs`, not later than `latest`; undefined when the batch answer lacks the id. */
  poll(id: string, delayMs: number, latest: number): Promise<string | undefined> {
    const now = this.clock.now();
    const at = delayMs > 0 ? Math.max(now, Math.min(this.commonInstant(now, delayMs), latest)) : now;
    return new Promise((resolve, reject) => {
      const round = this.rounds.get(at) ?? this.open(at, now);
      round.set(id, [...(round.get(id) ?? []), { resolve, reject }]);
    });
  }

  /** Rounds to a grid whose width is the delay, rounded down to a power of two. */
  private commonInstant(now: number, delayMs: number): number {
    const grid = Math.max(finestGridMs, finestGridMs * 2 ** Math.floor(Math.log2(delayMs / finestGridMs)));
    return Math.ceil((now + delayMs / 2) / grid) * grid;
  }

  private open(at: number, now: number): Map<string, Waiter[]> {
    const round = new Map<string, Waiter[]>();
    this.rounds.set(at, round);
    const close = () => {
      this.rounds.delete(at);
      void this.finish(round);
    };
    // Immediate polls share a turn of the event loop, the others share their instant.
    if (at > now) void this.clock.sleep(at - now).then(close);
    else setImmediate(close);
    return round;
  }

  private async finish(round: ReadonlyMap<string, readonly Waiter[]>): Promise<void> {
    try {
      const statuses = await this.listStatuses([...round.keys()]);
      for (const [id, waiters] of round) for (const waiter of waiters) waiter.resolve(statuses.get(id));
    } catch (error) {
      for (const waiters of round.values()) for (const waiter of waiters) waiter.reject(error);
    }
  }
}

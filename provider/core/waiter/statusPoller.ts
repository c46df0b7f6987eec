import type { Clock } from "../host/clock";
import type { ObservedInstance } from "../resource/definition";
import { Forerunners } from "./forerunners";

const finestGridMs = 200;
/** How long a poll without delay waits for others to share its call. */
const gatherMs = 50;
/** The same when others have polled a moment ago: an engine with hundreds of resources sends them over seconds. */
const crowdedGatherMs = 400;
const momentMs = 1_000;

/** What a poll tells of one instance. */
export type Sight =
  /** Nothing was asked, because nobody else waits: a call for this instance alone costs as much and tells more. */
  | { readonly by: "nobody" }
  | {
      readonly by: "listing";
      /** As the listing shows it; undefined when the answer lacks it. */
      readonly observed: ObservedInstance | undefined;
      /** Whether a call for one of the missing instances has confirmed that it does not exist. */
      readonly isCredible: boolean;
    };

interface Waiter {
  resolve(sight: Sight): void;
  reject(error: unknown): void;
}

/** The cloud's calls for many instances and for one. */
export interface Lookup {
  many(ids: readonly string[]): Promise<ReadonlyMap<string, ObservedInstance>>;
  one(id: string): Promise<ObservedInstance | undefined>;
}

/**
 * Polls for all who ask for instances of one resource type in one account and region. Polls are moved to common
 * instants, so hundreds of waiters cost only as many calls as the vendor's batch call needs for their ids.
 */
export class StatusPoller {
  /** By instant; an id may have several waiters. */
  private readonly rounds = new Map<number, Map<string, Waiter[]>>();
  /** The last polls of two different ids. */
  private recent: readonly { readonly id: string; readonly at: number }[] = [];
  readonly forerunners = new Forerunners();

  constructor(
    private readonly clock: Clock,
    private readonly lookup: Lookup,
  ) {}

  /** The instance after about `delayMs`, not later than `latest`. */
  poll(id: string, delayMs: number, latest: number): Promise<Sight> {
    const now = this.clock.now();
    const instant = delayMs < gatherMs ? this.nextInstant(id, now) : this.commonInstant(now, delayMs);
    const at = Math.max(now, Math.min(instant, latest));
    this.recent = [{ id, at: now }, ...this.recent.filter((poll) => poll.id !== id)].slice(0, 2);
    return new Promise((resolve, reject) => {
      const round = this.rounds.get(at) ?? this.open(at, now);
      round.set(id, [...(round.get(id) ?? []), { resolve, reject }]);
    });
  }

  /** For a poll without delay. */
  private nextInstant(id: string, now: number): number {
    const soon = this.commonInstant(now, gatherMs);
    const isCrowded = this.recent.some((poll) => poll.id !== id && now - poll.at < momentMs);
    if (!isCrowded || this.rounds.has(soon)) return soon;
    const open = [...this.rounds.keys()].filter((at) => at > now && at <= now + crowdedGatherMs);
    return open.length > 0 ? Math.min(...open) : this.commonInstant(now, crowdedGatherMs);
  }

  /** Rounds to a grid whose width is the delay, rounded down to a power of two. */
  private commonInstant(now: number, delayMs: number): number {
    const grid = delayMs < finestGridMs ? gatherMs : finestGridMs * 2 ** Math.floor(Math.log2(delayMs / finestGridMs));
    return Math.ceil((now + delayMs / 2) / grid) * grid;
  }

  private open(at: number, now: number): Map<string, Waiter[]> {
    const round = new Map<string, Waiter[]>();
    this.rounds.set(at, round);
    const close = () => {
      this.rounds.delete(at);
      void this.finish(round);
    };
    // After the latest moment, polls share a turn of the event loop, the others their instant.
    if (at > now) void this.clock.sleep(at - now).then(close);
    else setImmediate(close);
    return round;
  }

  private async finish(round: ReadonlyMap<string, readonly Waiter[]>): Promise<void> {
    try {
      const sightOf = await this.look([...round.keys()]);
      for (const [id, waiters] of round) for (const waiter of waiters) waiter.resolve(sightOf(id));
    } catch (error) {
      for (const waiters of round.values()) for (const waiter of waiters) waiter.reject(error);
    }
  }

  private async look(ids: readonly string[]): Promise<(id: string) => Sight> {
    if (ids.length === 1) return () => ({ by: "nobody" });
    const listed = await this.lookup.many(ids);
    // The last to ask is the likeliest to exist still.
    const missing = ids.findLast((id) => !listed.has(id));
    const isCredible = missing !== undefined && (await this.lookup.one(missing)) === undefined;
    return (id) => ({ by: "listing", observed: listed.get(id), isCredible });
  }
}

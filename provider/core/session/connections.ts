import { RateLimiter } from "../client/rateLimiter";
import type { Seal } from "../client/seal";
import type { Semaphore } from "../client/semaphore";
import type { Clock } from "../host/clock";
import type { Memory, TaggedInstance } from "../resource/cloud";
import type { Origin } from "../resource/definition";
import type { Location } from "../resource/location";
import type { StatusPoller } from "../waiter/statusPoller";
import type { Gatherer } from "./gatherer";

/** A client for one location, bound to the limits of one operation. */
export interface Connection<Api> {
  readonly api: Api;
  readonly location: Location;
  readonly statusPoller: StatusPoller;
  /** For what is kept outside of the stack's state; opened by the same access key only. */
  readonly seal: Seal;
  /** The account as the cloud names it; asked once per process, undefined where the cloud does not tell. */
  account(): Promise<string | undefined>;
  /**
   * The tagged instances. Creates that run at the same time share one listing.
   * @param since a listing that began earlier does not do
   */
  listPending(since?: number): Promise<readonly TaggedInstance[]>;
  /** Where ids that a creating call answered come from; asked together for all that ask at the same time. */
  origins(ids: readonly string[]): Promise<ReadonlyMap<string, Origin>>;
  /** One job at a time for what has this name, in the order in which they arrive. */
  exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** Milliseconds since the epoch by the cloud's clock, as far as its answers have told. */
  cloudNow(): number;
}

/** What all connections to one location share. */
export interface SharedConnection {
  /** Slows down for all when the cloud throttles one. */
  readonly rateLimiter: RateLimiter;
  readonly memory: Memory;
  readonly statusPollers: Map<string, StatusPoller>;
  account?: Promise<string | undefined>;
  listing?: {
    readonly startedAt: number;
    readonly tagged: Promise<readonly TaggedInstance[]>;
    endedAt?: number;
  };
  /** By resource type. */
  readonly origins: Map<string, Gatherer<Origin>>;
  readonly locks: Map<string, Semaphore>;
}

/** What the connections of one plugin process share, by location and credentials. */
export class Connections {
  private readonly shared = new Map<string, SharedConnection>();

  constructor(
    private readonly clock: Clock,
    private readonly before?: Connections,
  ) {}

  at(key: string): SharedConnection {
    const known = this.shared.get(key);
    if (known) return known;
    const { rateLimiter, memory } = this.before?.at(key) ?? {
      rateLimiter: new RateLimiter(this.clock),
      memory: new Map(),
    };
    const own = { statusPollers: new Map(), origins: new Map(), locks: new Map() };
    const shared: SharedConnection = { rateLimiter, memory, ...own };
    this.shared.set(key, shared);
    return shared;
  }

  /**
   * For the shutdown, whose calls are bound to no engine: with the pace and the memory of these connections, but without
   * their pollers and listings, which fail once the engine is gone.
   */
  forShutdown(): Connections {
    return new Connections(this.clock, this);
  }
}

import type { Host } from "../host/host";
import { dayMs, parsePendingTag } from "../ownership/pendingTag";
import type { PendingTags } from "../resource/cloud";
import type { Connection } from "./connections";
import type { EngineHistory } from "./engineHistory";

/** The engine waits five seconds before it kills the plugin. */
const untagWithinMs = 3_000;
const engineWatchMs = 5_000;

/** An instance that this process created or updated, as far as the shutdown needs to know it. */
export interface PendingInstance {
  /** The same for all instances of one account in one location. */
  readonly locationKey: string;
  /** Of the stack's backend; see `PendingTag`. */
  backend(): string;
  readonly pendingTags: PendingTags<unknown>;
  /** Connects although the engine is leaving. */
  connect(deadline: number): Connection<unknown>;
  /** Sets the tags for which the pending tag left no room. */
  afterUntag(api: unknown, id: string): Promise<void>;
}

/**
 * The end of the plugin process. At the end of every healthy run the engine sends SIGINT, when the state already holds
 * the ids: then the pending tags are removed. After `kill -9` of the CLI nobody sends anything: the process exits once
 * it is idle, and the tags stay.
 */
export class Shutdown {
  private readonly locations = new Map<string, { readonly instance: PendingInstance; readonly ids: Set<string> }>();
  /** The last work on each instance. */
  private readonly instances = new Map<string, PendingInstance>();
  private inFlight = 0;

  constructor(
    private readonly host: Pick<Host, "clock" | "engine">,
    private readonly engineHistory: EngineHistory,
  ) {}

  /** Counts a call of the engine while it runs. */
  async track<Result>(work: () => Promise<Result>): Promise<Result> {
    this.inFlight++;
    try {
      return await work();
    } finally {
      this.inFlight--;
    }
  }

  /** Created here: the shutdown removes the pending tags of these ids. */
  untagAtEnd(instance: PendingInstance, ...ids: string[]): void {
    const location = this.locations.get(instance.locationKey) ?? { instance, ids: new Set<string>() };
    this.locations.set(instance.locationKey, location);
    for (const id of ids) {
      location.ids.add(id);
      this.instances.set(id, instance);
    }
  }

  /** Updated here: if the instance turns out to have a pending tag, the shutdown removes it too. */
  recordUpdate(instance: PendingInstance, id: string): void {
    this.untagAtEnd(instance);
    this.instances.set(id, instance);
  }

  /** Removes the pending tags. Fails nothing: a later run removes a tag that stays. */
  async run(): Promise<void> {
    // Something still runs, so this is no healthy end, and it is not certain what the state holds.
    if (this.inFlight > 0) return;
    const work = [...this.locations.values()].map(async ({ instance, ids }) => {
      const connection = instance.connect(this.host.clock.now() + untagWithinMs);
      // What was created here is known without the listing.
      const held = await this.heldByState(instance, connection).catch(() => []);
      const all = [...new Set([...ids, ...held])];
      if (all.length === 0) return;
      await instance.pendingTags.untagPending(connection.api, all);
      await Promise.all(all.map((id) => this.instances.get(id)?.afterUntag(connection.api, id)));
    });
    await Promise.race([Promise.allSettled(work), this.host.clock.sleep(untagWithinMs)]);
  }

  /** Tagged instances of an earlier run that the state turned out to hold. */
  private async heldByState({ backend }: PendingInstance, connection: Connection<unknown>): Promise<string[]> {
    const tagged = await connection.listPending();
    const own = backend();
    return tagged.flatMap(({ id, pendingTag, createdAt }) => {
      const isYoung = createdAt !== undefined && this.host.clock.now() - createdAt < dayMs;
      return this.engineHistory.wasDiffed(id) && isYoung && parsePendingTag(pendingTag)?.backend === own ? [id] : [];
    });
  }

  /** Ties the end of this process to the engine's. Called once, by the plugin process only. */
  install(): void {
    process.once("SIGINT", () => void this.run().finally(() => process.exit(0)));
    setInterval(async () => {
      if (this.inFlight === 0 && !(await this.host.engine.isAlive()) && this.inFlight === 0) process.exit(0);
    }, engineWatchMs).unref();
  }
}

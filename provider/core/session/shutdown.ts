import type { Host } from "../host/host";
import type { CreateJournal } from "../ownership/createJournal";
import { parsePendingTag } from "../ownership/pendingTag";
import { hasRoomForOurs, type TaggedInstance } from "../resource/cloud";
import type { Connection } from "./connections";
import type { EngineHistory } from "./engineHistory";
import type { LostInstances } from "./lostInstances";
import type { PendingInstance, RunRecord } from "./runRecord";

/** The engine waits five seconds before it kills the plugin. */
const shutDownWithinMs = 3_000;
const engineWatchMs = 5_000;

/**
 * The end of the plugin process. At the end of a run the engine sends SIGINT, whether it could save the state or not. So
 * the instances that this run has created keep their pending tags, with the returned tag beside them; removed are those of
 * instances that the engine has shown us, since the state holds them. What is tagged for this stack and is not in its
 * state is named. After `kill -9` of the CLI nobody sends anything: the process exits once it is idle.
 */
export class Shutdown {
  private inFlight = 0;
  private hasCalled = false;

  constructor(
    private readonly host: Pick<Host, "clock" | "engine">,
    private readonly engineHistory: EngineHistory,
    private readonly journal: CreateJournal,
    private readonly record: RunRecord,
    private readonly lostInstances: LostInstances,
  ) {}

  /**
   * Counts a call of the engine while it runs.
   * @param isRead a preview that refreshes reads too
   */
  async track<Result>(work: () => Promise<Result>, isRead = false): Promise<Result> {
    this.hasCalled = true;
    if (!isRead) this.record.recordUpdate();
    this.inFlight++;
    try {
      return await work();
    } finally {
      this.inFlight--;
    }
  }

  /** Fails nothing: what is left undone here, a later run does. */
  async run(): Promise<void> {
    // Something still runs, so this is no healthy end, and it is not certain what the engine knows.
    if (this.inFlight > 0 || !(this.hasCalled || this.record.isUpdate)) return;
    const work = [...this.record.locations(), ...this.formerLocations()].map((location) => this.leave(location));
    await Promise.race([Promise.allSettled(work), this.host.clock.sleep(shutDownWithinMs)]);
  }

  /** Where runs of this machine have begun to create for the stack, and this run has not worked. */
  private formerLocations(): PendingInstance[] {
    const former = new Map<string, PendingInstance>();
    for (const location of this.record.locations()) {
      for (const region of this.journal.regions(location.stackHash(), location.cloud)) {
        try {
          const other = location.in(region);
          if (!this.record.hasWorkedIn(other.locationKey)) former.set(other.locationKey, other);
        } catch {
          // With these settings nothing can be done in that region.
        }
      }
    }
    return [...former.values()];
  }

  private async leave(location: PendingInstance): Promise<void> {
    const deadline = this.host.clock.now() + shutDownWithinMs;
    const connection = location.connect(deadline);
    const created = this.record.createdIn(location.locationKey);
    const [listed] = await Promise.all([
      connection.listPending().catch(() => undefined),
      // Beside the listing, because it needs none.
      this.tagReturned(location, connection, created),
    ]);
    const stack = location.stackHash();
    const isOwn = (each: TaggedInstance) => parsePendingTag(each.pendingTag)?.stack === stack;
    const own = listed?.filter(isOwn) ?? [];
    const held = (listed ?? []).filter((each) => this.isHeld(each) && (isOwn(each) || each.isReturned));
    const done = this.record.isUpdate ? held.map(({ id }) => id) : [];
    await this.untag(location, connection, done).catch(() => undefined);
    const isAllDone = listed && created.length === 0 && own.every(({ id }) => done.includes(id));
    if (isAllDone) this.journal.endRegion(stack, location.cloud, location.region);
    await this.lostInstances.nameIn(location, own, deadline);
  }

  /** The engine has shown it, so the saved state holds it, and it does not go. */
  private isHeld({ id, isDeleting }: TaggedInstance): boolean {
    return this.engineHistory.wasShown(id) && !this.record.hasCreated(id) && !isDeleting;
  }

  /** Says on the instances that the engine was given them; those without room for another tag lose ours instead. */
  private async tagReturned(location: PendingInstance, connection: Connection<unknown>, created: readonly string[]) {
    const roomy = created.filter((id) => this.hasRoom(id));
    const crowded = created.filter((id) => !this.hasRoom(id));
    const tagging = roomy.length > 0 ? location.pendingTags.tagReturned(connection.api, roomy) : undefined;
    await Promise.allSettled([tagging, this.untag(location, connection, crowded)]);
  }

  private hasRoom(id: string): boolean {
    const { pendingTags, userTags = 0 } = this.record.instance(id) ?? {};
    return pendingTags === undefined || hasRoomForOurs(pendingTags, userTags);
  }

  private async untag({ pendingTags }: PendingInstance, { api }: Connection<unknown>, ids: readonly string[]) {
    if (ids.length === 0) return;
    await pendingTags.untagPending(api, ids);
    await Promise.all(ids.map((id) => this.record.instance(id)?.afterUntag(api, id)));
  }

  /** Ties the end of this process to the engine's. Called once, by the plugin process only. */
  install(): void {
    process.once(
      "SIGINT",
      () => void this.run().finally(() => this.host.engine.flush().finally(() => process.exit(0))),
    );
    let isGone = false;
    setInterval(async () => {
      const wasGone = isGone;
      isGone = !(await this.host.engine.isAlive());
      // A call that hangs is no reason to live on: nobody hears its answer, and the next run can cope with its loss.
      if (isGone && (wasGone || this.inFlight === 0)) process.exit(0);
    }, engineWatchMs).unref();
  }
}

import type { Host } from "../host/host";
import type { StackName } from "../ownership/backend";
import { type CreateJournal, isLost, lostOrderText } from "../ownership/createJournal";
import { leftAlone, parsePendingTag } from "../ownership/pendingTag";
import type { SavedState } from "../ownership/savedState";
import { hasRoomForOurs, type PendingTags, pendingTagKey, type TaggedInstance } from "../resource/cloud";
import type { Connection } from "./connections";
import type { EngineHistory } from "./engineHistory";

/** The engine waits five seconds before it kills the plugin. */
const shutDownWithinMs = 3_000;
const engineWatchMs = 5_000;

/** An instance that this process has worked on, as far as the shutdown needs to know it. */
export interface PendingInstance {
  /** The same for all instances of one account in one location. @throws UserError */
  readonly locationKey: string;
  /** The cloud, by its name and as people call it. */
  readonly cloud: string;
  readonly title: string;
  readonly region: string;
  /** The same settings in another region. @throws UserError */
  in(region: string): PendingInstance;
  readonly stackName: StackName;
  /** Of the stack, as in `PendingTag`. */
  stackHash(): string;
  readonly pendingTags: PendingTags<unknown>;
  /** How many tags the program gives it. */
  readonly userTags: number;
  /** Connects although the engine is leaving. */
  connect(deadline: number): Connection<unknown>;
  /** Sets the tags for which ours left no room. */
  afterUntag(api: unknown, id: string): Promise<void>;
}

/**
 * The end of the plugin process. At the end of a run the engine sends SIGINT, whether it could save the state or not. So
 * the instances that this run has created keep their pending tags, with the returned tag beside them; removed are those of
 * instances that the engine has shown us, since the state holds them. What is tagged for this stack and is not in its
 * state is named. After `kill -9` of the CLI nobody sends anything: the process exits once it is idle.
 */
export class Shutdown {
  /** The last work in each location. */
  private readonly locations = new Map<string, PendingInstance>();
  /** The last work on each instance. */
  private readonly instances = new Map<string, PendingInstance>();
  private readonly created = new Set<string>();
  private readonly named = new Set<string>();
  private inFlight = 0;
  private hasCalled = false;
  private isMoreThanPreview = false;

  constructor(
    private readonly host: Pick<Host, "clock" | "engine">,
    private readonly engineHistory: EngineHistory,
    private readonly journal: CreateJournal,
    private readonly savedState: SavedState,
  ) {}

  /**
   * Counts a call of the engine while it runs.
   * @param isRead a preview that refreshes reads too
   */
  async track<Result>(work: () => Promise<Result>, isRead = false): Promise<Result> {
    this.hasCalled = true;
    if (!isRead) this.isMoreThanPreview = true;
    this.inFlight++;
    try {
      return await work();
    } finally {
      this.inFlight--;
    }
  }

  /** The program has said that this is no preview, so the shutdown may change tags, whatever the run does. */
  recordUpdate(): void {
    this.isMoreThanPreview = true;
  }

  /** The engine is about to be given these ids, which this run has created. */
  recordReturned(instance: PendingInstance, ...ids: string[]): void {
    this.recordShown(instance, ids);
    for (const id of ids) this.created.add(id);
  }

  /** Is this more than a preview, as far as is known? Of a run that only reads, it is not. */
  get isUpdate(): boolean {
    return this.isMoreThanPreview;
  }

  /** The engine has shown us these ids; none, for a location where the end of the run has to look. */
  recordShown(instance: PendingInstance, ids: readonly string[]): void {
    this.locations.set(instance.locationKey, instance);
    for (const id of ids) this.instances.set(id, instance);
  }

  /** A message of this run has named the instance already. */
  recordNamed(ids: readonly string[]): void {
    for (const id of ids) this.named.add(id);
  }

  /** Fails nothing: what is left undone here, a later run does. */
  async run(): Promise<void> {
    // Something still runs, so this is no healthy end, and it is not certain what the engine knows.
    if (this.inFlight > 0 || !(this.hasCalled || this.isUpdate)) return;
    const work = [...this.locations.values(), ...this.formerLocations()].map((location) => this.leave(location));
    await Promise.race([Promise.allSettled(work), this.host.clock.sleep(shutDownWithinMs)]);
  }

  /** Where runs of this machine have begun to create for the stack, and this run has not worked. */
  private formerLocations(): PendingInstance[] {
    const former = new Map<string, PendingInstance>();
    for (const location of this.locations.values()) {
      for (const region of this.journal.regions(location.stackHash(), location.cloud)) {
        try {
          const other = location.in(region);
          if (!this.locations.has(other.locationKey)) former.set(other.locationKey, other);
        } catch {
          // With these settings nothing can be done in that region.
        }
      }
    }
    return [...former.values()];
  }

  private async leave(location: PendingInstance): Promise<void> {
    const { pendingTags, locationKey, cloud, region } = location;
    const deadline = this.host.clock.now() + shutDownWithinMs;
    const connection = location.connect(deadline);
    // Before anything else, because it needs no listing.
    const created = [...this.created].filter((id) => this.instances.get(id)?.locationKey === locationKey);
    const crowded = created.filter((id) => !this.hasRoom(id));
    const roomy = created.filter((id) => this.hasRoom(id));
    const tagging = roomy.length > 0 ? pendingTags.tagReturned(connection.api, roomy) : undefined;
    const [listed] = await Promise.all([
      connection.listPending().catch(() => undefined),
      tagging?.catch(() => undefined),
      this.untag(location, connection, crowded).catch(() => undefined),
    ]);
    const tagged = listed ?? [];
    const own = location.stackHash();
    const isOwn = (each: TaggedInstance) => parsePendingTag(each.pendingTag)?.stack === own;
    const shown = tagged.filter(
      (each) =>
        this.engineHistory.wasShown(each.id) &&
        !this.created.has(each.id) &&
        !each.isDeleting &&
        (isOwn(each) || each.isReturned),
    );
    const ids = this.isUpdate ? shown.map(({ id }) => id) : [];
    await this.untag(location, connection, ids).catch(() => undefined);
    const isLeft = tagged.some((each) => isOwn(each) && !ids.includes(each.id));
    if (listed && !isLeft && created.length === 0) this.journal.endRegion(own, cloud, region);
    await this.nameLost(location, tagged.filter(isOwn), created, deadline);
  }

  private hasRoom(id: string): boolean {
    const { pendingTags, userTags = 0 } = this.instances.get(id) ?? {};
    return pendingTags === undefined || hasRoomForOurs(pendingTags, userTags);
  }

  private async untag({ pendingTags }: PendingInstance, { api }: Connection<unknown>, ids: readonly string[]) {
    if (ids.length === 0) return;
    await pendingTags.untagPending(api, ids);
    await Promise.all(ids.map((id) => this.instances.get(id)?.afterUntag(api, id)));
  }

  /** Names the instances of this stack that its state does not hold. */
  private async nameLost(
    { stackName, title, stackHash }: PendingInstance,
    tagged: readonly TaggedInstance[],
    created: readonly string[],
    deadline: number,
  ): Promise<void> {
    const isNews = (id: string) => !this.named.has(id);
    const unknown = tagged.filter(({ id, isDeleting }) => !isDeleting && isNews(id) && !this.engineHistory.isHeld(id));
    // A run with --target shows us a part of the state only, and so does each of several explicit providers.
    const withinMs = deadline - this.host.clock.now();
    const isAsked = unknown.length + created.length > 0;
    const saved = isAsked ? await this.savedState.read(stackName, withinMs) : undefined;
    const unsaved = created.filter((id) => isNews(id) && !saved?.has(id));
    const isBroken = unsaved.length > 0 && !saved && (await this.savedState.isBroken(stackName, withinMs));
    for (const id of saved || isBroken ? unsaved : []) {
      const what = saved
        ? "the saved state of the stack does not hold it"
        : "whether the stack holds it is not known, because its state could not be read";
      this.warn(
        `Instance ${id} was created, but ${what}. If the CLI reports that it could not save the state, run \`pulumi up\` again: it says what can be done.`,
      );
    }
    for (const { id } of unknown.filter((each) => !saved?.has(each.id))) {
      this.warn(
        `Instance ${id} was created for this stack by an earlier run, and the stack${saved ? "" : ", as far as this run has seen it,"} does not hold it. If nothing uses it, delete it in the ${title} console; to have it left alone, set its tag ${pendingTagKey} to "${leftAlone}".`,
      );
    }
    const own = stackHash();
    for (const [pendingTag, attempt] of this.journal.findAll()) {
      const tag = parsePendingTag(pendingTag);
      const isOpen = isLost(attempt, (id) => this.engineHistory.isHeld(id));
      if (tag?.stack === own && isOpen && !this.engineHistory.sawResource(tag.urn)) this.warn(lostOrderText(attempt));
    }
  }

  /** On the row of the stack: the resource may not exist any more. */
  private warn(text: string): void {
    this.host.engine.warn("", text);
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

import type { StackName } from "../ownership/backend";
import type { PendingTags } from "../resource/cloud";
import type { Connection } from "./connections";

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

/** What this run has worked on, created and named, for its end. */
export class RunRecord {
  /** The last work in each location. */
  private readonly lastInLocation = new Map<string, PendingInstance>();
  /** The last work on each instance. */
  private readonly instances = new Map<string, PendingInstance>();
  private readonly created = new Set<string>();
  private readonly named = new Set<string>();
  private isMoreThanPreview = false;

  /** Is this more than a preview, as far as is known? Of a run that only reads, it is not. */
  get isUpdate(): boolean {
    return this.isMoreThanPreview;
  }

  /** The program or a call has said that this is no preview, so the shutdown may change tags, whatever the run does. */
  recordUpdate(): void {
    this.isMoreThanPreview = true;
  }

  /** The engine is about to be given these ids, which this run has created. */
  recordReturned(instance: PendingInstance, ...ids: string[]): void {
    this.recordShown(instance, ids);
    for (const id of ids) this.created.add(id);
  }

  /** The engine has shown us these ids; none, for a location where the end of the run has to look. */
  recordShown(instance: PendingInstance, ids: readonly string[]): void {
    this.lastInLocation.set(instance.locationKey, instance);
    for (const id of ids) this.instances.set(id, instance);
  }

  /** A message of this run has named the instance already. */
  recordNamed(ids: readonly string[]): void {
    for (const id of ids) this.named.add(id);
  }

  locations(): PendingInstance[] {
    return [...this.lastInLocation.values()];
  }

  hasWorkedIn(locationKey: string): boolean {
    return this.lastInLocation.has(locationKey);
  }

  instance(id: string): PendingInstance | undefined {
    return this.instances.get(id);
  }

  createdIn(locationKey: string): string[] {
    return [...this.created].filter((id) => this.instances.get(id)?.locationKey === locationKey);
  }

  hasCreated(id: string): boolean {
    return this.created.has(id);
  }

  hasNamed(id: string): boolean {
    return this.named.has(id);
  }
}

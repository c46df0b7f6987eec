import type { Tables } from "./state";

/** One instance, plain JSON so that it can be kept in a file. `P` are the vendor's own fields. */
export interface Instance<P> {
  readonly id: string;
  readonly account: string;
  /** Milliseconds. */
  readonly createdAt: number;
  status: string;
  properties: P;
  tags: Record<string, string>;
  secrets: Record<string, string>;
  /** Changes to come, in the order of time. */
  steps: Step<P>[];
  /** Deleted: describe may still show it for a while, but it no longer costs money. */
  released: boolean;
  /** In a recycle bin: `find` and `all` leave it out. */
  binned?: boolean;
}

/** A change that takes effect at a given time. */
export interface Step<P> {
  /** Milliseconds. */
  readonly at: number;
  readonly status?: string;
  readonly set?: Partial<P>;
  readonly released?: boolean;
  readonly binned?: boolean;
  readonly isRemoved?: boolean;
}

/** A change that begins now and ends with its last step. */
export interface Transition<P> {
  readonly status?: string;
  readonly set?: Partial<P>;
  readonly released?: boolean;
  readonly steps?: readonly Step<P>[];
}

/**
 * The instances of one cloud. There is no timer: each read first carries out the steps whose time has come. A test with a virtual
 * clock can therefore observe every state for as long as it wants.
 */
export class Store<P> {
  private readonly map: Map<string, Instance<P>>;

  constructor(
    tables: Tables,
    private readonly now: () => number,
  ) {
    this.map = tables.table("instances");
  }

  add(instance: Instance<P>): Instance<P> {
    this.map.set(instance.id, instance);
    return instance;
  }

  find(id: string): Instance<P> | undefined {
    const instance = this.look(id);
    return instance?.binned === true ? undefined : instance;
  }

  findBinned(id: string): Instance<P> | undefined {
    const instance = this.look(id);
    return instance?.binned === true ? instance : undefined;
  }

  /** In the order of creation. */
  all(): Instance<P>[] {
    return this.settled().filter(({ binned }) => binned !== true);
  }

  allBinned(): Instance<P>[] {
    return this.settled().filter(({ binned }) => binned === true);
  }

  begin(instance: Instance<P>, change: Transition<P>): void {
    this.apply(instance, change);
    if (change.steps !== undefined) instance.steps = [...change.steps];
  }

  /** Cancels the transition; at the time of its end the instance gets `status` instead. */
  fail(id: string, status: string): void {
    const instance = this.find(id);
    if (instance === undefined) return;
    instance.steps = [{ at: instance.steps.at(-1)?.at ?? this.now(), status, released: false }];
  }

  /** Cancels the transition; the instance stays as it is now. */
  stall(id: string): void {
    const instance = this.find(id);
    if (instance !== undefined) instance.steps = [];
  }

  /**
   * Remembers all instances. The returned function gives up what was changed on one of them since.
   * @param progress Properties that say how far an order has come; they go on.
   */
  remember(progress: readonly (keyof P)[]): (id: string) => void {
    const before = new Map(this.settled().map((instance) => [instance.id, structuredClone(instance)]));
    const progressIn = (all: Partial<P> = {}): Partial<P> =>
      Object.fromEntries(Object.entries(all).filter(([name]) => progress.includes(name as keyof P))) as Partial<P>;
    return (id) => {
      const [instance, old] = [this.find(id), before.get(id)];
      if (instance === undefined || old === undefined) return;
      // A deletion that was given up has never begun.
      if (instance.released && !old.released) return void Object.assign(instance, old);
      instance.properties = { ...old.properties, ...progressIn(instance.properties) };
      instance.tags = old.tags;
      instance.secrets = old.secrets;
      instance.steps = instance.steps.map((step) => ({ ...step, set: progressIn(step.set) }));
    };
  }

  remove(id: string): void {
    this.map.delete(id);
  }

  private look(id: string): Instance<P> | undefined {
    const instance = this.map.get(id);
    return instance === undefined ? undefined : this.settle(instance);
  }

  private settled(): Instance<P>[] {
    return [...this.map.values()].flatMap((instance) => this.settle(instance) ?? []);
  }

  private settle(instance: Instance<P>): Instance<P> | undefined {
    for (let step = instance.steps[0]; step !== undefined && step.at <= this.now(); step = instance.steps[0]) {
      instance.steps.shift();
      if (step.isRemoved === true) {
        this.map.delete(instance.id);
        return undefined;
      }
      if (step.binned !== undefined) instance.binned = step.binned;
      this.apply(instance, step);
    }
    return instance;
  }

  private apply(instance: Instance<P>, change: Omit<Transition<P>, "steps">): void {
    if (change.status !== undefined) instance.status = change.status;
    if (change.set !== undefined) Object.assign(instance.properties as object, change.set);
    if (change.released !== undefined) instance.released = change.released;
  }
}

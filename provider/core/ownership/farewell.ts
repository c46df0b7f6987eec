import type { Connection } from "../calls/connection";
import type { Operation } from "../lifecycle/operation";
import { noEngine } from "../runtime/engine";
import type { Runtime } from "../runtime/runtime";
import { backendHash, dayMs, parseMark } from "./ownership";

/** The engine waits five seconds before it kills. */
const patienceMs = 3_000;
const engineWatchMs = 5_000;

/**
 * The end of the plugin process. At the end of every healthy run the engine sends SIGINT when the state already holds
 * the ids: then the marks come off, because a mark means an unfinished run. After `kill -9` of the CLI nobody sends
 * anything: then the process ends by itself once it is idle, and the marks stay.
 */
export class Farewell {
  private readonly places = new Map<string, { readonly operation: Operation; readonly ids: Set<string> }>();
  /** The last operation on each instance. */
  private readonly worked = new Map<string, Operation>();
  private inFlight = 0;

  /** Counts an operation of the engine while it runs. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.inFlight++;
    try {
      return await work();
    } finally {
      this.inFlight--;
    }
  }

  /** This process worked in the operation's place; the ids' marks come off at the end. */
  unmark(operation: Operation, ...ids: string[]): void {
    const key = `${operation.kind.cloud.name} ${JSON.stringify(operation.connection.place)}`;
    const place = this.places.get(key) ?? { operation, ids: new Set<string>() };
    this.places.set(key, place);
    for (const id of ids) {
      place.ids.add(id);
      this.worked.set(id, operation);
    }
  }

  /** An instance that was there before this process; should it turn out to be marked, its mark comes off too. */
  updated(operation: Operation, id: string): void {
    this.unmark(operation);
    this.worked.set(id, operation);
  }

  /** Takes the marks off. Fails nothing: a mark that stays is taken off by a later run. */
  async say(runtime: Runtime): Promise<void> {
    // Something is still running, so this is no healthy end, and what the state holds is not certain.
    if (this.inFlight > 0) return;
    const work = [...this.places.values()].map(async ({ operation, ids }) => {
      // The engine is leaving, but it has just told us that all is well.
      const quiet: Runtime = { ...runtime, engine: noEngine };
      const connection = operation.reconnect(quiet, runtime.clock.now() + patienceMs);
      // What was made here is known without the listing.
      const marked = await this.held(runtime, operation, connection).catch(() => []);
      const all = [...new Set([...ids, ...marked])];
      if (all.length === 0) return;
      await operation.kind.cloud.marks.remove(connection.api, all);
      // After a mark is off, and only then, there is room for what it was in the way of.
      await Promise.all(all.map((id) => this.afterMark(id, connection)));
    });
    await Promise.race([Promise.allSettled(work), runtime.clock.sleep(patienceMs)]);
  }

  private async afterMark(id: string, { api }: Connection<unknown>): Promise<void> {
    const operation = this.worked.get(id);
    await operation?.kind.afterMark?.(api, id, operation.args);
  }

  /** Marked instances of a run before this one that the state turned out to hold. */
  private async held(runtime: Runtime, operation: Operation, connection: Connection<unknown>): Promise<string[]> {
    const backend = backendHash(runtime.env, runtime.cwd, operation.hidden.__organization ?? "");
    const marked = await connection.marked();
    return marked.flatMap(({ id, mark, createdAt }) => {
      const isYoung = createdAt !== undefined && runtime.clock.now() - createdAt < dayMs;
      return runtime.sightings.sawInDiff(id) && isYoung && parseMark(mark)?.backend === backend ? [id] : [];
    });
  }

  /** Ties the end of this process to the engine's. Called once, by the plugin process only. */
  attend(runtime: Runtime): void {
    process.once("SIGINT", () => void this.say(runtime).finally(() => process.exit(0)));
    setInterval(async () => {
      if (this.inFlight === 0 && !(await runtime.engine.isAlive()) && this.inFlight === 0) process.exit(0);
    }, engineWatchMs).unref();
  }
}

import { noEngine } from "../host/engine";
import type { Operation } from "../lifecycle/operation";
import { backendHash, dayMs, parsePendingTag } from "../ownership/pendingTag";
import type { Connection } from "./connection";
import type { Session } from "./session";

/** The engine waits five seconds before it kills. */
const patienceMs = 3_000;
const engineWatchMs = 5_000;

/**
 * The end of the plugin process. At the end of every healthy run the engine sends SIGINT when the state already holds
 * the ids: then the marks come off, because a mark means an unfinished run. After `kill -9` of the CLI nobody sends
 * anything: then the process ends by itself once it is idle, and the marks stay.
 */
export class Shutdown {
  private readonly locations = new Map<string, { readonly operation: Operation; readonly ids: Set<string> }>();
  /** The last operation on each instance. */
  private readonly lastOperation = new Map<string, Operation>();
  private inFlight = 0;

  /** Counts an operation of the engine while it runs. */
  async track<Result>(work: () => Promise<Result>): Promise<Result> {
    this.inFlight++;
    try {
      return await work();
    } finally {
      this.inFlight--;
    }
  }

  /** This process worked in the operation's place; the ids' marks come off at the end. */
  untagAtEnd(operation: Operation, ...ids: string[]): void {
    const key = `${operation.definition.cloud.name} ${JSON.stringify(operation.connection.location)}`;
    const location = this.locations.get(key) ?? { operation, ids: new Set<string>() };
    this.locations.set(key, location);
    for (const id of ids) {
      location.ids.add(id);
      this.lastOperation.set(id, operation);
    }
  }

  /** An instance that was there before this process; should it turn out to be marked, its mark comes off too. */
  recordUpdate(operation: Operation, id: string): void {
    this.untagAtEnd(operation);
    this.lastOperation.set(id, operation);
  }

  /** Takes the marks off. Fails nothing: a mark that stays is taken off by a later run. */
  async run(session: Session): Promise<void> {
    // Something is still running, so this is no healthy end, and what the state holds is not certain.
    if (this.inFlight > 0) return;
    const work = [...this.locations.values()].map(async ({ operation, ids }) => {
      // The engine is leaving, but it has just told us that all is well.
      const quiet: Session = { ...session, engine: noEngine };
      const connection = operation.reconnect(quiet, session.clock.now() + patienceMs);
      // What was made here is known without the listing.
      const tagged = await this.held(session, operation, connection).catch(() => []);
      const all = [...new Set([...ids, ...tagged])];
      if (all.length === 0) return;
      await operation.definition.cloud.pendingTags.untagPending(connection.api, all);
      // After a mark is off, and only then, there is room for what it was in the way of.
      await Promise.all(all.map((id) => this.afterMark(id, connection)));
    });
    await Promise.race([Promise.allSettled(work), session.clock.sleep(patienceMs)]);
  }

  private async afterMark(id: string, { api }: Connection<unknown>): Promise<void> {
    const operation = this.lastOperation.get(id);
    await operation?.definition.afterUntag?.(api, id, operation.args);
  }

  /** Marked instances of a run before this one that the state turned out to hold. */
  private async held(session: Session, operation: Operation, connection: Connection<unknown>): Promise<string[]> {
    const backend = backendHash(session.env, session.cwd, operation.internal.__organization ?? "");
    const tagged = await connection.listPending();
    return tagged.flatMap(({ id, pendingTag, createdAt }) => {
      const isYoung = createdAt !== undefined && session.clock.now() - createdAt < dayMs;
      return session.engineHistory.wasDiffed(id) && isYoung && parsePendingTag(pendingTag)?.backend === backend
        ? [id]
        : [];
    });
  }

  /** Ties the end of this process to the engine's. Called once, by the plugin process only. */
  install(session: Session): void {
    process.once("SIGINT", () => void this.run(session).finally(() => process.exit(0)));
    setInterval(async () => {
      if (this.inFlight === 0 && !(await session.engine.isAlive()) && this.inFlight === 0) process.exit(0);
    }, engineWatchMs).unref();
  }
}

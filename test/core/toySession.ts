import type { Engine } from "../../provider/core/host/engine";
import type { CreateJournal } from "../../provider/core/ownership/createJournal";
import type { SavedState } from "../../provider/core/ownership/savedState";
import { createSession, type Session } from "../../provider/core/session/session";
import { VirtualClock } from "../support/virtualClock";

export const toyEnv = {
  TOY_KEY_ID: "key-id",
  TOY_KEY_SECRET: "key-secret",
  PULUMI_BACKEND_URL: "https://state.example",
};

/** An engine that records what the provider reports. */
class RecordingEngine implements Engine {
  readonly statuses: string[] = [];
  readonly warnings: string[] = [];
  alive = true;
  status(urn: string, text: string): void {
    this.statuses.push(`${urn} ${text}`);
  }
  warn(urn: string, text: string): void {
    this.warnings.push(`${urn} ${text}`);
  }
  async flush(): Promise<void> {}
  async isAlive(): Promise<boolean> {
    return this.alive;
  }
}

export interface ToySession extends Session {
  readonly clock: VirtualClock;
  readonly engine: RecordingEngine;
}

/** A state that holds these ids, or cannot be read. */
export const savedAs = (ids: ReadonlySet<string> | undefined, isBroken = false): SavedState => ({
  inFile: () => ids,
  read: async () => ids,
  isBroken: async () => isBroken,
});

const noEntries = { find: () => undefined, findAll: () => new Map(), begin: () => undefined, end: () => undefined };

/** Remembers nothing. */
export const emptyJournal: CreateJournal = {
  ...noEntries,
  regions: () => [],
  beginRegion: () => undefined,
  endRegion: () => undefined,
};

/** A session with nothing real in it: virtual time, fixed random numbers, no network, no disk. */
export function toySession(overrides: Partial<Session> = {}): ToySession {
  let nonces = 0;
  const clock = new VirtualClock();
  const engine = new RecordingEngine();
  return createSession({
    clock,
    engine,
    env: toyEnv,
    cwd: "/nonexistent",
    journal: emptyJournal,
    changes: noEntries,
    savedState: savedAs(undefined),
    random: () => 0.5,
    nonce: () => `nonce-${++nonces}`,
    http: async (action) => {
      throw new Error(`${action}: this test has no network`);
    },
    ...overrides,
  }) as ToySession;
}

import { randomBytes } from "node:crypto";
import { ClockSkew } from "../client/clockSkew";
import { httpTransport } from "../client/http";
import { systemClock } from "../host/clock";
import { engineOfThisProcess } from "../host/engine";
import type { Host } from "../host/host";
import { type ChangeJournal, fileChangeJournal } from "../ownership/changeJournal";
import { type CreateJournal, fileCreateJournal } from "../ownership/createJournal";
import { type SavedState, savedStateOf } from "../ownership/savedState";
import { Connections } from "./connections";
import { EngineHistory } from "./engineHistory";
import { LostInstances } from "./lostInstances";
import { RunRecord } from "./runRecord";
import { Shutdown } from "./shutdown";

/** One plugin process: what it stands on, and what it remembers between the engine's calls. */
export interface Session extends Host {
  readonly journal: CreateJournal;
  readonly changes: ChangeJournal;
  readonly savedState: SavedState;
  readonly clockSkew: ClockSkew;
  readonly connections: Connections;
  readonly engineHistory: EngineHistory;
  readonly runRecord: RunRecord;
  readonly shutdown: Shutdown;
}

export function createSession(
  overrides: Partial<Host & Pick<Session, "journal" | "changes" | "savedState">> = {},
): Session {
  const host: Host = {
    clock: systemClock,
    http: overrides.http ?? httpTransport(),
    engine: overrides.engine ?? engineOfThisProcess(),
    env: process.env,
    cwd: process.cwd(),
    random: Math.random,
    nonce: () => randomBytes(16).toString("hex"),
    ...overrides,
  };
  const engineHistory = new EngineHistory();
  const journal = overrides.journal ?? fileCreateJournal(host.env, host.clock);
  const changes = overrides.changes ?? fileChangeJournal(host.env, host.clock);
  const savedState = overrides.savedState ?? savedStateOf(host);
  const runRecord = new RunRecord();
  const lostInstances = new LostInstances(host, engineHistory, journal, savedState, runRecord);
  return {
    ...host,
    journal,
    changes,
    savedState,
    clockSkew: new ClockSkew(host.clock),
    connections: new Connections(host.clock),
    engineHistory,
    runRecord,
    shutdown: new Shutdown(host, engineHistory, journal, runRecord, lostInstances),
  };
}

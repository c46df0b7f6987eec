import { randomBytes } from "node:crypto";
import { httpTransport, type Transport } from "../client/http";
import { type Clock, systemClock } from "../host/clock";
import { type Engine, engineOfThisProcess } from "../host/engine";
import { type CreateJournal, fileCreateJournal } from "../ownership/createJournal";
import { EngineHistory } from "./engineHistory";
import { Shutdown } from "./shutdown";

/** Everything outside our own logic, in one place: the tests replace it part by part. */
export interface Session {
  readonly clock: Clock;
  readonly http: Transport;
  readonly engine: Engine;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the Pulumi program. */
  readonly cwd: string;
  readonly journal: CreateJournal;
  readonly engineHistory: EngineHistory;
  readonly shutdown: Shutdown;
  /** Uniform in [0, 1). */
  random(): number;
  /** Unguessable, never the same twice. */
  nonce(): string;
  /** How far a server's clock is ahead of ours. */
  skewMs(host: string): number;
  /** The server's clock, as its last answer told it. */
  cloudNow(host: string): number;
  sawDate(host: string, date: string | undefined): void;
  /** Believes the Date header of a server that refused our date. */
  learnSkew(host: string, date: string | undefined): void;
}

export function createSession(overrides: Partial<Session> = {}): Session {
  const clock = overrides.clock ?? systemClock;
  const env = overrides.env ?? process.env;
  const skews = new Map<string, number>();
  const ahead = new Map<string, number>();
  const aheadBy = (date: string | undefined) => (date === undefined ? Number.NaN : Date.parse(date)) - clock.now();
  return {
    clock,
    env,
    cwd: process.cwd(),
    http: overrides.http ?? httpTransport(),
    engine: overrides.engine ?? engineOfThisProcess(),
    journal: overrides.journal ?? fileCreateJournal(env, clock),
    engineHistory: new EngineHistory(),
    shutdown: new Shutdown(),
    random: Math.random,
    nonce: () => randomBytes(16).toString("hex"),
    skewMs: (host) => skews.get(host) ?? 0,
    learnSkew: (host, date) => {
      if (!Number.isNaN(aheadBy(date))) skews.set(host, aheadBy(date));
    },
    cloudNow: (host) => clock.now() + (ahead.get(host) ?? 0),
    sawDate: (host, date) => {
      if (!Number.isNaN(aheadBy(date))) ahead.set(host, aheadBy(date));
    },
    ...overrides,
  };
}

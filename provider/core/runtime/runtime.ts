import { randomBytes } from "node:crypto";
import { httpTransport, type Transport } from "../calls/http";
import { Farewell } from "../ownership/farewell";
import { fileJournal, type Journal } from "../ownership/journal";
import { Sightings } from "../ownership/sightings";
import { type Clock, systemClock } from "./clock";
import { type Engine, engineOfThisProcess } from "./engine";

/** Everything outside our own logic, in one place: the tests replace it part by part. */
export interface Runtime {
  readonly clock: Clock;
  readonly http: Transport;
  readonly engine: Engine;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the Pulumi program. */
  readonly cwd: string;
  readonly journal: Journal;
  readonly sightings: Sightings;
  readonly farewell: Farewell;
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

export function createRuntime(overrides: Partial<Runtime> = {}): Runtime {
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
    journal: overrides.journal ?? fileJournal(env, clock),
    sightings: new Sightings(),
    farewell: new Farewell(),
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

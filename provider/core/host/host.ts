import type { Clock } from "./clock";
import type { Engine } from "./engine";
import type { Transport } from "./http";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything outside our own logic. Tests replace it part by part. */
export interface Host {
  readonly clock: Clock;
  readonly http: Transport;
  readonly engine: Engine;
  readonly env: Environment;
  /** The folder of the Pulumi program. */
  readonly cwd: string;
  /** Uniform in [0, 1). */
  random(): number;
  /** Unguessable, never the same twice. */
  nonce(): string;
}

import type { Addresses } from "./addresses";
import type { HttpRequest, Reply } from "./http";
import type { KeyPair } from "./keys";
import type { Random } from "./random";
import type { RequestedServer } from "./redis";
import type { Tables } from "./state";

/**
 * The interface between the core and a cloud. The core owns ports, time, faults, the journal, persistence and real redis processes;
 * a cloud owns everything that a vendor decides: signatures, parameters, states, error bodies.
 *
 * To add a cloud: one folder beside `aliyun/` that exports a `CloudDefinition`, and one line in `sandbox/clouds.ts`.
 */
export interface CloudDefinition<Info extends Record<string, string> = Record<string, string>> {
  /** The key in the `--json` line, in `GET /instances` and in faults. */
  readonly name: string;
  /** With `--port n` this cloud listens on n + portOffset: aliyun 0, huawei 1, jd 2; control is 3. */
  readonly portOffset: number;
  /** The pair every sandbox accepts. */
  readonly defaultKey: KeyPair;
  /** This cloud's part of the `--json` line. */
  info(endpoint: string): Info;
  /** The names that `--env` exports, with their values. */
  env(info: Info): Record<string, string>;
  create(world: World): Cloud;
}

/** What the core provides to a cloud. */
export interface World {
  /** Milliseconds. The only clock: date windows, nonces, transitions and creation times all use it. */
  readonly now: () => number;
  /** How long creation takes. */
  readonly provisionMs: number;
  /** How long any other transition takes: a quarter of `provisionMs`. */
  readonly changeMs: number;
  readonly random: Random;
  /** Maps that survive a restart with `--state` and are emptied by a reset. */
  readonly tables: Tables;
  readonly keys: readonly KeyPair[];
  /** Present with `--redis`: where a new instance's real server will listen. */
  readonly addresses?: Addresses;
}

export interface Cloud {
  /** Which call this is. It runs before the signature is verified, so it must neither throw nor trust anything. */
  identify(request: HttpRequest): Call;
  /** The whole call: verify, validate, take effect, answer. It is synchronous, so that two calls never interleave. */
  handle(request: HttpRequest): Outcome;
  /** The vendor's answer for a fault that rejects the call. */
  reject(kind: Rejection, request: HttpRequest): Reply;
  /** The instances that cost money; those in a recycle bin are left out. */
  instances(): SandboxInstance[];
  /** The instance's transition ends in the vendor's failed state. */
  fail(id: string): void;
  /** The instance's transition never ends. */
  stall(id: string): void;
  /**
   * Remembers all instances as they are now. The returned function takes the effect out of the changes that have begun since on one of
   * them: its statuses come and go, and the old values stay.
   */
  remember(): (id: string) => void;
  /** Changes an instance, or something else that `id` names, outside the API. @throws Error that says why it cannot */
  drift(drift: Drift): void;
  /** The real servers that should be running now, and those whose data is kept. */
  servers(): RequestedServer[];
}

export type Rejection = "throttle" | "error500" | "error503";

export interface Call {
  /** The vendor's name of the operation; "" when the request names none. */
  readonly action: string;
  readonly mutating: boolean;
  readonly instanceId?: string;
  /** What was sent, with secret values replaced by "[hidden]". */
  readonly params: Readonly<Record<string, string>>;
  /** How many instances the call may create at most; so many ports are kept ready with `--redis`. */
  readonly creates: number;
}

export interface Outcome {
  readonly reply: Reply;
  /** Ids of the instances that the call created or changed; empty when it was rejected. */
  readonly touched: readonly string[];
}

export interface SandboxInstance {
  readonly cloud: string;
  readonly id: string;
  readonly name: string;
  /** The vendor's word. */
  readonly status: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The fields as the describe call shows them, and those that only other reads show. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Write-only values. In process only: `GET /instances` leaves them out. */
  readonly secrets: Readonly<Record<string, string>>;
}

export interface Drift {
  readonly cloud: string;
  /** An instance's; also an order's, an account's or a zone's where the cloud says so. */
  readonly id: string;
  /** Vendor field → new value. Orders, accounts and zones have fields of the sandbox's own. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Replaces all tags. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly delete?: boolean;
}

import type { Engine } from "../../provider/core/host/engine";
import type { AnyInstanceDefinition } from "../../provider/core/resource/definition";
import { createSession, type Session } from "../../provider/core/session/session";
import { StatusPoller } from "../../provider/core/waiter/statusPoller";
import type { Wait } from "../../provider/core/waiter/waiter";
import { VirtualClock } from "../support/virtualClock";
import type { ObservedToy, ToyArgs } from "../toy/args";
import { type ToyApi, toyCloud } from "../toy/cloud";
import { toyDefinitionOf } from "../toy/definition";

export { toyAttributes } from "../toy/attributes";
export { toySettings } from "../toy/cloud";
export type { ObservedToy, ToyArgs };

/** What the cloud holds of an instance. */
export interface ToyInstance extends ObservedToy {
  readonly password?: string | undefined;
  readonly chargeType?: string | undefined;
  readonly pendingTag?: string | undefined;
  readonly createdAt: number;
}

/** The toy cloud without a wire: each call takes effect at once and is recorded. */
export class ToyCloud implements ToyApi {
  readonly instances = new Map<string, ToyInstance>();
  readonly calls: string[] = [];
  /** Runs before each call; a test throws here, or waits. */
  before: (call: string) => Promise<void> | void = () => undefined;
  private created = 0;

  constructor(readonly clock: VirtualClock) {}

  async call<Result>(name: string, work: () => Result): Promise<Result> {
    this.calls.push(name);
    await this.before(name);
    return work();
  }

  put(id: string, more: Partial<ToyInstance> = {}): ToyInstance {
    const instance: ToyInstance = { id, status: "Normal", region: "north", createdAt: this.clock.now(), ...more };
    this.instances.set(id, instance);
    return instance;
  }

  /** Changes an instance that exists. */
  set(id: string, change: Partial<ToyInstance>): void {
    const instance = this.instances.get(id);
    if (instance) this.instances.set(id, { ...instance, ...change });
  }

  /** A new instance under the next id; arguments that are undefined are left out. */
  add(args: Partial<ToyInstance>): string {
    this.created += 1;
    const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
    return this.put(`toy-${this.created}`, given).id;
  }

  pendingTags(): Record<string, string | undefined> {
    return Object.fromEntries([...this.instances.values()].map(({ id, pendingTag }) => [id, pendingTag]));
  }

  create = ({ region, title, zone }: ToyArgs, pendingTag: string | undefined) =>
    this.call("create", () => this.add({ region: region ?? "north", title, zone, pendingTag }));
  observe = (id: string) => this.call(`observe ${id}`, () => this.instances.get(id));
  statuses = (ids: readonly string[]) =>
    this.call("poll", () => new Map(ids.map((id) => [id, this.instances.get(id)?.status ?? "Deleted"])));
  change = (id: string, change: Partial<ToyArgs>) => this.call(`change ${id}`, () => this.set(id, change));
  tag = (id: string, tags: Readonly<Record<string, string>>) =>
    this.call(`tag ${id}`, () => this.set(id, { tags: { ...tags } }));
  remove = (id: string) => this.call(`remove ${id}`, () => void this.instances.delete(id));
  listPending = () =>
    this.call("list", () =>
      [...this.instances.values()].flatMap(({ id, pendingTag, createdAt }) =>
        pendingTag === undefined ? [] : [{ id, pendingTag, createdAt, isDeleting: false }],
      ),
    );
  untagPending = (ids: readonly string[]) =>
    this.call(`untag ${[...ids].sort().join(" ")}`, () => {
      for (const id of ids) this.set(id, { pendingTag: undefined });
    });
}

export const toyEnv = {
  TOY_KEY_ID: "key-id",
  TOY_KEY_SECRET: "key-secret",
  PULUMI_BACKEND_URL: "https://state.example",
};

/** The toy resource in memory. */
export function toyDefinition(
  cloud = new ToyCloud(new VirtualClock()),
  more: Partial<AnyInstanceDefinition> = {},
): AnyInstanceDefinition {
  return { ...toyDefinitionOf(toyCloud(() => cloud)), isCreateRepeatable: true, ...more };
}

/** An engine that records what the provider reports. */
export class RecordingEngine implements Engine {
  readonly statuses: string[] = [];
  readonly warnings: string[] = [];
  alive = true;
  status(urn: string, text: string): void {
    this.statuses.push(`${urn} ${text}`);
  }
  warn(urn: string, text: string): void {
    this.warnings.push(`${urn} ${text}`);
  }
  async isAlive(): Promise<boolean> {
    return this.alive;
  }
}

export interface ToySession extends Session {
  readonly clock: VirtualClock;
  readonly engine: RecordingEngine;
}

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
    journal: { find: () => undefined, findAll: () => new Map(), begin: () => undefined, end: () => undefined },
    random: () => 0.5,
    nonce: () => `nonce-${++nonces}`,
    http: async (action) => {
      throw new Error(`${action}: this test has no network`);
    },
    ...overrides,
  }) as ToySession;
}

/** A wait for the instance `i-1`, a minute long. */
export function toyWait(cloud: ToyCloud, session: ToySession, more: Partial<Wait> = {}): Wait {
  const definition = toyDefinition(cloud);
  const { clock, engine } = session;
  return {
    definition,
    host: session,
    statusPoller: new StatusPoller(clock, (ids) => definition.listStatuses(cloud, ids)),
    api: cloud,
    id: "i-1",
    status: (text) => engine.status("urn", text),
    deadline: clock.now() + 60_000,
    ...more,
  };
}

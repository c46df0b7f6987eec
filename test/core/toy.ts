import type { z } from "zod";
import { CloudError, classify } from "../../provider/core/client/errors";
import type { Action } from "../../provider/core/client/request";
import type { Engine } from "../../provider/core/host/engine";
import type { CreateJournal } from "../../provider/core/ownership/createJournal";
import type { SavedState } from "../../provider/core/ownership/savedState";
import { pendingTagKey, returnedTag } from "../../provider/core/resource/cloud";
import type { AnyInstanceDefinition } from "../../provider/core/resource/definition";
import type { Tags } from "../../provider/core/resource/tags";
import { createSession, type Session } from "../../provider/core/session/session";
import { StatusPoller } from "../../provider/core/waiter/statusPoller";
import type { Wait } from "../../provider/core/waiter/wait";
import { State } from "../../sandbox/core/state";
import { VirtualClock } from "../support/virtualClock";
import type { ToyInputs } from "../toy/args";
import type { ToyApi } from "../toy/client";
import { toyDefinition as overHttp } from "../toy/definition";
import { errorRules } from "../toy/errors";
import type { ToyInstance } from "../toy/instance";
import { type Toy, type ToyCall, ToySandbox } from "../toy/sandbox";

export { toyAttributes } from "../toy/attributes";
export { settings as toySettings } from "../toy/credentials";
export type { ToyInputs, ToyInstance };

/** The toy cloud without a wire: its sandbox, where each call takes effect at once. */
export class ToyCloud implements ToyApi {
  private readonly tables = new State();
  private readonly sandbox: ToySandbox;
  readonly instances: Map<string, Toy> = this.tables.table("instances");
  /** Each call as its name and the ids that it changes. */
  readonly calls: string[] = [];
  /** The ids of orders of a batch, by their tokens. */
  readonly orders = new Map<string, string[]>();
  /** Runs before each call; a test throws here, or waits. */
  before: (call: string) => Promise<void> | void = () => undefined;

  constructor(readonly clock: VirtualClock) {
    this.sandbox = new ToySandbox({ now: clock.now, provisionMs: 0, changeMs: 0, tables: this.tables, keys: [] });
  }

  async call<Reply>({ name }: Action, body: Omit<ToyCall, "action">, reply: z.ZodType<Reply>): Promise<Reply> {
    const { id, ids = [] } = body;
    const targets = name === "poll" ? [] : id === undefined ? [...ids].sort() : [id];
    return this.record([name, ...targets].join(" "), () => reply.parse(this.answer({ action: name, ...body })));
  }

  async record<Result>(call: string, work: () => Result): Promise<Result> {
    this.calls.push(call);
    await this.before(call);
    return work();
  }

  private answer(call: ToyCall): unknown {
    const { status, body } = this.sandbox.answer(call).reply;
    // Whatever has begun is over.
    this.sandbox.instances();
    if (status === 200) return JSON.parse(body);
    const rejection = JSON.parse(body) as { code: string; message: string };
    throw new CloudError(call.action, status, rejection, classify(errorRules, status, rejection.code).meaning);
  }

  /** Creates an instance. */
  add(args: ToyInputs): string {
    return (this.answer({ action: "create", region: "north", ...args }) as { id: string }).id;
  }

  /** Changes an instance outside the API; makes it if there is none. */
  put(id: string, change: ToyInputs & Partial<Pick<Toy, "status" | "createdAt">> & { requestId?: string } = {}): void {
    const none = { id, account: "", status: "Normal", createdAt: this.clock.now(), secrets: {}, steps: [], tags: {} };
    const old = this.instances.get(id) ?? { ...none, properties: { region: "north" }, released: false };
    const { status = old.status, createdAt = old.createdAt, tags = old.tags, ...properties } = change;
    this.instances.set(id, { ...old, status, createdAt, tags, properties: { ...old.properties, ...properties } });
  }

  pendingTags(): Record<string, string | undefined> {
    return Object.fromEntries([...this.instances.values()].map(({ id, tags }) => [id, tags[pendingTagKey]]));
  }
}

/** Our own tags, as a run leaves them behind. */
export const ownTags = (pendingTag: string | undefined, isReturned = false): Tags => ({
  ...(pendingTag !== undefined && { [pendingTagKey]: pendingTag }),
  ...(isReturned && returnedTag),
});

/** The toy resource in memory. */
export function toyDefinition(
  cloud = new ToyCloud(new VirtualClock()),
  more: Partial<AnyInstanceDefinition> = {},
): AnyInstanceDefinition {
  return { ...overHttp, cloud: { ...overHttp.cloud, client: () => cloud }, isCreateRepeatable: true, ...more };
}

export const toyEnv = { TOY_KEY_ID: "key", TOY_KEY_SECRET: "secret", PULUMI_BACKEND_URL: "https://state.example" };

/** An engine that records what the provider reports. */
class RecordingEngine implements Engine {
  readonly statuses: string[] = [];
  readonly warnings: string[] = [];
  readonly infos: string[] = [];
  alive = true;
  status = (urn: string, text: string) => void this.statuses.push(`${urn} ${text}`);
  info = (urn: string, text: string) => void this.infos.push(`${urn} ${text}`);
  warn = (urn: string, text: string) => void this.warnings.push(`${urn} ${text}`);
  flush = async () => undefined;
  isAlive = async () => this.alive;
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
const noRegions = { regions: () => [], beginRegion: () => undefined, endRegion: () => undefined };
/** Remembers nothing. */
export const emptyJournal: CreateJournal = { ...noEntries, ...noRegions };

/** A session with nothing real in it: virtual time, fixed random numbers, no network, no disk. */
export function toySession(overrides: Partial<Session> = {}): ToySession {
  let nonces = 0;
  return createSession({
    clock: new VirtualClock(),
    engine: new RecordingEngine(),
    env: toyEnv,
    cwd: "/nonexistent",
    journal: emptyJournal,
    changes: noEntries,
    savedState: savedAs(undefined),
    random: () => 0.5,
    nonce: () => `nonce-${++nonces}`,
    http: (action) => Promise.reject(new Error(`${action}: this test has no network`)),
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
    statusPoller: new StatusPoller(clock, {
      many: (ids) => definition.listing.observe(cloud, ids),
      one: (id) => definition.observe(cloud, id, {}),
    }),
    api: cloud,
    id: "i-1",
    status: (text) => engine.status("urn", text),
    deadline: clock.now() + 60_000,
    ...more,
  };
}

import { z } from "zod";
import type { Engine } from "../../provider/core/host/engine";
import { type Attributes, attributeMakers } from "../../provider/core/resource/attributes";
import type { Cloud, TaggedInstance } from "../../provider/core/resource/cloud";
import type {
  AnyInstanceDefinition,
  InstanceDefinition,
  ObservedInstance,
} from "../../provider/core/resource/definition";
import type { Schema } from "../../provider/core/resource/schema";
import { createSession, type Session } from "../../provider/core/session/session";
import { StatusPoller } from "../../provider/core/waiter/statusPoller";
import type { Wait } from "../../provider/core/waiter/waiter";
import { VirtualClock } from "../support/virtualClock";

export interface ToyArgs {
  region?: string;
  title?: string;
  size?: number;
  version?: number;
  zone?: string;
  address?: string;
  ips?: string[];
  labels?: Record<string, string>;
  password?: string;
  backup?: string;
  coupon?: string;
  policy?: string;
}

export interface ToyLive extends ObservedInstance {
  readonly id: string;
  readonly region: string;
  readonly title?: string;
  readonly size?: number;
  readonly version?: number;
  readonly zone?: string;
  readonly ips?: string[];
  readonly labels?: Record<string, string>;
}

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<ToyLive>();

/** One argument of every sort. */
export const toyPlan: Attributes<ToyArgs, ToyLive> = {
  region: replace((live) => live.region),
  title: inPlace("attribute", (live) => live.title),
  size: inPlace("spec", (live) => live.size),
  version: inPlace("spec", (live) => live.version).replacesWhen((from: number, to: number) => to < from),
  zone: replace((live) => live.zone),
  address: replace<string>().deleteBeforeReplace(),
  ips: inPlace("access", (live) => live.ips)
    .asSet()
    .whenRemoved(["127.0.0.1"]),
  labels: inPlace("labels", (live) => live.labels).whenRemoved({}),
  password: inPlace<string>("attribute").writeOnly().secret(),
  backup: createOnly(),
  coupon: requestOption(),
  policy: stateOnly(),
};

const schema: Schema<ToyArgs> = {
  fields: {
    region: z.string(),
    title: z.string().min(2, "must have at least 2 characters"),
    size: z.int("must be whole GB").positive("must be more than 0 GB"),
    version: z.int(),
    zone: z.string(),
    address: z.string(),
    ips: z.array(z.string()),
    labels: z.record(z.string(), z.string()),
    password: z.string(),
    backup: z.string(),
    coupon: z.string(),
    policy: z.string(),
  },
  rules: [],
};

/** What the cloud holds of an instance; the rest is for the test to set. */
export interface ToyInstance extends ToyLive {
  mark?: string | undefined;
  createdAt: number;
}

/** A cloud without a wire: what the API's calls do is done at once, and each call is noted. */
export class ToyCloud {
  readonly instances = new Map<string, ToyInstance>();
  readonly calls: string[] = [];
  /** Asked before each call; a test throws here, or waits. */
  before: (call: string) => Promise<void> | void = () => undefined;
  private births = 0;

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

  nextId(): string {
    this.births += 1;
    return `toy-${this.births}`;
  }

  marks(): Record<string, string | undefined> {
    return Object.fromEntries([...this.instances.values()].map(({ id, mark }) => [id, mark]));
  }
}

const credentials = {
  id: { config: "keyId", env: ["TOY_KEY_ID", "OLD_TOY_KEY_ID"] },
  secret: { config: "keySecret", env: ["TOY_KEY_SECRET", "OLD_TOY_KEY_SECRET"] },
  token: { config: "token", env: ["TOY_TOKEN", "OLD_TOY_TOKEN"] },
};
const others = {
  region: { config: "region", env: ["TOY_REGION", "OLD_TOY_REGION"] },
  endpoint: { config: "endpoint", env: ["TOY_ENDPOINT"] },
};
export const toySettings = { credentials, others };
export const toyEnv = {
  TOY_KEY_ID: "key-id",
  TOY_KEY_SECRET: "key-secret",
  PULUMI_BACKEND_URL: "https://state.example",
};

function cloudOf(cloud: ToyCloud): Cloud<ToyCloud> {
  return {
    name: "toy",
    title: "Toy Cloud",
    settings: toySettings,
    domain: "toy.example",
    endpoint: (region) => `https://${region}.toy.example`,
    client: () => cloud,
    pendingTags: {
      listPending: (api) =>
        api.call("list", () =>
          [...api.instances.values()].flatMap(({ id, mark: pendingTag, createdAt }): TaggedInstance[] =>
            pendingTag === undefined ? [] : [{ id, pendingTag, createdAt, isDeleting: false }],
          ),
        ),
      untagPending: (api, ids) =>
        api.call(`untag ${[...ids].sort().join(" ")}`, () => {
          for (const id of ids) {
            const instance = api.instances.get(id);
            if (instance) instance.mark = undefined;
          }
        }),
    },
  };
}

/** A kind on the toy cloud. */
export function toyKind(
  cloud = new ToyCloud(new VirtualClock()),
  more: Partial<AnyInstanceDefinition> = {},
): AnyInstanceDefinition {
  const definition: InstanceDefinition<ToyArgs, ToyLive, ToyCloud> = {
    type: "Toy",
    cloud: cloudOf(cloud),
    schema,
    attributes: toyPlan,
    updaters: [{ name: "attribute", apply: async () => undefined }],
    regionArgument: "region",
    timeoutsMs: { create: 600_000, update: 600_000, delete: 600_000 },
    isCreateRepeatable: true,
    create: (api, { region = "north", title, zone }, { pendingTag }) =>
      api.call("birth", () => {
        const shown = { ...(title === undefined ? {} : { title }), ...(zone === undefined ? {} : { zone }) };
        return api.put(api.nextId(), { region, mark: pendingTag, ...shown }).id;
      }),
    observe: (api, id) => api.call(`observe ${id}`, () => api.instances.get(id)),
    listStatuses: (api, ids) =>
      api.call("glance", () => new Map(ids.map((id) => [id, api.instances.get(id)?.status ?? "Missing"]))),
    statuses: { Normal: "ready", Creating: "busy", Failed: "failed", Locked: "stopped", Deleted: "deleted" },
    isSettled: () => true,
    delete: (api, id) => api.call(`remove ${id}`, () => void api.instances.delete(id)),
    whyUndeletable: () => undefined,
    outputs: ({ id, status }, { password }) => ({
      instanceId: id,
      status,
      connectionString: `redis://:${password ?? ""}@${id}.toy.example:6379`,
    }),
  };
  return { ...definition, ...more };
}

/** An engine that remembers what it was told. */
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

export interface ToyRuntime extends Session {
  readonly clock: VirtualClock;
  readonly engine: RecordingEngine;
}

/** A runtime with nothing real in it: virtual time, no luck, no network, no disk. */
export function toyRuntime(overrides: Partial<Session> = {}): ToyRuntime {
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
  }) as ToyRuntime;
}

/** A wait for the instance `i-1`, a minute long. */
export function toyWait(cloud: ToyCloud, session: ToyRuntime, more: Partial<Wait> = {}): Wait {
  const definition = toyKind(cloud);
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

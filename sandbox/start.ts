import { clouds } from "./clouds";
import { Addresses } from "./core/addresses";
import type { Cloud, CloudDefinition, Drift, SandboxInstance, World } from "./core/cloud";
import { control } from "./core/control";
import { type Fault, Faults } from "./core/faults";
import type { HttpRequest } from "./core/http";
import { Journal, type RequestRecord } from "./core/journal";
import type { KeyPair, KeyRing } from "./core/keys";
import { assertLoopback } from "./core/loopback";
import { type Answer, handleCall, type Pipeline, type RequestListener } from "./core/pipeline";
import { Random } from "./core/random";
import { findRedisServer, RedisServers } from "./core/redis";
import { type Listening, listen } from "./core/server";
import { State } from "./core/state";

export interface SandboxOptions {
  /** Milliseconds; `Date.now` when left out. Tests pass a virtual clock. */
  readonly now?: (() => number) | undefined;
  /** How long creation takes; 2000 when left out. Every other transition takes a quarter of it. */
  readonly provisionMs?: number | undefined;
  /** The same seed gives the same ids. */
  readonly seed?: number | undefined;
  /** The first of four fixed ports; free ones when left out. */
  readonly port?: number | undefined;
  /** A loopback address; 127.0.0.1 when left out. */
  readonly host?: string | undefined;
  /** A real server for each instance. */
  readonly redis?: boolean | undefined;
  /** Where everything is kept across restarts. */
  readonly stateFile?: string | undefined;
  /** Further key pairs, by cloud. */
  readonly keys?: KeyRing | undefined;
  /** Clouds in addition to the sandbox's own; each gets a free port. */
  readonly furtherClouds?: readonly CloudDefinition[] | undefined;
}

type Definition = (typeof clouds)[number];

/** Exactly the `--json` line. */
export type SandboxInfo = { readonly [D in Definition as D["name"]]: ReturnType<D["info"]> } & {
  readonly control: string;
};

export interface Sandbox {
  readonly info: SandboxInfo;
  /** The instances that cost money; one that is being deleted is left out. */
  instances(): SandboxInstance[];
  /** What a cloud keeps besides instances, such as templates, by the name of its table. */
  table<Row>(cloud: string, name: string): Row[];
  /** Every API call since the start or the last reset, in the order of arrival. */
  requests(): RequestRecord[];
  fault(fault: Fault): void;
  /** Lets all held and slow calls go on. */
  release(): void;
  drift(drift: Drift): void;
  /** Removes all instances, requests and faults. Ids do not repeat. */
  reset(): void;
  /** Remembers everything but faults; the returned function takes the sandbox back to it, without faults. */
  remember(): () => void;
  /** Answers one request to an endpoint without HTTP. */
  answer(endpoint: string, request: HttpRequest): Promise<Answer>;
  /** The listener is awaited before the call is verified. Returns a function that unsubscribes it. */
  onRequest(listener: RequestListener): () => void;
  close(): Promise<void>;
}

const controlPortOffset = 3;

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? "127.0.0.1";
  assertLoopback(host);
  const program = options.redis === true ? findRedisServer() : undefined;
  const now = options.now ?? Date.now;
  const provisionMs = options.provisionMs ?? 2000;
  const state = new State(options.stateFile);
  const addresses = program === undefined ? undefined : new Addresses();
  const random = new Random(options.seed, state.table("random"));

  const definitions: readonly CloudDefinition[] = [
    ...(clouds as readonly unknown[] as readonly CloudDefinition[]),
    ...(options.furtherClouds ?? []),
  ];
  const running = definitions.map((definition) => {
    const world: World = {
      now,
      provisionMs,
      changeMs: Math.ceil(provisionMs / 4),
      random,
      tables: state.of(definition.name),
      keys: keysOf(definition, options.keys),
      ...(addresses === undefined ? {} : { addresses }),
    };
    return { definition, cloud: definition.create(world) as Cloud };
  });
  const names = running.map(({ definition }) => definition.name as string);
  const requestedServers = () => running.flatMap(({ cloud }) => cloud.servers());
  const servers =
    program === undefined || addresses === undefined
      ? undefined
      : new RedisServers(program, addresses, requestedServers);
  await servers?.follow();

  const listeners = new Set<RequestListener>();
  const pipeline: Pipeline = {
    now,
    journal: new Journal(state.table("journal")),
    faults: new Faults(),
    listeners,
    state,
    ...(servers === undefined || addresses === undefined ? {} : { real: { addresses, servers } }),
  };

  const listening: Listening[] = [];
  const port = (offset: number) => (options.port === undefined || options.port === 0 ? 0 : options.port + offset);
  const info: Record<string, unknown> = {};
  const endpoints = new Map<string, string>();
  const sandbox: Sandbox = {
    info: info as SandboxInfo,
    instances: () => running.flatMap(({ cloud }) => cloud.instances()),
    table: <Row>(cloud: string, name: string) => structuredClone([...state.of(cloud).table<Row>(name).values()]),
    requests: () => pipeline.journal.all(),
    fault: (fault) => pipeline.faults.add(fault, names),
    release: () => pipeline.faults.release(),
    drift: (drift) => {
      const cloud = running.find(({ definition }) => definition.name === drift.cloud)?.cloud;
      if (cloud === undefined) throw new Error(`drift: no cloud "${drift.cloud}"; there are: ${names.join(", ")}`);
      cloud.drift(drift);
      state.save();
    },
    reset: () => {
      pipeline.faults.clear();
      state.clear();
      state.save();
    },
    remember: () => {
      const rewind = state.remember();
      return () => {
        pipeline.faults.clear();
        rewind();
      };
    },
    answer: (endpoint, request) => {
      const one = running.find(({ definition }) => endpoints.get(definition.name) === endpoint);
      if (one === undefined) throw new Error(`answer: no endpoint "${endpoint}"`);
      return handleCall(pipeline, one.definition.name, one.cloud, request);
    },
    onRequest: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      pipeline.faults.clear();
      await Promise.all(listening.map((one) => one.close()));
      await servers?.close();
      await addresses?.close();
      state.save();
    },
  };

  try {
    for (const { definition, cloud } of running) {
      const one = await listen(host, port(definition.portOffset), (request) =>
        handleCall(pipeline, definition.name, cloud, request),
      );
      listening.push(one);
      endpoints.set(definition.name, one.endpoint);
      info[definition.name] = definition.info(one.endpoint);
    }
    const controlPort = await listen(host, port(controlPortOffset), (request) => control(sandbox, request));
    listening.push(controlPort);
    info.control = controlPort.endpoint;
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  return sandbox;
}

function keysOf(definition: CloudDefinition, ring: KeyRing | undefined): KeyPair[] {
  return [definition.defaultKey, ...(ring?.[definition.name] ?? [])];
}

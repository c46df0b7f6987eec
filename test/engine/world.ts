import { httpTransport } from "../../provider/core/client/http";
import type { Transport } from "../../provider/core/host/http";
import type { SentChange } from "../../provider/core/ownership/changeJournal";
import type { CreateAttempt } from "../../provider/core/ownership/createJournal";
import type { Journal } from "../../provider/core/ownership/journalFolder";
import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { type CloudDefinition, clouds, type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox";
import { VirtualClock } from "../support/virtualClock";
import { inProcess } from "./inProcess";
import { MiniEngine } from "./miniEngine";
import type { Memory, World } from "./process";

/** Entries that survive the processes of one test. */
export function memoryEntries<Entry>(): Journal<Entry> & Memory {
  const entries = new Map<string, Entry>();
  return {
    find: (key) => entries.get(key),
    findAll: () => new Map(entries),
    begin: (key, entry) => void entries.set(key, entry),
    end: (key) => void entries.delete(key),
    forget: () => entries.clear(),
    remember() {
      const before = [...entries];
      return () => {
        entries.clear();
        for (const [key, entry] of before) entries.set(key, entry);
      };
    },
  };
}

/** A create journal that survives them. */
export function memoryJournal(): World["journal"] {
  const attempts = memoryEntries<CreateAttempt>();
  const regions = new Set<string>();
  const key = (...parts: string[]) => parts.join(" ");
  return {
    ...attempts,
    regions: (stack, cloud) =>
      [...regions].filter((each) => each.startsWith(key(stack, cloud, ""))).map((each) => each.split(" ")[2] ?? ""),
    beginRegion: (stack, cloud, region) => void regions.add(key(stack, cloud, region)),
    endRegion: (stack, cloud, region) => void regions.delete(key(stack, cloud, region)),
    forget() {
      attempts.forget();
      regions.clear();
    },
    remember() {
      const [rewind, before] = [attempts.remember(), [...regions]];
      return () => {
        rewind();
        regions.clear();
        for (const region of before) regions.add(region);
      };
    },
  };
}

/** Random numbers that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** In real time, for calls that the sandbox never answers. */
const patienceMs = 400;
const http = httpTransport({ connectMs: patienceMs });
const shortHttp: Transport = (action, request) => http(action, request, patienceMs);

export interface TestWorld {
  readonly sandbox: Sandbox;
  readonly clock: VirtualClock;
  readonly engine: MiniEngine;
  close(): Promise<void>;
}

/**
 * A sandbox and an engine on one virtual clock: a creation of a minute takes no time. Calls go from one to the other in this
 * process, several times as fast; `overHttp` is for tests of what happens on the way.
 */
export async function testWorld(
  definitions: readonly AnyResourceDefinition[],
  options: SandboxOptions & {
    env?: Record<string, string>;
    overHttp?: boolean;
    serverAheadMs?: () => number;
    /** Of the clock. */
    tickMs?: number;
  } = {},
): Promise<TestWorld> {
  const { env, overHttp = false, serverAheadMs = () => 0, tickMs, ...sandboxOptions } = options;
  const clock = new VirtualClock(undefined, tickMs);
  const now = () => clock.now() + serverAheadMs();
  const sandbox = await startSandbox({ provisionMs: 60_000, ...sandboxOptions, now });
  const engine = new MiniEngine({
    clock,
    definitions,
    journal: memoryJournal(),
    changes: memoryEntries<SentChange>(),
    undelivered: [],
    era: 0,
    transport: overHttp ? shortHttp : inProcess(sandbox),
    random: seeded(7),
    env: {
      ...environmentOf(sandbox, sandboxOptions.furtherClouds ?? []),
      PULUMI_BACKEND_URL: "https://state.example",
      ...env,
    },
  });
  return { sandbox, clock, engine, close: () => sandbox.close() };
}

/** The names that each vendor's tools read, with the sandbox's values. */
function environmentOf({ info }: Sandbox, further: readonly CloudDefinition[]): Record<string, string> {
  const all = [...(clouds as readonly unknown[] as readonly CloudDefinition[]), ...further];
  const infos = info as unknown as Record<string, Record<string, string>>;
  return Object.assign({}, ...all.map((cloud) => cloud.env(infos[cloud.name] ?? {})));
}

export type Rewindable = Pick<TestWorld, "engine" | "sandbox">;

/**
 * Remembers the cloud, the state and the journals. The returned function takes the world back to that, as often as it is called, and
 * no process from before it is heard of again.
 */
export function remember({ engine, sandbox }: Rewindable): () => void {
  const { state, world } = engine;
  const rewinds = [sandbox, world.journal, world.changes].map((each) => each.remember());
  return () => {
    for (const rewind of rewinds) rewind();
    engine.state = state;
    world.undelivered.length = 0;
    world.era++;
  };
}

import type { CreateAttempt } from "../../provider/core/ownership/createJournal";
import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { type CloudDefinition, clouds, type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox";
import { VirtualClock } from "../support/virtualClock";
import { MiniEngine } from "./miniEngine";
import type { World } from "./process";

/** A create journal that survives the processes of one test. */
export function memoryJournal(): World["journal"] & { readonly attempts: ReadonlyMap<string, CreateAttempt> } {
  const attempts = new Map<string, CreateAttempt>();
  return {
    attempts,
    find: (pendingTag) => attempts.get(pendingTag),
    findAll: () => new Map(attempts),
    begin: (pendingTag, attempt) => void attempts.set(pendingTag, attempt),
    end: (pendingTag) => void attempts.delete(pendingTag),
    forget: () => attempts.clear(),
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

export interface TestWorld {
  readonly sandbox: Sandbox;
  readonly clock: VirtualClock;
  readonly engine: MiniEngine;
  close(): Promise<void>;
}

/** A sandbox and an engine on one virtual clock: a creation of a minute takes no time. */
export async function testWorld(
  definitions: readonly AnyResourceDefinition[],
  options: SandboxOptions & { env?: Record<string, string>; answerMs?: number; serverAheadMs?: () => number } = {},
): Promise<TestWorld> {
  const clock = new VirtualClock();
  const { env, answerMs, serverAheadMs = () => 0, ...sandboxOptions } = options;
  const now = () => clock.now() + serverAheadMs();
  const sandbox = await startSandbox({ provisionMs: 60_000, ...sandboxOptions, now });
  const engine = new MiniEngine({
    clock,
    definitions,
    journal: memoryJournal(),
    undelivered: [],
    answerMs,
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

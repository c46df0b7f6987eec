import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox";

/** A sandbox that can be ended and started again on its ports, with its instances and without its faults. */
export interface Restartable extends Sandbox {
  restart(): Promise<void>;
}

type Listener = Parameters<Sandbox["onRequest"]>[0];

export async function restartable(options: SandboxOptions): Promise<Restartable> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-chaos-"));
  const kept = { ...options, stateFile: join(folder, "state.json") };
  const listeners = new Set<Listener>();
  let generation = 0;
  const start = async (port: number) => {
    const own = ++generation;
    const sandbox = await startSandbox({ ...kept, port });
    sandbox.onRequest(async (request) => {
      for (const listener of listeners) await listener(request);
      // What was on its way when its server ended takes no effect, or it would write over the newer file.
      if (own !== generation) await new Promise(() => undefined);
    });
    return sandbox;
  };
  let current = await onFreePorts(start);
  const { info } = current;
  const port = Number(new URL(info.aliyun.endpoint).port);
  let restarting: Promise<void> | undefined;
  const restart = async () => {
    generation++;
    await current.close();
    current = await start(port);
  };
  return {
    info,
    instances: () => current.instances(),
    requests: () => current.requests(),
    table: (cloud, name) => current.table(cloud, name),
    fault: (fault) => current.fault(fault),
    release: () => current.release(),
    drift: (drift) => current.drift(drift),
    reset: () => current.reset(),
    remember: () => current.remember(),
    answer: (endpoint, request) => current.answer(endpoint, request),
    onRequest(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    restart() {
      restarting ??= restart().finally(() => {
        restarting = undefined;
      });
      return restarting;
    },
    async close() {
      await current.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The sandbox wants four in a row. */
async function onFreePorts<Result>(start: (port: number) => Promise<Result>): Promise<Result> {
  const tries = 20;
  for (let left = tries; ; left--) {
    try {
      return await start(20_000 + 4 * Math.floor(Math.random() * 3_000));
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

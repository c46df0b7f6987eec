import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SandboxOptions, startSandbox } from "../../sandbox";
import { findRedisServer } from "../../sandbox/core/redis";

export const start = Date.parse("2026-11-21T00:00:00Z");
export const provisionMs = 2000;
export const changeMs = 500;

/** A sandbox with a clock that only the test moves. */
export async function openSandbox(options: SandboxOptions = {}) {
  const clock = { now: start };
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const open = (more: SandboxOptions) => startSandbox({ now: () => clock.now, provisionMs, seed: 1, ...more });
  let sandbox = await open(options);
  return {
    get sandbox() {
      return sandbox;
    },
    clock,
    wait(ms = changeMs) {
      clock.now += ms;
    },
    stateFile: join(folder, "state.json"),
    /** Goes on with another sandbox. */
    async restart(more: SandboxOptions = {}) {
      await sandbox.close();
      sandbox = await open(more);
    },
    async close() {
      await sandbox.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A test that needs `redis-server` or `valkey-server` on PATH, and is skipped without one; .ci/run installs one. */
export const testWithServer = hasServer() ? test : test.skip;

function hasServer(): boolean {
  try {
    return findRedisServer() !== "";
  } catch {
    return false;
  }
}

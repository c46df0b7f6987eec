import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const running = new Set();

// A group of its own for each child, so that killing it ends what it started as well; so it has to be ended here when we are.
process.on("exit", () => {
  for (const kill of running) kill();
});
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
]) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(code);
  });
}

/**
 * Starts a program whose output is read line by line. `ended` never rejects: it tells the exit code, and `missing` when
 * there is no such program.
 */
export function start(program, args, { cwd, env, onLine = () => {} } = {}) {
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  running.add(kill);
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", onLine);
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 127, missing: error.code === "ENOENT" }));
    child.once("close", (code) => resolve({ code, missing: false }));
  }).finally(() => running.delete(kill));
  return { ended, kill };
}

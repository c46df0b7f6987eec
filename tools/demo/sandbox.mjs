import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, openSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../lib/root.mjs";
import { ToolError } from "../lib/tool-error.mjs";

export const hasRedisServer = ["redis-server", "valkey-server"].some((program) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => isExecutable(join(folder, program))),
);

/**
 * The sandbox as a process of its own group: a Ctrl-C must not take the cloud away from a CLI that is still finishing, and
 * with --keep it lives on. So its stderr goes to a file, which does not break when we end.
 */
export async function startSandbox(folder, provisionMs) {
  const args = [join(root, "dist/bin/main.js"), "sandbox", "--json", "--provision", String(provisionMs)];
  if (hasRedisServer) args.push("--redis");
  const errors = openSync(join(folder, "sandbox.log"), "a");
  const child = spawn(process.execPath, args, { detached: true, stdio: ["ignore", "pipe", errors] });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, "line"), exited.then(() => [])]);
  if (!line) throw new ToolError("The sandbox did not start.");
  const { aliyun, control } = JSON.parse(line);
  const ask = async (path, body) => {
    const request = body && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    const response = await fetch(control + path, request);
    if (!response.ok) throw new ToolError(`The sandbox rejected ${path}: ${await response.text()}`);
    return response.json();
  };
  return {
    pid: child.pid,
    env: {
      ALIYUN_REDIS_ENDPOINT: aliyun.endpoint,
      ALIBABA_CLOUD_ACCESS_KEY_ID: aliyun.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: aliyun.accessKeySecret,
      ALIBABA_CLOUD_REGION: aliyun.region,
    },
    instances: () => ask("/instances"),
    requests: () => ask("/requests"),
    drift: (id, set) => ask("/drift", { cloud: "aliyun", id, set }),
    detach() {
      child.unref();
      child.stdout.destroy();
    },
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

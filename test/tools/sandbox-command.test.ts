import { type ChildProcessByStdio, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { processesWith } from "../e2e/driver/processes";
import { until } from "../e2e/driver/until";

jest.setTimeout(180_000);

describe("npm run --silent sandbox -- --json", () => {
  let run: string;
  let npm: ChildProcessByStdio<null, Readable, null>;
  const living = () => processesWith("SANDBOX_COMMAND_TEST", run);
  beforeEach(() => {
    run = randomUUID();
    npm = spawn("npm", ["run", "--silent", "sandbox", "--", "--json"], {
      cwd: join(__dirname, "../.."),
      env: { ...process.env, SANDBOX_COMMAND_TEST: run },
      stdio: ["ignore", "pipe", "ignore"],
    });
  });
  afterEach(() => {
    for (const { pid } of living()) process.kill(pid, "SIGKILL");
  });

  test.each(["SIGTERM", "SIGINT"] as const)("prints one line, stays until %s, and exits 0", async (signal) => {
    const lines: string[] = [];
    const output = createInterface({ input: npm.stdout });
    output.on("line", (line) => lines.push(line));
    await once(output, "line");
    const exited = once(npm, "exit");
    npm.kill(signal);
    expect(await exited).toEqual([0, null]);
    await until("the end of the sandbox itself", () => living().length === 0);
    expect(lines).toHaveLength(1);
    const { aliyun, control } = JSON.parse(lines[0] ?? "") as { aliyun: { endpoint: string }; control: string };
    for (const url of [aliyun.endpoint, control]) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

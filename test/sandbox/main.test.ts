import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildPrograms } from "./build";

const children: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), "sandbox-main-"));
const build = buildPrograms();
const program = join(build, "bin/main.js");

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => {
  for (const each of [folder, build]) rmSync(each, { recursive: true });
});

function start(...words: string[]): ChildProcess {
  const child = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  return child;
}

/** Everything it prints until its first line. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error("no stdout");
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
}

function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err })));
}

const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
test.each(signals)("--json prints one line when it listens, and %s ends it with 0", async (signal) => {
  const child = start("sandbox", "--json");
  const info = JSON.parse(await firstLine(child));
  expect(info.aliyun.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(`${info.control}/instances`)).json()).toEqual([]);
  const end = ended(child);
  child.kill(signal);
  expect(await end).toEqual({ code: 0, out: "", err: "" });
});

test("--env prints export lines that a shell's eval takes", async () => {
  const child = start("sandbox", "--env");
  const end = ended(child);
  await firstLine(child);
  child.kill("SIGTERM");
  const { out, code } = await end;
  const names = [...out.matchAll(/^export ([A-Z_]+)='[^']+'$/gm)].map((match) => match[1]);
  const alibaba = ["ACCESS_KEY_ID", "ACCESS_KEY_SECRET", "REGION"].map((name) => `ALIBABA_CLOUD_${name}`);
  const huawei = ["ACCESS_KEY", "SECRET_KEY", "REGION_NAME", "PROJECT_ID"].map((name) => `HW_${name}`);
  const jd = ["ACCESS_KEY", "SECRET_KEY", "REGION"].map((name) => `JDCLOUD_${name}`);
  const endpoints = ["ALIYUN_REDIS_ENDPOINT", "HUAWEI_DCS_ENDPOINT", "JD_REDIS_ENDPOINT"];
  const control = "PULUMI_CN_CACHE_SANDBOX_CONTROL";
  expect([code, names.sort()]).toEqual([0, [...alibaba, ...huawei, ...jd, ...endpoints, control].sort()]);
});

test("without --json and --env it prints text for a reader", async () => {
  expect(await firstLine(start("sandbox"))).toBe("The sandbox is listening.");
});

test("--env --detach leaves it running in the background and prints its process id", async () => {
  const out = execFileSync(process.execPath, [program, "sandbox", "--env", "--detach"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const pid = Number(/PULUMI_CN_CACHE_SANDBOX_PID='(\d+)'/.exec(out)?.[1]);
  const endpoint = /ALIYUN_REDIS_ENDPOINT='([^']+)'/.exec(out)?.[1] ?? "";
  expect((await fetch(endpoint, { method: "POST" })).status).toBe(400);
  process.kill(pid, "SIGTERM");
});

const rejected: Record<string, [string[], RegExp]> = {
  "--host 0.0.0.0": [["--host", "0.0.0.0"], /loopback only/],
  "--host 0.0.0.0 --detach": [["--host", "0.0.0.0", "--detach"], /loopback only/],
  "--provision soon": [["--provision", "soon"], /It has to be a whole number/],
  "--port -1": [["--port", "-1"], /It has to be a whole number/],
  "an unknown option": [["--jason"], /jason[\s\S]*Did you mean --json/],
  "a key file that is not there": [["--keys", join(folder, "none.json")], /ENOENT/],
};
test.each(Object.entries(rejected))("%s is rejected with a clear text", async (_name, [words, text]) => {
  const result = await ended(start("sandbox", ...words));
  expect([result.code, result.out]).toEqual([2, ""]);
  expect(result.err).toMatch(text);
});

test("--keys accepts a further pair, and says which entry is wrong", async () => {
  const good = join(folder, "good.json");
  const bad = join(folder, "bad.json");
  writeFileSync(good, '{"aliyun":[{"id":"a","secret":"b"}]}');
  writeFileSync(bad, '{"aliyun":[{"id":"a"}]}');
  expect(JSON.parse(await firstLine(start("sandbox", "--json", "--keys", good)))).toHaveProperty("aliyun");
  expect((await ended(start("sandbox", "--keys", bad))).err).toMatch(/aliyun\[0\] needs "id" and "secret"/);
});

test.each([[[]], [["--detach"]]])("a port that is in use is one sentence, with %j", async (more) => {
  const first = start("sandbox", "--json");
  const { aliyun } = JSON.parse(await firstLine(first));
  const { port } = new URL(aliyun.endpoint);
  const { code, out, err } = await ended(start("sandbox", "--port", port, ...more));
  expect([code, out]).toEqual([2, ""]);
  expect(err).toBe(
    `error: port ${port} of 127.0.0.1 is in use; choose others with --port, or leave it out for free ones\n`,
  );
});

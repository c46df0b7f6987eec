import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const root = join(__dirname, "../..");

/** Runs a command whose reader of this stream has ended before it writes. */
async function runWithout(stream: "stdout" | "stderr", ...words: string[]) {
  const args = ["-r", "ts-node/register/transpile-only", "bin/main.ts", ...words];
  const env = { ...process.env, TS_NODE_COMPILER_OPTIONS: JSON.stringify({ rootDir: root }) };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  child[stream].destroy();
  const other = text(child[stream === "stdout" ? "stderr" : "stdout"]);
  const [code] = await once(child, "exit");
  return { code, other: await other };
}

test.each([[["docs"]], [["--help"]], [["list", "--help"]]])(
  "%j ends quietly where nobody reads what it prints",
  async (words) => {
    expect(await runWithout("stdout", ...words)).toEqual({ code: 0, other: "" });
  },
);

test("an error that nobody reads keeps its exit code", async () => {
  expect(await runWithout("stderr", "list", "cars")).toEqual({ code: 2, other: "" });
});

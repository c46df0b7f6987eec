import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./lib/root.mjs";
import { fail } from "./lib/tool-error.mjs";
import { setUpPackage } from "./setup.mjs";

try {
  // To stderr: with --json and --env, stdout belongs to the sandbox.
  await setUpPackage((line) => console.error(`set-up: ${line}`));
  const args = [join(root, "dist/bin/main.js"), "sandbox", ...process.argv.slice(2)];
  const sandbox = spawn(process.execPath, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => sandbox.kill(signal));
  sandbox.once("exit", (code, signal) => {
    process.exitCode = signal ? 1 : code;
  });
} catch (error) {
  fail(error);
}

import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

const patienceMs = 8000;

/** The CLI, each command printed before it runs. */
export function pulumiCli(cwd, env) {
  let child;
  let ended = Promise.resolve();

  const run = (args, { input = "", live = false, quiet = false, aside = "" } = {}) => {
    const shown = `$ pulumi ${args.join(" ")}${aside && `   # ${aside}`}`;
    console.log(`\n${process.stdout.isTTY ? `\x1b[1m${shown}\x1b[0m` : shown}`);
    // On a terminal the CLI itself draws its table, with the live status; then there is nothing for us to read.
    const drawsItself = live && process.stdout.isTTY;
    const colour = process.stdout.isTTY && !drawsItself && !quiet ? ["--color", "always"] : [];
    const stdio = drawsItself ? "inherit" : ["pipe", "pipe", "pipe"];
    child = spawn("pulumi", [...args, ...colour], { cwd, env, stdio });
    let stdout = "";
    child.stdin?.end(input);
    child.stdout?.on("data", (chunk) => {
      stdout += chunk;
      if (!quiet) process.stdout.write(chunk);
    });
    child.stderr?.on("data", (chunk) => process.stdout.write(chunk));
    const finished = new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, stdout: stripVTControlCharacters(stdout) }));
    });
    ended = finished.then(
      () => {},
      () => {},
    );
    return finished;
  };

  /** The first SIGINT lets the CLI finish what it is waiting for, the second makes it end its plugins and go. */
  const interrupt = async () => {
    const timers = [0, 300].map((ms) => setTimeout(() => child?.kill("SIGINT"), ms));
    timers.push(setTimeout(() => child?.kill("SIGKILL"), patienceMs));
    await ended;
    timers.forEach(clearTimeout);
  };

  return { run, interrupt };
}

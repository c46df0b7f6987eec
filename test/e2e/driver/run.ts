import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { cliFolder } from "./cli";

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Both, in the order in which they came. */
  output: string;
}

/** A command of the real CLI that is under way. */
export class Run {
  private stdout = "";
  private stderr = "";
  private output = "";
  private readonly polls = new Set<() => void>();
  readonly finished: Promise<Finished>;

  constructor(
    readonly command: string,
    private readonly child: ChildProcess,
  ) {
    child.stdout?.on("data", (chunk: Buffer) => this.take("stdout", chunk));
    child.stderr?.on("data", (chunk: Buffer) => this.take("stderr", chunk));
    this.finished = new Promise((resolve, reject) => {
      child.once("error", reject);
      // "exit", not "close": what a killed CLI leaves behind holds its output open.
      child.once("exit", (code) => {
        setImmediate(() => resolve({ code, stdout: this.stdout, stderr: this.stderr, output: this.output }));
      });
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Settles when the output holds the text; fails when the command ends without it. */
  async prints(text: string): Promise<void> {
    const seen = new Promise<void>((resolve) => {
      const poll = () => {
        if (this.output.includes(text)) resolve();
      };
      this.polls.add(poll);
      poll();
    });
    const ended = this.finished.then(({ output }) => {
      if (!output.includes(text)) throw new Error(`\`${this.command}\` ended without "${text}":\n${output}`);
    });
    await Promise.race([seen, ended]);
  }

  private take(stream: "stdout" | "stderr", chunk: Buffer): void {
    this[stream] += chunk;
    this.output += chunk;
    for (const poll of this.polls) poll();
  }
}

export function startRun(args: string[], cwd: string, env: NodeJS.ProcessEnv): Run {
  const child = spawn(join(cliFolder(), "pulumi"), args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  return new Run(`pulumi ${args.join(" ")}`, child);
}

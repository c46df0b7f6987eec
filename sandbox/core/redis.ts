import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Writable } from "node:stream";
import type { Addresses } from "./addresses";
import { Dumps } from "./dumps";
import { command, waitUntilItAnswers } from "./resp";

/** One real server that should be running. */
export interface RequestedServer {
  readonly id: string;
  readonly port: number;
  /** Without one the server needs none. */
  readonly password?: string;
  /** The vendor's account name beside the default one. */
  readonly user?: string;
  readonly memoryMb: number;
  /** It does not run, but its data is kept for the next start. */
  readonly isStopped?: boolean;
}

interface Running {
  readonly process: ChildProcess;
  request: RequestedServer;
}

const programs = ["redis-server", "valkey-server"];

/** @throws when neither program is on PATH. */
export function findRedisServer(path = process.env.PATH ?? ""): string {
  for (const program of programs) {
    for (const folder of path.split(delimiter)) {
      const file = join(folder, program);
      if (isExecutable(file)) return file;
    }
  }
  throw new Error(
    `--redis needs ${programs.join(" or ")} on PATH (Debian: apt-get install redis-server), and there is neither`,
  );
}

/**
 * The shell becomes the server, and leaves a watcher that reads from a pipe of ours: the pipe ends without a line if this process
 * is killed, and then the watcher kills the server.
 */
const endsWithUs = '(read -r line <&3 || kill -9 $$) 2>/dev/null & exec 3<&-; exec "$0" -';

/** Runs one real server for each requested one; all of them end with this process, however it ends. */
export class RedisServers {
  private readonly running = new Map<string, Running>();
  private following: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;
  private readonly dumps = new Dumps();
  private readonly killAll = () => {
    for (const { process: child } of this.running.values()) child.kill("SIGKILL");
    this.dumps.close();
  };

  constructor(
    private readonly program: string,
    private readonly addresses: Addresses,
    private readonly requested: () => RequestedServer[],
  ) {
    process.on("exit", this.killAll);
    // A transition ends when somebody reads the store, so the servers are checked periodically as well.
    this.timer = setInterval(() => void this.follow().catch(report), 200);
    this.timer.unref();
  }

  /** Starts, changes and stops servers until the running ones are the requested ones. */
  follow(): Promise<void> {
    const next = this.following.then(() => this.reconcile());
    this.following = next.catch(() => {});
    return next;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.following;
    process.off("exit", this.killAll);
    await Promise.all([...this.running.keys()].map((id) => this.stop(id)));
    this.dumps.close();
  }

  private async reconcile(): Promise<void> {
    const all = this.requested();
    const stopped = new Set(all.flatMap(({ id, isStopped }) => (isStopped === true ? [id] : [])));
    const requested = new Map(all.flatMap((request) => (request.isStopped === true ? [] : [[request.id, request]])));
    this.dumps.keepOnly(new Set(all.map(({ id }) => id)));
    const extra = [...this.running.keys()].filter((id) => !requested.has(id));
    const ends = extra.map((id) => (stopped.has(id) ? this.stopAndKeep(id) : this.stop(id)));
    await Promise.all([...ends, ...[...requested.values()].map((request) => this.bringTo(request))]);
  }

  private async bringTo(request: RequestedServer): Promise<void> {
    const now = this.running.get(request.id);
    if (now === undefined) return this.start(request);
    if (now.request.port !== request.port) {
      await this.stop(request.id);
      return this.start(request);
    }
    const changes = changesBetween(now.request, request);
    if (changes.length > 0) await command(now.request, changes);
    now.request = request;
  }

  private async start(request: RequestedServer): Promise<void> {
    await this.addresses.free(request.port);
    // The configuration goes through stdin, because everyone on the machine can read a command line.
    const child = spawn("/bin/sh", ["-c", endsWithUs, this.program], { stdio: ["pipe", "ignore", "ignore", "pipe"] });
    this.running.set(request.id, { process: child, request });
    const [stdin, , , lifeline] = child.stdio as unknown as readonly Writable[] as [Writable, null, null, Writable];
    lifeline.on("error", () => {});
    child.once("exit", () => {
      this.running.delete(request.id);
      lifeline.end("ended\n");
    });
    stdin.on("error", () => {});
    stdin.end(configuration(request, this.dumps));
    await waitUntilItAnswers(request, () => child.exitCode !== null);
    // The data is loaded. If the server crashes later, it must not restart with these old values.
    this.dumps.drop(request.id);
  }

  private async stopAndKeep(id: string): Promise<void> {
    const now = this.running.get(id);
    if (now !== undefined) await command(now.request, [["SAVE"]]).catch(report);
    await this.stop(id);
  }

  private async stop(id: string): Promise<void> {
    const now = this.running.get(id);
    if (now === undefined) return;
    const ended = new Promise((resolve) => now.process.once("exit", resolve));
    now.process.kill("SIGKILL");
    await ended;
  }
}

function configuration(request: RequestedServer, dumps: Dumps): string {
  const lines = [
    `port ${request.port}`,
    "bind 127.0.0.1",
    'save ""',
    "appendonly no",
    `dir ${quoted(dumps.folder())}`,
    `dbfilename ${dumps.nameOf(request.id)}`,
    "databases 256",
    `maxmemory ${request.memoryMb}mb`,
  ];
  if (request.password !== undefined) {
    lines.push(`requirepass ${quoted(request.password)}`);
    if (request.user !== undefined) lines.push(`user ${request.user} on ${quoted(`>${request.password}`)} ~* &* +@all`);
  } else if (request.user !== undefined) lines.push(`user ${request.user} on nopass ~* &* +@all`);
  return `${lines.join("\n")}\n`;
}

/** Commands that turn a running server with `old` into one with `request`. */
function changesBetween(old: RequestedServer, request: RequestedServer): string[][] {
  const changes: string[][] = [];
  if (old.memoryMb !== request.memoryMb) changes.push(["CONFIG", "SET", "maxmemory", `${request.memoryMb}mb`]);
  if (old.password !== request.password) {
    changes.push(["CONFIG", "SET", "requirepass", request.password ?? ""]);
    const access = request.password === undefined ? ["nopass"] : ["resetpass", `>${request.password}`];
    if (request.user !== undefined)
      changes.push(["ACL", "SETUSER", request.user, "on", ...access, "~*", "&*", "+@all"]);
  }
  return changes;
}

/** Every byte as \xHH, so that nothing in a password can end the line. */
function quoted(text: string): string {
  return `"${Array.from(Buffer.from(text, "utf8"), (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}"`;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function report(error: unknown): void {
  process.stderr.write(`sandbox: real redis: ${error instanceof Error ? error.message : String(error)}\n`);
}

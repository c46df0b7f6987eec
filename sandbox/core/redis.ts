import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Addresses } from "./addresses";
import { Dumps } from "./dumps";
import { command, waitUntilItAnswers } from "./resp";

/** One real server that should be running. */
export interface RedisWish {
  readonly id: string;
  readonly port: number;
  /** Without one the server asks for none. */
  readonly password?: string;
  /** The vendor's account name beside the default one. */
  readonly user?: string;
  readonly memoryMb: number;
  /** It does not run, but its data will be there when it runs again. */
  readonly sleeps?: boolean;
}

interface Running {
  readonly process: ChildProcess;
  wish: RedisWish;
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

/** Keeps one real server for each instance that should have one; none of them outlives this process. */
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
    private readonly wishes: () => RedisWish[],
  ) {
    process.on("exit", this.killAll);
    // Transitions end by being looked at; a real server has to follow although nobody looks.
    this.timer = setInterval(() => void this.follow().catch(report), 200);
    this.timer.unref();
  }

  /** Starts, changes and stops servers until what runs is what is wished. */
  follow(): Promise<void> {
    const next = this.following.then(() => this.converge());
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

  private async converge(): Promise<void> {
    const all = this.wishes();
    const sleepers = new Set(all.flatMap(({ id, sleeps }) => (sleeps === true ? [id] : [])));
    const wishes = new Map(all.flatMap((wish) => (wish.sleeps === true ? [] : [[wish.id, wish]])));
    this.dumps.keepOnly(new Set(all.map(({ id }) => id)));
    const extra = [...this.running.keys()].filter((id) => !wishes.has(id));
    const ends = extra.map((id) => (sleepers.has(id) ? this.lull(id) : this.stop(id)));
    await Promise.all([...ends, ...[...wishes.values()].map((wish) => this.bringTo(wish))]);
  }

  private async bringTo(wish: RedisWish): Promise<void> {
    const now = this.running.get(wish.id);
    if (now === undefined) return this.start(wish);
    if (now.wish.port !== wish.port) {
      await this.stop(wish.id);
      return this.start(wish);
    }
    const changes = changesBetween(now.wish, wish);
    if (changes.length > 0) await command(now.wish, changes);
    now.wish = wish;
  }

  private async start(wish: RedisWish): Promise<void> {
    await this.addresses.free(wish.port);
    // The configuration goes in by stdin: a command line can be read by everyone on the machine.
    const child = spawn(this.program, ["-"], { stdio: ["pipe", "ignore", "ignore"] });
    this.running.set(wish.id, { process: child, wish });
    child.once("exit", () => this.running.delete(wish.id));
    child.stdin.end(configuration(wish, this.dumps));
    await waitUntilItAnswers(wish, () => child.exitCode !== null);
    // It was loaded; a server that crashes later must not come back with what was true before.
    this.dumps.drop(wish.id);
  }

  private async lull(id: string): Promise<void> {
    const now = this.running.get(id);
    if (now !== undefined) await command(now.wish, [["SAVE"]]).catch(report);
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

function configuration(wish: RedisWish, dumps: Dumps): string {
  const lines = [
    `port ${wish.port}`,
    "bind 127.0.0.1",
    'save ""',
    "appendonly no",
    `dir ${quoted(dumps.folder())}`,
    `dbfilename ${dumps.nameOf(wish.id)}`,
    "databases 256",
    `maxmemory ${wish.memoryMb}mb`,
  ];
  if (wish.password !== undefined) {
    lines.push(`requirepass ${quoted(wish.password)}`);
    if (wish.user !== undefined) lines.push(`user ${wish.user} on ${quoted(`>${wish.password}`)} ~* &* +@all`);
  } else if (wish.user !== undefined) lines.push(`user ${wish.user} on nopass ~* &* +@all`);
  return `${lines.join("\n")}\n`;
}

/** Commands that turn a running server with `old` into one with `wish`. */
function changesBetween(old: RedisWish, wish: RedisWish): string[][] {
  const changes: string[][] = [];
  if (old.memoryMb !== wish.memoryMb) changes.push(["CONFIG", "SET", "maxmemory", `${wish.memoryMb}mb`]);
  if (old.password !== wish.password) {
    changes.push(["CONFIG", "SET", "requirepass", wish.password ?? ""]);
    const access = wish.password === undefined ? ["nopass"] : ["resetpass", `>${wish.password}`];
    if (wish.user !== undefined) changes.push(["ACL", "SETUSER", wish.user, "on", ...access, "~*", "&*", "+@all"]);
  }
  return changes;
}

/** Every byte as \xHH: nothing in a password can then end the line. */
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

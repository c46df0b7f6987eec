import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "../../sandbox";
import { faultKinds } from "../../sandbox/core/faults";
import { killCli } from "../e2e/driver/kill";
import { isPlugin } from "../e2e/driver/processes";
import type { Run } from "../e2e/driver/run";
import { until } from "../e2e/driver/until";
import { openWorkspace, upFlags, type Workspace } from "../e2e/driver/workspace";
import { isLeaking, unclear } from "../prove/clear";
import {
  held,
  isAddress,
  type ProvenInstances,
  provenInstances,
  repair,
  type Version,
  withoutAddresses,
} from "../prove/resources";
import { type Restartable, restartable } from "./restartable";

type Random = () => number;

const root = join(__dirname, "../..");
const versions = ["base", "changed", "replaced"] as const;
/** Those that take the client a minute are left to the matrices of `test/prove`: no answer, or none ever. */
const kinds = Object.keys(faultKinds).filter(
  (kind) => !["hang", "hold", "slow", "stuck"].includes(kind),
) as Fault["kind"][];
const strikes = [
  "kill the CLI",
  "kill the plugin",
  "cancel",
  "restart the sandbox",
  "kill all, the call late",
] as const;
const mostResources = 6;
const mostRuns = 3;
/** A run makes about as many calls for each resource. */
const callsOfOne = 8;

interface Declared {
  readonly proven: ProvenInstances;
  readonly version: Version;
}

/** What has happened, for the message about what does not hold. */
export interface Report {
  readonly rounds: number;
  readonly log: readonly string[];
  readonly failures: readonly string[];
  /** Instances that no state holds, each named by a message or by `orphans`. */
  readonly named: number;
}

/** The real CLI in a storm: edits, faults, kills, cancels, restarts and fresh homes by chance; after each the world is checked. */
export class Storm {
  private readonly log: string[] = [];
  private readonly failures: string[] = [];
  private said = "";
  private declared: ReadonlyMap<string, Declared> = new Map();
  private names = 0;
  private named = 0;

  private constructor(
    private readonly random: Random,
    private readonly cloud: Restartable,
    private readonly workspace: Workspace,
  ) {}

  /** @param untilMs  no round begins later */
  static async run(random: Random, rounds: number, untilMs: number): Promise<Report> {
    const cloud = await restartable({ provisionMs: 200 });
    const workspace = await openWorkspace({ cloud });
    const temporary = join(workspace.folder, "tmp");
    mkdirSync(temporary);
    const loads = join(workspace.folder, "loads");
    mkdirSync(loads);
    Object.assign(workspace.env, {
      ...{ TMPDIR: temporary, NODE_DEBUG: "pulumi-cn-cache" },
      ...{
        LOADS_FOLDER: loads,
        NODE_OPTIONS: `${workspace.env.NODE_OPTIONS} --require ${join(__dirname, "loads.cjs")}`,
      },
    });
    const storm = new Storm(random, cloud, workspace);
    let round = 0;
    try {
      for (; round < rounds && Date.now() < untilMs && storm.failures.length === 0; round++)
        await storm.round(round + 1);
      if (storm.failures.length === 0) await storm.end();
    } catch (error) {
      storm.failures.push(`threw ${(error as Error).stack}`);
    } finally {
      await workspace.close().catch((error: unknown) => storm.failures.push(String(error)));
    }
    const { log, failures, named } = storm;
    return { rounds: round, log, failures, named };
  }

  private async round(round: number): Promise<void> {
    this.edit();
    const command = round === 1 ? "up" : this.pick(["up", "up", "up", "up --refresh", "refresh", "destroy"]);
    this.note(
      `round ${round}: ${command} of ${[...this.declared].map(([name, { version }]) => `${name} (${version})`)}`,
    );
    const [name = "", ...flags] = command.split(" ");
    await this.stormy([name, ...flags, ...(name === "refresh" ? ["--yes"] : upFlags)]);
    if (this.random() < 0.3) await this.freshHome();
    await this.calm(name === "destroy");
  }

  private edit(): void {
    const next = new Map(this.declared);
    for (let edits = Math.max(1 + this.below(3), 3 - next.size); edits > 0; edits--) {
      const name = this.pick([...next.keys(), undefined]);
      const old = name && next.get(name);
      if (!name || !old) {
        if (next.size >= mostResources) continue;
        const proven = this.pick(provenInstances);
        next.set(`${proven.type}-${++this.names}`, { proven, version: this.pick(versions) });
      } else if (this.random() < 0.25) next.delete(name);
      else next.set(name, { ...old, version: this.pick(versions) });
    }
    this.declared = next;
    this.write(next);
  }

  private write(declared: ReadonlyMap<string, Declared>): void {
    const statements = [...declared].map(([name, { proven, version }]) => {
      return `new cache.${proven.type}("${name}", ${JSON.stringify(withoutAddresses(proven.args(version)))});`;
    });
    this.workspace.writeProgram(['const cache = require("pulumi-cn-cache");', ...statements].join("\n"));
  }

  /** Faults from the beginning, and in most cases something that strikes the processes at a call. */
  private async stormy(args: readonly string[]): Promise<void> {
    for (let faults = this.below(4); faults > 0; faults--) {
      const fault: Fault = {
        cloud: this.pick(provenInstances).cloud,
        kind: this.pick(kinds),
        nth: 1 + this.below(callsOfOne),
        times: 1 + this.below(3),
        when: this.pick(["before", "after"]),
      };
      this.note(`  fault ${JSON.stringify(fault)}`);
      this.cloud.fault(fault);
    }
    const strike = this.random() < 0.75 ? this.pick(strikes) : undefined;
    let left = 1 + this.below(callsOfOne * this.declared.size);
    if (strike) this.note(`  ${strike} at call ${left}`);
    let isKilled = false;
    const run = this.workspace.start(...args);
    const stop = this.cloud.onRequest(async () => {
      if (--left !== 0 || !strike) return;
      isKilled = strike === "kill the CLI" || strike === "kill all, the call late";
      await this.strike(strike, run);
    });
    const { code, output } = await run.finished;
    stop();
    if (isKilled) {
      await killCli(this.workspace, run);
      this.endUnused();
    }
    this.note(`  ended with ${code}`);
    this.hear(output);
  }

  /**
   * `up --refresh` starts a second plugin, which is never asked anything. Where the CLI is killed, the SDK does not end it, and no
   * code of ours runs in it that could. Only a plugin that has loaded our package has to end by itself.
   */
  private endUnused(): void {
    const { folder } = this.workspace;
    for (const { pid } of this.workspace.processes().filter(isPlugin)) {
      if (existsSync(join(folder, "loads", String(pid)))) continue;
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended meanwhile.
      }
    }
  }

  /** What it returns is awaited before the call takes effect. */
  private async strike(strike: (typeof strikes)[number], run: Run): Promise<void> {
    if (this.workspace.processes().some(({ command }) => isLeaking(command)))
      this.failures.push("a secret in the process list");
    const killPlugin = () => {
      for (const { pid } of this.workspace.processes().filter(isPlugin)) process.kill(pid, "SIGKILL");
    };
    if (strike === "cancel") return run.kill("SIGINT");
    if (strike === "kill the CLI") return run.kill("SIGKILL");
    if (strike === "kill the plugin") return killPlugin();
    if (strike === "restart the sandbox") {
      void this.cloud.restart();
      return;
    }
    run.kill("SIGKILL");
    killPlugin();
    await run.finished;
    // After the next run has looked, perhaps.
    if (this.random() < 0.5) await new Promise((resolve) => setTimeout(resolve, this.below(3_000)));
  }

  /** As a container that begins anew: without journal, log-in and selected stack. */
  private async freshHome(): Promise<void> {
    this.note("  fresh home");
    rmSync(join(this.workspace.folder, ".pulumi"), { recursive: true, force: true });
    await this.workspace.run("stack", "select", "dev");
  }

  /** Without trouble, the same program has to come true; then everything is looked at from outside. */
  private async calm(isDestroyed: boolean): Promise<void> {
    // Which forgets the faults, too.
    await this.cloud.restart();
    const command = isDestroyed ? "destroy" : "up";
    let code: number | null = null;
    let output = "";
    for (let runs = 0; runs < mostRuns && code !== 0; runs++) {
      ({ code, output } = await this.workspace.start(command, ...upFlags).finished);
      this.hear(output);
      if (code !== 0) repair(this.cloud);
    }
    if (code !== 0) this.failures.push(`no success after ${mostRuns} clean runs:\n${output}`);
    else if (!isDestroyed) {
      const preview = await this.workspace.start("preview", "--expect-no-changes").finished;
      if (preview.code !== 0) this.failures.push(`the next preview is not empty:\n${preview.output}`);
    }
    if (code === 0) await this.look(isDestroyed ? new Map() : this.declared);
  }

  private async look(declared: ReadonlyMap<string, Declared>): Promise<void> {
    const all = this.cloud.instances();
    const entries = (await this.workspace.resources()).filter(({ type }) => type.includes("dynamic/cn-cache:"));
    const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";
    const names = entries.map(({ urn }) => nameOf(urn)).sort();
    if (names.join() !== [...declared.keys()].sort().join()) this.failures.push(`the state holds ${names}`);
    const holds = new Set<string>();
    for (const { urn, id = "", outputs = {} } of entries) {
      const ids = held({ id, outputs });
      for (const each of ids) holds.add(each);
      const { proven, version } = declared.get(nameOf(urn)) ?? {};
      const instances = ids.map((each) => all.find((one) => one.id === each));
      const differences = proven && version ? proven.differences(version, instances) : [];
      const others = differences.filter((text) => !isAddress(text));
      this.failures.push(...others.map((text) => `${nameOf(urn)}: ${text}`));
    }
    const others = all.map(({ id }) => id).filter((id) => !holds.has(id));
    const listed = others.every((id) => this.said.includes(id)) ? "" : this.orphans();
    for (const id of others) {
      if (!this.said.includes(id) && !listed.includes(id)) this.failures.push(`${id} is in no state, and not named`);
    }
    this.named = Math.max(this.named, others.length);
    for (const folder of ["backend", ".pulumi", "tmp"]) this.search(join(this.workspace.folder, folder));
  }

  private orphans(): string {
    const command = [join(root, "dist/bin/main.js"), "orphans"];
    const { folder, env } = this.workspace;
    return spawnSync(process.execPath, command, { cwd: folder, env, encoding: "utf8" }).stdout;
  }

  private hear(output: string): void {
    this.said += output;
    const lines = output.split("\n").filter((line) => unclear.test(line) || isLeaking(line));
    this.failures.push(...lines.map((line) => `not clear: ${line}`));
  }

  private search(folder: string): void {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath, name } of files) {
      if (isLeaking(readFileSync(join(parentPath, name), "utf8")))
        this.failures.push(`a secret in ${join(parentPath, name)}`);
    }
  }

  private async end(): Promise<void> {
    this.note("end: destroy");
    await this.calm(true);
    await until("the end of every plugin", () => !this.workspace.processes().some(isPlugin));
  }

  private note(text: string): void {
    this.log.push(text);
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

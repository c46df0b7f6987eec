import { isDeepStrictEqual } from "node:util";
import { heldIds } from "../../provider/core/ownership/savedState";
import type { providerOf } from "../../provider/core/provider/factory";
import { withoutSecrets } from "../support/secrets";
import { type Death, Killed, PluginProcess, type World } from "./process";

type Values = Record<string, unknown>;

/** A resource as a program declares it. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly args: Values;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly retainOnDelete?: boolean;
  readonly timeouts?: Readonly<Record<string, string>>;
  /** Names that the resource had before. */
  readonly aliases?: readonly string[];
}

/** What the state holds of a resource. */
export interface Entry {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  readonly initErrors: readonly string[];
  readonly retainOnDelete: boolean;
  /** Replaced, but not deleted yet. */
  readonly isPendingDelete?: boolean;
}

export interface RunOptions {
  readonly death?: Death;
  readonly refresh?: boolean;
  /** Names whose resources are replaced without asking the provider, as by `--replace`. */
  readonly replace?: readonly string[];
  readonly preview?: boolean;
  /** The backend takes no state any more from the beginning of the run. */
  readonly isUnsaved?: boolean;
  /** All resources at once, as the engine does with those that do not depend on each other. */
  readonly isParallel?: boolean;
}

export interface Run {
  readonly steps: readonly string[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** What stays in the output without being a warning. */
  readonly infos: readonly string[];
  /** What a display shows in passing. */
  readonly statuses: readonly string[];
  /** The provider's methods in the order of their calls. */
  readonly calls: readonly string[];
  /** API calls that the process sent. */
  readonly apiCalls: number;
  readonly died: boolean;
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? {})) as T;
const urnOf = (stack: string, type: string, name: string) =>
  `urn:pulumi:${stack}::shop::pulumi-nodejs:dynamic/cn-cache:${type}::${name}`;

/**
 * Calls providers in the orders of the real engine, without the engine: same state rules, same call sequences
 * (compared with the real one's record in `test/e2e`), in milliseconds.
 */
export class MiniEngine {
  state: Entry[] = [];
  stack = "dev";
  config: Record<string, string> = {};
  /** False for a backend that only the CLI could ask, and does not. */
  isStateReadable = true;
  /** How far this machine's clock is ahead of the cloud's. */
  aheadMs = 0;
  /** What the last successful save has left, while saving fails. */
  private onDisk: Entry[] | undefined;

  constructor(readonly world: World) {}

  up(program: readonly Declared[], options: RunOptions = {}): Promise<Run> {
    return this.run(options, async (run) => {
      if (options.refresh) await run.refresh();
      const kept = new Set(program.map(({ type, name }) => urnOf(this.stack, type, name)));
      await run.each(program, (declared) => run.one(declared));
      // Also what an earlier run has replaced and not deleted any more.
      for (const entry of this.state.filter(({ urn, isPendingDelete }) => isPendingDelete || !kept.has(urn)))
        await run.remove(entry);
    });
  }

  refresh(options: RunOptions = {}): Promise<Run> {
    return this.run(options, (run) => run.refresh());
  }

  destroy(options: RunOptions = {}): Promise<Run> {
    return this.run(options, async (run) => {
      if (options.refresh) await run.refresh();
      await run.each(this.state, (entry) => run.remove(entry));
    });
  }

  preview(program: readonly Declared[], options: RunOptions = {}): Promise<Run> {
    return this.up(program, { ...options, preview: true });
  }

  /** `static get`: reads an instance that the stack does not manage. */
  /** A lookup, or with the outputs of an earlier one its refresh. */
  async get(
    type: string,
    name: string,
    id: string,
    outputs: Values = {},
  ): Promise<{ errors: readonly string[]; outputs: Values }> {
    const process = new PluginProcess(this.world, this.config, () => this.saved());
    const props = {
      __provider: `provider of ${type}`,
      __urn: urnOf(this.stack, type, name),
      __organization: "organization",
      ...outputs,
    };
    try {
      const read = await process.call(type, (lifecycle) => lifecycle.read(id, props));
      return { errors: [], outputs: plain(read.props as Values) };
    } catch (error) {
      return { errors: [(error as Error).message], outputs: {} };
    } finally {
      await process.end();
    }
  }

  /** The ids that the state holds, as far as its file can be read. */
  private saved(): ReadonlySet<string> | undefined {
    return this.isStateReadable ? new Set((this.onDisk ?? this.state).flatMap(heldIds)) : undefined;
  }

  private async run(options: RunOptions, work: (run: RunInProgress) => Promise<void>): Promise<Run> {
    const clock = { ...this.world.clock, now: () => this.world.clock.now() + this.aheadMs };
    const process = new PluginProcess(this.world, this.config, () => this.saved(), options.death, clock);
    if (options.isUnsaved || options.preview) this.onDisk = this.state;
    const run = new RunInProgress(this, process, options);
    try {
      await work(run);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
    // A failed step is no dead engine: the process is still asked to leave.
    await process.end();
    if (this.onDisk) this.state = this.onDisk;
    this.onDisk = undefined;
    return {
      steps: run.steps,
      errors: run.errors,
      warnings: process.warnings,
      infos: process.infos,
      statuses: process.statuses,
      calls: run.calls,
      apiCalls: process.calls,
      died: process.hasDied,
    };
  }
}

class RunInProgress {
  readonly steps: string[] = [];
  readonly errors: string[] = [];
  readonly calls: string[] = [];

  constructor(
    private readonly engine: MiniEngine,
    private readonly process: PluginProcess,
    private readonly options: RunOptions,
  ) {}

  private async call<Result>(
    type: string,
    method: string,
    work: (lifecycle: ReturnType<typeof providerOf>) => Promise<Result>,
  ): Promise<Result> {
    this.calls.push(method);
    return this.process.call(type, async (lifecycle) => plain(await work(lifecycle)));
  }

  async one(declared: Declared): Promise<void> {
    const { type } = declared;
    const urn = urnOf(this.engine.stack, type, declared.name);
    const aliases = (declared.aliases ?? []).map((name) => urnOf(this.engine.stack, type, name));
    const old = this.engine.state.find(
      (entry) => !entry.isPendingDelete && (entry.urn === urn || aliases.includes(entry.urn)),
    );
    const news: Values = plain({
      ...declared.args,
      __provider: `provider of ${type}`,
      __urn: urn,
      __organization: "organization",
      __timeouts: declared.timeouts,
      __isUpdate: this.options.preview ? undefined : true,
    });
    try {
      if (!old) {
        const inputs = await this.check(declared, {}, news);
        if (inputs) await this.create(declared, urn, inputs);
        return;
      }
      for (const name of declared.ignoreChanges ?? []) {
        if (name in old.inputs) news[name] = old.inputs[name];
        else delete news[name];
      }
      if (this.options.replace?.includes(declared.name)) return await this.replace(declared, urn, news, old, false);
      const inputs = await this.check(declared, old.inputs, news);
      if (!inputs) return;
      const diff = await this.call(type, "diff", (p) => p.diff(old.id, plain(old.outputs), plain(inputs)));
      const changedInputs = Object.keys({ ...old.inputs, ...inputs }).filter(
        (key) => !isDeepStrictEqual(old.inputs[key], inputs[key]),
      );
      const hasChanges = diff.changes ?? changedInputs.length > 0;
      const forced =
        diff.changes === undefined && changedInputs.some((key) => declared.replaceOnChanges?.includes(key));
      if ((diff.replaces?.length ?? 0) > 0 || (hasChanges && forced)) {
        return await this.replace(declared, urn, news, old, diff.deleteBeforeReplace ?? false);
      }
      if (!hasChanges && old.initErrors.length === 0) {
        this.steps.push(`same ${declared.name}`);
        this.put({ ...old, urn, inputs, retainOnDelete: declared.retainOnDelete ?? false }, old);
        return;
      }
      await this.update(declared, urn, inputs, old);
    } catch (error) {
      this.fail(error);
    }
  }

  private async check(declared: Declared, olds: Values, news: Values): Promise<Values | undefined> {
    const result = await this.call(declared.type, Object.keys(olds).length > 0 ? "check" : "check new", (p) =>
      p.check(plain(olds), plain(news)),
    );
    for (const failure of result.failures ?? []) this.errors.push(failure.reason);
    return (result.failures ?? []).length > 0 ? undefined : withoutSecrets(result.inputs as Values);
  }

  private async replace(
    declared: Declared,
    urn: string,
    news: Values,
    old: Entry,
    deletesBeforeReplace: boolean,
  ): Promise<void> {
    const inputs = await this.check(declared, {}, news);
    if (!inputs) return;
    if (this.options.preview) {
      this.steps.push(`replace ${declared.name}`);
      return;
    }
    if (deletesBeforeReplace) await this.remove(old);
    this.steps.push(`replace ${declared.name}`);
    await this.create(declared, urn, inputs, deletesBeforeReplace ? undefined : old);
  }

  private async create(declared: Declared, urn: string, inputs: Values, old?: Entry): Promise<void> {
    const step = old ? "create replacement" : "create";
    if (this.options.preview) {
      this.steps.push(`${step} ${declared.name}`);
      return;
    }
    const entry = { urn, type: declared.type, inputs, retainOnDelete: declared.retainOnDelete ?? false };
    try {
      const { id, outs } = await this.call(declared.type, "create", (p) => p.create(plain(inputs)));
      this.steps.push(`${step} ${declared.name}`);
      this.putBeside({ ...entry, id, outputs: outs as Values, initErrors: [] }, old);
    } catch (error) {
      const half = error as { id?: string; properties?: Values; reasons?: string[] };
      if (half.id)
        this.putBeside(
          { ...entry, id: half.id, outputs: plain(half.properties ?? {}), initErrors: half.reasons ?? [] },
          old,
        );
      throw error;
    }
  }

  private async update(declared: Declared, urn: string, inputs: Values, old: Entry): Promise<void> {
    this.steps.push(`update ${declared.name}`);
    if (this.options.preview) return;
    const entry = { urn, type: declared.type, id: old.id, retainOnDelete: declared.retainOnDelete ?? false };
    try {
      const { outs } = await this.call(declared.type, "update", (p) =>
        p.update(old.id, plain(old.outputs), plain(inputs)),
      );
      this.put({ ...entry, inputs, outputs: outs as Values, initErrors: [] }, old);
    } catch (error) {
      const half = error as { id?: string; properties?: Values; reasons?: string[] };
      // The engine keeps the old inputs, so that the difference shows again.
      if (half.id)
        this.put(
          { ...entry, inputs: old.inputs, outputs: plain(half.properties ?? {}), initErrors: half.reasons ?? [] },
          old,
        );
      throw error;
    }
  }

  async remove(entry: Entry): Promise<void> {
    this.steps.push(`delete ${entry.urn.split("::").at(-1)}`);
    if (this.options.preview) return;
    try {
      if (!entry.retainOnDelete) await this.call(entry.type, "delete", (p) => p.delete(entry.id, plain(entry.outputs)));
      this.engine.state = this.engine.state.filter((other) => other !== entry);
    } catch (error) {
      this.fail(error);
    }
  }

  /** One after the other, or all at once. */
  async each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
    if (this.options.isParallel) await Promise.all(items.map(work));
    else for (const item of [...items]) await work(item);
  }

  refresh(): Promise<void> {
    return this.each(this.engine.state, (entry) => this.refreshOne(entry));
  }

  private async refreshOne(entry: Entry): Promise<void> {
    try {
      const read = await this.call(entry.type, "read", (p) => p.read(entry.id, plain(entry.outputs)));
      if (!read.id) {
        this.engine.state = this.engine.state.filter((other) => other !== entry);
        this.steps.push(`gone ${entry.urn.split("::").at(-1)}`);
        return;
      }
      const outputs = read.props as Values;
      const inputs = ((read as { inputs?: Values }).inputs ?? entry.inputs) as Values;
      this.put({ ...entry, outputs, inputs, initErrors: [] }, entry);
      await this.call(entry.type, "diff", (p) => p.diff(entry.id, plain(outputs), plain(entry.inputs)));
    } catch (error) {
      this.fail(error);
    }
  }

  private put(entry: Entry, old?: Entry): void {
    this.engine.state = [...this.engine.state.filter((other) => other !== old), entry];
  }

  /** The old entry stays beside the new one until its deletion. */
  private putBeside(entry: Entry, old: Entry | undefined): void {
    const others = this.engine.state.map((other) => (other === old ? { ...old, isPendingDelete: true } : other));
    this.engine.state = [...others, entry];
  }

  private fail(error: unknown): void {
    if (error instanceof Killed) throw error;
    this.errors.push((error as { reasons?: string[] }).reasons?.join("\n") ?? (error as Error).message);
  }
}

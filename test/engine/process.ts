import type { Clock } from "../../provider/core/host/clock";
import type { Engine } from "../../provider/core/host/engine";
import type { HttpAnswer, HttpRequest, Transport } from "../../provider/core/host/http";
import type { SentChange } from "../../provider/core/ownership/changeJournal";
import type { CreateJournal } from "../../provider/core/ownership/createJournal";
import type { Journal } from "../../provider/core/ownership/journalFolder";
import { type AnyResourceDefinition, providerOf } from "../../provider/core/provider/factory";
import { createSession, type Session } from "../../provider/core/session/session";
import type { VirtualClock } from "../support/virtualClock";

/** The end of a process in the middle of its work: nothing after it happens, and nobody hears of what did. */
export class Killed extends Error {
  constructor() {
    super("the plugin process was killed");
  }
}

/** When a process dies: at its nth API call, before the request leaves or after the cloud has carried it out. */
export interface Death {
  readonly call: number;
  readonly when: "before" | "after";
  /** `plugin`: the process itself dies. `cli`: only the engine; the process lives on, unheard. */
  readonly who: "plugin" | "cli";
}

/** What survives the processes. */
export interface Memory {
  forget(): void;
  /** The returned function takes everything back to now. */
  remember(): () => void;
}

export interface World {
  readonly clock: VirtualClock;
  readonly env: Readonly<Record<string, string>>;
  /** Survives the processes, like the disk. */
  readonly journal: CreateJournal & Memory;
  readonly changes: Journal<SentChange> & Memory;
  readonly definitions: readonly AnyResourceDefinition[];
  /** Requests that were on their way when their process died: the network may still deliver them. */
  readonly undelivered: { action: string; deliver(): Promise<unknown> }[];
  /** Ends when the world is taken back; what is left of the processes of an earlier one reaches nothing any more. */
  era: number;
  readonly transport: Transport;
  /** Deterministic, so that a failing run repeats. */
  readonly random: () => number;
  /** What a server in between makes of the answers. */
  mangle?: ((answer: HttpAnswer) => HttpAnswer) | undefined;
  /** Sees every request before it leaves. */
  inspect?: ((request: HttpRequest) => void) | undefined;
}

/** One plugin process: the session that its resources share, and how it ends. */
export class PluginProcess {
  readonly session: Session;
  readonly warnings: string[] = [];
  readonly statuses: string[] = [];
  readonly infos: string[] = [];
  calls = 0;
  private isCliAlive = true;
  private isDead = false;
  private readonly lifecycles: ReadonlyMap<string, ReturnType<typeof providerOf>>;
  private readonly deathBells: ((error: Error) => void)[] = [];

  /** @param saved what the file of the state holds */
  constructor(
    world: World,
    config: Readonly<Record<string, string>>,
    saved: () => ReadonlySet<string> | undefined,
    death?: Death,
    clock: Clock = world.clock,
  ) {
    let nonce = 0;
    const stamp = Math.floor(world.random() * 1e9);
    const engine: Engine = {
      status: (_urn, text) => void this.statuses.push(text),
      info: (_urn, text) => void this.infos.push(text),
      warn: (_urn, text) => {
        if (!this.warnings.includes(text)) this.warnings.push(text);
      },
      flush: async () => undefined,
      isAlive: async () => this.isCliAlive,
    };
    this.session = createSession({
      clock,
      env: world.env,
      cwd: "/nonexistent",
      journal: world.journal,
      changes: world.changes,
      savedState: { inFile: saved, read: async () => saved(), isBroken: async () => saved() === undefined },
      engine,
      random: world.random,
      nonce: () => `nonce${stamp}x${++nonce}`,
      http: this.mortal(world, death),
    });
    this.lifecycles = new Map(
      world.definitions.map((definition) => [definition.type, providerOf(definition, this.session)]),
    );
    for (const lifecycle of this.lifecycles.values()) {
      void lifecycle.configure({ config: { get: (key: string) => config[key], require: () => "" } } as never);
    }
  }

  get hasDied(): boolean {
    return this.isDead || !this.isCliAlive;
  }

  /** Calls the provider as the engine does: everything goes through the wire's plain data. */
  async call<Result>(
    type: string,
    work: (lifecycle: ReturnType<typeof providerOf>) => Promise<Result>,
  ): Promise<Result> {
    if (this.hasDied) throw new Killed();
    const lifecycle = this.lifecycles.get(type);
    if (!lifecycle) throw new Error(`no kind ${type}`);
    const death = new Promise<never>((_, reject) => this.deathBells.push(reject));
    death.catch(() => undefined);
    const result = await Promise.race([work(lifecycle), death]);
    if (!this.isCliAlive) throw new Killed();
    return result;
  }

  /** The engine's SIGINT at the end of a healthy run. */
  async end(): Promise<void> {
    if (!this.hasDied) await this.session.shutdown.run();
  }

  private mortal(world: World, death: Death | undefined): Transport {
    const { clock, undelivered, transport, era } = world;
    return async (action: string, request: HttpRequest, withinMs: number) => {
      if (this.isDead || world.era !== era) return new Promise(() => undefined);
      world.inspect?.(request);
      const isLast = death !== undefined && ++this.calls === death.call;
      if (isLast && death.who === "cli") this.isCliAlive = false;
      if (isLast && death.who === "plugin" && death.when === "before") {
        undelivered.push({ action, deliver: () => clock.during(() => transport(action, request, withinMs)) });
        return this.die();
      }
      if (isLast && death.who === "cli" && death.when === "before") return this.ring();
      if (death === undefined) this.calls++;
      const answer = await clock.during(() => transport(action, request, withinMs));
      if (isLast && death.who === "plugin") return this.die();
      return world.mangle?.(answer) ?? answer;
    };
  }

  private die(): Promise<never> {
    this.isDead = true;
    return this.ring();
  }

  private ring(): Promise<never> {
    for (const ring of this.deathBells) ring(new Killed());
    return new Promise(() => undefined);
  }
}

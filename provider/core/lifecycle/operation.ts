import { type Connection, connect } from "../calls/connection";
import { messageOf, UserError } from "../calls/errors";
import type { ConfigReader } from "../calls/settings";
import { type HiddenInputs, hiddenInputs } from "../kind/hidden";
import type { AnyKind } from "../kind/kind";
import { secretNames } from "../kind/plan";
import { argsIn } from "../kind/properties";
import type { Properties } from "../kind/sanitize";
import type { Runtime } from "../runtime/runtime";
import { parseDuration } from "../waiting/timeouts";

type Values = Readonly<Record<string, unknown>>;

/** One call of the engine for one resource: who it is about, what is wanted, and until when. */
export class Operation<Api = unknown> {
  readonly args: Values;
  readonly hidden: HiddenInputs;
  readonly deadline: number;
  private opened: Connection<Api> | undefined;
  /** Named in messages as soon as it is known. */
  id: string | undefined;

  constructor(
    readonly kind: AnyKind,
    readonly runtime: Runtime,
    private readonly config: ConfigReader,
    step: "create" | "update" | "delete",
    properties: Values,
    readonly region: string,
  ) {
    this.args = argsIn(kind, properties);
    this.hidden = hiddenInputs(properties);
    const custom = parseDuration(this.hidden.__timeouts?.[step] ?? "");
    this.deadline = runtime.clock.now() + (custom ?? kind.timeoutsMs[step]);
  }

  get urn(): string {
    return this.hidden.__urn ?? "";
  }

  /** @throws UserError */
  get connection(): Connection<Api> {
    const secrets = secretNames(this.kind.plan).flatMap((name) => textsIn(this.args[name]));
    this.opened ??= connect<Api>(this.kind, this.runtime, this.config, this.region, {
      deadline: this.deadline,
      secrets,
    });
    return this.opened;
  }

  /** The same place with bounds of its own, for work that comes after the operation. */
  reconnect(runtime: Runtime, deadline: number): Connection<Api> {
    return connect<Api>(this.kind, runtime, this.config, this.region, { deadline, secrets: [] });
  }

  get label(): string {
    return `${this.kind.type}${this.id ? ` ${this.id}` : ""} (${this.region})`;
  }

  warn(text: string): void {
    this.runtime.engine.warn(this.urn, text);
  }

  status(text: string): void {
    this.runtime.engine.status(this.urn, text);
  }

  /** An error for a person: which resource, what happened, and what to do now. */
  problem(what: unknown, next?: string): UserError {
    const text = what instanceof Error ? messageOf(what) : String(what);
    return new UserError([`${this.label}: ${text}`, ...(next ? [next] : [])].join("\n  "));
  }
}

/**
 * The instance exists: whatever went wrong, the engine must learn its id. This is the form in which the SDK passes on
 * a half-made resource; the user sees the reasons only.
 */
export class HalfMadeError extends Error {
  constructor(
    readonly id: string,
    readonly properties: Properties,
    readonly reasons: readonly string[],
    /** The cloud says that there is no such instance any more. */
    readonly isGone = false,
  ) {
    super(reasons.join("\n"));
    this.stack = "";
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

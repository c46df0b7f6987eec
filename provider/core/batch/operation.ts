import type { ConfigReader } from "../client/cloudSettings";
import { Settings } from "../client/settings";
import { formatDuration } from "../host/duration";
import { Operation } from "../lifecycle/operation";
import type { AnyInstanceDefinition } from "../resource/definition";
import { type InternalInputs, internalInputs, internalState } from "../resource/internalProperties";
import { argsIn } from "../resource/state";
import type { Values } from "../resource/types";
import type { Session } from "../session/session";
import type { AnyBatchDefinition, Group } from "./definition";

/** Without a terminal each progress text is a line of its own, so there must not be many. */
const progressEveryMs = 2_000;

/** One call of the engine for a batch: what is wanted, and an operation for each of its members. */
export class BatchOperation {
  readonly args: Values;
  readonly internal: InternalInputs;
  readonly groups: readonly Group<object>[];
  private readonly startedAt: number;
  private total = 0;
  private done = 0;
  private shownAt = Number.NEGATIVE_INFINITY;

  constructor(
    readonly batch: AnyBatchDefinition,
    /** Of a member, under the name of the batch. */
    readonly definition: AnyInstanceDefinition,
    readonly session: Session,
    private readonly config: ConfigReader,
    private readonly step: "create" | "update" | "delete",
    properties: Values,
    private readonly region: string,
  ) {
    this.args = argsIn(batch, properties);
    this.internal = internalInputs(properties);
    this.groups = batch.groups(this.args) ?? [];
    this.startedAt = session.clock.now();
  }

  /** Is the setting on, which all clouds share? @throws UserError */
  readonly isConfigured = (key: string): boolean =>
    new Settings(this.definition.cloud, this.config, this.session.env).isOn(key);

  get urn(): string {
    return this.internal.__urn ?? "";
  }

  /** The operation of one member. */
  member(args: Values, state: Values = {}): Operation {
    return new MemberOperation(this, this.config, this.step, this.with(args), this.regionOf(args, state));
  }

  /** The operation that provisions the instances of a group. */
  ofGroup({ name, args }: Group<object>): Operation {
    const region = this.regionOf({ ...args }, {});
    const group = this.groups.length > 1 ? name : undefined;
    return new MemberOperation(this, this.config, this.step, this.with({ ...args }), region, group);
  }

  private with(args: Values): Values {
    return { ...args, ...this.internal };
  }

  private regionOf(args: Values, state: Values): string {
    const { __location: location } = internalState(state);
    return String(args[this.definition.regionArgument] ?? location?.region ?? this.region);
  }

  /** Shows how many members are done. */
  progress(change: "begins" | "ends" | "continues"): void {
    if (change === "begins") {
      this.total++;
      return;
    }
    if (change === "ends") this.done++;
    const now = this.session.clock.now();
    if (this.done < this.total && now - this.shownAt < progressEveryMs) return;
    this.shownAt = now;
    this.session.engine.status(this.urn, `${this.done} of ${this.total} done, ${formatDuration(now - this.startedAt)}`);
  }
}

class MemberOperation extends Operation {
  constructor(
    private readonly whole: BatchOperation,
    config: ConfigReader,
    step: "create" | "update" | "delete",
    properties: Values,
    region: string,
    private readonly group?: string,
  ) {
    super(whole.definition, whole.session, config, step, properties, region);
  }

  override get label(): string {
    return this.group === undefined ? super.label : `${super.label}, group ${this.group}`;
  }

  override status(): void {
    this.whole.progress("continues");
  }

  override warn(text: string): void {
    super.warn(this.id && !text.includes(this.id) ? `Instance ${this.id}: ${text}` : text);
  }
}

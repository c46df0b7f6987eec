import type * as pulumi from "@pulumi/pulumi";
import { carryOut, dismissAll, type Outcome } from "../batch/apply";
import type { AnyBatchDefinition } from "../batch/definition";
import { diff } from "../batch/diff";
import { BatchOperation } from "../batch/operation";
import { agendaOf, recorded } from "../batch/plan";
import { read } from "../batch/read";
import { UserError } from "../client/errors";
import { check } from "../lifecycle/check";
import { PartialCreateError } from "../lifecycle/operation";
import type { AnyInstanceDefinition } from "../resource/definition";
import { internalInputs, internalState } from "../resource/internalProperties";
import { withoutNulls } from "../resource/state";
import type { Session } from "../session/session";
import { Provider } from "./provider";

type Values = Record<string, unknown>;

/** The provider object of a batch. */
export class BatchProvider extends Provider {
  /** A member goes by the batch's name in what people read. */
  private readonly member: AnyInstanceDefinition;

  constructor(
    private readonly batch: AnyBatchDefinition,
    session: Session,
  ) {
    super(batch, session);
    this.member = { ...batch.member, type: batch.type };
  }

  async check(olds: Values, news: Values): Promise<pulumi.dynamic.CheckResult> {
    return check(this.batch, this.runtime, this.settings, olds, news);
  }

  async diff(_id: string, olds: Values, news: Values): Promise<pulumi.dynamic.DiffResult> {
    return diff(this.batch, this.member, this.runtime, this.settings, withoutNulls(olds), news);
  }

  async create(inputs: Values): Promise<pulumi.dynamic.CreateResult> {
    return this.runtime.shutdown.track(async () => {
      const operation = this.operation("create", inputs);
      const outcome = await carryOut(operation, agendaOf(this.batch, this.member, {}, inputs));
      if (outcome.count === 0) throw new UserError(outcome.reasons.join("\n"));
      const id = `batch-${internalInputs(inputs).__identity}`;
      return { id, outs: orHalfMade(id, outcome) };
    });
  }

  async update(id: string, state: Values, news: Values): Promise<pulumi.dynamic.UpdateResult> {
    return this.runtime.shutdown.track(async () => {
      const olds = withoutNulls(state);
      const operation = this.operation(internalState(olds).__readiness === "ready" ? "update" : "create", news);
      const outcome = await carryOut(operation, agendaOf(this.batch, this.member, olds, news), olds);
      return { outs: orHalfMade(id, outcome) };
    });
  }

  async read(id: string, props: Values = {}): Promise<pulumi.dynamic.ReadResult> {
    return this.runtime.shutdown.track(() => read(this.operation("update", props), id, withoutNulls(props)));
  }

  async delete(_id: string, props: Values): Promise<void> {
    return this.runtime.shutdown.track(async () => {
      const { members, leaving } = recorded(this.batch, this.member, withoutNulls(props));
      const there = [...members, ...leaving].filter(({ member }) => member.readiness !== "lost");
      const reasons = await dismissAll(this.operation("delete", props), there);
      if (reasons.length > 0) throw new UserError(reasons.join("\n"));
    });
  }

  private operation(step: "create" | "update" | "delete", properties: Values): BatchOperation {
    return new BatchOperation(
      this.batch,
      this.member,
      this.runtime,
      this.config,
      step,
      properties,
      this.regionOf(properties),
    );
  }
}

/** @throws HalfMadeError  something is not as it shall be */
function orHalfMade(id: string, { properties, reasons }: Outcome): Outcome["properties"] {
  if (reasons.length > 0) throw new PartialCreateError(id, properties, reasons);
  return properties;
}

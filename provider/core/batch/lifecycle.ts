import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../calls/errors";
import { hiddenInputs, hiddenOutputs } from "../kind/hidden";
import type { AnyKind } from "../kind/kind";
import { withoutNulls } from "../kind/properties";
import { check } from "../lifecycle/check";
import { HalfMadeError } from "../lifecycle/operation";
import { Provider } from "../lifecycle/provider";
import type { Runtime } from "../runtime/runtime";
import { agendaOf, recorded } from "./agenda";
import { carryOut, dismissAll, type Outcome } from "./carryOut";
import { diff } from "./diff";
import type { AnyBatch } from "./kind";
import { BatchOperation } from "./operation";
import { read } from "./read";

type Values = Record<string, unknown>;

/** The provider object of a batch. */
export class BatchLifecycle extends Provider {
  /** A member goes by the batch's name in what people read. */
  private readonly member: AnyKind;

  constructor(
    private readonly batch: AnyBatch,
    runtime: Runtime,
  ) {
    super(batch, runtime);
    this.member = { ...batch.member, type: batch.type };
  }

  async check(olds: Values, news: Values): Promise<pulumi.dynamic.CheckResult> {
    return check(this.batch, this.runtime, this.settings, olds, news);
  }

  async diff(_id: string, olds: Values, news: Values): Promise<pulumi.dynamic.DiffResult> {
    return diff(this.batch, this.member, this.runtime, this.settings, withoutNulls(olds), news);
  }

  async create(inputs: Values): Promise<pulumi.dynamic.CreateResult> {
    return this.runtime.farewell.during(async () => {
      const operation = this.operation("create", inputs);
      const outcome = await carryOut(operation, agendaOf(this.batch, this.member, {}, inputs));
      if (outcome.count === 0) throw new UserError(outcome.reasons.join("\n"));
      const id = `batch-${hiddenInputs(inputs).__birth}`;
      return { id, outs: orHalfMade(id, outcome) };
    });
  }

  async update(id: string, state: Values, news: Values): Promise<pulumi.dynamic.UpdateResult> {
    return this.runtime.farewell.during(async () => {
      const olds = withoutNulls(state);
      const operation = this.operation(hiddenOutputs(olds).__born === "ready" ? "update" : "create", news);
      const outcome = await carryOut(operation, agendaOf(this.batch, this.member, olds, news), olds);
      return { outs: orHalfMade(id, outcome) };
    });
  }

  async read(id: string, props: Values = {}): Promise<pulumi.dynamic.ReadResult> {
    return this.runtime.farewell.during(() => read(this.operation("update", props), id, withoutNulls(props)));
  }

  async delete(_id: string, props: Values): Promise<void> {
    return this.runtime.farewell.during(async () => {
      const { members, leaving } = recorded(this.batch, this.member, withoutNulls(props));
      const there = [...members, ...leaving].filter(({ member }) => member.born !== "lost");
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
  if (reasons.length > 0) throw new HalfMadeError(id, properties, reasons);
  return properties;
}

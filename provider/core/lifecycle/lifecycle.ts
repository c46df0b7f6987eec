import type * as pulumi from "@pulumi/pulumi";
import type { AnyBatch } from "../batch/kind";
import { BatchLifecycle } from "../batch/lifecycle";
import { hiddenOutputs } from "../kind/hidden";
import type { AnyKind } from "../kind/kind";
import { withoutNulls } from "../kind/properties";
import type { Runtime } from "../runtime/runtime";
import { check } from "./check";
import { converge, startFrom } from "./converge";
import { create } from "./create";
import { diff } from "./diff";
import { Operation } from "./operation";
import { Provider } from "./provider";
import { read } from "./read";
import { remove } from "./remove";

type Values = Record<string, unknown>;

/** Whatever a resource can be. */
export type AnyResource = AnyKind | AnyBatch;

export function lifecycleOf(resource: AnyResource, runtime: Runtime): Lifecycle | BatchLifecycle {
  return "member" in resource ? new BatchLifecycle(resource, runtime) : new Lifecycle(resource, runtime);
}

/** What the engine calls: check, diff, create, read, update and delete of any kind. */
export class Lifecycle extends Provider implements pulumi.dynamic.ResourceProvider {
  constructor(
    private readonly kind: AnyKind,
    runtime: Runtime,
  ) {
    super(kind, runtime);
  }

  async check(olds: Values, news: Values): Promise<pulumi.dynamic.CheckResult> {
    return check(this.kind, this.runtime, this.settings, olds, news);
  }

  async diff(id: string, olds: Values, news: Values): Promise<pulumi.dynamic.DiffResult> {
    return diff(this.kind, this.runtime, this.settings, id, withoutNulls(olds), news);
  }

  async create(inputs: Values): Promise<pulumi.dynamic.CreateResult> {
    return this.runtime.farewell.during(() => create(this.operation("create", inputs)));
  }

  async update(id: string, state: Values, news: Values): Promise<pulumi.dynamic.UpdateResult> {
    return this.runtime.farewell.during(async () => {
      const olds = withoutNulls(state);
      const operation = this.operation(hiddenOutputs(olds).__born === "ready" ? "update" : "create", news);
      this.runtime.farewell.updated(operation, id);
      return { outs: await converge(operation, startFrom(operation, id, olds)) };
    });
  }

  async read(id: string, props: Values = {}): Promise<pulumi.dynamic.ReadResult> {
    return this.runtime.farewell.during(() => read(this.operation("update", props), id, withoutNulls(props)));
  }

  async delete(id: string, props: Values): Promise<void> {
    return this.runtime.farewell.during(() => remove(this.operation("delete", props), id, withoutNulls(props)));
  }

  private operation(step: "create" | "update" | "delete", properties: Values): Operation {
    return new Operation(this.kind, this.runtime, this.config, step, properties, this.regionOf(properties));
  }
}

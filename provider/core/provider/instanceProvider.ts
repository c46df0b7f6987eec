import type * as pulumi from "@pulumi/pulumi";
import type { AnyBatchDefinition } from "../batch/definition";
import { check } from "../lifecycle/check";
import { create } from "../lifecycle/create";
import { deleteInstance } from "../lifecycle/delete";
import { diff } from "../lifecycle/diff";
import { Operation } from "../lifecycle/operation";
import { read } from "../lifecycle/read";
import { reconcile, startFrom } from "../lifecycle/reconcile";
import type { AnyInstanceDefinition } from "../resource/definition";
import { internalState } from "../resource/internalProperties";
import { withoutNulls } from "../resource/state";
import type { Session } from "../session/session";
import { BatchProvider } from "./batchProvider";
import { Provider } from "./provider";

type Values = Record<string, unknown>;

/** Whatever a resource can be. */
export type AnyResourceDefinition = AnyInstanceDefinition | AnyBatchDefinition;

export function providerOf(resource: AnyResourceDefinition, session: Session): InstanceProvider | BatchProvider {
  return "member" in resource ? new BatchProvider(resource, session) : new InstanceProvider(resource, session);
}

/** What the engine calls: check, diff, create, read, update and delete of any kind. */
export class InstanceProvider extends Provider implements pulumi.dynamic.ResourceProvider {
  constructor(
    private readonly kind: AnyInstanceDefinition,
    session: Session,
  ) {
    super(kind, session);
  }

  async check(olds: Values, news: Values): Promise<pulumi.dynamic.CheckResult> {
    return check(this.kind, this.runtime, this.settings, olds, news);
  }

  async diff(id: string, olds: Values, news: Values): Promise<pulumi.dynamic.DiffResult> {
    return diff(this.kind, this.runtime, this.settings, id, withoutNulls(olds), news);
  }

  async create(inputs: Values): Promise<pulumi.dynamic.CreateResult> {
    return this.runtime.shutdown.track(() => create(this.operation("create", inputs)));
  }

  async update(id: string, state: Values, news: Values): Promise<pulumi.dynamic.UpdateResult> {
    return this.runtime.shutdown.track(async () => {
      const olds = withoutNulls(state);
      const operation = this.operation(internalState(olds).__readiness === "ready" ? "update" : "create", news);
      this.runtime.shutdown.recordUpdate(operation, id);
      return { outs: await reconcile(operation, startFrom(operation, id, olds)) };
    });
  }

  async read(id: string, props: Values = {}): Promise<pulumi.dynamic.ReadResult> {
    return this.runtime.shutdown.track(() => read(this.operation("update", props), id, withoutNulls(props)));
  }

  async delete(id: string, props: Values): Promise<void> {
    return this.runtime.shutdown.track(() => deleteInstance(this.operation("delete", props), id, withoutNulls(props)));
  }

  private operation(step: "create" | "update" | "delete", properties: Values): Operation {
    return new Operation(this.kind, this.runtime, this.config, step, properties, this.regionOf(properties));
  }
}

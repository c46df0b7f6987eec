import type * as pulumi from "@pulumi/pulumi";
import { create } from "../lifecycle/create";
import { deleteInstance } from "../lifecycle/delete";
import { diff } from "../lifecycle/diff";
import { Operation } from "../lifecycle/operation";
import { read } from "../lifecycle/read";
import { reconcile } from "../lifecycle/reconcile";
import { startFrom } from "../lifecycle/reconciliation";
import { withoutUnconfirmed } from "../lifecycle/unconfirmed";
import type { AnyInstanceDefinition } from "../resource/definition";
import { type HeldInstances, Provider, type Values } from "./provider";

/** The provider of a resource that is one instance. */
export class InstanceProvider extends Provider<AnyInstanceDefinition> {
  protected diffResource(id: string, state: Values, news: Values): pulumi.dynamic.DiffResult {
    return diff(this.definition, this.session, this.settings, id, state, news);
  }

  protected createResource(inputs: Values): Promise<pulumi.dynamic.CreateResult> {
    return create(this.operation("create", inputs));
  }

  protected async updateResource(id: string, state: Values, news: Values): Promise<pulumi.dynamic.UpdateResult> {
    const operation = this.operation(this.stepFor(state), news);
    const known = withoutUnconfirmed(this.definition, this.session, id, state);
    return { outs: await reconcile(operation, startFrom(operation, id, known)) };
  }

  protected readResource(id: string, state: Values): Promise<pulumi.dynamic.ReadResult> {
    return read(this.operation("update", state), id, state);
  }

  protected deleteResource(id: string, state: Values): Promise<void> {
    return deleteInstance(this.operation("delete", state), id, state);
  }

  protected heldInstances(id: string, state: Values, args: Values): HeldInstances {
    const { definition, session, config } = this;
    const operation = new Operation(definition, session, config, "update", args, this.regionOf({ ...args, ...state }));
    return [{ instance: operation.pendingInstance, ids: [id] }];
  }

  protected operation(step: "create" | "update" | "delete", properties: Values): Operation {
    const { definition, session, config } = this;
    return new Operation(definition, session, config, step, properties, this.regionOf(properties));
  }
}

import type * as pulumi from "@pulumi/pulumi";
import { createPart, forgetCreation, startIn } from "../lifecycle/createPart";
import { deleteInstance } from "../lifecycle/delete";
import { reconcile } from "../lifecycle/reconcile";
import { startFrom } from "../lifecycle/reconciliation";
import { withoutUnconfirmed } from "../lifecycle/unconfirmed";
import type { AnyPartDefinition } from "../resource/part";
import { argsIn } from "../resource/state";
import type { Session } from "../session/session";
import { InstanceProvider } from "./instanceProvider";
import type { Values } from "./provider";

/** The provider of a resource that lives inside an instance, or in a region as a template does. It carries no tags, so that nothing is left to do at the end of a run. */
export class PartProvider extends InstanceProvider {
  constructor(
    private readonly partDefinition: AnyPartDefinition,
    session: Session,
  ) {
    super(partDefinition, session);
  }

  protected override diffResource(id: string, state: Values, news: Values): pulumi.dynamic.DiffResult {
    const result = super.diffResource(id, state, news);
    // Two parts of one instance cannot have the same name.
    const isSame = this.partDefinition.part.idOf(argsIn(this.definition, news)) === id;
    return result.replaces && isSame ? { ...result, deleteBeforeReplace: true } : result;
  }

  protected override createResource(inputs: Values): Promise<pulumi.dynamic.CreateResult> {
    return createPart(this.operation("create", inputs), this.partDefinition);
  }

  protected override async updateResource(
    id: string,
    state: Values,
    news: Values,
  ): Promise<pulumi.dynamic.UpdateResult> {
    const operation = this.operation(this.stepFor(state), news);
    const known = withoutUnconfirmed(this.definition, this.session, id, state);
    const permit = startIn(operation, this.partDefinition.part.keyOf(id).instance);
    return { outs: await reconcile(operation, { ...startFrom(operation, id, known), ...permit }) };
  }

  protected override async deleteResource(id: string, state: Values): Promise<void> {
    const operation = this.operation("delete", state);
    await deleteInstance(operation, id, state);
    await forgetCreation(operation, this.partDefinition, id);
  }

  protected override heldInstances() {
    return [];
  }
}

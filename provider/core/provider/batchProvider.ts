import type * as pulumi from "@pulumi/pulumi";
import { apply, deleteAll, type Outcome } from "../batch/apply";
import type { AnyBatchDefinition } from "../batch/definition";
import { diff } from "../batch/diff";
import { withUnconfirmedMembers } from "../batch/members";
import { BatchOperation } from "../batch/operation";
import { planOf, recordedMembers } from "../batch/plan";
import { read } from "../batch/read";
import { UserError } from "../client/errors";
import { PartialCreateError } from "../lifecycle/operation";
import type { AnyInstanceDefinition } from "../resource/definition";
import { internalInputs } from "../resource/internalProperties";
import type { Session } from "../session/session";
import { Provider, type Values } from "./provider";

/** The provider of a resource that is many instances. */
export class BatchProvider extends Provider<AnyBatchDefinition> {
  /** Messages about a member name the batch's type. */
  private readonly member: AnyInstanceDefinition;

  constructor(batch: AnyBatchDefinition, session: Session) {
    super(batch, session);
    this.member = { ...batch.member, type: batch.type };
  }

  protected diffResource(_id: string, state: Values, news: Values): pulumi.dynamic.DiffResult {
    return diff(this.definition, this.member, this.session, this.settings, state, news);
  }

  protected async createResource(inputs: Values): Promise<pulumi.dynamic.CreateResult> {
    const outcome = await apply(this.operation("create", inputs), planOf(this.definition, this.member, {}, inputs));
    if (outcome.count === 0) throw new UserError(outcome.reasons.join("\n"));
    const id = `batch-${internalInputs(inputs).__identity}`;
    return { id, outs: propertiesOf(id, outcome) };
  }

  protected async updateResource(id: string, state: Values, news: Values): Promise<pulumi.dynamic.UpdateResult> {
    const { known } = withUnconfirmedMembers(this.session, state);
    const plan = planOf(this.definition, this.member, known, news);
    return { outs: propertiesOf(id, await apply(this.operation(this.stepFor(state), news), plan, known)) };
  }

  protected readResource(id: string, state: Values): Promise<pulumi.dynamic.ReadResult> {
    return read(this.operation("update", state), id, state);
  }

  protected async deleteResource(_id: string, state: Values): Promise<void> {
    const { members, pendingDeletion } = recordedMembers(this.definition, this.member, state);
    const existing = [...members, ...pendingDeletion].filter(({ member }) => member.readiness !== "lost");
    const reasons = await deleteAll(this.operation("delete", state), existing);
    if (reasons.length > 0) throw new UserError(reasons.join("\n"));
  }

  protected heldInstances(_id: string, state: Values, args: Values) {
    const operation = this.operation("update", { ...args, ...internalInputs(state) });
    const { members, pendingDeletion } = recordedMembers(this.definition, this.member, state);
    const existing = [...members, ...pendingDeletion].filter(({ member }) => member.readiness !== "lost");
    return existing.map((each) => ({
      instance: operation.member(each.state, each.state).pendingInstance,
      ids: [each.member.id],
    }));
  }

  private operation(step: "create" | "update" | "delete", properties: Values): BatchOperation {
    const { definition, member, session, config } = this;
    return new BatchOperation(definition, member, session, config, step, properties, this.regionOf(properties));
  }
}

/** @throws PartialCreateError  not everything is as the program wants it */
function propertiesOf(id: string, { properties, reasons }: Outcome): Outcome["properties"] {
  if (reasons.length > 0) throw new PartialCreateError(id, properties, reasons);
  return properties;
}

import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../client/errors";
import { observeState } from "../lifecycle/read";
import { internalState } from "../resource/internalProperties";
import { createOnlyOutputsIn, inputsFromState } from "../resource/state";
import type { Values } from "../resource/types";
import { batchState, lost, type Member, memberFrom } from "./members";
import type { BatchOperation } from "./operation";
import { type MemberWithState, recordedMembers } from "./plan";

/**
 * Every member as the cloud shows it, for refresh. A member that is gone keeps its slot, so that the next `pulumi up`
 * fills it. A batch without any instance left is gone itself.
 *
 * @throws UserError
 */
export async function read(operation: BatchOperation, id: string, state: Values): Promise<pulumi.dynamic.ReadResult> {
  const { batch, definition } = operation;
  const { __v: version, __location: location, __inputKeys: inputKeys = [] } = internalState(state);
  if (version === undefined)
    throw new UserError(`${batch.type}: a batch is not one object in the cloud, so it cannot be looked up by an id.`);
  const { members, pendingDeletion } = recordedMembers(batch, definition, state);
  const observed = await Promise.all(members.map((each) => observeMember(operation, each)));
  const leftOver = await Promise.all(pendingDeletion.map((each) => observeMember(operation, each)));
  const leaving = leftOver.filter(({ readiness }) => readiness !== "lost");
  if (observed.every(({ readiness }) => readiness === "lost") && leaving.length === 0) return { id: "" };
  const createOnlyOutputs = createOnlyOutputsIn(definition, state);
  const isDone = leaving.length === 0;
  const props = batchState(operation, observed, leaving, { createOnlyOutputs, location, inputKeys, isDone });
  return { id, props, inputs: inputsFromState(props) } as pulumi.dynamic.ReadResult;
}

async function observeMember(batch: BatchOperation, { member, state }: MemberWithState): Promise<Member> {
  if (member.readiness === "lost") return member;
  const operation = batch.member(state, state);
  try {
    const properties = await observeState(operation, member.id, state);
    if (!properties) return member.awaitingPayment === undefined ? lost(member) : member;
    // No observation shows what has not reached the member yet.
    const { unwritten, ending } = member;
    const details = { ...member, awaitingPayment: undefined };
    return { ...memberFrom(operation.definition, properties, state, details), unwritten, ending };
  } catch (error) {
    throw error instanceof UserError ? error : operation.problem(error);
  }
}

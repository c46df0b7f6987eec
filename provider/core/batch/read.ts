import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../client/errors";
import { observeState, tidyPendingTags } from "../lifecycle/read";
import { internalState } from "../resource/internalProperties";
import { createOnlyOutputsIn, inputsFromState } from "../resource/state";
import { batchState, lost, type Member, memberFrom } from "./members";
import type { BatchOperation } from "./operation";
import { recorded, type Standing } from "./plan";

type Values = Readonly<Record<string, unknown>>;

/**
 * Every member as the cloud shows it, for refresh. One that is gone keeps its place, so that the next `pulumi up` fills
 * it; a batch of which nothing is left is gone itself.
 *
 * @throws UserError
 */
export async function read(operation: BatchOperation, id: string, state: Values): Promise<pulumi.dynamic.ReadResult> {
  if (internalState(state).__v === undefined) {
    throw new UserError(
      `${operation.batch.type}: a batch is no one thing of the cloud's, so it cannot be looked up by an id.`,
    );
  }
  const { members, leaving } = recorded(operation.batch, operation.kind, state);
  const seen = await Promise.all(members.map((standing) => lookAt(operation, standing)));
  if (seen.every(({ readiness }) => readiness === "lost") && leaving.length === 0) return { id: "" };
  const held = [...members, ...leaving];
  await tidyPendingTags(
    operation.member({}, state),
    held.map(({ member }) => member.id),
    (tagged) => held.find(({ member }) => member.id === tagged)?.state ?? {},
  );
  const { __location: location, __inputKeys: inputKeys = [] } = internalState(state);
  const left = leaving.map(({ member }) => member);
  const createOnlyOutputs = createOnlyOutputsIn(operation.kind, state);
  const props = batchState(operation, seen, left, {
    told: createOnlyOutputs,
    place: location,
    inputKeys,
    isDone: left.length === 0,
  });
  return { id, props, inputs: inputsFromState(props) } as pulumi.dynamic.ReadResult;
}

async function lookAt(batch: BatchOperation, { member, state }: Standing): Promise<Member> {
  if (member.readiness === "lost") return member;
  const operation = batch.member(state, state);
  try {
    const properties = await observeState(operation, member.id, state);
    // What it has not got yet no look can show.
    const { unwritten, ending } = member;
    if (properties)
      return {
        ...memberFrom(operation.definition, properties, state, { ...member, unpaid: undefined }),
        unwritten,
        ending,
      };
    return member.awaitingPayment === undefined ? lost(member) : member;
  } catch (error) {
    throw error instanceof UserError ? error : operation.problem(error);
  }
}

import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../calls/errors";
import { hiddenOutputs } from "../kind/hidden";
import { inputsOf, toldIn } from "../kind/properties";
import { look, tidyMarks } from "../lifecycle/read";
import { recorded, type Standing } from "./agenda";
import { batchState, lost, type Member, memberFrom } from "./members";
import type { BatchOperation } from "./operation";

type Values = Readonly<Record<string, unknown>>;

/**
 * Every member as the cloud shows it, for refresh. One that is gone keeps its place, so that the next `pulumi up` fills
 * it; a batch of which nothing is left is gone itself.
 *
 * @throws UserError
 */
export async function read(operation: BatchOperation, id: string, state: Values): Promise<pulumi.dynamic.ReadResult> {
  if (hiddenOutputs(state).__v === undefined) {
    throw new UserError(
      `${operation.batch.type}: a batch is no one thing of the cloud's, so it cannot be looked up by an id.`,
    );
  }
  const { members, leaving } = recorded(operation.batch, operation.kind, state);
  const seen = await Promise.all(members.map((standing) => lookAt(operation, standing)));
  if (seen.every(({ born }) => born === "lost") && leaving.length === 0) return { id: "" };
  const held = [...members, ...leaving];
  await tidyMarks(
    operation.member({}, state),
    held.map(({ member }) => member.id),
    (marked) => held.find(({ member }) => member.id === marked)?.state ?? {},
  );
  const { __place: place, __inputKeys: inputKeys = [] } = hiddenOutputs(state);
  const left = leaving.map(({ member }) => member);
  const told = toldIn(operation.kind, state);
  const props = batchState(operation, seen, left, { told, place, inputKeys, isDone: left.length === 0 });
  return { id, props, inputs: inputsOf(props) } as pulumi.dynamic.ReadResult;
}

async function lookAt(batch: BatchOperation, { member, state }: Standing): Promise<Member> {
  if (member.born === "lost") return member;
  const operation = batch.member(state, state);
  try {
    const properties = await look(operation, member.id, state);
    // What it has not got yet no look can show.
    const { unwritten, ending } = member;
    if (properties)
      return { ...memberFrom(operation.kind, properties, state, { ...member, unpaid: undefined }), unwritten, ending };
    return member.unpaid === undefined ? lost(member) : member;
  } catch (error) {
    throw error instanceof UserError ? error : operation.problem(error);
  }
}

import { means, type UserError } from "../client/errors";
import { type AnyPartDefinition, adoptExistingArgument } from "../resource/part";
import { repeatUntil } from "../waiter/repeatUntil";
import { savedIds } from "./doubt";
import type { Operation } from "./operation";
import { partProblem } from "./partProblem";
import { mayHaveCreated } from "./unconfirmed";

/**
 * Creates a part that the program names, such as an account. Nothing on it says who made it, and its password may be
 * somebody's. So one that exists already is continued with only where this resource has begun to create it, the state holds it,
 * or the program says so.
 * @param key  under which the creation is remembered
 * @returns also whether it was made now, with all that its creating call carries
 * @throws UserError
 */
export async function createNamedPart(
  operation: Operation,
  part: AnyPartDefinition["part"],
  key: string,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const id = String(part.idOf(operation.args));
  const { definition, args, session, connection, deadline, region } = operation;
  const { clock, journal } = session;
  const wasBegun = journal.find(key) !== undefined;
  /** May a call of this run, or of an interrupted one, have made it? */
  let isBegun = wasBegun;
  let last: unknown;
  const isThere = async () => {
    const observed: unknown = await definition.observe(connection.api, id, undefined);
    if (observed) {
      if (!isBegun) await requireOurs(operation, id);
      return true;
    }
    journal.begin(key, { of: `${definition.type} ${id} in ${region}`, token: "", startedAt: connection.cloudNow() });
    try {
      await definition.create(connection.api, args, { pendingTag: undefined, token: "" });
      isBegun = true;
      return true;
    } catch (error) {
      last = error;
      // What an earlier call has made, and the cloud does not show yet.
      if (means(error, "already") && isBegun) return false;
      if (mayHaveCreated(error)) {
        isBegun = true;
        return false;
      }
      if (!isBegun) journal.end(key);
      throw means(error, "already") ? alreadyThere(operation) : error;
    }
  };
  try {
    const isDone = await repeatUntil(clock, deadline, isThere, () => operation.status(`looking for ${id}`));
    if (!isDone) throw last;
    return { id, isNew: isBegun && !wasBegun };
  } catch (error) {
    throw partProblem(operation, error, journal.find(key) !== undefined);
  }
}

/** @throws UserError  it is another resource's, or nobody knows whose */
async function requireOurs(operation: Operation, id: string): Promise<void> {
  const { session, args, definition } = operation;
  if (session.engineHistory.isKept(id))
    throw operation.problem(`another resource of this stack manages this ${definition.noun}.`, "Declare it once.");
  if (args[adoptExistingArgument] === true) return;
  const held = await savedIds(operation);
  if (!held?.has(id)) throw alreadyThere(operation);
}

function alreadyThere(operation: Operation): UserError {
  const { noun } = operation.definition;
  return operation.problem(
    `the instance has an ${noun} of this name already, and this machine does not know of a run that has created it for this resource.`,
    `If the stack is to manage it, or an interrupted run on another machine has created it, set ${adoptExistingArgument}: true: it becomes what the program says, its password too. Otherwise give the ${noun} another name.`,
  );
}

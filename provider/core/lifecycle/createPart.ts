import { CloudError, means, NoAnswerError, type UserError } from "../client/errors";
import { digest } from "../host/digest";
import { stackHash } from "../ownership/backend";
import { attributeEntries } from "../resource/attributes";
import type { Properties } from "../resource/json";
import { type AnyPartDefinition, adoptExistingArgument } from "../resource/part";
import { repeatUntil } from "../waiter/repeatUntil";
import { adopt, adoptedId } from "./adopt";
import { sentOnCreate } from "./create";
import { savedIds } from "./doubt";
import { requireAccountOfOld } from "./location";
import type { Operation } from "./operation";
import { orderPart, recordReturned } from "./orderPart";
import { partProblem } from "./partProblem";
import { reconcile } from "./reconcile";
import type { ReconcileStart } from "./reconciliation";
import { mayHaveArrived } from "./unconfirmed";

/** Creates a part, or continues with one that an interrupted run has created for this resource, and brings it to what the program wants. */
export async function createPart(
  operation: Operation,
  { part }: AnyPartDefinition,
): Promise<{ id: string; outs: Properties }> {
  const { session, urn, args } = operation;
  const adopted = adoptedId(operation);
  if (adopted) return adopt(operation, adopted);
  await requireAccountOfOld(operation);
  operation.id = part.idOf(args);
  operation.instance = part.instanceOf(args);
  const start = startIn(operation, operation.instance);
  const key = await creationKey(operation, part, operation.id);
  const { id, isNew } = await start.withPermit(() =>
    part.made ? orderPart(operation, { ...part, made: part.made }, key) : provide(operation, part, key),
  );
  session.engineHistory.claim(urn, [id]);
  const written = isNew ? sentOnCreate(operation) : {};
  // What was there before may have values where the program leaves the default.
  const removed = isNew || part.made ? [] : defaulted(operation);
  const wanted = { id, isFresh: isNew, readiness: "pending", written, removed, ...start } as const;
  try {
    return { id, outs: await reconcile(operation, wanted) };
  } finally {
    if (part.made) await recordReturned(operation, key);
  }
}

/** Arguments with a default that the program does not give. */
const defaulted = ({ definition, args }: Operation): string[] =>
  attributeEntries(definition.attributes).flatMap(([name, { valueWhenRemoved }]) =>
    valueWhenRemoved !== undefined && args[name] === undefined ? [name] : [],
  );

/** The clouds change one part of an instance at a time. */
export const startIn = ({ connection }: Operation, instance: string) =>
  ({ withPermit: (work) => connection.exclusively(instance, work) }) satisfies Pick<ReconcileStart, "withPermit">;

/**
 * Under which the creation is remembered on this machine, until a day has passed or the part is deleted. Where the cloud gives
 * the id, the instance stands for it; without one, the project and the region, if a part is in one, because what others have
 * tells nothing of it.
 */
async function creationKey(
  operation: Operation,
  { made, instanceOf }: AnyPartDefinition["part"],
  id: string | undefined,
): Promise<string> {
  const { session, internal, urn, args, definition } = operation;
  const isInRegion = definition.attributes[definition.regionArgument]?.mayReplace;
  const project = async () => `${isInRegion ? operation.region : ""} ${await operation.connection.account()}`;
  const place = made ? instanceOf(args) || (await project()) : id;
  return digest([stackHash(session, internal), urn, place]);
}

/** The part is deleted: nothing is left of its creation that a later one should go on with. */
export async function forgetCreation(operation: Operation, { part }: AnyPartDefinition, id: string): Promise<void> {
  const { journal } = operation.session;
  const key = await creationKey(operation, part, id);
  // An order may be that of what has replaced this one.
  if (!part.made || journal.find(key)?.answered?.includes(id)) journal.end(key);
}

/**
 * Nothing on a part says who made it, and its password may be somebody's. So one that exists already is continued with only
 * where this resource has begun to create it, the state holds it, or the program says so.
 * @returns also whether it was made now, with all that its creating call carries
 * @throws UserError
 */
async function provide(
  operation: Operation,
  part: AnyPartDefinition["part"],
  key: string,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const id = String(part.idOf(operation.args));
  const { definition, args, session, connection, deadline, region } = operation;
  const { clock, journal } = session;
  const wasBegun = journal.find(key) !== undefined;
  let isSent = false;
  let last: unknown;
  const isThere = async () => {
    const observed: unknown = await definition.observe(connection.api, id, undefined);
    if (observed && !isSent && !wasBegun) await requireOurs(operation, id);
    if (observed) return true;
    journal.begin(key, { of: `${definition.type} ${id} in ${region}`, token: "", startedAt: connection.cloudNow() });
    try {
      await definition.create(connection.api, args, { pendingTag: undefined, token: "" });
      isSent = true;
      return true;
    } catch (error) {
      last = error;
      const isTaken = means(error, "already");
      if (isTaken && !isSent && !wasBegun) throw alreadyThere(operation);
      const isAnswer = error instanceof CloudError || error instanceof NoAnswerError;
      if (!isTaken && !(isAnswer && mayHaveArrived(error))) {
        if (!isSent && !wasBegun) journal.end(key);
        throw error;
      }
      isSent ||= !isTaken;
      return false;
    }
  };
  try {
    const isDone = await repeatUntil(clock, deadline, isThere, () => operation.status(`looking for ${id}`));
    if (!isDone) throw last;
    return { id, isNew: isSent && !wasBegun };
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

import { digest } from "../host/digest";
import { stackHash } from "../ownership/backend";
import { attributeEntries } from "../resource/attributes";
import type { Properties } from "../resource/json";
import type { AnyPartDefinition } from "../resource/part";
import { adopt, adoptedId } from "./adopt";
import { sentOnCreate } from "./create";
import { createNamedPart } from "./createNamedPart";
import { requireAccountOfOld } from "./location";
import type { Operation } from "./operation";
import { orderPart, recordReturned } from "./orderPart";
import { reconcile } from "./reconcile";
import type { ReconcileStart } from "./reconciliation";

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
    part.made ? orderPart(operation, { ...part, made: part.made }, key) : createNamedPart(operation, part, key),
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

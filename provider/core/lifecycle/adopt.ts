import { stackHash } from "../ownership/backend";
import { leftAlone, parsePendingTag } from "../ownership/pendingTag";
import { attributeEntries, writeOnlyNames } from "../resource/attributes";
import { pendingTagKey } from "../resource/cloud";
import { type AnyInstanceDefinition, nounOf, type ObservedInstance, phaseOf } from "../resource/definition";
import { difference } from "../resource/difference";
import type { Properties } from "../resource/json";
import { isPart } from "../resource/part";
import { stateOf, writtenIn } from "../resource/state";
import { listTagged } from "./attribution";
import { locationWithAccount } from "./location";
import type { Operation } from "./operation";

/** The argument that names an existing instance to manage. */
export const adoptArgument = "adoptInstanceId";

/** The same of any resource; a part may have none. */
const adoptArgumentOf = (definition: AnyInstanceDefinition): string | undefined =>
  isPart(definition) ? definition.part.adoptArgument : adoptArgument;

/** The id to adopt. An instance that the state already holds is not adopted again, as when it is being replaced. */
export function adoptedId({ definition, args, session }: Operation): string | undefined {
  const id = args[adoptArgumentOf(definition) ?? ""];
  return typeof id === "string" && !session.engineHistory.isHeld(id) ? id : undefined;
}

/**
 * Takes over the management of an existing instance, or of a part that the cloud names, without changing it.
 * @throws UserError  it does not exist, is not ready, carries somebody else's pending tag, or differs from what the program
 *   declares: all differences at once
 */
export async function adopt(operation: Operation, id: string): Promise<{ id: string; outs: Properties }> {
  const { definition, connection, args, session, urn } = operation;
  operation.id = id;
  const observed: ObservedInstance | undefined = await definition.observe(connection.api, id, args);
  if (!observed)
    throw operation.problem(
      `there is no such ${nounOf(definition)} to adopt. To create one, remove ${adoptArgumentOf(definition)} from the program.`,
    );
  if (phaseOf(definition, observed) !== "ready")
    throw operation.problem(`cannot be adopted in status ${observed.status}.`, "Try again when it is ready.");
  // A part carries no tags.
  if (!isPart(definition)) await requireOwnTag(operation, id);
  const differences = attributeEntries<ObservedInstance>(definition.attributes).flatMap(([name, attribute]) => {
    const actual = attribute.read(observed);
    if (actual === undefined || args[name] === undefined || !attribute.isEffective(args)) return [];
    if (attribute.same(actual, args[name])) return [];
    if (attribute.isSecret) return [`${name} differs`];
    return [difference(name, attribute.normalize(actual, args[name]), args[name])];
  });
  if (differences.length > 0) {
    const list = differences.map((difference) => `\n    ${difference}`).join("");
    throw operation.problem(
      `is not what the program declares:${list}`,
      "Adoption changes nothing: declare what is there, and change it afterwards.",
    );
  }
  session.engineHistory.claim(urn, [id]);
  const unchecked = writeOnlyNames(definition.attributes).filter((name) => args[name] !== undefined);
  if (unchecked.length > 0)
    operation.warn(
      `${id} was adopted without a check of ${unchecked.join(", ")}, which no call shows. If the instance has another value, outputs such as connectionString are wrong: change it in the program once, and back if you like.`,
    );
  const written = writtenIn(definition, args);
  const location = await locationWithAccount(operation, undefined);
  return {
    id,
    outs: stateOf(
      definition,
      { args, internal: operation.internal, location, readiness: "ready", written, createOnlyOutputs: {} },
      observed,
    ),
  };
}

/** Whoever has tagged it is creating it, or holds it in a state that we do not see. @throws UserError */
async function requireOwnTag(operation: Operation, id: string): Promise<void> {
  const { session, internal } = operation;
  const tagged = await listTagged(operation, "Whether another stack has tagged it is not known.");
  const tag = tagged.find((each) => each.id === id)?.pendingTag;
  if (tag === undefined || tag === leftAlone || parsePendingTag(tag)?.stack === stackHash(session, internal)) return;
  throw operation.problem(
    `cannot be adopted, because its tag ${pendingTagKey} is "${tag}": another stack or backend has created it, and may hold it.`,
    `If nothing else uses it, set that tag to "${leftAlone}", and run \`pulumi up\` again.`,
  );
}

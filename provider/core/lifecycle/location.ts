import { nounOf } from "../resource/definition";
import { type Location, locationDifference } from "../resource/location";
import type { Operation } from "./operation";

/**
 * A cloud's "not found" is trusted only in the location where the instance was created: a wrong account or project must
 * not drop a production cache from the state.
 * @throws UserError  when the account or project is not known to be the same
 */
export async function trustNotFound(operation: Operation, recorded: Location | undefined): Promise<void> {
  const doubt = await doubtOf(operation, recorded);
  if (doubt) throw operation.problem(doubt.what, doubt.next);
}

/** Why "not found" cannot be trusted, and what to do; undefined when it can. */
export async function doubtOf(
  operation: Operation,
  recorded: Location | undefined,
): Promise<{ what: string; next: string } | undefined> {
  if (!recorded) return undefined;
  const noun = nounOf(operation.definition);
  const other = locationDifference(recorded, operation.connection.location);
  if (other) return { what: `the ${noun} is in ${other}.`, next: "Set the configuration back, and try again." };
  const isSame = await isSameAccount(operation, recorded);
  if (isSame) return undefined;
  const gone = `If the ${noun} is really gone, remove it from the stack with \`pulumi state delete\`.`;
  return {
    what: `not found, but ${await whyDoubtful(operation, recorded)}.`,
    next: isSame === false ? setBack : `${setBack} ${gone}`,
  };
}

/**
 * Before something is created beside what exists already.
 * @param isThere whether any of it can be seen with these credentials
 * @throws UserError  when the account or project is not known to be the same
 */
export async function requireSameAccount(
  operation: Operation,
  recorded: Location | undefined,
  isThere: () => Promise<boolean>,
): Promise<void> {
  if (!recorded) return;
  const isSame = await isSameAccount(operation, recorded)
    .then((isKnown) => isKnown ?? isThere())
    .catch((error: unknown) => {
      throw operation.problem(error, "Nothing was changed.");
    });
  if (isSame) return;
  throw operation.problem(
    `what exists is not visible: ${await whyDoubtful(operation, recorded)}.`,
    `${setBack} Nothing was changed.`,
  );
}

/** A successor is created only where the instance is that it replaces. @throws UserError */
export async function requireAccountOfOld(operation: Operation): Promise<void> {
  const { definition, session, connection, urn } = operation;
  const old = session.engineHistory.oldInstance(urn);
  // In another region the successor is in another place on purpose.
  if (!old?.location || locationDifference({ ...old.location, account: undefined }, connection.location)) return;
  await requireSameAccount(operation, old.location, async () => {
    const observed: unknown = await definition.observe(connection.api, old.id, undefined);
    return observed !== undefined;
  });
}

const setBack = "If these are the wrong credentials or settings, set them back, and try again.";

/** The location as it is recorded: with the account, which is asked for only where the access key does not tell. */
export async function locationWithAccount(operation: Operation, recorded: Location | undefined): Promise<Location> {
  const { connection } = operation;
  const isKnown = recorded && keyTells(operation, recorded);
  return { ...connection.location, account: isKnown ? recorded.account : await connection.account() };
}

/** Does the access key alone tell that it is the same account? It does not where one key reaches several projects. */
function keyTells({ definition, connection }: Operation, recorded: Location): boolean {
  return !definition.cloud.projectIn && recorded.accessKey === connection.location.accessKey;
}

/** Undefined where that is not known. */
async function isSameAccount(operation: Operation, recorded: Location): Promise<boolean | undefined> {
  if (keyTells(operation, recorded)) return true;
  const account = await operation.connection.account();
  return account === undefined || recorded.account === undefined ? undefined : account === recorded.account;
}

async function whyDoubtful({ definition, connection }: Operation, recorded: Location): Promise<string> {
  const word = definition.cloud.projectIn ? "project" : "account";
  const account = await connection.account();
  const here = account === undefined ? "" : `, and these credentials lead to ${word} ${account}`;
  if (recorded.account !== undefined) return `it was created in ${word} ${recorded.account}${here}`;
  return `it is not known to have been created in the same ${word}${here}`;
}

import { UserError } from "../client/errors";
import type { Location } from "../resource/cloud";
import type { Operation } from "./operation";

/** In words: the difference between where an instance is and where we are looking; undefined when it is the same. */
export function locationDifference(recorded: Location, configured: Location): string | undefined {
  if (recorded.region !== configured.region)
    return `region ${recorded.region}, but the configured region is ${configured.region}`;
  if (recorded.endpoint !== configured.endpoint) {
    return `another endpoint (${recorded.endpoint}) than the configured one (${configured.endpoint})`;
  }
  return undefined;
}

/**
 * A cloud's "no such instance" counts only where the instance was made: a wrong account must not drop a production
 * cache from the state.
 * @throws UserError  when the account is not known to be the same
 */
export async function trustNotFound(operation: Operation, recorded: Location | undefined): Promise<void> {
  const { location } = operation.connection;
  if (!recorded) return;
  const other = locationDifference(recorded, location);
  if (other) throw operation.problem(`the instance is in ${other}.`, "Set the configuration back, and try again.");
  if (recorded.accessKey === location.accessKey) return;
  const account = await operation.connection.account();
  if (recorded.account !== undefined && account === recorded.account) return;
  throw new UserError(
    [
      `${operation.label}: not found with these credentials, but it was made with another access key${recorded.account ? ` (account ${recorded.account})` : ""}.`,
      "If the credentials are of another account, set them back. If the instance is really gone, take it out of the stack with `pulumi state delete`.",
    ].join("\n  "),
  );
}

/**
 * Before something is made beside what is there already.
 * @param isThere whether something of it can be seen with these credentials
 * @throws UserError  when the account is not known to be the same
 */
export async function requireSameAccount(
  operation: Operation,
  recorded: Location | undefined,
  isThere: () => Promise<boolean>,
): Promise<void> {
  const { location } = operation.connection;
  if (!recorded || recorded.accessKey === location.accessKey) return;
  const account = await operation.connection.account();
  const isKnown = recorded.account !== undefined && account !== undefined;
  if (isKnown ? account === recorded.account : await isThere()) return;
  throw operation.problem(
    `made with another access key${recorded.account ? ` (account ${recorded.account})` : ""}, and nothing of it can be seen with these credentials.`,
    "If they are of another account, set them back. Nothing was changed.",
  );
}

/** The place as it is recorded: with the account, which is asked for only when another access key is in use. */
export async function locationWithAccount(
  { connection }: Operation,
  recorded: Location | undefined,
): Promise<Location> {
  const { location } = connection;
  const isSameKey = recorded?.accessKey === location.accessKey;
  return { ...location, account: isSameKey ? recorded?.account : await connection.account() };
}

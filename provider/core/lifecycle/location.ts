import { UserError } from "../client/errors";
import { type Location, locationDifference } from "../resource/location";
import type { Operation } from "./operation";

/**
 * A cloud's "not found" is trusted only in the location where the instance was created: a wrong account must not drop a
 * production cache from the state.
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
      `${operation.label}: not found with these credentials, but it was created with another access key${recorded.account ? ` (account ${recorded.account})` : ""}.`,
      "If the credentials belong to another account, set them back. If the instance is really gone, remove it from the stack with `pulumi state delete`.",
    ].join("\n  "),
  );
}

/**
 * Before something is created beside what exists already.
 * @param isThere whether any of it can be seen with these credentials
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
    `created with another access key${recorded.account ? ` (account ${recorded.account})` : ""}, and it is not visible with these credentials.`,
    "If they belong to another account, set them back. Nothing was changed.",
  );
}

/** The location as it is recorded: with the account, which is asked for only when another access key is in use. */
export async function locationWithAccount(
  { connection }: Operation,
  recorded: Location | undefined,
): Promise<Location> {
  const { location } = connection;
  const isSameKey = recorded?.accessKey === location.accessKey;
  return { ...location, account: isSameKey ? recorded?.account : await connection.account() };
}

import { means, messageOf } from "../client/errors";
import type { ObservedInstance } from "../resource/definition";
import { observedProperties } from "../resource/state";
import type { Session } from "../session/session";
import type { Account } from "./stackSettings";

/** What the deletion has to know of an instance that was left behind. */
interface LeftBehind {
  readonly id: string;
  readonly region: string;
  /** Undefined where nothing tells the stack's name. */
  readonly isOfThisStack: boolean | undefined;
}

/** Asks the cloud to delete what this stack created. @returns why it is still there */
export async function whyNotDeleted(
  account: Account,
  session: Session,
  orphan: LeftBehind,
): Promise<string | undefined> {
  const { definition } = account;
  const { id, region } = orphan;
  const whyNot = whyNotOurs(orphan);
  if (whyNot !== undefined) return whyNot;
  const { api } = account.connectIn(region);
  try {
    const observed: ObservedInstance | undefined = await definition.observe(api, id, {});
    if (!observed) return undefined;
    const properties = observedProperties(definition, observed, {});
    if (definition.prepaid?.isPrepaid(properties, session.clock.now()))
      return "it is prepaid, and such instances cannot be deleted; adopt it with adoptInstanceId, or use the console";
    const reason = definition.whyUndeletable(properties);
    if (reason !== undefined) return reason;
    await definition.delete(api, id, observed);
    return undefined;
  } catch (error) {
    return means(error, "notFound") ? undefined : messageOf(error);
  }
}

function whyNotOurs({ isOfThisStack }: LeftBehind): string | undefined {
  if (isOfThisStack) return undefined;
  return isOfThisStack === undefined
    ? "nothing in the state tells which stack this is; ask the CLI about it, without --state"
    : "another stack created it; delete it from there, or in the console";
}

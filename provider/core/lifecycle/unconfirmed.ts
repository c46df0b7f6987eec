import { CloudError, NoAnswerError } from "../client/errors";
import { changeKey, type SentChange } from "../ownership/changeJournal";
import { writeOnlyNames } from "../resource/attributes";
import type { AnyInstanceDefinition } from "../resource/definition";
import { internalState } from "../resource/internalProperties";
import type { Values } from "../resource/types";
import type { Session } from "../session/session";

/**
 * Arguments that an interrupted update has sent to the instance, though the state says nothing of it; none where there was no such
 * update on this machine.
 */
export function unconfirmedIn({ changes }: Session, id: string, state: Values): readonly string[] {
  const { __urn: urn = "", __changeId: current } = internalState(state);
  const key = changeKey(urn, id);
  const sent = changes.find(key);
  if (!sent) return [];
  if (sent.before === current) return sent.names;
  // The state has learnt of that update, or of a later one.
  changes.end(key);
  return [];
}

/** The state without what nobody knows: another value may be in force, and one was declared. */
export function withoutUnconfirmed(
  definition: AnyInstanceDefinition,
  session: Session,
  id: string,
  state: Values,
): Values {
  const names = unconfirmedIn(session, id, state);
  if (names.length === 0) return state;
  const unknown = writeOnlyNames(definition.attributes).filter((name) => names.includes(name));
  const known = Object.fromEntries(Object.entries(state).filter(([name]) => !unknown.includes(name)));
  const { __inputKeys: declared = [] } = internalState(state);
  return { ...known, __inputKeys: [...new Set([...declared, ...names])].sort() };
}

export const unconfirmedText = (id: string, names: readonly string[]): string =>
  `An interrupted run may have changed ${names.join(", ")} of ${id}. This run sets it as the program says.`;

/** Records what is about to be sent. */
export function recordChange({ changes }: Session, id: string, state: Values, names: readonly string[]): void {
  const { __urn: urn = "", __changeId: before } = internalState(state);
  const key = changeKey(urn, id);
  const sent: SentChange | undefined = changes.find(key);
  const earlier = sent && sent.before === before ? sent.names : [];
  changes.begin(key, { names: [...new Set([...earlier, ...names])].sort(), ...(before !== undefined && { before }) });
}

/** May a change have reached the cloud all the same, though it failed? */
export const mayHaveArrived = (error: unknown): boolean =>
  error instanceof CloudError
    ? error.meaning === "transient"
    : !(error instanceof NoAnswerError && error.carriedOut === "no");

/** May a creation have reached the cloud? An error that is no answer of the cloud is ours, from before anything was sent. */
export const mayHaveCreated = (error: unknown): boolean =>
  (error instanceof CloudError || error instanceof NoAnswerError) && mayHaveArrived(error);

import { CloudError, NoAnswerError } from "../client/errors";
import { isSame } from "../host/stableJson";
import type { CreateAttempt } from "../ownership/createJournal";
import { identityArguments } from "../resource/attributes";
import type { ObservedInstance } from "../resource/definition";
import type { AnyPartDefinition, OrderedPart } from "../resource/part";
import type { Values } from "../resource/types";
import { repeatUntil } from "../waiter/repeatUntil";
import { savedIds } from "./doubt";
import { searchMs } from "./lostAnswer";
import type { Operation } from "./operation";
import { partProblem } from "./partProblem";
import { lateEffectMs } from "./provision";
import { mayHaveArrived } from "./unconfirmed";

const ofOther = "an interrupted run has ordered it, and the program says something else by now";

/** A part that the cloud names. */
type Ordered = AnyPartDefinition["part"] & Required<Pick<AnyPartDefinition["part"], "made">>;

/**
 * Orders a part that the cloud names, or goes on with what an interrupted run on this machine has ordered for this resource.
 * No call says who ordered a part. So it is ours where it was not there before the order, began while the order could
 * take effect, and is in nobody's state.
 * @param key  under which the order is remembered
 * @throws UserError
 */
export async function orderPart(
  operation: Operation,
  part: Ordered,
  key: string,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { definition, session, connection, args, region } = operation;
  const { journal } = session;
  try {
    const left = await leftBehind(operation, part, key);
    if (left !== undefined) {
      operation.warn(`Resuming ${definition.noun} ${left}, which an interrupted run has ordered for this resource.`);
      return { id: left, isNew: false };
    }
    const token = session.nonce();
    const instance = part.instanceOf(args);
    const before: readonly OrderedPart[] = await part.made(connection.api, args, token);
    const attempt: CreateAttempt = {
      of: `${definition.type}${instance && ` of ${instance}`} in ${region}`,
      token,
      startedAt: connection.cloudNow(),
      existing: before.map(({ id }) => id),
      args: { sealed: connection.seal.close(JSON.stringify(args)) },
    };
    journal.begin(key, attempt);
    const id = await send(operation, attempt).catch(async (error: unknown) => {
      const { made, isNone } = await despite(error, operation, part, attempt);
      if (isNone) journal.end(key);
      const [found, ...others] = made;
      if (found === undefined || others.length > 0) throw error;
      return found;
    });
    journal.begin(key, { ...attempt, answered: [id] });
    return { id, isNew: true };
  } catch (error) {
    throw partProblem(operation, error, journal.find(key) !== undefined);
  }
}

/**
 * What an order has made that was not answered with an id.
 * @returns also whether it has certainly made nothing
 */
async function despite(
  error: unknown,
  operation: Operation,
  part: Ordered,
  attempt: CreateAttempt,
): Promise<{ readonly made: readonly string[]; readonly isNone: boolean }> {
  const isAnswer = error instanceof CloudError || error instanceof NoAnswerError;
  if (!isAnswer) return { made: [], isNone: true };
  const isRejected = !mayHaveArrived(error);
  const { clock } = operation.session;
  // What lies between may have put a rejection in the place of the answer, so the list is asked then, too.
  const until = isRejected ? clock.now() : Math.min(clock.now() + searchMs, operation.deadline);
  let isSeen = true;
  const look = () =>
    madeBy(operation, part, attempt).catch(() => {
      isSeen = false;
      return [];
    });
  const made = await search(operation, until, look);
  return { made, isNone: isRejected && isSeen && made.length === 0 };
}

/** The engine has heard of it, if there still is one: from now on it is the state's. */
export async function recordReturned({ session }: Operation, key: string): Promise<void> {
  const attempt = session.journal.find(key);
  if (attempt && (await session.engine.isAlive())) session.journal.begin(key, { ...attempt, isReturned: true });
}

/** @throws NoAnswerError  also where the answer is about what was there before */
async function send(
  { definition, connection, args }: Operation,
  { token, existing = [] }: CreateAttempt,
): Promise<string> {
  const id = String(await definition.create(connection.api, args, { pendingTag: undefined, token }));
  if (!existing.includes(id)) return id;
  throw new NoAnswerError(`The order of a ${definition.noun}`, "unknown", `an answer about ${id}, which is older`);
}

/** What was ordered, which the program may not say any more. */
function orderedArgs({ connection, args }: Operation, { args: kept }: CreateAttempt): Values {
  const text = connection.seal.open(String(kept?.sealed));
  return text === undefined ? args : (JSON.parse(text) as Values);
}

/** What an interrupted run has ordered; undefined where there is nothing that is certain. */
async function leftBehind(operation: Operation, part: Ordered, key: string): Promise<string | undefined> {
  const { definition, session } = operation;
  const attempt = session.journal.find(key);
  if (!attempt) return undefined;
  const identityOf = (args: Values) => identityArguments(definition.attributes, args);
  const isOther = !isSame(identityOf(orderedArgs(operation, attempt)), identityOf(operation.args));
  const [id] = attempt.answered ?? [];
  return id === undefined
    ? leftWithoutAnswer(operation, part, attempt, isOther)
    : leftByAnswer(operation, attempt, id, isOther);
}

/** The order got no answer. @param isOther  than what the program says by now */
async function leftWithoutAnswer(
  operation: Operation,
  part: Ordered,
  attempt: CreateAttempt,
  isOther: boolean,
): Promise<string | undefined> {
  const { session, connection } = operation;
  const until = session.clock.now() + attempt.startedAt + lateEffectMs - connection.cloudNow();
  const [found, ...others] = await search(operation, until, () => madeBy(operation, part, attempt));
  if (found === undefined || (others.length === 0 && !isOther)) return found;
  const whose = others.length > 0 ? "one of them may be of an interrupted run of this resource" : ofOther;
  warnOfLeft(operation, [found, ...others], whose);
  return undefined;
}

/** The order was answered with this id. @param isOther  than what the program says by now */
async function leftByAnswer(
  operation: Operation,
  { isReturned = false }: CreateAttempt,
  id: string,
  isOther: boolean,
): Promise<string | undefined> {
  const { definition, connection } = operation;
  if (await isHeld(operation, id)) return undefined;
  const observed: ObservedInstance | undefined = await definition.observe(connection.api, id, undefined);
  if (!observed) return undefined;
  if (!isReturned && !isOther) return id;
  if (observed.status === definition.traceStatus) return undefined;
  const notHeld = "an earlier run has made it for this resource, and the state does not hold it";
  warnOfLeft(operation, [id], isReturned ? notHeld : ofOther);
  return undefined;
}

/** Not taken over: it may have been taken out of the state on purpose, and be older than what the program wants. */
function warnOfLeft(operation: Operation, ids: readonly string[], why: string): void {
  const { definition } = operation;
  operation.warn(
    `The ${definition.noun} ${ids.join(", ")} is left alone: ${why}. If nothing uses it, delete it in the ${definition.cloud.title} console.`,
  );
}

async function search(
  operation: Operation,
  until: number,
  find: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  let found: readonly string[] = [];
  const look = async () => {
    found = await find();
    return found.length > 0;
  };
  const { definition, session } = operation;
  const report = () => operation.status(`looking for a ${definition.noun} whose order got no answer`);
  await repeatUntil(session.clock, until, look, report);
  return found;
}

/** What the order can have made, by id. */
async function madeBy(operation: Operation, part: Ordered, attempt: CreateAttempt): Promise<readonly string[]> {
  const { token, startedAt, existing = [] } = attempt;
  const listed: readonly OrderedPart[] = await part.made(
    operation.connection.api,
    orderedArgs(operation, attempt),
    token,
  );
  const fresh = listed.filter(
    ({ id, begunAt = startedAt, isOther = false }) =>
      !isOther && !existing.includes(id) && begunAt < startedAt + lateEffectMs,
  );
  const held = await Promise.all(fresh.map(({ id }) => isHeld(operation, id)));
  return fresh.flatMap(({ id }, at) => (held[at] ? [] : [id]));
}

/** Does the state hold it, or another resource of this run? */
async function isHeld(operation: Operation, id: string): Promise<boolean> {
  return operation.session.engineHistory.isHeld(id) || (await savedIds(operation))?.has(id) === true;
}

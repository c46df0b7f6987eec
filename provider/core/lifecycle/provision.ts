import { CloudError, isUnknownCaller, means, messageOf, UserError } from "../client/errors";
import { digest } from "../host/digest";
import type { CreateAttempt } from "../ownership/createJournal";
import { type Attribution, formatPendingTag, leftAlone } from "../ownership/pendingTag";
import { hasRoomForOurs, pendingTagKey, type TaggedInstance } from "../resource/cloud";
import { attributeAnswer } from "./attribution";
import { doubtful, requireNoneUntagged, savedIds, stateText } from "./doubt";
import { afterFailedCall, search } from "./lostAnswer";
import type { OrderResult } from "./order";
import {
  adopted,
  attributionIn,
  claim,
  cloudNow,
  hasUserToken,
  type Instances,
  idsOf,
  type ProvisionRequest,
  problemOf,
  type Step,
  tokenLength,
  totalWith,
} from "./provisionRequest";

/** How long a creating call without an answer may still take effect, where no token makes repeating it harmless. */
const lateEffectMs = 5 * 60_000;
/** How many tokens are tried while they turn out to be used up. */
const maxTokens = 4;

export interface ProvisionResult {
  /** More than were asked for when an interrupted run had created more. */
  readonly found: Instances;
  /** Tagged instances that were there before anything was ordered. */
  readonly before: ReadonlySet<string>;
  /** Why there are no more; complete for a person. */
  readonly problem?: Error;
}

/**
 * Provides instances: first those that an interrupted run has left for this very resource, then new ones for what is
 * missing. A failure never loses what was found before it.
 */
export async function provision(request: ProvisionRequest): Promise<ProvisionResult> {
  const { count, operation } = request;
  const { journal, shutdown } = operation.session;
  const key = formatPendingTag(request.pendingTag);
  // Whatever comes of this, the end of the run looks there.
  shutdown.recordShown(operation.pendingInstance, []);
  journal.beginRegion(request.pendingTag.stack, operation.definition.cloud.name, operation.region);
  let found: Instances = [];
  let before: ReadonlySet<string> = new Set();
  const add = ({ instances, problem }: Step) => {
    found = [...found, ...instances];
    if (problem !== undefined) throw problem;
  };
  try {
    // Always first: instances that carry this resource's pending tag were created by a run that did not end well.
    const tagged = (await listPending(request)) ?? [];
    before = new Set(tagged.map(({ id }) => id));
    add(await adoptTagged(request, tagged));

    // That run may also have sent a call whose answer nobody saw. Repeated, it gives the same instances.
    const startedAt = cloudNow(request);
    const requireNothingLeft = onlyOnce(() => requireNoneUntagged(request, startedAt));
    const addAndGoOn = async (
      { isTokenUsed, isUntagged, problem, ...step }: Step,
      attempt: CreateAttempt,
      mayGoOn = true,
    ) => {
      add(step);
      if (isTokenUsed && isUntagged) await requireNothingLeft();
      // Also under the pending tag that the resource had before an edit.
      for (const [each, { token }] of isTokenUsed ? journal.findAll() : [])
        if (token === attempt.token) journal.end(each);
      // Another is not tried in place of the program's own.
      const goesOn = isTokenUsed && mayGoOn && !hasUserToken(request, attempt);
      if (!goesOn) add({ instances: [], problem });
    };
    const earlier = journal.find(key);
    if (earlier && isOpen(request, earlier, found)) await addAndGoOn(await repeat(request, earlier, found), earlier);
    else journal.end(key);

    // Here only for what is still missing. A token may be answered with instances of others, or of an earlier life of this
    // resource with another password: then another is tried.
    let unique = earlier?.count === 0 ? earlier.token : undefined;
    let last: string | undefined;
    for (let tokens = 1; found.length < count; tokens++) {
      const had = found.length;
      const isLast = tokens === maxTokens;
      if (isLast) unique = operation.session.nonce();
      // An interrupted run that tagged some may have ordered others, and a random token leads no other machine to them.
      const isFirstOrder = found.length === 0 && (unique === undefined || tokens === 1);
      if (request.tagPending && !isFirstOrder) await requireNothingLeft();
      const attempt = nextAttempt(request, found, unique, last);
      const { isUnseen, ...step } = await order(request, attempt, found);
      await addAndGoOn(step, attempt, !isLast);
      if (found.length === had && isLast)
        throw problemOf(request, found, "the cloud answers with instances that were not created for this resource.");
      // Waiting for each derived token would take minutes, and more would be ordered meanwhile if the cloud is only slow.
      unique = isUnseen ? operation.session.nonce() : undefined;
      last = attempt.token;
    }
    return { found, before };
  } catch (error) {
    const next = "Run `pulumi up` again to continue.";
    return { found, before, problem: error instanceof UserError ? error : problemOf(request, found, error, next) };
  }
}

/**
 * Takes over what an interrupted run of this very resource has created.
 * @throws UserError  an instance is there, and whether it may be taken over is for a person to say
 */
async function adoptTagged(request: ProvisionRequest, tagged: readonly TaggedInstance[]): Promise<Step> {
  const { operation, count } = request;
  const { definition, session } = operation;
  const { title } = definition.cloud;
  const named = (attribution: Attribution) => tagged.filter((each) => attributionIn(request, each) === attribution);
  const others = idsOf(
    named("notOurs").filter(({ id, isDeleting }) => !isDeleting && !session.engineHistory.isHeld(id)),
  );
  const candidates = [...named("ours"), ...named("inDoubt")];
  // With --replace or a taint the engine does not show us what is replaced, but the state holds it.
  const held = candidates.length > 0 ? await savedIds(operation) : undefined;
  session.engineHistory.recordHeld(idsOf(candidates).filter((id) => held?.has(id)));
  const [ours, inDoubt] = [idsOf(named("ours")), idsOf(named("inDoubt"))];
  session.shutdown.recordNamed([...others, ...inDoubt]);
  for (const id of others) {
    operation.warn(
      `Instance ${id} was created by another run of a resource of this name and is left alone. If nothing uses it, delete it in the ${title} console; if it is in use, set its tag ${pendingTagKey} to "${leftAlone}".`,
    );
  }
  if (inDoubt.length > 0) {
    const state = held ? ", and the state of the stack does not hold it" : "";
    throw doubtful(
      request,
      inDoubt,
      `an earlier run created instance ${inDoubt.join(", ")} for this resource${state}: the state was not saved, or the instance was retained or removed from the state on purpose.${stateText(held)}`,
    );
  }
  session.shutdown.recordNamed(ours);
  const surplus = ours.slice(count);
  // Deleting an instance of somebody else would be worse than leaving ours; only the journal knows for certain.
  if (surplus.length > 0) {
    operation.warn(
      `Instance ${surplus.join(", ")} was created for this resource, too, by an interrupted run that wanted more than the program asks for now. If nothing uses it, delete it in the ${title} console.`,
    );
  }
  const taken = ours.slice(0, count);
  if (taken.length === 0) return { instances: [] };
  operation.warn(
    `Resuming instance ${taken.join(", ")}, started by an interrupted run. If the CLI keeps warning of an interrupted operation, run \`pulumi refresh --clear-pending-creates\`.`,
  );
  return { instances: claim(request, [], taken, adopted) };
}

const onlyOnce = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
};

/** Accounts that may not list tags can still create. */
async function listPending(request: ProvisionRequest, since?: number): Promise<readonly TaggedInstance[] | undefined> {
  const { operation } = request;
  try {
    return await operation.connection.listPending(since);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (isUnknownCaller(error)) throw problemOf(request, [], error);
    operation.warn(`Could not look for instances of interrupted runs, because tags cannot be listed: ${error.message}`);
    return undefined;
  }
}

/** May an earlier call have created instances that were not found by their tags? */
function isOpen({ operation }: ProvisionRequest, earlier: CreateAttempt, found: Instances): boolean {
  const { count = 1, existing = [], answered = [] } = earlier;
  const isInState = answered.some((id) => operation.session.engineHistory.isHeld(id));
  return !isInState && idsOf(found).filter((id) => !existing.includes(id)).length < count;
}

/** What an interrupted run has ordered may exist without a tag, or not yet. */
async function repeat(request: ProvisionRequest, earlier: CreateAttempt, found: Instances): Promise<Step> {
  const { isRepeatable, operation, pendingTag } = request;
  if (isRepeatable) return order(request, earlier, found);
  const left = earlier.startedAt + lateEffectMs - cloudNow(request);
  const until = operation.session.clock.now() + left;
  const { instances } = left > 0 ? await search(request, found, totalWith(earlier, found), until) : { instances: [] };
  operation.session.journal.end(formatPendingTag(pendingTag));
  return { instances };
}

/**
 * @param unique a token that no earlier call can have used
 * @param last the token that was used up; the next is derived from it, so that another machine repeats this order after a crash
 */
function nextAttempt(
  request: ProvisionRequest,
  found: Instances,
  unique: string | undefined,
  last: string | undefined,
): CreateAttempt {
  const { operation, args, count } = request;
  const ids = idsOf(found);
  const missing = count - ids.length;
  return {
    token:
      unique ?? (last === undefined ? (request.userToken?.(ids) ?? request.token(ids)) : digest([last], tokenLength)),
    startedAt: cloudNow(request),
    count: missing,
    existing: ids,
    of: `${operation.definition.type} (${operation.region})`,
    isUntagged: request.tagPending !== undefined,
    isUnique: unique !== undefined,
    ...(args && { args }),
  };
}

/** Makes the creating call. @throws UserError  nothing exists that neither the pending tag nor the journal leads to */
async function order(request: ProvisionRequest, attempt: CreateAttempt, found: Instances): Promise<Step> {
  const { operation, pendingTag } = request;
  const { journal } = operation.session;
  const key = formatPendingTag(pendingTag);
  const { count = 1 } = attempt;
  journal.begin(key, attempt);
  const sent = { isUntagged: request.tagPending !== undefined || !hasRoom(request) };
  let result: OrderResult;
  try {
    result = await send(request, attempt, sent);
  } catch (error) {
    return afterFailedCall(request, attempt, found, error, sent.isUntagged);
  }
  const { ids, outputs = {}, awaitingPayment, isRestored = false } = result;
  // Nothing exists yet. The next run learns the ids from the same token.
  if (awaitingPayment !== undefined && ids.length === 0) throw problemOf(request, found, awaitingPayment, "");

  const { own, isUnseen } = await ownOf(request, attempt, found, result);
  const instances = claim(request, found, own, { isAdopted: isRestored, outputs, awaitingPayment });
  if (ids.length < count) {
    journal.begin(key, { ...attempt, answered: own });
    const problem = problemOf(
      request,
      found,
      `ordered ${count} instances, but the API returned ${ids.length} ids.`,
      `Look in the ${operation.definition.cloud.title} console for the others and delete what nothing uses. Then run \`pulumi up\` again: it orders what is missing.`,
    );
    return { instances, problem };
  }
  try {
    const isTagged = awaitingPayment === undefined && (await tag(request, own));
    if (isTagged) journal.end(key);
    else journal.begin(key, { ...attempt, answered: own });
    return { instances, isUnseen };
  } catch (problem) {
    return { instances, problem };
  }
}

/** Does the pending tag stay after a healthy run, beside the returned one? */
const hasRoom = ({ operation }: ProvisionRequest): boolean =>
  hasRoomForOurs(operation.definition.cloud.pendingTags, operation.pendingInstance.userTags);

/** @param sent is told when the call goes without the pending tag */
async function send(
  request: ProvisionRequest,
  attempt: CreateAttempt,
  sent: { isUntagged: boolean },
): Promise<OrderResult> {
  const { token, count = 1, args } = attempt;
  const pendingTag = formatPendingTag(request.pendingTag);
  try {
    return await request.send({ pendingTag, token, count, args });
  } catch (rejection) {
    if (!means(rejection, "accessDenied") || isUnknownCaller(rejection) || request.tagPending) throw rejection;
    // The account may be allowed to create, but not to tag.
    try {
      const another = hasUserToken(request, attempt) ? token : `${token}-untagged`;
      sent.isUntagged = true;
      const result = await request.send({ pendingTag: undefined, token: another, count, args });
      warnOfMissingTag(request, result.ids, rejection);
      return { ...result, isUntagged: true };
    } catch (error) {
      throw means(error, "accessDenied") ? rejection : error;
    }
  }
}

function warnOfMissingTag({ operation }: ProvisionRequest, ids: readonly string[], rejection: Error): void {
  operation.warn(
    `These credentials may not tag, so instance ${ids.join(", ")} has no pending tag: if this run is interrupted, the next one cannot find it. ${rejection.message}`,
  );
}

/**
 * The ids of an answer that belong to this resource.
 * @throws UserError  names the ids; only the token in the journal leads back to them
 */
async function ownOf(
  request: ProvisionRequest,
  { startedAt, isUnique }: CreateAttempt,
  found: Instances,
  { ids, isRestored = false, isUntagged = false, awaitingPayment }: OrderResult,
): Promise<{ own: readonly string[]; isUnseen: boolean }> {
  const { operation, origins, pendingTag } = request;
  const { engineHistory, clock, shutdown } = operation.session;
  const free = ids.filter((id) => idsOf(found).includes(id) || !engineHistory.isHeld(id));
  // The answer to a new token holds new instances only, and without payment there are none to ask about.
  if (!origins || isUnique || awaitingPayment !== undefined) return { own: free, isUnseen: false };
  const answeredAt = clock.now();
  const { own, foreign, inDoubt, isUnseen } = await attributeAnswer(free, {
    pendingTag,
    startedAt,
    isRestored,
    carriesTag: request.tagPending === undefined && !isUntagged && hasRoom(request),
    clock,
    origins,
    listPending: () => listPending(request, answeredAt),
  }).catch((error: unknown) => {
    throw problemOf(
      request,
      found,
      `${messageOf(error)} The cloud has answered the order with ${ids.join(", ")}.`,
      "Run `pulumi up` again: it asks with the same token.",
    );
  });
  // With --replace or a taint, the first answer is the instance that is being replaced.
  const held = inDoubt.length + foreign.length > 0 ? await savedIds(operation) : undefined;
  const unclear = inDoubt.filter((id) => !held?.has(id));
  const others = foreign.filter((id) => !held?.has(id));
  engineHistory.recordHeld([...foreign, ...inDoubt].filter((id) => held?.has(id)));
  shutdown.recordNamed([...others, ...unclear]);
  if (unclear.length > 0) {
    throw doubtful(
      request,
      unclear,
      `the order's token was used before and created ${unclear.join(", ")}. It may be left over from a run of this resource that was interrupted or could not save its state, or be retained on purpose; where the program gives the token, another stack may have used it too. Another token orders other instances.${stateText(held)}`,
    );
  }
  if (others.length > 0) {
    operation.warn(
      `The order's token was used before and created ${others.join(", ")}, which this resource does not take: they may belong to another stack, or were retained on purpose. If nothing uses them, delete them in the ${operation.definition.cloud.title} console.`,
    );
  }
  return { own, isUnseen };
}

/** @returns whether the next run could find the instances by their tags if this one were interrupted */
async function tag(request: ProvisionRequest, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  try {
    await request.tagPending?.(ids, formatPendingTag(request.pendingTag));
    return true;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    warnOfMissingTag(request, ids, error);
    return false;
  }
}

import { CloudError, isUnknownCaller, means, messageOf } from "../client/errors";
import type { CreateAttempt } from "../ownership/createJournal";
import { formatPendingTag } from "../ownership/pendingTag";
import { hasRoomForOurs } from "../resource/cloud";
import { listPending } from "./adoptTagged";
import { attributeAnswer } from "./attribution";
import { doubtful, savedIds, stateText } from "./doubt";
import { afterFailedCall } from "./lostAnswer";
import type { OrderResult } from "./order";
import {
  claim,
  hasUserToken,
  type Instances,
  idsOf,
  type ProvisionRequest,
  problemOf,
  type Step,
} from "./provisionRequest";

/** Makes the creating call. @throws UserError  nothing exists that neither the pending tag nor the journal leads to */
export async function placeOrder(request: ProvisionRequest, attempt: CreateAttempt, found: Instances): Promise<Step> {
  const { operation, pendingTag } = request;
  const { journal } = operation.session;
  const key = formatPendingTag(pendingTag);
  const { count = 1 } = attempt;
  const earlier = journal.find(key);
  journal.begin(key, attempt);
  const sent = {
    isRepeated: earlier?.token === attempt.token && earlier.count !== 0,
    isUntagged: request.tagPending !== undefined || !hasRoom(request),
  };
  let result: OrderResult;
  try {
    result = await send(request, attempt, sent);
  } catch (error) {
    return afterFailedCall(request, attempt, found, error, sent);
  }
  const { ids, outputs = {}, awaitingPayment, isRestored = false, isUntagged = false } = result;
  // Nothing exists yet. The next run learns the ids from the same token.
  if (awaitingPayment !== undefined && ids.length === 0) throw problemOf(request, found, awaitingPayment, "");

  const { own, isUnseen } = await ownOf(request, attempt, found, result);
  const orderedAt = request.origins ? undefined : attempt.startedAt;
  const instances = claim(request, found, own, { isAdopted: isRestored, outputs, awaitingPayment, orderedAt });
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
    const isTagged = awaitingPayment === undefined && !isUntagged && (await tag(request, own));
    if (isTagged) journal.end(key);
    else journal.begin(key, { ...attempt, ...(isUntagged && { isUntagged }), answered: own });
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
      request.operation.session.journal.begin(pendingTag, { ...attempt, isUntagged: true });
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
  const { engineHistory, clock, runRecord } = operation.session;
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
  runRecord.recordNamed([...others, ...unclear]);
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

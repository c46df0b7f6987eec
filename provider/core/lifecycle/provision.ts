import { UserError } from "../client/errors";
import { type CreateAttempt, lostOrderText } from "../ownership/createJournal";
import { formatPendingTag } from "../ownership/pendingTag";
import { adoptTagged, listPending } from "./adoptTagged";
import { requireNoneUntagged } from "./doubt";
import { search } from "./lostAnswer";
import { placeOrder } from "./placeOrder";
import {
  cloudNow,
  hasUserToken,
  type Instances,
  idsOf,
  type ProvisionRequest,
  problemOf,
  type Step,
  totalWith,
} from "./provisionRequest";
import { TokenSequence } from "./tokenSequence";

/** How long a creating call without an answer may still take effect, where no token makes repeating it harmless. */
export const lateEffectMs = 5 * 60_000;

export interface ProvisionResult {
  /** More than were asked for when an interrupted run had created more. */
  readonly found: Instances;
  /** Tagged instances that were there before anything was ordered. */
  readonly before: ReadonlySet<string>;
  /** Why there are no more; complete for a person. */
  readonly problem?: Error;
}

/** What has been found so far. */
interface Progress {
  readonly request: ProvisionRequest;
  found: Instances;
  before: ReadonlySet<string>;
  /** By the cloud's clock, before anything was ordered. */
  startedAt: number;
  /** Asks the cloud once, when it is called first. @throws UserError  an earlier run may have left something untagged */
  readonly requireNoneLeft: () => Promise<void>;
}

/**
 * Provides instances: first those that an interrupted run has left for this very resource, then new ones for what is
 * missing. A failure never loses what was found before it.
 */
export async function provision(request: ProvisionRequest): Promise<ProvisionResult> {
  const { operation, pendingTag } = request;
  const { journal, runRecord } = operation.session;
  // Whatever comes of this, the end of the run looks there.
  runRecord.recordShown(operation.pendingInstance, []);
  journal.beginRegion(pendingTag.stack, operation.definition.cloud.name, operation.region);
  const requireNoneLeft = onlyOnce(() => requireNoneUntagged(request, progress.startedAt));
  const progress: Progress = { request, found: [], before: new Set(), startedAt: cloudNow(request), requireNoneLeft };
  try {
    await adoptPending(progress);
    // Again, because the first answer may have told of a difference between the clocks.
    progress.startedAt = cloudNow(request);
    const earlier = await repeatInterrupted(progress);
    await orderMissing(progress, earlier);
    return { found: progress.found, before: progress.before };
  } catch (error) {
    const { found, before } = progress;
    const next = "Run `pulumi up` again to continue.";
    return { found, before, problem: error instanceof UserError ? error : problemOf(request, found, error, next) };
  }
}

/** Instances that carry this resource's pending tag: a run that did not end well has created them. */
async function adoptPending(progress: Progress): Promise<void> {
  const tagged = (await listPending(progress.request)) ?? [];
  progress.before = new Set(idsOf(tagged));
  progress.found = await adoptTagged(progress.request, tagged);
}

/** That run may also have sent a call whose answer nobody saw. Repeated, it gives the same instances. @returns the call */
async function repeatInterrupted(progress: Progress): Promise<CreateAttempt | undefined> {
  const { request, found } = progress;
  const { journal } = request.operation.session;
  const key = formatPendingTag(request.pendingTag);
  const earlier = journal.find(key);
  if (earlier && isOpen(request, earlier, found)) await take(progress, earlier, await repeat(request, earlier, found));
  else journal.end(key);
  return earlier;
}

/**
 * A token may be answered with instances of others, or of an earlier life of this resource with another password: then
 * another is tried.
 */
async function orderMissing(progress: Progress, earlier: CreateAttempt | undefined): Promise<void> {
  const { request } = progress;
  const { count, operation } = request;
  const missing = count - progress.found.length;
  if (missing > 0) await request.beforeOrder?.(missing);
  const tokens = new TokenSequence(operation.session.nonce, earlier?.count === 0 ? earlier.token : undefined);
  while (progress.found.length < count) {
    const had = progress.found.length;
    tokens.advance();
    // An interrupted run that tagged some may have ordered others.
    if (request.tagPending && (had > 0 || tokens.leadsAstray)) await progress.requireNoneLeft();
    const attempt = nextAttempt(request, progress.found, tokens);
    const step = await placeOrder(request, attempt, progress.found);
    await take(progress, attempt, step, !tokens.isLast);
    if (progress.found.length === had && tokens.isLast) {
      const what = "the cloud answers with instances that were not created for this resource.";
      throw problemOf(request, progress.found, what);
    }
    tokens.end(step.isUnseen);
  }
}

/** Takes what a call has given. @throws its problem, unless the token was used up and another may be tried */
async function take(progress: Progress, attempt: CreateAttempt, step: Step, mayTryAnother = true): Promise<void> {
  const { request } = progress;
  const { instances, problem, isTokenUsed = false, isUntagged = false } = step;
  progress.found = [...progress.found, ...instances];
  if (isTokenUsed) {
    if (isUntagged) await progress.requireNoneLeft();
    // Also under the pending tag that the resource had before an edit.
    const { journal } = request.operation.session;
    for (const [key, { token }] of journal.findAll()) if (token === attempt.token) journal.end(key);
  }
  // Another is not tried in place of the program's own.
  const triesAnother = isTokenUsed && mayTryAnother && !hasUserToken(request, attempt);
  if (problem !== undefined && !triesAnother) throw problem;
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
  if (isRepeatable) return placeOrder(request, earlier, found);
  const left = earlier.startedAt + lateEffectMs - cloudNow(request);
  const until = operation.session.clock.now() + left;
  const { instances } = left > 0 ? await search(request, found, totalWith(earlier, found), until) : { instances: [] };
  operation.session.journal.end(formatPendingTag(pendingTag));
  if (earlier.isUntagged && instances.length === 0) operation.warn(lostOrderText(earlier, true));
  return { instances };
}

function nextAttempt(request: ProvisionRequest, found: Instances, tokens: TokenSequence): CreateAttempt {
  const { operation, args, count } = request;
  const ids = idsOf(found);
  return {
    token: tokens.token(() => request.userToken?.(ids) ?? request.token(ids)),
    startedAt: cloudNow(request),
    count: count - ids.length,
    existing: ids,
    of: `${operation.definition.type} (${operation.region})`,
    isUntagged: request.tagPending !== undefined,
    isUnique: tokens.isUnique,
    ...(args && { args }),
  };
}

const onlyOnce = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
};

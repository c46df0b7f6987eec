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

/**
 * Provides instances: first those that an interrupted run has left for this very resource, then new ones for what is
 * missing. A failure never loses what was found before it.
 */
export async function provision(request: ProvisionRequest): Promise<ProvisionResult> {
  const { count, operation } = request;
  const { journal, runRecord } = operation.session;
  const key = formatPendingTag(request.pendingTag);
  // Whatever comes of this, the end of the run looks there.
  runRecord.recordShown(operation.pendingInstance, []);
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
    const tokens = new TokenSequence(operation.session.nonce, earlier?.count === 0 ? earlier.token : undefined);
    if (found.length < count) await request.beforeOrder?.(count - found.length);
    while (found.length < count) {
      const had = found.length;
      tokens.advance();
      // An interrupted run that tagged some may have ordered others.
      if (request.tagPending && (had > 0 || tokens.leadsAstray)) await requireNothingLeft();
      const attempt = nextAttempt(request, found, tokens);
      const { isUnseen, ...step } = await placeOrder(request, attempt, found);
      await addAndGoOn(step, attempt, !tokens.isLast);
      if (found.length === had && tokens.isLast)
        throw problemOf(request, found, "the cloud answers with instances that were not created for this resource.");
      tokens.end(isUnseen);
    }
    return { found, before };
  } catch (error) {
    const next = "Run `pulumi up` again to continue.";
    return { found, before, problem: error instanceof UserError ? error : problemOf(request, found, error, next) };
  }
}

const onlyOnce = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
};

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

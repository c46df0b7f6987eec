import { CloudError, isUnknownCaller, means, messageOf, NoAnswerError, UserError } from "../client/errors";
import type { CreateAttempt } from "../ownership/createJournal";
import { type Attribution, attributionOf, formatPendingTag, type PendingTag } from "../ownership/pendingTag";
import { pendingTagKey, type TaggedInstance } from "../resource/cloud";
import type { Outputs } from "../resource/definition";
import { repeatUntil } from "../waiter/repeatUntil";
import { adoptArgument } from "./adopt";
import { attributeAnswer } from "./attribution";
import type { Operation } from "./operation";
import type { OrderResult, Origin } from "./order";

/** How long an instance is looked for after a creating call whose answer was lost. */
const searchMs = 90_000;
/** How long a creating call without an answer may still take effect, where no token makes repeating it harmless. */
const lateEffectMs = 5 * 60_000;
/** How many tokens are tried while the cloud answers with instances of others. */
const maxTokens = 3;

/** Instances that a resource needs, and how the cloud creates them. */
export interface ProvisionRequest {
  readonly operation: Operation;
  readonly pendingTag: PendingTag;
  readonly count: number;
  /** Identities of other groups of the same batch; absent for a resource that is one instance. */
  readonly siblings?: ReadonlySet<string>;
  /** Does the creating call carry a token, so that repeating it is harmless? */
  readonly isRepeatable: boolean;
  /** The token for the instances that are missing beside those that were found. */
  token(found: readonly string[], missing: number): string;
  /** @throws CloudError, NoAnswerError */
  send(call: CreateCall): Promise<OrderResult>;
  /** What a later run has to send again to repeat the call; no secrets. */
  readonly args?: Readonly<Record<string, unknown>>;
  /** For a creating call that cannot carry the pending tag. */
  tagPending?(ids: readonly string[], pendingTag: string): Promise<void>;
  /** For tokens that may be answered with instances of an earlier call. */
  origins?(ids: readonly string[]): Promise<ReadonlyMap<string, Origin>>;
}

export interface CreateCall {
  readonly pendingTag: string | undefined;
  readonly token: string;
  readonly count: number;
  /** What an interrupted run has sent, where this repeats its call. */
  readonly args: Readonly<Record<string, unknown>> | undefined;
}

export interface ProvisionedInstance {
  readonly id: string;
  /** Created by an interrupted run, perhaps with other arguments than these. */
  readonly isAdopted: boolean;
  readonly outputs: Outputs;
  readonly awaitingPayment?: string | undefined;
}

type Instances = readonly ProvisionedInstance[];

export interface ProvisionResult {
  /** More than were asked for when an interrupted run had created more. */
  readonly found: Instances;
  /** Why there are no more; complete for a person. */
  readonly problem?: Error;
}

/** What one step has found, and what went wrong after that. */
interface Step {
  readonly instances: Instances;
  readonly problem?: unknown;
}

/**
 * Provides instances: first those that an interrupted run has left for this very resource, then new ones for what is
 * missing. A failure never loses what was found before it.
 */
export async function provision(request: ProvisionRequest): Promise<ProvisionResult> {
  const { count } = request;
  const { journal } = request.operation.session;
  const key = formatPendingTag(request.pendingTag);
  let found: Instances = [];
  const add = ({ instances, problem }: Step) => {
    found = [...found, ...instances];
    if (problem !== undefined) throw problem;
  };
  try {
    // Always first: instances that carry this resource's pending tag were created by a run that did not end well.
    add(await adoptTagged(request));

    // That run may also have sent a call whose answer nobody saw. Repeated, it gives the same instances.
    const earlier = journal.find(key);
    if (earlier && isOpen(request, earlier, found)) add(await repeat(request, earlier, found));
    else journal.end(key);

    // Here only for what is still missing. A token may be answered with instances of others: then another is tried.
    let reserved = earlier?.count === 0 ? earlier.token : undefined;
    for (let tokens = 1; found.length < count; tokens++) {
      const before = found.length;
      add(await order(request, nextAttempt(request, found, tokens, reserved), found));
      if (found.length === before && tokens === maxTokens)
        throw problemOf(request, found, "the cloud answers with instances that were not created for this resource.");
      reserved = undefined;
    }
    return { found };
  } catch (error) {
    const next = "Run `pulumi up` again to continue.";
    return { found, problem: error instanceof UserError ? error : problemOf(request, found, error, next) };
  }
}

function problemOf({ operation, count }: ProvisionRequest, found: Instances, what: unknown, next?: string): UserError {
  const progress =
    found.length > 0
      ? `${found.length} of ${count} instances exist; nothing more was created.`
      : "Nothing was created.";
  return operation.problem(what, next ?? progress);
}

const idsOf = (instances: Instances): string[] => instances.map(({ id }) => id);

/** By the cloud's clock, because it is compared with what the cloud tells. */
const cloudNow = ({ operation }: ProvisionRequest): number => operation.connection.cloudNow();

/** From now on nothing else in this process takes them. */
function claim(
  { operation }: ProvisionRequest,
  found: Instances,
  ids: readonly string[],
  details: Omit<ProvisionedInstance, "id">,
): Instances {
  const further = ids.filter((id) => !idsOf(found).includes(id));
  operation.session.engineHistory.claim(operation.urn, further);
  return further.map((id) => ({ id, ...details }));
}

const adopted = { isAdopted: true, outputs: {} };

function attributionIn({ operation, pendingTag, siblings }: ProvisionRequest, tagged: TaggedInstance): Attribution {
  const { engineHistory, clock } = operation.session;
  return attributionOf(tagged, pendingTag, engineHistory, clock.now(), siblings);
}

/**
 * Takes over what an interrupted run of this very resource has created.
 * @throws UserError  an instance is there, but too old to be taken over without asking
 */
async function adoptTagged(request: ProvisionRequest): Promise<Step> {
  const { operation, siblings, count } = request;
  const { definition, session } = operation;
  const { title } = definition.cloud;
  const tagged = await listPending(request);
  const ids = (attribution: Attribution) =>
    tagged.filter((each) => attributionIn(request, each) === attribution).map(({ id }) => id);
  for (const id of ids("notOurs").filter((other) => !session.engineHistory.isHeld(other))) {
    operation.warn(
      `Instance ${id} was created by another run of a resource of this name and is left alone. If nothing uses it, delete it in the ${title} console; if it is in use, remove its tag ${pendingTagKey}.`,
    );
  }
  const old = ids("oursButOld");
  if (old.length > 0) {
    const isAdoptable = Object.hasOwn(definition.attributes, adoptArgument) && !siblings;
    const keep = isAdoptable ? ` and set ${adoptArgument}: "${old[0]}"` : "";
    throw problemOf(
      request,
      [],
      `an interrupted run created instance ${old.join(", ")} for this resource more than a day ago.`,
      `To keep it, remove its tag ${pendingTagKey}${keep}. Otherwise delete it in the ${title} console. Then run \`pulumi up\` again.`,
    );
  }
  const ours = ids("ours");
  const surplus = ours.slice(count);
  // Deleting an instance of somebody else would be worse than leaving ours; only the journal knows for certain.
  if (siblings && surplus.length > 0) {
    operation.warn(
      `Instance ${surplus.join(", ")} was created for this resource by an interrupted run that wanted more instances than the program asks for now. If nothing uses it, delete it in the ${title} console.`,
    );
  }
  const taken = ours.slice(0, count);
  if (taken.length === 0) return { instances: [] };
  operation.warn(
    `Resuming instance ${taken.join(", ")}, started by an interrupted run. If the CLI keeps warning of an interrupted operation, run \`pulumi refresh --clear-pending-creates\`.`,
  );
  return { instances: claim(request, [], taken, adopted) };
}

/** Accounts that may not list tags can still create. */
async function listPending(request: ProvisionRequest): Promise<readonly TaggedInstance[]> {
  const { operation } = request;
  try {
    return await operation.connection.listPending();
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (isUnknownCaller(error)) throw problemOf(request, [], error);
    operation.warn(`Could not look for instances of interrupted runs, because tags cannot be listed: ${error.message}`);
    return [];
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

/** How many instances there are once all that the call was for exist. */
function totalWith({ count = 1, existing = [] }: CreateAttempt, found: Instances): number {
  return idsOf(found).filter((id) => existing.includes(id)).length + count;
}

function nextAttempt(
  request: ProvisionRequest,
  found: Instances,
  tokens: number,
  reserved: string | undefined,
): CreateAttempt {
  const { operation, args, count } = request;
  const ids = idsOf(found);
  const missing = count - ids.length;
  const isFirst = tokens === 1;
  return {
    token: reserved ?? (isFirst ? request.token(ids, missing) : operation.session.nonce()),
    startedAt: cloudNow(request),
    count: missing,
    existing: ids,
    isUnique: reserved !== undefined || !isFirst,
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
  let result: OrderResult;
  try {
    result = await send(request, attempt);
  } catch (error) {
    return afterFailedCall(request, attempt, found, error);
  }
  const { ids, outputs = {}, awaitingPayment, isRestored = false } = result;
  // Nothing exists yet. The next run learns the ids from the same token.
  if (awaitingPayment !== undefined && ids.length === 0) throw problemOf(request, found, awaitingPayment, "");

  const own = await ownOf(request, attempt, found, result);
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
    return { instances };
  } catch (problem) {
    return { instances, problem };
  }
}

async function send(request: ProvisionRequest, { token, count = 1, args }: CreateAttempt): Promise<OrderResult> {
  const pendingTag = formatPendingTag(request.pendingTag);
  try {
    return await request.send({ pendingTag, token, count, args });
  } catch (rejection) {
    if (!means(rejection, "accessDenied") || isUnknownCaller(rejection) || request.tagPending) throw rejection;
    // The account may be allowed to create, but not to tag.
    try {
      const result = await request.send({ pendingTag: undefined, token: `${token}-untagged`, count, args });
      warnOfMissingTag(request, result.ids, rejection);
      return result;
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

/** @throws UserError  unless what was ordered is found all the same */
async function afterFailedCall(
  request: ProvisionRequest,
  attempt: CreateAttempt,
  found: Instances,
  error: unknown,
): Promise<Step> {
  const { operation, tagPending } = request;
  const { journal, clock } = operation.session;
  const key = formatPendingTag(request.pendingTag);
  if (!(error instanceof NoAnswerError) && !means(error, "transient", "mismatch")) {
    journal.end(key);
    throw problemOf(request, found, error);
  }
  // From here on the call may have been carried out. Where it carries the pending tag, its instances can be found.
  const total = totalWith(attempt, found);
  const { instances, isComplete } = tagPending
    ? { instances: [], isComplete: false }
    : await search(request, found, total, clock.now() + searchMs);
  if (isComplete) {
    journal.end(key);
    return { instances };
  }
  const all = [...found, ...instances];
  if (means(error, "mismatch")) return { instances, problem: afterMismatch(request, attempt, all, error) };
  if (tagPending) {
    const what = `${messageOf(error)} It is not known whether instances were created.`;
    const next = "Run `pulumi up` again on this machine: it asks with the same token.";
    return { instances, problem: problemOf(request, all, what, next) };
  }
  const seen = all.length > 0 ? `no more than ${all.length}` : "none";
  const problem = problemOf(
    request,
    all,
    `${messageOf(error)} It is not known whether an instance was created; ${seen} with this resource's pending tag was found.`,
    "Run `pulumi up` again: it looks for the instance before it creates another.",
  );
  return { instances, problem };
}

/** The token was used with other arguments. If it were kept, every later call would be rejected. */
function afterMismatch(
  request: ProvisionRequest,
  { count = 1, startedAt }: CreateAttempt,
  found: Instances,
  error: Error,
): Error {
  const { operation, tagPending, pendingTag } = request;
  const { journal, nonce } = operation.session;
  journal.begin(formatPendingTag(pendingTag), { token: nonce(), startedAt: cloudNow(request), count: 0 });
  const next = "Run `pulumi up` again: it orders with another token.";
  if (!tagPending) {
    const what = `${messageOf(error)} No instance with this resource's pending tag was found.`;
    return problemOf(request, found, what, next);
  }
  return problemOf(
    request,
    found,
    `${messageOf(error)} An earlier run may have created ${count} instances with this token at ${new Date(startedAt).toISOString()}, and they may have no pending tag.`,
    `Look for them in the ${operation.definition.cloud.title} console, and delete what nothing uses. ${next}`,
  );
}

/** Looks for instances behind a lost answer until there are `total` or the time is over. */
async function search(
  request: ProvisionRequest,
  found: Instances,
  total: number,
  until: number,
): Promise<{ instances: Instances; isComplete: boolean }> {
  const { operation } = request;
  const { clock } = operation.session;
  let instances: Instances = [];
  const lookForMore = async () => {
    const { pendingTags } = operation.definition.cloud;
    const tagged: readonly TaggedInstance[] = await pendingTags.listPending(operation.connection.api).catch(() => []);
    const ours = tagged.filter((each) => attributionIn(request, each) === "ours").map(({ id }) => id);
    instances = [...instances, ...claim(request, [...found, ...instances], ours, adopted)];
    return found.length + instances.length >= total;
  };
  const report = () => operation.status("searching for an instance whose creating call got no answer");
  const isComplete = await repeatUntil(clock, Math.min(until, operation.deadline), lookForMore, report);
  return { instances, isComplete };
}

/**
 * The ids of an answer that belong to this resource.
 * @throws UserError  names the ids; only the token in the journal leads back to them
 */
async function ownOf(
  request: ProvisionRequest,
  { startedAt, isUnique }: CreateAttempt,
  found: Instances,
  { ids, isRestored = false, awaitingPayment }: OrderResult,
): Promise<readonly string[]> {
  const { operation, origins, pendingTag } = request;
  const { engineHistory, clock } = operation.session;
  const free = ids.filter((id) => idsOf(found).includes(id) || !engineHistory.isHeld(id));
  // The answer to a new token holds new instances only, and without payment there are none to ask about.
  if (!origins || isUnique || awaitingPayment !== undefined) return free;
  const { own, foreign } = await attributeAnswer(free, {
    pendingTag: formatPendingTag(pendingTag),
    startedAt,
    isRestored,
    clock,
    origins,
    listPending: () => listPending(request),
  }).catch((error: unknown) => {
    throw problemOf(
      request,
      found,
      `${messageOf(error)} The cloud has answered the order with ${ids.join(", ")}.`,
      "Run `pulumi up` again: it asks with the same token.",
    );
  });
  if (foreign.length > 0) {
    operation.warn(
      `The order's token was used before and created ${foreign.join(", ")}, which this resource does not take: they may belong to another stack, or were retained on purpose. If nothing uses them, delete them in the ${operation.definition.cloud.title} console.`,
    );
  }
  return own;
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

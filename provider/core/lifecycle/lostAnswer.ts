import { CloudError, means, messageOf, NoAnswerError } from "../client/errors";
import type { CreateAttempt } from "../ownership/createJournal";
import { formatPendingTag } from "../ownership/pendingTag";
import type { TaggedInstance } from "../resource/cloud";
import { repeatUntil } from "../waiter/repeatUntil";
import {
  adopted,
  attributionIn,
  claim,
  hasUserToken,
  type Instances,
  type ProvisionRequest,
  problemOf,
  type Step,
  totalWith,
} from "./provisionRequest";

/** How long an instance is looked for after a creating call whose answer was lost. */
export const searchMs = 90_000;

/**
 * @param sent Did an interrupted run send the call before? May the pending tag be missing on what a call with this token has created?
 * @throws UserError  unless what was ordered is found all the same, or may have been
 */
export async function afterFailedCall(
  request: ProvisionRequest,
  attempt: CreateAttempt,
  found: Instances,
  error: unknown,
  sent: { readonly isRepeated: boolean; readonly isUntagged: boolean },
): Promise<Step> {
  const { operation, tagPending } = request;
  const { journal, clock } = operation.session;
  const key = formatPendingTag(request.pendingTag);
  if (!(error instanceof NoAnswerError) && !means(error, "transient", "mismatch")) {
    // A call that was not sent, or of which only the caller was looked at, says nothing about the one that it repeats.
    const isVerdict = error instanceof CloudError && !means(error, "accessDenied", "throttled", "skewed");
    if (isVerdict || !sent.isRepeated) journal.end(key);
    throw problemOf(request, found, error);
  }
  // From here on the call may have been carried out. Where it carries the pending tag, its instances can be found.
  const total = totalWith(attempt, found);
  const { instances, isComplete } = tagPending
    ? { instances: [], isComplete: false }
    : await search(request, found, total, clock.now() + (means(error, "mismatch") ? 0 : searchMs));
  if (isComplete) {
    journal.end(key);
    return { instances };
  }
  const all = [...found, ...instances];
  if (means(error, "mismatch"))
    return {
      instances,
      problem: afterMismatch(request, attempt, all, error),
      isTokenUsed: true,
      isUntagged: sent.isUntagged,
    };
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

/** The token was used with other arguments. */
function afterMismatch(request: ProvisionRequest, attempt: CreateAttempt, found: Instances, error: Error): Error {
  const { operation, tagPending } = request;
  if (!hasUserToken(request, attempt)) return problemOf(request, found, error);
  const what = `${messageOf(error)} Another resource or stack has used the program's token, or an earlier run of this resource.`;
  const untagged = `If an earlier run was interrupted, its instances may have no pending tag: look for them in the ${operation.definition.cloud.title} console, and delete what nothing uses.`;
  const change = "Change `token` in the program: the next run would send the same one.";
  return problemOf(request, found, what, tagPending ? `${untagged} ${change}` : change);
}

/** Looks for instances behind a lost answer until there are `total` or the time is over. */
export async function search(
  request: ProvisionRequest,
  found: Instances,
  total: number,
  until: number,
): Promise<{ instances: Instances; isComplete: boolean }> {
  const { operation } = request;
  const { clock, engine } = operation.session;
  let instances: Instances = [];
  const lookForMore = async () => {
    // Nobody waits any more after `kill -9` of the CLI, and the next run looks for itself.
    if (!(await engine.isAlive())) throw operation.problem("the Pulumi engine has ended.");
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

import { means } from "../client/errors";
import type { Clock } from "../host/clock";
import { isTagOf, leftAlone, type PendingTag, takeValue } from "../ownership/pendingTag";
import type { TaggedInstance } from "../resource/cloud";
import type { Origin } from "../resource/definition";
import { repeatUntil } from "../waiter/repeatUntil";
import type { Operation } from "./operation";

/** How long an instance that a creating call has answered may take to appear in the cloud's listings. */
const appearsWithinMs = 5 * 60_000;
/** Clouds round times to whole seconds. */
export const clockGrainMs = 2_000;

type Origins = (ids: readonly string[]) => Promise<ReadonlyMap<string, Origin>>;

interface Circumstances {
  /** Of the resource's own instances. */
  readonly pendingTag: PendingTag;
  /** When the call was first made, by the cloud's clock. */
  readonly startedAt: number;
  /** The call brings back instances that existed before. */
  readonly isRestored: boolean;
  /** The creating call carries the pending tag, and only a later run that is shown the id removes it. */
  readonly carriesTag: boolean;
  readonly clock: Clock;
  readonly origins: Origins;
  /** The tags as they are after the answer; undefined for an account that may not list them. */
  listPending(): Promise<readonly TaggedInstance[] | undefined>;
}

/** The living instances among the ids that a creating call has answered. */
export interface AttributedAnswer {
  readonly own: string[];
  /** A token may be answered with what it created for another stack, or for one that was renamed since. */
  readonly foreign: string[];
  /** Created for this resource by an earlier call, as far as anybody can tell. */
  readonly inDoubt: string[];
  /** The cloud has never shown some of them: long gone, or slow to appear. */
  readonly isUnseen: boolean;
}

type Verdict = "own" | "foreign" | "inDoubt";

/** Separates what the call created for this resource from what else it was answered with. Tags count first. */
export async function attributeAnswer(ids: readonly string[], circumstances: Circumstances): Promise<AttributedAnswer> {
  const { pendingTag, startedAt, isRestored, carriesTag, listPending } = circumstances;
  const known = await originsOf(ids, circumstances);
  const alive = ids.filter((id) => known.get(id)?.isDeleted === false);
  const isYoung = (id: string) => (known.get(id)?.createdAt ?? 0) >= startedAt - clockGrainMs;
  const isUnseen = ids.some((id) => !known.has(id));
  const all = (own: string[]) => ({ own, foreign: [], inDoubt: [], isUnseen });
  // Only a call that carries no tag could have been answered at the same time to somebody else.
  if (isRestored || (carriesTag && alive.every(isYoung))) return all(alive);

  const listed = await listPending();
  const tagged = new Map(listed?.map((each) => [each.id, each]));
  const verdictOf = (id: string): Verdict | "left" | undefined => {
    const found = tagged.get(id);
    if (!found) return undefined;
    if (found.pendingTag === leftAlone) return "left";
    if (!isTagOf(found.pendingTag, pendingTag)) return "foreign";
    return found.isReturned && found.pendingTag !== takeValue(pendingTag) ? "inDoubt" : "own";
  };
  // One call created all of them: if one has our tag, the untagged ones are ours too.
  const isOurs = alive.some((id) => verdictOf(id) === "own");
  const untagged = (id: string) => (isYoung(id) || isOurs ? "own" : carriesTag && listed ? "foreign" : "inDoubt");
  const verdicts = alive.map((id) => [id, verdictOf(id) ?? untagged(id)] as const);
  const of = (verdict: Verdict) => verdicts.flatMap(([id, mine]) => (mine === verdict ? [id] : []));
  return { own: of("own"), foreign: of("foreign"), inDoubt: of("inDoubt"), isUnseen };
}

/** Asks until the cloud knows all of them, or is not going to. */
async function originsOf(ids: readonly string[], { clock, origins }: Circumstances): Promise<Map<string, Origin>> {
  const known = new Map<string, Origin>();
  await repeatUntil(clock, clock.now() + appearsWithinMs, async () => {
    const unseen = ids.filter((id) => !known.has(id));
    for (const [id, origin] of await origins(unseen)) if (ids.includes(id)) known.set(id, origin);
    return known.size === ids.length;
  });
  return known;
}

/**
 * What is tagged, to tell whose an instance is.
 * @param unknown what is not known without it, a sentence
 * @throws UserError  it cannot be told
 */
export async function listTagged(
  operation: Operation,
  unknown: string,
  since?: number,
): Promise<readonly TaggedInstance[]> {
  return operation.connection.listPending(since).catch((error: unknown) => {
    // An account that may not list tags has no way to tell.
    if (means(error, "accessDenied", "other", "unsupported")) return [];
    throw operation.problem(error, `${unknown} Run \`pulumi up\` again.`);
  });
}

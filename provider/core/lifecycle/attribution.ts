import type { Origin } from "../batch/definition";
import type { Clock } from "../host/clock";
import type { TaggedInstance } from "../resource/cloud";

/** What a creating call has answered may take so long to appear in the cloud's listings. */
const appearsWithinMs = 5 * 60_000;
/** The cloud tells times in whole seconds. */
const clockGrainMs = 2_000;

type Origins = (ids: readonly string[]) => Promise<ReadonlyMap<string, Origin>>;

interface Circumstances {
  /** Of the resource's own instances. */
  readonly pendingTag: string;
  /** When the call was first made, by the cloud's clock. */
  readonly startedAt: number;
  /** The call brings instances back that were there before. */
  readonly isRestored: boolean;
  readonly clock: Clock;
  readonly origins: Origins;
  listPending(): Promise<readonly TaggedInstance[]>;
}

/** The living instances among the ids that a creating call has answered. */
export interface AttributedAnswer {
  readonly own: string[];
  /** A token may be answered with what it made for a stack that was renamed since, or told to keep its instances. */
  readonly foreign: string[];
}

/** Sorts what the call has made for this resource from what it was answered with besides. */
export async function attributeAnswer(ids: readonly string[], circumstances: Circumstances): Promise<AttributedAnswer> {
  const { pendingTag, startedAt, isRestored, listPending } = circumstances;
  const known = await origins(ids, circumstances);
  const alive = ids.filter((id) => known.get(id)?.isDeleted === false);
  if (isRestored) return { own: alive, foreign: [] };
  const isYoung = (id: string) => (known.get(id)?.createdAt ?? 0) >= startedAt - clockGrainMs;
  if (alive.every(isYoung)) return { own: alive, foreign: [] };
  const pendingTags = new Map((await listPending()).map((each) => [each.id, each.pendingTag]));
  // Ordered by one call: if one bears our mark, the others have missed theirs.
  const isOurs = alive.some((id) => pendingTags.get(id) === pendingTag);
  const isOwn = (id: string) => isYoung(id) || (pendingTags.get(id) ?? (isOurs ? pendingTag : "")) === pendingTag;
  return { own: alive.filter(isOwn), foreign: alive.filter((id) => !isOwn(id)) };
}

/** Asks until the cloud knows all of them, or is not going to. */
async function origins(ids: readonly string[], { clock, origins: ask }: Circumstances): Promise<Map<string, Origin>> {
  const known = new Map<string, Origin>();
  const until = clock.now() + appearsWithinMs;
  for (let delay = 1000; ; delay = Math.min(delay * 2, 10_000)) {
    const unseen = ids.filter((id) => !known.has(id));
    for (const [id, origin] of await ask(unseen)) known.set(id, origin);
    if (known.size === ids.length || clock.now() + delay > until) return known;
    await clock.sleep(delay);
  }
}

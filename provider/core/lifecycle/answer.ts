import type { Origin } from "../batch/kind";
import type { Marked } from "../kind/cloud";
import type { Clock } from "../runtime/clock";

/** What a creating call has answered may take so long to appear in the cloud's listings. */
const appearsWithinMs = 5 * 60_000;
/** The cloud tells times in whole seconds. */
const clockGrainMs = 2_000;

type Origins = (ids: readonly string[]) => Promise<ReadonlyMap<string, Origin>>;

interface Circumstances {
  /** Of the resource's own instances. */
  readonly mark: string;
  /** When the call was first made, by the cloud's clock. */
  readonly startedAt: number;
  /** The call brings instances back that were there before. */
  readonly isRestored: boolean;
  readonly clock: Clock;
  readonly origins: Origins;
  marked(): Promise<readonly Marked[]>;
}

/** The living instances among the ids that a creating call has answered. */
export interface Sorted {
  readonly own: string[];
  /** A token may be answered with what it made for a stack that was renamed since, or told to keep its instances. */
  readonly foreign: string[];
}

/** Sorts what the call has made for this resource from what it was answered with besides. */
export async function sorted(ids: readonly string[], circumstances: Circumstances): Promise<Sorted> {
  const { mark, startedAt, isRestored, marked } = circumstances;
  const known = await origins(ids, circumstances);
  const alive = ids.filter((id) => known.get(id)?.isGone === false);
  if (isRestored) return { own: alive, foreign: [] };
  const isYoung = (id: string) => (known.get(id)?.createdAt ?? 0) >= startedAt - clockGrainMs;
  if (alive.every(isYoung)) return { own: alive, foreign: [] };
  const marks = new Map((await marked()).map((each) => [each.id, each.mark]));
  // Ordered by one call: if one bears our mark, the others have missed theirs.
  const isOurs = alive.some((id) => marks.get(id) === mark);
  const isOwn = (id: string) => isYoung(id) || (marks.get(id) ?? (isOurs ? mark : "")) === mark;
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

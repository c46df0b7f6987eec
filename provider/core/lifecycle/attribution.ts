import type { Clock } from "../host/clock";
import type { TaggedInstance } from "../resource/cloud";
import { repeatUntil } from "../waiter/repeatUntil";
import type { Origin } from "./order";

/** How long an instance that a creating call has answered may take to appear in the cloud's listings. */
const appearsWithinMs = 5 * 60_000;
/** Clouds round times to whole seconds. */
const clockGrainMs = 2_000;

type Origins = (ids: readonly string[]) => Promise<ReadonlyMap<string, Origin>>;

interface Circumstances {
  /** Of the resource's own instances. */
  readonly pendingTag: string;
  /** When the call was first made, by the cloud's clock. */
  readonly startedAt: number;
  /** The call brings back instances that existed before. */
  readonly isRestored: boolean;
  readonly clock: Clock;
  readonly origins: Origins;
  listPending(): Promise<readonly TaggedInstance[]>;
}

/** The living instances among the ids that a creating call has answered. */
export interface AttributedAnswer {
  readonly own: string[];
  /** A token may be answered with what it created for a stack that was renamed since, or whose instances were retained. */
  readonly foreign: string[];
}

/** Separates what the call created for this resource from what else it was answered with. */
export async function attributeAnswer(ids: readonly string[], circumstances: Circumstances): Promise<AttributedAnswer> {
  const { pendingTag, startedAt, isRestored, listPending } = circumstances;
  const known = await originsOf(ids, circumstances);
  const alive = ids.filter((id) => known.get(id)?.isDeleted === false);
  if (isRestored) return { own: alive, foreign: [] };
  const isYoung = (id: string) => (known.get(id)?.createdAt ?? 0) >= startedAt - clockGrainMs;
  if (alive.every(isYoung)) return { own: alive, foreign: [] };
  const tags = new Map((await listPending()).map((each) => [each.id, each.pendingTag]));
  // One call created all of them: if one has our tag, the untagged ones are ours too.
  const isOurs = alive.some((id) => tags.get(id) === pendingTag);
  const isOwn = (id: string) => isYoung(id) || (tags.get(id) ?? (isOurs ? pendingTag : "")) === pendingTag;
  return { own: alive.filter(isOwn), foreign: alive.filter((id) => !isOwn(id)) };
}

/** Asks until the cloud knows all of them, or is not going to. */
async function originsOf(ids: readonly string[], { clock, origins }: Circumstances): Promise<Map<string, Origin>> {
  const known = new Map<string, Origin>();
  await repeatUntil(clock, clock.now() + appearsWithinMs, async () => {
    const unseen = ids.filter((id) => !known.has(id));
    for (const [id, origin] of await origins(unseen)) known.set(id, origin);
    return known.size === ids.length;
  });
  return known;
}

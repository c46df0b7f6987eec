import { isTagOf, type PendingTag } from "../ownership/pendingTag";
import { pendingTagKey, type TaggedInstance } from "../resource/cloud";
import { listTagged } from "./attribution";
import type { Operation } from "./operation";

/** What another run has made of the same order, seen after our own. */
export interface Rivalry {
  /** Instances of another run for the same resource that are older than ours. */
  readonly earlier: readonly string[];
  /** Ours, which somebody else's pending tag claims by now. */
  readonly takenOver: readonly string[];
}

/**
 * Two runs that create the same resource at the same time do not see each other's instances before they order. So each
 * looks again afterwards, and the later one gives way.
 * @param created by this run
 * @param before tagged before this run ordered anything
 * @param since when the last of ours existed
 * @throws UserError  it cannot be told
 */
export async function rivalry(
  operation: Operation,
  mine: PendingTag,
  created: readonly string[],
  before: ReadonlySet<string>,
  since: number,
): Promise<Rivalry> {
  const { engineHistory } = operation.session;
  const tagged = await listTagged(operation, "Whether another run has created the same is not known.", since);
  const isMine = ({ pendingTag }: TaggedInstance) => isTagOf(pendingTag, mine);
  const ours = tagged.filter(({ id }) => created.includes(id));
  const others = tagged.filter(
    (each) =>
      isMine(each) &&
      !created.includes(each.id) &&
      !before.has(each.id) &&
      !each.isDeleting &&
      !engineHistory.isHeld(each.id),
  );
  const age = ({ createdAt = Number.POSITIVE_INFINITY, id }: TaggedInstance) => [createdAt, id] as const;
  const isOlder = (one: TaggedInstance, other: TaggedInstance) => {
    const [[time, id], [otherTime, otherId]] = [age(one), age(other)];
    return time < otherTime || (time === otherTime && id < otherId);
  };
  return {
    earlier: others.filter((other) => ours.some((one) => isOlder(other, one))).map(({ id }) => id),
    takenOver: ours.filter((each) => !isMine(each)).map(({ id }) => id),
  };
}

export const rivalText = ({ earlier, takenOver }: Rivalry, created: readonly string[]): string =>
  takenOver.length > 0
    ? `instance ${takenOver.join(", ")} was ordered with a token that another resource has used too, and carries its tag ${pendingTagKey} by now: it is left to that one.`
    : `another run is creating this resource at the same time: it has created ${earlier.join(", ")}, this run ${created.join(", ")}. This run gives way, and its instances stay out of the state.`;

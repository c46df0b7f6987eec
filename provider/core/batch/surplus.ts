import type { Group } from "./definition";
import type { Member } from "./members";

/** The members that the program no longer asks for: those without a group, and the first to go of a group with too many. */
export function surplusOf(
  members: readonly { readonly member: Member; readonly group: number }[],
  groups: readonly Group<unknown>[],
): ReadonlySet<Member> {
  const surplus = new Set(members.filter(({ group }) => group < 0).map(({ member }) => member));
  groups.forEach(({ quantity }, index) => {
    const own = members.filter(({ group }) => group === index).map(({ member }) => member);
    const tooMany = Math.max(0, own.length - (quantity ?? own.length));
    for (const member of newestFirst(own).slice(0, tooMany)) surplus.add(member);
  });
  return surplus;
}

/** In the order in which they are deleted: lost and failed members first, then the newest. */
function newestFirst(members: readonly Member[]): Member[] {
  const rank = ({ readiness }: Member) => (readiness === "lost" ? 0 : readiness === "failed" ? 1 : 2);
  const age = ({ outputs: { createTime } }: Member) => (typeof createTime === "string" ? createTime : "~");
  return members
    .map((member, index) => ({ member, index }))
    .sort((a, b) => {
      if (rank(a.member) !== rank(b.member)) return rank(a.member) - rank(b.member);
      if (age(a.member) !== age(b.member)) return age(a.member) < age(b.member) ? 1 : -1;
      return b.index - a.index;
    })
    .map(({ member }) => member);
}

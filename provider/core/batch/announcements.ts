import type { BatchPlan, MemberWithState } from "./plan";

/** What a preview has to say, because the engine shows no more than an update. */
export function announcements({ slots, deletes, pendingDeletion }: BatchPlan): string[] {
  const texts: string[] = [];
  const say = (members: readonly MemberWithState[], text: (ids: string) => string) => {
    if (members.length > 0) texts.push(text(members.map(({ member }) => member.id).join(", ")));
  };
  const replacedFor = (reason: "lost" | "failed") =>
    slots.flatMap((step) => (step.kind === "replace" && step.reason === reason ? [step.old] : []));
  say(
    deletes.filter(({ reason }) => reason === "surplus"),
    (ids) => `Deletes ${ids}: the program asks for fewer.`,
  );
  say(
    deletes.filter(({ reason }) => reason === "displaced"),
    (ids) => `Deletes ${ids}: the instances that they replaced are kept.`,
  );
  say(pendingDeletion, (ids) => `Deletes ${ids}, left over by an earlier run, as soon as their successors are ready.`);
  say(replacedFor("lost"), (ids) => `Creates new instances in the places of ${ids}, which no longer exist.`);
  say(
    replacedFor("failed"),
    (ids) => `Deletes ${ids}, which never became ready, and creates new instances in their places.`,
  );
  for (const isCertain of [true, false]) {
    const byArguments = new Map<string, MemberWithState[]>();
    for (const step of slots) {
      if (step.kind !== "replace" || typeof step.reason !== "object" || step.isCertain !== isCertain) continue;
      const names = step.reason.arguments.join(", ");
      byArguments.set(names, [...(byArguments.get(names) ?? []), step.old]);
    }
    for (const [names, replaced] of byArguments)
      say(replaced, (ids) =>
        isCertain
          ? `Replaces ${ids} by new, empty instances, because ${names} cannot be changed in place.`
          : `${names} is not known yet. If it turns out to be another value, ${ids} will be replaced by new, empty instances.`,
      );
  }
  return texts;
}

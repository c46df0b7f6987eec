import { compare, type Difference, knownIn } from "../lifecycle/diff";
import type { AnyInstanceDefinition } from "../resource/definition";
import { internalInputs, withoutInternal } from "../resource/internalProperties";
import type { Values } from "../resource/types";
import type { AnyBatchDefinition, Group } from "./definition";
import { type Member, memberState, membersOf, pendingDeletionOf, storedOnly } from "./members";

/** A member with its own state, as if it were a resource of its own. */
export interface MemberWithState {
  readonly member: Member;
  readonly state: Values;
}

/** A place in the batch, and what shall be in it. */
interface Slot {
  readonly group: number;
  readonly ordinal: number;
  readonly args: Values;
}

/** A member that stays. */
export interface KeepStep extends Slot, MemberWithState {
  readonly kind: "keep";
  readonly difference: Difference;
  /** Was to be deleted, and is wanted again. */
  readonly isRestored?: boolean;
}

/** A slot without an instance. */
export interface CreateStep extends Slot {
  readonly kind: "create";
}

/** A slot whose instance cannot stay. */
export interface ReplaceStep extends Slot {
  readonly kind: "replace";
  readonly old: MemberWithState;
  /** `lost`: it no longer exists, so there is nothing to delete. */
  readonly reason: "lost" | "failed" | { readonly arguments: readonly string[] };
  /** Must the old instance be gone before the new one is ordered? */
  readonly deleteFirst: boolean;
  /** False while only unknown values replace it: they may turn out to be the present ones. */
  readonly isCertain: boolean;
}

export type SlotStep = KeepStep | CreateStep | ReplaceStep;

/** A member that has no slot any more. */
export interface DeleteStep extends MemberWithState {
  /** `surplus`: the program asks for fewer. `displaced`: the instance that it was to replace can stay. */
  readonly reason: "surplus" | "displaced";
}

/** What has to be done so that the batch is what the program asks for. */
export interface BatchPlan {
  /** In the order of the members: existing ones keep their slots, further ones follow. */
  readonly slots: readonly SlotStep[];
  readonly deletes: readonly DeleteStep[];
  /** Replaced by an earlier run, and kept until their successors, the members of the group, are ready. */
  readonly pendingDeletion: readonly (MemberWithState & { readonly group: number })[];
  /** Lost members whose slots are not filled again: only the state still has them. */
  readonly forgotten: readonly Member[];
}

/** Does a member that stays need any work? */
export function isDue({ member, difference, group, isRestored }: KeepStep, groups: readonly Group<unknown>[]): boolean {
  return (
    isRestored === true ||
    difference.changed.length > 0 ||
    member.readiness !== "ready" ||
    member.unwritten.length > 0 ||
    member.awaitingPayment !== undefined ||
    member.group !== groups[group]?.name
  );
}

/** The instance that a slot loses, if it still exists. */
export const replacedIn = (step: SlotStep): MemberWithState | undefined =>
  step.kind === "replace" && step.reason !== "lost" ? step.old : undefined;

const argsOf = (group: Group<object> | undefined, ordinal: number): Values => ({
  ...group?.args,
  ...group?.own?.(ordinal),
});

/** What the state holds, member by member, each with its own state. */
export function recordedMembers(
  batch: AnyBatchDefinition,
  definition: AnyInstanceDefinition,
  olds: Values,
): { members: MemberWithState[]; pendingDeletion: MemberWithState[] } {
  const groups = batch.groups(withoutInternal(olds)) ?? [];
  const withState = (member: Member): MemberWithState => {
    const group = groups.find(({ name }) => name === member.group);
    return { member, state: memberState(definition, member, olds, argsOf(group, member.ordinal)) };
  };
  return {
    members: membersOf(olds).map(withState),
    pendingDeletion: pendingDeletionOf(olds).map(withState),
  };
}

/** Compares what the state holds with what the program asks for. Without any call. */
export function planOf(
  batch: AnyBatchDefinition,
  definition: AnyInstanceDefinition,
  olds: Values,
  news: Values,
): BatchPlan {
  const oldGroups: readonly Group<object>[] = batch.groups(withoutInternal(olds)) ?? [];
  const groups: readonly Group<object>[] = batch.groups(withoutInternal(news)) ?? oldGroups;
  const oldNames = new Set(oldGroups.map(({ name }) => name));
  const recorded = recordedMembers(batch, definition, olds);
  const members = recorded.members.map((each) => ({ ...each, group: groupOf(each.member, groups, oldNames) }));
  const differenceOf = (state: Values, args: Values) =>
    compare(definition, state, { ...args, ...internalInputs(olds) });
  // What the program said last about deletion counts, also for members that leave.
  const leaving = <M extends MemberWithState>(each: M): M => ({
    ...each,
    state: { ...each.state, ...storedOnly(definition, news) },
  });

  // 1. Who leaves because the program asks for fewer.
  const surplus = surplusOf(members, groups);

  // 2. What becomes of each slot that has a member.
  const stepFor = ({ member, state, group }: (typeof members)[number]): SlotStep => {
    const { ordinal, readiness } = member;
    const slot = { group, ordinal, args: argsOf(groups[group], ordinal) };
    const old = leaving({ member, state });
    if (readiness === "lost")
      return { ...slot, kind: "replace", old, reason: "lost", deleteFirst: false, isCertain: true };
    if (readiness === "failed")
      return { ...slot, kind: "replace", old, reason: "failed", deleteFirst: true, isCertain: true };
    const difference = differenceOf(state, slot.args);
    const { replaces, deletesBeforeReplace: deleteFirst } = difference;
    const isCertain = knownIn(slot.args, replaces).length > 0;
    if (replaces.length > 0)
      return { ...slot, kind: "replace", old, reason: { arguments: replaces }, deleteFirst, isCertain };
    return { ...slot, kind: "keep", member, state, difference };
  };
  const occupied = members.filter(({ member }) => !surplus.has(member)).map(stepFor);

  // 3. Further slots that the program asks for.
  const further = groups.flatMap((group, index) => furtherSlots(group, index, occupied));

  // 4. An instance that an earlier run has replaced, but not deleted yet, may fit into a slot again.
  const spare = new Set(recorded.pendingDeletion);
  const displaced: MemberWithState[] = [];
  const slots = [...occupied, ...further].map((step): SlotStep => {
    if (step.kind === "keep") return step;
    const { group, ordinal, args } = step;
    for (const each of spare) {
      const { member, state } = each;
      // One that is being deleted already would be gone a moment later.
      const isBusy = definition.statuses[String(member.outputs.status)] !== "ready";
      if (member.readiness !== "ready" || isBusy || groupOf(member, groups, oldNames) !== group) continue;
      const difference = differenceOf(state, args);
      if (difference.replaces.length > 0) continue;
      spare.delete(each);
      const old = replacedIn(step);
      if (old) displaced.push(old);
      return { kind: "keep", member, state, group, ordinal, args, difference, isRestored: true };
    }
    return step;
  });

  const isLost = ({ readiness }: Member) => readiness === "lost";
  return {
    slots,
    deletes: [
      ...members
        .filter(({ member }) => surplus.has(member) && !isLost(member))
        .map((each) => ({ ...leaving(each), reason: "surplus" as const })),
      ...displaced.map((each) => ({ ...each, reason: "displaced" as const })),
    ],
    pendingDeletion: [...spare].map((each) => ({
      ...leaving(each),
      group: groupOf(each.member, groups, oldNames),
    })),
    forgotten: [...surplus].filter(isLost),
  };
}

function surplusOf(
  members: readonly (MemberWithState & { readonly group: number })[],
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

function furtherSlots(group: Group<object>, index: number, occupied: readonly SlotStep[]): CreateStep[] {
  const ordinals = occupied.filter((step) => step.group === index).map(({ ordinal }) => ordinal);
  const missing = Math.max(0, (group.quantity ?? 0) - ordinals.length);
  const next = Math.max(-1, ...ordinals) + 1;
  return Array.from({ length: missing }, (_, position) => {
    const ordinal = next + position;
    return { kind: "create", group: index, ordinal, args: argsOf(group, ordinal) };
  });
}

/** All instances that the batch will no longer hold. */
export function instancesToDelete({ slots, deletes, pendingDeletion }: BatchPlan): MemberWithState[] {
  return [...deletes, ...pendingDeletion, ...slots.flatMap((step) => replacedIn(step) ?? [])];
}

/** Those of them that are deleted whatever the unknown values turn out to be. */
export function instancesCertainToGo(plan: BatchPlan): MemberWithState[] {
  const isCertain = (step: SlotStep) => step.kind === "replace" && step.isCertain;
  return instancesToDelete({ ...plan, slots: plan.slots.filter(isCertain) });
}

/** The group of a member by its name; -1 for none. A group that has only now got a name is the one in its position. */
function groupOf({ group }: Member, groups: readonly Group<unknown>[], oldNames: ReadonlySet<string>): number {
  const named = groups.findIndex(({ name }) => name === group);
  if (named >= 0 || !/^\d+$/.test(group)) return named;
  const atPosition = groups[Number(group)];
  return atPosition && !oldNames.has(atPosition.name) ? Number(group) : -1;
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

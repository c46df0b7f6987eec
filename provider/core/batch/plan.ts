import { compare, type Difference, knownIn } from "../lifecycle/diff";
import type { AnyInstanceDefinition } from "../resource/definition";
import { internalInputs, withoutInternal } from "../resource/internalProperties";
import type { Values } from "../resource/types";
import type { AnyBatchDefinition, Group } from "./definition";
import { type Member, memberState, membersOf, pendingDeletionOf, storedOnly } from "./members";
import { surplusOf } from "./surplus";

/** A member with its own state, as if it were a resource of its own. */
export interface MemberWithState {
  readonly member: Member;
  readonly state: Values;
}

/** A member with the position of its group among those that the program asks for; -1 for none. */
export interface GroupedMember extends MemberWithState {
  readonly group: number;
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
  readonly pendingDeletion: readonly GroupedMember[];
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

/** What the state holds beside what the program asks for. */
interface Comparison {
  readonly definition: AnyInstanceDefinition;
  readonly olds: Values;
  readonly news: Values;
  readonly groups: readonly Group<object>[];
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
  const comparison = { definition, olds, news, groups };
  const oldNames = new Set(oldGroups.map(({ name }) => name));
  const grouped = (each: MemberWithState) => ({ ...each, group: groupOf(each.member, groups, oldNames) });
  const recorded = recordedMembers(batch, definition, olds);
  const members = recorded.members.map(grouped);

  const surplus = surplusOf(members, groups);
  const [surplusMembers, staying] = partition(members, ({ member }) => surplus.has(member));
  const occupied = staying.map((each) => stepFor(comparison, each));
  const further = groups.flatMap((group, index) => furtherSlots(group, index, occupied));
  const { slots, spare, displaced } = restore(
    comparison,
    [...occupied, ...further],
    recorded.pendingDeletion.map(grouped),
  );

  const [forgotten, deletable] = partition(surplusMembers, ({ member }) => member.readiness === "lost");
  return {
    slots,
    deletes: [
      ...deletable.map((each) => ({ ...leaving(comparison, each), reason: "surplus" as const })),
      ...displaced.map((each) => ({ ...each, reason: "displaced" as const })),
    ],
    pendingDeletion: spare.map((each) => leaving(comparison, each)),
    forgotten: forgotten.map(({ member }) => member),
  };
}

/** What becomes of the slot of a member that the program still asks for. */
function stepFor(comparison: Comparison, { member, state, group }: GroupedMember): KeepStep | ReplaceStep {
  const { ordinal, readiness } = member;
  const slot = { group, ordinal, args: argsOf(comparison.groups[group], ordinal) };
  const replace = { ...slot, kind: "replace", old: leaving(comparison, { member, state }), isCertain: true } as const;
  if (readiness === "lost") return { ...replace, reason: "lost", deleteFirst: false };
  if (readiness === "failed") return { ...replace, reason: "failed", deleteFirst: true };
  const difference = differenceOf(comparison, state, slot.args);
  const { replaces, deletesBeforeReplace: deleteFirst } = difference;
  if (replaces.length === 0) return { ...slot, kind: "keep", member, state, difference };
  const isCertain = knownIn(slot.args, replaces).length > 0;
  return { ...replace, reason: { arguments: replaces }, deleteFirst, isCertain };
}

/** The slots that the program asks for beyond those that have a member. */
function furtherSlots(group: Group<object>, index: number, occupied: readonly SlotStep[]): CreateStep[] {
  const ordinals = occupied.filter((step) => step.group === index).map(({ ordinal }) => ordinal);
  const missing = Math.max(0, (group.quantity ?? 0) - ordinals.length);
  const next = Math.max(-1, ...ordinals) + 1;
  return Array.from({ length: missing }, (_, position) => {
    const ordinal = next + position;
    return { kind: "create", group: index, ordinal, args: argsOf(group, ordinal) };
  });
}

/**
 * An instance that an earlier run has replaced, but not deleted yet, may fit into a slot again: then it is kept, and the
 * one that it was replaced by goes.
 */
function restore(
  comparison: Comparison,
  steps: readonly SlotStep[],
  replaced: readonly GroupedMember[],
): { slots: SlotStep[]; spare: GroupedMember[]; displaced: MemberWithState[] } {
  const spare = new Set(replaced);
  const displaced: MemberWithState[] = [];
  const fitting = (step: CreateStep | ReplaceStep): KeepStep | undefined => {
    const { group, ordinal, args } = step;
    for (const each of spare) {
      const { member, state } = each;
      if (each.group !== group || !canServe(comparison, member)) continue;
      const difference = differenceOf(comparison, state, args);
      if (difference.replaces.length > 0) continue;
      spare.delete(each);
      return { kind: "keep", member, state, group, ordinal, args, difference, isRestored: true };
    }
    return undefined;
  };
  const slots = steps.map((step) => {
    const restored = step.kind === "keep" ? undefined : fitting(step);
    const old = restored && replacedIn(step);
    if (old) displaced.push(old);
    return restored ?? step;
  });
  return { slots, spare: [...spare], displaced };
}

/** One that is being deleted already would be gone a moment later. */
const canServe = ({ definition }: Comparison, { readiness, outputs }: Member) =>
  readiness === "ready" && definition.statuses[String(outputs.status)] === "ready";

const differenceOf = ({ definition, olds }: Comparison, state: Values, args: Values) =>
  compare(definition, state, { ...args, ...internalInputs(olds) });

/** What the program said last about deletion counts, also for members that leave. */
const leaving = <M extends MemberWithState>({ definition, news }: Comparison, each: M): M => ({
  ...each,
  state: { ...each.state, ...storedOnly(definition, news) },
});

function partition<T>(all: readonly T[], belongs: (each: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((each) => !belongs(each))];
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

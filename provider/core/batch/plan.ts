import { compare, type Difference } from "../lifecycle/diff";
import type { AnyInstanceDefinition } from "../resource/definition";
import { internalInputs, withoutInternal } from "../resource/internalProperties";
import type { AnyBatchDefinition, Group } from "./definition";
import { leavingOf, type Member, memberState, membersOf, storedOnly } from "./members";

type Values = Readonly<Record<string, unknown>>;

/** A member with its own state. */
export interface Standing {
  readonly member: Member;
  readonly state: Values;
}

/** A member that is there and stays. */
export interface Stay extends Standing {
  readonly group: number;
  readonly ordinal: number;
  readonly args: Values;
  readonly difference: Difference;
  /** Was to go, and is wanted again. */
  readonly isBack?: boolean;
}

/** A place that needs a new instance. */
export interface Vacancy {
  readonly group: number;
  readonly ordinal: number;
  readonly args: Values;
  /** What was in the place, and why it cannot stay. */
  readonly instead?: (Standing & { readonly because: Because }) | undefined;
  /** Must the old one be gone before the new one is ordered? */
  readonly goesFirst: boolean;
}

export type Because = "lost" | "failed" | { readonly replaces: readonly string[] };

/** What has to be done so that the batch is what the program asks for. */
export interface Agenda {
  /** In the order of the members: those that were there keep theirs, further ones follow. */
  readonly places: readonly (Stay | Vacancy)[];
  /** Too many by the program. */
  readonly surplus: readonly Standing[];
  /** Too many, because those that they stood in for can stay after all. */
  readonly displaced: readonly Standing[];
  /** Left over by an earlier run, until their successors, the members of the group, are ready. */
  readonly leaving: readonly (Standing & { readonly group: number })[];
  /** Lost ones that nothing takes the places of: only the state has them still. */
  readonly forgotten: readonly Member[];
}

export const isVacancy = (location: Stay | Vacancy): location is Vacancy => !("difference" in location);

/** Is there anything to do for a member that stays? */
export function isDue({ member, difference, group, isBack }: Stay, groups: readonly Group<unknown>[]): boolean {
  return (
    isBack === true ||
    difference.changed.length > 0 ||
    member.readiness !== "ready" ||
    member.unwritten.length > 0 ||
    member.awaitingPayment !== undefined ||
    member.group !== groups[group]?.name
  );
}

const argsOf = (group: Group<object> | undefined, ordinal: number): Values => ({
  ...group?.args,
  ...group?.own?.(ordinal),
});

/** What the state holds, member by member, each with its own state. */
export function recorded(
  batch: AnyBatchDefinition,
  definition: AnyInstanceDefinition,
  olds: Values,
): { members: Standing[]; leaving: Standing[] } {
  const groups = batch.groups(withoutInternal(olds)) ?? [];
  const withState = (member: Member): Standing => {
    const group = groups.find(({ name }) => name === member.group);
    return { member, state: memberState(definition, member, olds, argsOf(group, member.ordinal)) };
  };
  return { members: membersOf(olds).map(withState), leaving: leavingOf(olds).map(withState) };
}

/** Compares what the state holds with what the program asks for. Without any call. */
export function agendaOf(
  batch: AnyBatchDefinition,
  definition: AnyInstanceDefinition,
  olds: Values,
  news: Values,
): Agenda {
  const before: readonly Group<object>[] = batch.groups(withoutInternal(olds)) ?? [];
  const groups: readonly Group<object>[] = batch.groups(withoutInternal(news)) ?? before;
  const { members, leaving } = recorded(batch, definition, olds);
  const had = new Set(before.map(({ name }) => name));
  const going = <S extends Standing>(standing: S): S => ({
    ...standing,
    state: { ...standing.state, ...storedOnly(definition, news) },
  });
  const placed = members.map((standing) => ({ ...standing, group: groupOf(standing.member, groups, had) }));

  const surplus = new Set<Member>(placed.filter(({ group }) => group < 0).map(({ member }) => member));
  groups.forEach(({ quantity }, index) => {
    const own = placed.filter(({ group }) => group === index).map(({ member }) => member);
    const tooMany = Math.max(0, own.length - (quantity ?? own.length));
    for (const member of newestFirst(own).slice(0, tooMany)) surplus.add(member);
  });

  const places: (Stay | Vacancy)[] = placed
    .filter(({ member }) => !surplus.has(member))
    .map(({ member, state, group }) => {
      const { ordinal } = member;
      const args = argsOf(groups[group], ordinal);
      const vacancy = (because: Because, goesFirst: boolean): Vacancy => ({
        group,
        ordinal,
        args,
        goesFirst,
        instead: going({ member, state, because }),
      });
      if (member.readiness === "lost") return vacancy("lost", false);
      if (member.readiness === "failed") return vacancy("failed", true);
      const difference = compare(definition, state, { ...args, ...internalInputs(olds) });
      const { replaces, deletesBeforeReplace } = difference;
      if (replaces.length > 0) return vacancy({ replaces }, deletesBeforeReplace);
      return { member, group, ordinal, args, state, difference };
    });
  groups.forEach((group, index) => {
    const ordinals = places.filter((location) => location.group === index).map(({ ordinal }) => ordinal);
    const further = (group.quantity ?? 0) - ordinals.length;
    const next = Math.max(-1, ...ordinals) + 1;
    for (let ordinal = next; ordinal < next + further; ordinal++)
      places.push({ group: index, ordinal, args: argsOf(group, ordinal), goesFirst: false });
  });
  const displaced: Standing[] = [];
  const rest = new Set(leaving);
  const settled = places.map((location) => {
    if (!isVacancy(location)) return location;
    const { group, ordinal, args, instead } = location;
    for (const standing of rest) {
      const { member, state } = standing;
      if (member.readiness !== "ready" || groupOf(member, groups, had) !== group) continue;
      const difference = compare(definition, state, { ...args, ...internalInputs(olds) });
      if (difference.replaces.length > 0) continue;
      rest.delete(standing);
      if (instead && instead.because !== "lost") displaced.push(instead);
      return { member, state, group, ordinal, args, difference, isBack: true };
    }
    return location;
  });
  return {
    places: settled,
    surplus: placed.filter(({ member }) => surplus.has(member) && member.readiness !== "lost").map(going),
    displaced,
    leaving: [...rest].map((standing) => ({ ...going(standing), group: groupOf(standing.member, groups, had) })),
    forgotten: [...surplus].filter(({ readiness }) => readiness === "lost"),
  };
}

/** All that the batch will hold no longer. */
export function goingIn({ places, surplus, displaced, leaving }: Agenda): Standing[] {
  const replaced = places.flatMap((location) =>
    isVacancy(location) && location.instead && location.instead.because !== "lost" ? [location.instead] : [],
  );
  return [...surplus, ...displaced, ...leaving, ...replaced];
}

/** The group that the member belongs to by its name; -1 for none. A group that got its name only now is the one in its position. */
function groupOf({ group }: Member, groups: readonly Group<unknown>[], had: ReadonlySet<string>): number {
  const named = groups.findIndex(({ name }) => name === group);
  if (named >= 0 || !/^\d+$/.test(group)) return named;
  const there = groups[Number(group)];
  return there && !had.has(there.name) ? Number(group) : -1;
}

/** What can be done without goes first: what is lost or has failed, then the newest. */
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

/** What a preview has to say, because the engine shows an update and no more. */
export function announcements({ places, surplus, displaced, leaving }: Agenda): string[] {
  const texts: string[] = [];
  const say = (members: readonly Member[], what: (ids: string) => string) => {
    if (members.length > 0) texts.push(what(members.map(({ id }) => id).join(", ")));
  };
  const gone = (because: "lost" | "failed") =>
    places.flatMap((location) =>
      isVacancy(location) && location.instead?.because === because ? [location.instead.member] : [],
    );
  say(
    surplus.map(({ member }) => member),
    (ids) => `Deletes ${ids}: the program asks for fewer.`,
  );
  say(
    displaced.map(({ member }) => member),
    (ids) => `Deletes ${ids}: those that they were to replace can stay.`,
  );
  say(
    leaving.map(({ member }) => member),
    (ids) => `Deletes ${ids}, left over by an earlier run, as soon as their successors are ready.`,
  );
  say(gone("lost"), (ids) => `Makes new instances in the places of ${ids}, which are no longer there.`);
  say(gone("failed"), (ids) => `Deletes ${ids}, which never became ready, and makes new instances in their places.`);
  const replaced = new Map<string, Member[]>();
  for (const place of places) {
    if (!isVacancy(place) || typeof place.instead?.because !== "object") continue;
    const names = place.instead.because.replaces.join(", ");
    replaced.set(names, [...(replaced.get(names) ?? []), place.instead.member]);
  }
  for (const [names, members] of replaced)
    say(members, (ids) => `Replaces ${ids} by new, empty instances, because ${names} cannot be changed in place.`);
  return texts;
}

import { messageOf, UserError } from "../calls/errors";
import { hiddenOutputs } from "../kind/hidden";
import { toldIn } from "../kind/properties";
import { type Properties, sanitize } from "../kind/sanitize";
import { converge, type Start, startFrom } from "../lifecycle/converge";
import { startOf } from "../lifecycle/create";
import type { Obtained } from "../lifecycle/obtain";
import { HalfMadeError, type Operation } from "../lifecycle/operation";
import { remove } from "../lifecycle/remove";
import { believesAbsence, placeWithAccount, requireSameAccount } from "../ownership/place";
import { type Agenda, goingIn, isDue, isVacancy, type Standing, type Stay, type Vacancy } from "./agenda";
import { unanswered } from "./births";
import { batchState, behind, lost, type Member, memberFrom } from "./members";
import type { BatchOperation } from "./operation";
import { obtainFor } from "./order";
import { gathered, type Reason } from "./reasons";
import { Turns } from "./turns";

type Values = Readonly<Record<string, unknown>>;
type Place = Stay | Vacancy;

/** As many members are changed at a time. All of them at once would be an outage that the user did not ask for. */
const mostAtOnce = 30;

/** So shortly before the end nothing is begun that could not be waited for. */
const lastMomentMs = 1_000;

/** What has become of a batch, and what is in the way of the rest. */
export interface Outcome {
  readonly properties: Properties;
  /** Instances that the state has to hold. */
  readonly count: number;
  readonly reasons: readonly string[];
}

/**
 * Brings a batch to what the program asks for: orders what is missing, brings every member to what is wanted, deletes
 * what is too many. Whatever fails, the outcome names every instance that is there.
 */
export async function carryOut(operation: BatchOperation, agenda: Agenda, previous: Values = {}): Promise<Outcome> {
  await mustBeSameAccount(operation, agenda, previous);
  const going = goingIn(agenda).map(({ member }) => member.id);
  operation.runtime.sightings.letGo(operation.urn, going);
  const { batch, kind, runtime, hidden, groups } = operation;
  const orders = unanswered(batch, kind, runtime, { ...hidden }, groups);
  for (const text of orders.warnings) runtime.engine.warn(operation.urn, text);
  const work = new Work(operation, previous, orders.groups);
  await work.do(agenda);
  return work.outcome();
}

/** With another access key it may be another account: then nothing is to be made there, and nothing counts as gone. */
async function mustBeSameAccount(operation: BatchOperation, { places }: Agenda, previous: Values): Promise<void> {
  const { kind } = operation;
  const work = operation.member({}, previous);
  const stays = places.flatMap((place) => (isVacancy(place) ? (place.instead ?? []) : place));
  await requireSameAccount(work, hiddenOutputs(previous).__place, async () => {
    for (const { member, state } of stays) {
      const { api } = operation.member(state, state).connection;
      const live: unknown = await kind.observe(api, member.id, {}).catch((error: unknown) => {
        throw work.problem(error, "Nothing was changed.");
      });
      if (live) return true;
    }
    return false;
  });
}

/** Deletes instances. @returns why some are left */
export async function dismissAll(operation: BatchOperation, members: readonly Standing[]): Promise<string[]> {
  const work = new Work(operation, {});
  await Promise.all(members.map((each) => work.dismiss(each)));
  return gathered(work.reasons);
}

class Work {
  private readonly turns = new Turns(mostAtOnce);
  /** By place; empty where nothing came to be. */
  private readonly members: (Member | undefined)[] = [];
  private readonly leaving = new Set<Member>();
  readonly reasons: Reason[] = [];
  private told: Values = {};

  constructor(
    private readonly operation: BatchOperation,
    private readonly previous: Values,
    /** Groups for which an interrupted run may have ordered more. */
    private readonly unanswered: ReadonlySet<number> = new Set(),
  ) {}

  async do({ places, surplus, displaced, leaving }: Agenda): Promise<void> {
    const { kind, groups } = this.operation;
    const nameOf = (group: number) => groups[group]?.name ?? "";
    places.forEach((place, index) => {
      const standing = isVacancy(place) ? place.instead : place;
      this.members[index] = standing && behind(kind, standing, place.args, nameOf(place.group));
    });
    const left = leaving.map((each) => ({
      ...each,
      member: each.group < 0 ? each.member : behind(kind, each, { ...groups[each.group]?.args }, nameOf(each.group)),
    }));
    for (const { member } of left) this.leaving.add(member);
    const open = await this.clear(places);
    const all = [
      ...this.operation.groups.map((_, group) => this.fill(group, open, places)),
      ...places.map((place, index) => (isVacancy(place) ? undefined : this.keep(place, index))),
      ...[...surplus, ...displaced].map((each) => this.dismiss(each)),
    ];
    // Whatever goes wrong with one, the state must have the others.
    await Promise.all(all.map((work) => work?.catch((error: unknown) => this.fail(undefined, error))));
    // What an earlier run could not replace serves until its successors are ready.
    const isUp = (group: number) =>
      places.every((place, index) => place.group !== group || this.members[index]?.born === "ready");
    await Promise.all(left.filter(({ group }) => isUp(group)).map((each) => this.dismiss(each)));
  }

  async outcome(): Promise<Outcome> {
    const { operation, previous, told, reasons } = this;
    const members = this.members.filter((member) => member !== undefined);
    const place = await placeWithAccount(operation.member({}, previous), hiddenOutputs(previous).__place);
    return {
      count: members.length + this.leaving.size,
      reasons: gathered(reasons),
      properties: batchState(operation, members, [...this.leaving], {
        told: { ...toldIn(operation.kind, previous), ...told },
        place,
        inputKeys: Object.keys(operation.args).sort(),
        isDone: reasons.length === 0,
      }),
    };
  }

  private fail(id: string | undefined, error: unknown): void {
    this.reasons.push({ id, text: messageOf(error) });
  }

  /**
   * Takes away what is in the way of its own successor.
   * @returns the places that may be filled
   */
  private async clear(places: readonly Place[]): Promise<ReadonlySet<number>> {
    const open = new Set<number>();
    const clear = async (place: Vacancy, index: number) => {
      if (place.goesFirst && place.instead) {
        if (!(await this.remove(place.instead))) return;
        this.members[index] = undefined;
      }
      open.add(index);
    };
    await Promise.all(places.map((place, index) => (isVacancy(place) ? clear(place, index) : undefined)));
    return open;
  }

  /** Orders what a group lacks, and brings it up. */
  private async fill(group: number, open: ReadonlySet<number>, places: readonly Place[]): Promise<void> {
    const vacancies = places.flatMap((place, index) =>
      isVacancy(place) && place.group === group && open.has(index) ? [{ ...place, index }] : [],
    );
    if (vacancies.length === 0 && !this.unanswered.has(group)) return;
    const there = places.flatMap((place) => (!isVacancy(place) && place.group === group ? [place.member.id] : []));
    const ordinals = vacancies.map(({ ordinal }) => ordinal);
    const { found, problem } = await obtainFor(this.operation, group, there, ordinals);
    if (problem) this.fail(undefined, problem);
    const { name = "", args = {} } = this.operation.groups[group] ?? {};
    await Promise.all(
      found.map((obtained, position) => {
        const vacancy = vacancies[position];
        if (vacancy) return this.raise(obtained, vacancy, name);
        // An interrupted run had begun more than are wanted now.
        this.operation.runtime.sightings.letGo(this.operation.urn, [obtained.id]);
        const whose = { id: obtained.id, group: name, ordinal: 0, unpaid: obtained.unpaid };
        return this.dismiss({ member: memberFrom(this.operation.kind, sanitize(args), {}, whose), state: { ...args } });
      }),
    );
  }

  /** Waits for a new member; what it stands in for goes when it is ready, and not before. */
  private async raise(obtained: Obtained, vacancy: Vacancy & { index: number }, group: string): Promise<void> {
    const { id, outputs, unpaid } = obtained;
    const { args, ordinal, instead, goesFirst, index } = vacancy;
    const operation = this.operation.member(args);
    const whose = { id, group, ordinal, unpaid };
    this.told = { ...this.told, ...outputs };
    const successorOf = instead && instead.because !== "lost" && !goesFirst ? instead : undefined;
    const old = successorOf && behind(operation.kind, successorOf, args, group);
    this.members[index] = memberFrom(operation.kind, sanitize({ ...args, ...outputs }), args, whose);
    if (old) this.leaving.add(old);
    if (unpaid !== undefined) {
      this.fail(id, operation.problem(unpaid));
      return;
    }
    operation.runtime.farewell.unmark(operation, id);
    const isReady = await this.converge(operation, startOf(operation, obtained), args, whose, index);
    if (isReady && old && successorOf && (await this.remove(successorOf))) this.leaving.delete(old);
  }

  private async keep(stay: Stay, index: number): Promise<void> {
    const { member, args, state, ordinal, group } = stay;
    const operation = this.operation.member(args, state);
    operation.runtime.farewell.updated(operation, member.id);
    if (!isDue(stay, this.operation.groups)) return;
    const start = startFrom(operation, member.id, state);
    const name = this.operation.groups[group]?.name ?? member.group;
    await this.converge(operation, start, args, { id: member.id, group: name, ordinal, unpaid: member.unpaid }, index);
  }

  /** @returns whether the member is as the program wants it */
  private async converge(
    operation: Operation,
    start: Start,
    args: Values,
    whose: Parameters<typeof memberFrom>[3],
    index: number,
  ): Promise<boolean> {
    const { kind } = operation;
    this.operation.progress("begins");
    try {
      const properties = await converge(operation, { ...start, turn: (changes) => this.turn(operation, changes) });
      this.members[index] = memberFrom(kind, properties, args, { ...whose, unpaid: undefined });
      return true;
    } catch (error) {
      if (!(error instanceof HalfMadeError)) {
        // A fault of ours: the state has the instance as it was.
        this.fail(start.id, operation.problem(error));
        return false;
      }
      const half = memberFrom(kind, error.properties, args, whose);
      this.members[index] = half;
      if (!error.isGone) for (const reason of error.reasons) this.fail(start.id, reason);
      else if (whose.unpaid !== undefined) this.fail(start.id, operation.problem(whose.unpaid));
      else await this.lose(operation, half, start.previous, index);
      return false;
    } finally {
      this.operation.progress("ends");
    }
  }

  /** Lets no more than a few be changed at a time, and none when the time is over. */
  private turn<Result>(operation: Operation, changes: () => Promise<Result>): Promise<Result> {
    return this.turns.take(async () => {
      if (operation.runtime.clock.now() < operation.deadline - lastMomentMs) return changes();
      throw new UserError(
        "its turn to be changed did not come in time. Run `pulumi up` to go on, or raise customTimeouts.",
      );
    });
  }

  private async lose(operation: Operation, member: Member, previous: Values = {}, index: number): Promise<void> {
    try {
      await believesAbsence(operation, hiddenOutputs(previous).__place);
      this.members[index] = lost(member);
      throw operation.problem("there is no such instance any more.", "`pulumi up` makes another in its place.");
    } catch (error) {
      this.fail(member.id, error);
    }
  }

  async dismiss(leave: Standing): Promise<void> {
    this.leaving.add(leave.member);
    this.operation.progress("begins");
    if (await this.remove(leave)) this.leaving.delete(leave.member);
    this.operation.progress("ends");
  }

  private warnOfOrder(unpaid: string): void {
    const { runtime, urn } = this.operation;
    runtime.engine.warn(
      urn,
      `Instances of an order that nobody has paid leave the stack. Cancel the order in the console: paid, it would make them still. ${unpaid}`,
    );
  }

  /** @returns whether it is gone */
  private async remove({ member, state }: Standing): Promise<boolean> {
    const operation = this.operation.member(state, state);
    if (member.unpaid !== undefined) this.warnOfOrder(member.unpaid);
    try {
      await remove(operation, member.id, state);
      return true;
    } catch (error) {
      this.fail(member.id, error);
      return false;
    }
  }
}

import { converge, type Start } from "../converge";
import { sentAtBirth } from "../create";
import { messageOf } from "../errors";
import { hiddenOutputs } from "../hidden";
import type { Obtained } from "../obtain";
import { HalfMadeError, type Operation } from "../operation";
import { believesAbsence, placeWithAccount } from "../place";
import { rowsOf } from "../plan";
import { toldIn } from "../properties";
import { remove } from "../remove";
import { type Properties, sanitize } from "../sanitize";
import { type Agenda, isDue, isVacancy, type Standing, type Stay, type Vacancy } from "./agenda";
import { unanswered } from "./births";
import { lost, type Member, memberFrom, membersState } from "./members";
import type { BatchOperation } from "./operation";
import { obtainFor } from "./order";
import { gathered, type Reason } from "./reasons";
import { Turns } from "./turns";

type Values = Readonly<Record<string, unknown>>;
type Place = Stay | Vacancy;

/** As many members are changed at a time. All of them at once would be an outage that the user did not ask for. */
const mostAtOnce = 30;

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
  const { places, surplus, leaving } = agenda;
  const replaced = places.flatMap((place) => (isVacancy(place) && place.instead ? [place.instead] : []));
  const going = [...surplus, ...leaving, ...replaced].map(({ member }) => member.id);
  operation.runtime.sightings.letGo(operation.urn, going);
  const { batch, kind, runtime, hidden, groups } = operation;
  const orders = unanswered(batch, kind, runtime, { ...hidden }, groups);
  for (const text of orders.warnings) runtime.engine.warn(operation.urn, text);
  const work = new Work(operation, previous, orders.groups);
  await work.do(agenda);
  return work.outcome();
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

  async do({ places, surplus, leaving }: Agenda): Promise<void> {
    places.forEach((place, index) => {
      this.members[index] = isVacancy(place) ? place.instead?.member : place.member;
    });
    for (const { member } of leaving) this.leaving.add(member);
    const open = await this.clear(places);
    const all = [
      ...this.operation.groups.map((_, group) => this.fill(group, open, places)),
      ...places.map((place, index) => (isVacancy(place) ? undefined : this.keep(place, index))),
      ...surplus.map((each) => this.dismiss(each)),
    ];
    // Whatever goes wrong with one, the state must have the others.
    await Promise.all(all.map((work) => work?.catch((error: unknown) => this.fail(undefined, error))));
    // What an earlier run could not replace serves until its successors are ready.
    const isUp = ({ group }: Member) =>
      this.members.every((member) => member?.group !== group || member.born === "ready");
    await Promise.all(leaving.filter(({ member }) => isUp(member)).map((each) => this.dismiss(each)));
  }

  async outcome(): Promise<Outcome> {
    const { operation, previous, told, reasons } = this;
    const members = this.members.filter((member) => member !== undefined);
    const isReady = reasons.length === 0 && members.every(({ born }) => born === "ready");
    const place = await placeWithAccount(operation.member({}, previous), hiddenOutputs(previous).__place);
    return {
      count: members.length + this.leaving.size,
      reasons: gathered(reasons),
      properties: sanitize({
        ...toldIn(operation.kind, previous),
        ...told,
        ...operation.args,
        ...membersState(members, [...this.leaving]),
        ...operation.hidden,
        __v: 1,
        __place: place,
        __born: isReady ? "ready" : "waiting",
        __inputKeys: Object.keys(operation.args).sort(),
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
        const member = memberFrom(this.operation.kind, {}, {}, { id: obtained.id, group: name, ordinal: 0 });
        return this.dismiss({ member, state: { ...args } });
      }),
    );
  }

  /** Waits for a new member; what it stands in for goes when it is ready, and not before. */
  private async raise(obtained: Obtained, vacancy: Vacancy & { index: number }, group: string): Promise<void> {
    const { id, isAdopted, outputs, unpaid } = obtained;
    const { args, ordinal, instead, goesFirst, index } = vacancy;
    const operation = this.operation.member(args);
    const whose = { id, group, ordinal, unpaid };
    this.told = { ...this.told, ...outputs };
    const successorOf = instead && instead.because !== "lost" && !goesFirst ? instead : undefined;
    if (successorOf) this.leaving.add(successorOf.member);
    if (unpaid !== undefined) {
      this.members[index] = memberFrom(operation.kind, sanitize({ ...args, ...outputs }), args, whose);
      this.fail(id, operation.problem(unpaid));
      return;
    }
    operation.runtime.farewell.unmark(operation, id);
    const start: Start = {
      id,
      isFresh: !isAdopted,
      born: "waiting",
      written: isAdopted ? {} : sentAtBirth(operation),
      removed: [],
      told: outputs,
    };
    const isReady = await this.converge(operation, start, args, whose, index);
    if (isReady && successorOf && (await this.remove(successorOf))) this.leaving.delete(successorOf.member);
  }

  private async keep(stay: Stay, index: number): Promise<void> {
    const { member, args, state, ordinal, group } = stay;
    const operation = this.operation.member(args, state);
    operation.runtime.farewell.updated(operation, member.id);
    if (!isDue(stay, this.operation.groups)) return;
    const { __inputKeys: declared = [] } = hiddenOutputs(state);
    const { kind } = operation;
    const writeOnly = rowsOf(kind.plan).flatMap(([name, row]) => (row.isWriteOnly ? [[name, state[name]]] : []));
    const start: Start = {
      id: member.id,
      isFresh: false,
      born: member.born === "ready" ? "ready" : "waiting",
      written: Object.fromEntries(writeOnly),
      removed: declared.filter((name) => args[name] === undefined),
      told: toldIn(kind, state),
      previous: state,
    };
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
      const properties = await converge(operation, { ...start, turn: (changes) => this.turns.take(changes) });
      this.members[index] = memberFrom(kind, properties, args, { ...whose, unpaid: undefined });
      return true;
    } catch (error) {
      if (!(error instanceof HalfMadeError)) throw error;
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
    if (await this.remove(leave)) this.leaving.delete(leave.member);
  }

  /** @returns whether it is gone */
  private async remove({ member, state }: Standing): Promise<boolean> {
    const operation = this.operation.member(state, state);
    try {
      await remove(operation, member.id, state);
      return true;
    } catch (error) {
      this.fail(member.id, error);
      return false;
    }
  }
}

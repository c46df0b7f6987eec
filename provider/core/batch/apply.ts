import { messageOf, UserError } from "../client/errors";
import { startOf } from "../lifecycle/create";
import { deleteInstance } from "../lifecycle/delete";
import { locationWithAccount, requireSameAccount, trustNotFound } from "../lifecycle/location";
import { type Operation, PartialCreateError } from "../lifecycle/operation";
import type { ProvisionedInstance } from "../lifecycle/provision";
import { type ReconcileStart, reconcile, startFrom } from "../lifecycle/reconcile";
import { internalState } from "../resource/internalProperties";
import { type Properties, toProperties } from "../resource/json";
import { createOnlyOutputsIn } from "../resource/state";
import { batchState, behind, lost, type Member, memberFrom } from "./members";
import { openOrders } from "./openOrders";
import type { BatchOperation } from "./operation";
import { provisionGroup } from "./order";
import { type Agenda, goingIn, isDue, isVacancy, type Standing, type Stay, type Vacancy } from "./plan";
import { gathered, type Reason } from "./reasons";
import { Semaphore } from "./semaphore";

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
  operation.session.engineHistory.release(operation.urn, going);
  const { batch, kind: definition, session, hidden: internal, groups } = operation;
  const orders = openOrders(batch, definition, session, { ...internal }, groups);
  for (const text of orders.warnings) session.engine.warn(operation.urn, text);
  const work = new Work(operation, previous, orders.groups);
  await work.do(agenda);
  return work.outcome();
}

/** With another access key it may be another account: then nothing is to be made there, and nothing counts as gone. */
async function mustBeSameAccount(operation: BatchOperation, { places }: Agenda, previous: Values): Promise<void> {
  const { kind: definition } = operation;
  const work = operation.member({}, previous);
  const stays = places.flatMap((location) => (isVacancy(location) ? (location.instead ?? []) : location));
  await requireSameAccount(work, internalState(previous).__location, async () => {
    for (const { member, state } of stays) {
      const { api } = operation.member(state, state).connection;
      const observed: unknown = await definition.observe(api, member.id, {}).catch((error: unknown) => {
        throw work.problem(error, "Nothing was changed.");
      });
      if (observed) return true;
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
  private readonly turns = new Semaphore(mostAtOnce);
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
    const { kind: definition, groups } = this.operation;
    const nameOf = (group: number) => groups[group]?.name ?? "";
    places.forEach((location, index) => {
      const standing = isVacancy(location) ? location.instead : location;
      this.members[index] = standing && behind(definition, standing, location.args, nameOf(location.group));
    });
    const left = leaving.map((each) => ({
      ...each,
      member:
        each.group < 0 ? each.member : behind(definition, each, { ...groups[each.group]?.args }, nameOf(each.group)),
    }));
    for (const { member } of left) this.leaving.add(member);
    const open = await this.clear(places);
    const all = [
      ...this.operation.groups.map((_, group) => this.fill(group, open, places)),
      ...places.map((location, index) => (isVacancy(location) ? undefined : this.keep(location, index))),
      ...[...surplus, ...displaced].map((each) => this.dismiss(each)),
    ];
    // Whatever goes wrong with one, the state must have the others.
    await Promise.all(all.map((work) => work?.catch((error: unknown) => this.fail(undefined, error))));
    // What an earlier run could not replace serves until its successors are ready.
    const isUp = (group: number) =>
      places.every((location, index) => location.group !== group || this.members[index]?.readiness === "ready");
    await Promise.all(left.filter(({ group }) => isUp(group)).map((each) => this.dismiss(each)));
  }

  async outcome(): Promise<Outcome> {
    const { operation, previous, told: createOnlyOutputs, reasons } = this;
    const members = this.members.filter((member) => member !== undefined);
    const location = await locationWithAccount(operation.member({}, previous), internalState(previous).__location);
    return {
      count: members.length + this.leaving.size,
      reasons: gathered(reasons),
      properties: batchState(operation, members, [...this.leaving], {
        told: { ...createOnlyOutputsIn(operation.kind, previous), ...createOnlyOutputs },
        place: location,
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
    const clear = async (location: Vacancy, index: number) => {
      if (location.goesFirst && location.instead) {
        if (!(await this.remove(location.instead))) return;
        this.members[index] = undefined;
      }
      open.add(index);
    };
    await Promise.all(places.map((location, index) => (isVacancy(location) ? clear(location, index) : undefined)));
    return open;
  }

  /** Orders what a group lacks, and brings it up. */
  private async fill(group: number, open: ReadonlySet<number>, places: readonly Place[]): Promise<void> {
    const vacancies = places.flatMap((location, index) =>
      isVacancy(location) && location.group === group && open.has(index) ? [{ ...location, index }] : [],
    );
    if (vacancies.length === 0 && !this.unanswered.has(group)) return;
    const there = places.flatMap((location) =>
      !isVacancy(location) && location.group === group ? [location.member.id] : [],
    );
    const ordinals = vacancies.map(({ ordinal }) => ordinal);
    const { found, problem } = await provisionGroup(this.operation, group, there, ordinals);
    if (problem) this.fail(undefined, problem);
    const { name = "", args = {} } = this.operation.groups[group] ?? {};
    await Promise.all(
      found.map((obtained, position) => {
        const vacancy = vacancies[position];
        if (vacancy) return this.raise(obtained, vacancy, name);
        // An interrupted run had begun more than are wanted now.
        this.operation.session.engineHistory.release(this.operation.urn, [obtained.id]);
        const whose = { id: obtained.id, group: name, ordinal: 0, unpaid: obtained.awaitingPayment };
        return this.dismiss({
          member: memberFrom(this.operation.kind, toProperties(args), {}, whose),
          state: { ...args },
        });
      }),
    );
  }

  /** Waits for a new member; what it stands in for goes when it is ready, and not before. */
  private async raise(
    obtained: ProvisionedInstance,
    vacancy: Vacancy & { index: number },
    group: string,
  ): Promise<void> {
    const { id, outputs, awaitingPayment } = obtained;
    const { args, ordinal, instead, goesFirst, index } = vacancy;
    const operation = this.operation.member(args);
    const whose = { id, group, ordinal, unpaid: awaitingPayment };
    this.told = { ...this.told, ...outputs };
    const successorOf = instead && instead.because !== "lost" && !goesFirst ? instead : undefined;
    const old = successorOf && behind(operation.definition, successorOf, args, group);
    this.members[index] = memberFrom(operation.definition, toProperties({ ...args, ...outputs }), args, whose);
    if (old) this.leaving.add(old);
    if (awaitingPayment !== undefined) {
      this.fail(id, operation.problem(awaitingPayment));
      return;
    }
    operation.session.shutdown.untagAtEnd(operation, id);
    const isReady = await this.converge(operation, startOf(operation, obtained), args, whose, index);
    if (isReady && old && successorOf && (await this.remove(successorOf))) this.leaving.delete(old);
  }

  private async keep(stay: Stay, index: number): Promise<void> {
    const { member, args, state, ordinal, group } = stay;
    const operation = this.operation.member(args, state);
    operation.session.shutdown.recordUpdate(operation, member.id);
    if (!isDue(stay, this.operation.groups)) return;
    const start = startFrom(operation, member.id, state);
    const name = this.operation.groups[group]?.name ?? member.group;
    await this.converge(
      operation,
      start,
      args,
      { id: member.id, group: name, ordinal, unpaid: member.awaitingPayment },
      index,
    );
  }

  /** @returns whether the member is as the program wants it */
  private async converge(
    operation: Operation,
    start: ReconcileStart,
    args: Values,
    whose: Parameters<typeof memberFrom>[3],
    index: number,
  ): Promise<boolean> {
    const { definition } = operation;
    this.operation.progress("begins");
    try {
      const properties = await reconcile(operation, {
        ...start,
        withPermit: (changes) => this.turn(operation, changes),
      });
      this.members[index] = memberFrom(definition, properties, args, { ...whose, unpaid: undefined });
      return true;
    } catch (error) {
      if (!(error instanceof PartialCreateError)) {
        // A fault of ours: the state has the instance as it was.
        this.fail(start.id, operation.problem(error));
        return false;
      }
      const half = memberFrom(definition, error.properties, args, whose);
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
    return this.turns.run(async () => {
      if (operation.session.clock.now() < operation.deadline - lastMomentMs) return changes();
      throw new UserError(
        "its turn to be changed did not come in time. Run `pulumi up` to go on, or raise customTimeouts.",
      );
    });
  }

  private async lose(operation: Operation, member: Member, previous: Values = {}, index: number): Promise<void> {
    try {
      await trustNotFound(operation, internalState(previous).__location);
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
    const { session, urn } = this.operation;
    session.engine.warn(
      urn,
      `Instances of an order that nobody has paid leave the stack. Cancel the order in the console: paid, it would make them still. ${unpaid}`,
    );
  }

  /** @returns whether it is gone */
  private async remove({ member, state }: Standing): Promise<boolean> {
    const operation = this.operation.member(state, state);
    if (member.awaitingPayment !== undefined) this.warnOfOrder(member.awaitingPayment);
    try {
      await deleteInstance(operation, member.id, state);
      return true;
    } catch (error) {
      this.fail(member.id, error);
      return false;
    }
  }
}

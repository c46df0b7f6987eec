import type { Ordered, Origin } from "../batch/kind";
import { CloudError, isUnknownCaller, means, messageOf, NoAnswerError, UserError } from "../calls/errors";
import type { Marked } from "../kind/cloud";
import type { Outputs } from "../kind/kind";
import type { Attempt } from "../ownership/journal";
import { claim, formatMark, type Mark, pendingTag } from "../ownership/ownership";
import { adoptArgument } from "./adopt";
import { sorted } from "./answer";
import type { Operation } from "./operation";

/** How long an instance of ours is looked for after a creating call whose answer was lost. */
const searchMs = 90_000;
/** So long a creating call that nobody saw answered may still take effect, where no token makes it harmless. */
const lateEffectMs = 5 * 60_000;
/** So many tokens are tried when the cloud goes on answering with what is not ours. */
const mostTokens = 3;

/** Instances that a resource needs, and how the cloud makes them. */
export interface Request {
  readonly operation: Operation;
  readonly mark: Mark;
  readonly count: number;
  /** Births that other parts of this very resource look after; absent for a resource that is one instance. */
  readonly siblings?: ReadonlySet<string>;
  /** Does the creating call carry a token, so that repeating it is harmless? */
  readonly isRepeatable: boolean;
  /** The token for the instances that are missing beside those that were found. */
  token(found: readonly string[], missing: number): string;
  /** @throws CloudError, NoAnswerError */
  send(order: Sending): Promise<Ordered>;
  /** What a repetition by a later run would have to say again; no secrets. */
  readonly says?: Readonly<Record<string, unknown>>;
  /** For a creating call that cannot carry the mark. */
  putMark?(ids: readonly string[], mark: string): Promise<void>;
  /** For tokens that may be answered with what was made long ago. */
  origins?(ids: readonly string[]): Promise<ReadonlyMap<string, Origin>>;
}

export interface Sending {
  readonly mark: string | undefined;
  readonly token: string;
  readonly count: number;
  /** What an interrupted run has said, where this is the repetition of its call. */
  readonly said: Readonly<Record<string, unknown>> | undefined;
}

export interface Obtained {
  readonly id: string;
  /** Begun by an interrupted run, perhaps with other arguments than these. */
  readonly isAdopted: boolean;
  readonly outputs: Outputs;
  readonly unpaid?: string | undefined;
}

export interface Haul {
  /** Perhaps more than were asked for, when an interrupted run had begun more. */
  readonly found: readonly Obtained[];
  /** Why there are no more; complete for a person. */
  readonly problem?: Error;
}

/**
 * Gets instances: first those that an interrupted run has begun for this very resource, then, for what is missing, from
 * the creating call. What was found is not lost by what fails afterwards.
 */
export async function obtain(request: Request): Promise<Haul> {
  const hunt = new Hunt(request);
  try {
    await hunt.run();
    return { found: hunt.found };
  } catch (error) {
    const problem = error instanceof UserError ? error : hunt.problem(error, "Run `pulumi up` again to go on.");
    return { found: hunt.found, problem };
  }
}

class Hunt {
  readonly found: Obtained[] = [];
  private readonly text: string;

  constructor(private readonly request: Request) {
    this.text = formatMark(request.mark);
  }

  async run(): Promise<void> {
    const { operation, says } = this.request;
    const { runtime } = operation;
    await this.adopt();
    const earlier = runtime.journal.find(this.text);
    const { token, count = 1, beside = [], answered = [] } = earlier ?? {};
    const known = this.ids.filter((id) => !beside.includes(id));
    const isSettled = answered.some((id) => runtime.sightings.isHeld(id));
    if (earlier && known.length < count && !isSettled) await this.repeat(earlier);
    else runtime.journal.end(this.text);
    let next = count === 0 ? token : undefined;
    for (let tokens = 1; this.missing > 0; tokens++) {
      const before = this.found.length;
      next ??= tokens === 1 ? this.request.token(this.ids, this.missing) : runtime.nonce();
      const [startedAt, beside] = [this.now, this.ids];
      const isUnique = tokens > 1 || count === 0;
      await this.order({ token: next, startedAt, count: this.missing, beside, isUnique, ...(says && { said: says }) });
      if (this.found.length === before && tokens === mostTokens)
        throw this.problem("the cloud answers with instances that were not made for this resource.");
      next = undefined;
    }
  }

  private get ids(): string[] {
    return this.found.map(({ id }) => id);
  }

  private get missing(): number {
    return this.request.count - this.found.length;
  }

  /** By the cloud's clock, because it is compared with what the cloud tells. */
  private get now(): number {
    return this.request.operation.connection.cloudNow();
  }

  problem(what: unknown, next?: string): Error {
    const { operation, count } = this.request;
    const { length } = this.found;
    return operation.problem(
      what,
      next ?? (length > 0 ? `${length} of ${count} are there; nothing more was created.` : "Nothing was created."),
    );
  }

  /** From now on nobody else in this process takes them for its own. */
  private take(ids: readonly string[], rest: Omit<Obtained, "id">): void {
    const { runtime, urn } = this.request.operation;
    const further = ids.filter((id) => !this.ids.includes(id));
    runtime.sightings.handedOut(urn, further);
    this.found.push(...further.map((id) => ({ id, ...rest })));
  }

  /** Is it ours, and not yet taken? */
  private claim(found: Marked) {
    const { operation, mark, siblings } = this.request;
    return claim(found, mark, operation.runtime.sightings, operation.runtime.clock.now(), siblings);
  }

  /**
   * Takes over what an interrupted run of this very resource has begun.
   * @throws UserError  something is there, but too old to be taken over without asking
   */
  private async adopt(): Promise<void> {
    const { operation, siblings } = this.request;
    const { kind, runtime } = operation;
    const marked = await this.listed();
    const ids = (verdict: ReturnType<typeof claim>) =>
      marked.filter((found) => this.claim(found) === verdict).map(({ id }) => id);
    for (const id of ids("notOurs").filter((other) => !runtime.sightings.isHeld(other))) {
      operation.warn(
        `Instance ${id} was begun by another run of a resource of this name and is not touched. If nothing uses it, delete it in the ${kind.cloud.title} console; if it is in use, take its tag ${pendingTag} off.`,
      );
    }
    const old = ids("oursButOld");
    if (old.length > 0) {
      const keep = Object.hasOwn(kind.plan, adoptArgument) && !siblings ? ` and set ${adoptArgument}: "${old[0]}"` : "";
      throw this.problem(
        `an interrupted run began instance ${old.join(", ")} for this resource more than a day ago.`,
        `To keep it, take its tag ${pendingTag} off${keep}. Else delete it in the ${kind.cloud.title} console. Then run \`pulumi up\` again.`,
      );
    }
    const begun = ids("ours");
    const ours = begun.slice(0, this.missing);
    const beyond = begun.slice(this.missing);
    // Deleting what is not ours would be worse than leaving it; what the journal knows is ours for certain.
    if (siblings && beyond.length > 0) {
      operation.warn(
        `Instance ${beyond.join(", ")} was begun for this resource by an interrupted run, which wanted more than the program asks for now. If nothing uses it, delete it in the ${kind.cloud.title} console.`,
      );
    }
    if (ours.length === 0) return;
    operation.warn(
      `Goes on with instance ${ours.join(", ")}, which an interrupted run has begun. If the CLI goes on warning of an interrupted operation, run \`pulumi refresh --clear-pending-creates\`.`,
    );
    this.take(ours, { isAdopted: true, outputs: {} });
  }

  private async listed(): Promise<readonly Marked[]> {
    const { operation } = this.request;
    try {
      return await operation.connection.marked();
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      if (isUnknownCaller(error)) throw this.problem(error);
      operation.warn(
        `Could not look for instances of interrupted runs, because tags cannot be listed: ${error.message}`,
      );
      return [];
    }
  }

  /** What an interrupted run has ordered may have come into being without a mark, or not yet. */
  private async repeat(earlier: Attempt): Promise<void> {
    const { isRepeatable, operation } = this.request;
    if (isRepeatable) return await this.order(earlier);
    const left = earlier.startedAt + lateEffectMs - this.now;
    if (left > 0) await this.search(this.withThoseOf(earlier), operation.runtime.clock.now() + left);
    operation.runtime.journal.end(this.text);
  }

  /** How many there are when all that the call was for are there. */
  private withThoseOf({ count = 1, beside = [] }: Attempt): number {
    return this.ids.filter((id) => beside.includes(id)).length + count;
  }

  /** Makes the creating call. @throws UserError  nothing was created that is not in a mark's or the journal's reach */
  private async order(attempt: Attempt): Promise<void> {
    const { journal } = this.request.operation.runtime;
    journal.begin(this.text, attempt);
    const ordered = await this.send(attempt).catch((error: unknown) => this.afterRefusal(attempt, error));
    if (!ordered) return;
    const { ids, outputs = {}, unpaid, isRestored = false } = ordered;
    // With the same token the next run learns the ids.
    if (unpaid !== undefined && ids.length === 0) throw this.problem(unpaid, "");
    const own = await this.own(ordered, attempt);
    this.take(own, { isAdopted: isRestored, outputs, unpaid });
    const { count = 1 } = attempt;
    if (ids.length < count) {
      journal.begin(this.text, { ...attempt, answered: own });
      throw this.problem(
        `the cloud took an order for ${count} instances and named ${ids.length}.`,
        `Look in the ${this.request.operation.kind.cloud.title} console for the others and delete what nothing uses. Then run \`pulumi up\` again: it orders what is missing.`,
      );
    }
    if (unpaid === undefined && (await this.mark(own))) journal.end(this.text);
    else journal.begin(this.text, { ...attempt, answered: own });
  }

  private async send({ token, count = 1, said }: Attempt): Promise<Ordered> {
    const { send, putMark } = this.request;
    try {
      return await send({ mark: this.text, token, count, said });
    } catch (refusal) {
      if (!means(refusal, "denied") || isUnknownCaller(refusal) || putMark) throw refusal;
      // It may be about the tag that is the mark.
      try {
        const ordered = await send({ mark: undefined, token: `${token}-untagged`, count, said });
        this.warnOfMissingMark(ordered.ids, refusal);
        return ordered;
      } catch (error) {
        throw means(error, "denied") ? refusal : error;
      }
    }
  }

  private warnOfMissingMark(ids: readonly string[], refusal: Error): void {
    this.request.operation.warn(
      `These credentials may not tag, so instance ${ids.join(", ")} bears no mark: should this run be interrupted, the next one cannot find it. ${refusal.message}`,
    );
  }

  /** @throws UserError  unless what was ordered is found all the same */
  private async afterRefusal(attempt: Attempt, error: unknown): Promise<undefined> {
    const { operation, putMark } = this.request;
    const { runtime } = operation;
    if (!(error instanceof NoAnswerError) && !means(error, "transient", "mismatch")) {
      runtime.journal.end(this.text);
      throw this.problem(error);
    }
    if (!putMark && (await this.search(this.withThoseOf(attempt), runtime.clock.now() + searchMs))) {
      runtime.journal.end(this.text);
      return undefined;
    }
    if (means(error, "mismatch")) throw this.afterMismatch(attempt, error);
    if (putMark)
      throw this.problem(
        `${messageOf(error)} Whether instances were created is not known.`,
        "Run `pulumi up` again, on this machine: it asks with the same token.",
      );
    const { length } = this.found;
    throw this.problem(
      `${messageOf(error)} Whether an instance was created is not known; ${length > 0 ? `no more than ${length}` : "none"} with this resource's mark was found.`,
      "Run `pulumi up` again: it looks for the instance before it creates another.",
    );
  }

  /** The token was answered for other arguments. Kept, it would be refused again and again. */
  private afterMismatch({ count = 1, startedAt }: Attempt, error: Error): Error {
    const { operation, putMark } = this.request;
    operation.runtime.journal.begin(this.text, { token: operation.runtime.nonce(), startedAt: this.now, count: 0 });
    const next = "Run `pulumi up` again: it orders with another token.";
    if (!putMark) return this.problem(`${messageOf(error)} No instance with this resource's mark was found.`, next);
    return this.problem(
      `${messageOf(error)} An earlier run may have made ${count} instances with this token at ${new Date(startedAt).toISOString()}, and they may bear no mark.`,
      `Look for them in the ${operation.kind.cloud.title} console, and delete what nothing uses. ${next}`,
    );
  }

  /** Looks for instances behind a lost answer until there are so many or the time is over. */
  private async search(count: number, until: number): Promise<boolean> {
    const { operation } = this.request;
    const { clock } = operation.runtime;
    for (let delay = 1000; ; delay = Math.min(delay * 2, 10_000)) {
      const marked = await operation.kind.cloud.marks.list(operation.connection.api).catch(() => []);
      const ours = marked.filter((found) => this.claim(found) === "ours").map(({ id }) => id);
      this.take(ours, { isAdopted: true, outputs: {} });
      if (this.found.length >= count) return true;
      if (clock.now() + delay >= Math.min(until, operation.deadline)) return false;
      operation.status("looking for the instance behind a lost answer");
      await clock.sleep(delay);
    }
  }

  /** @throws UserError  with the ids, which only the journal's token leads back to */
  private async own({ ids, isRestored = false, unpaid }: Ordered, { startedAt, isUnique }: Attempt): Promise<string[]> {
    const { operation, origins } = this.request;
    const { sightings, clock } = operation.runtime;
    const free = ids.filter((id) => this.ids.includes(id) || !sightings.isHeld(id));
    if (!origins || isUnique || unpaid !== undefined) return free;
    const circumstances = { mark: this.text, startedAt, isRestored, clock, origins, marked: () => this.listed() };
    const { own, foreign } = await sorted(free, circumstances).catch((error: unknown) => {
      throw this.problem(
        `${messageOf(error)} The cloud has answered the order with ${ids.join(", ")}.`,
        "Run `pulumi up` again: it asks with the same token.",
      );
    });
    if (foreign.length > 0) {
      operation.warn(
        `The order's token was used before, and made ${foreign.join(", ")}, which this resource does not take: they may be another stack's, or were told to stay. If nothing uses them, delete them in the ${operation.kind.cloud.title} console.`,
      );
    }
    return own;
  }

  /** @returns whether an interrupted run could be found by its marks from now on */
  private async mark(ids: readonly string[]): Promise<boolean> {
    if (ids.length === 0) return true;
    try {
      await this.request.putMark?.(ids, this.text);
      return true;
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      this.warnOfMissingMark(ids, error);
      return false;
    }
  }
}

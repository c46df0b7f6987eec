import type { OrderResult, Origin } from "../batch/definition";
import { CloudError, isUnknownCaller, means, messageOf, NoAnswerError, UserError } from "../client/errors";
import type { CreateAttempt } from "../ownership/createJournal";
import { attribute, formatPendingTag, type PendingTag, pendingTagKey } from "../ownership/pendingTag";
import type { TaggedInstance } from "../resource/cloud";
import type { Outputs } from "../resource/definition";
import { adoptArgument } from "./adopt";
import { attributeAnswer } from "./attribution";
import type { Operation } from "./operation";

/** How long an instance of ours is looked for after a creating call whose answer was lost. */
const searchMs = 90_000;
/** So long a creating call that nobody saw answered may still take effect, where no token makes it harmless. */
const lateEffectMs = 5 * 60_000;
/** So many tokens are tried when the cloud goes on answering with what is not ours. */
const mostTokens = 3;

/** Instances that a resource needs, and how the cloud makes them. */
export interface ProvisionRequest {
  readonly operation: Operation;
  readonly pendingTag: PendingTag;
  readonly count: number;
  /** Births that other parts of this very resource look after; absent for a resource that is one instance. */
  readonly siblings?: ReadonlySet<string>;
  /** Does the creating call carry a token, so that repeating it is harmless? */
  readonly isRepeatable: boolean;
  /** The token for the instances that are missing beside those that were found. */
  token(found: readonly string[], missing: number): string;
  /** @throws CloudError, NoAnswerError */
  send(order: CreateCall): Promise<OrderResult>;
  /** What a repetition by a later run would have to say again; no secrets. */
  readonly args?: Readonly<Record<string, unknown>>;
  /** For a creating call that cannot carry the mark. */
  tagPending?(ids: readonly string[], pendingTag: string): Promise<void>;
  /** For tokens that may be answered with what was made long ago. */
  origins?(ids: readonly string[]): Promise<ReadonlyMap<string, Origin>>;
}

export interface CreateCall {
  readonly pendingTag: string | undefined;
  readonly token: string;
  readonly count: number;
  /** What an interrupted run has said, where this is the repetition of its call. */
  readonly args: Readonly<Record<string, unknown>> | undefined;
}

export interface ProvisionedInstance {
  readonly id: string;
  /** Begun by an interrupted run, perhaps with other arguments than these. */
  readonly isAdopted: boolean;
  readonly outputs: Outputs;
  readonly awaitingPayment?: string | undefined;
}

export interface ProvisionResult {
  /** Perhaps more than were asked for, when an interrupted run had begun more. */
  readonly found: readonly ProvisionedInstance[];
  /** Why there are no more; complete for a person. */
  readonly problem?: Error;
}

/**
 * Gets instances: first those that an interrupted run has begun for this very resource, then, for what is missing, from
 * the creating call. What was found is not lost by what fails afterwards.
 */
export async function provision(request: ProvisionRequest): Promise<ProvisionResult> {
  const hunt = new Provisioner(request);
  try {
    await hunt.run();
    return { found: hunt.found };
  } catch (error) {
    const problem = error instanceof UserError ? error : hunt.problem(error, "Run `pulumi up` again to go on.");
    return { found: hunt.found, problem };
  }
}

class Provisioner {
  readonly found: ProvisionedInstance[] = [];
  private readonly text: string;

  constructor(private readonly request: ProvisionRequest) {
    this.text = formatPendingTag(request.pendingTag);
  }

  async run(): Promise<void> {
    const { operation, args } = this.request;
    const { session } = operation;
    await this.adopt();
    const earlier = session.journal.find(this.text);
    const { token, count = 1, existing = [], answered = [] } = earlier ?? {};
    const known = this.ids.filter((id) => !existing.includes(id));
    const isSettled = answered.some((id) => session.engineHistory.isHeld(id));
    if (earlier && known.length < count && !isSettled) await this.repeat(earlier);
    else session.journal.end(this.text);
    let next = count === 0 ? token : undefined;
    for (let tokens = 1; this.missing > 0; tokens++) {
      const before = this.found.length;
      next ??= tokens === 1 ? this.request.token(this.ids, this.missing) : session.nonce();
      const [startedAt, beside] = [this.now, this.ids];
      const isUnique = tokens > 1 || count === 0;
      await this.order({
        token: next,
        startedAt,
        count: this.missing,
        existing: beside,
        isUnique,
        ...(args && { args }),
      });
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
  private take(ids: readonly string[], rest: Omit<ProvisionedInstance, "id">): void {
    const { session, urn } = this.request.operation;
    const further = ids.filter((id) => !this.ids.includes(id));
    session.engineHistory.claim(urn, further);
    this.found.push(...further.map((id) => ({ id, ...rest })));
  }

  /** Is it ours, and not yet taken? */
  private claim(found: TaggedInstance) {
    const { operation, pendingTag, siblings } = this.request;
    return attribute(found, pendingTag, operation.session.engineHistory, operation.session.clock.now(), siblings);
  }

  /**
   * Takes over what an interrupted run of this very resource has begun.
   * @throws UserError  something is there, but too old to be taken over without asking
   */
  private async adopt(): Promise<void> {
    const { operation, siblings } = this.request;
    const { definition, session } = operation;
    const tagged = await this.listed();
    const ids = (verdict: ReturnType<typeof attribute>) =>
      tagged.filter((found) => this.claim(found) === verdict).map(({ id }) => id);
    for (const id of ids("notOurs").filter((other) => !session.engineHistory.isHeld(other))) {
      operation.warn(
        `Instance ${id} was begun by another run of a resource of this name and is not touched. If nothing uses it, delete it in the ${definition.cloud.title} console; if it is in use, take its tag ${pendingTagKey} off.`,
      );
    }
    const old = ids("oursButOld");
    if (old.length > 0) {
      const keep =
        Object.hasOwn(definition.attributes, adoptArgument) && !siblings
          ? ` and set ${adoptArgument}: "${old[0]}"`
          : "";
      throw this.problem(
        `an interrupted run began instance ${old.join(", ")} for this resource more than a day ago.`,
        `To keep it, take its tag ${pendingTagKey} off${keep}. Else delete it in the ${definition.cloud.title} console. Then run \`pulumi up\` again.`,
      );
    }
    const begun = ids("ours");
    const ours = begun.slice(0, this.missing);
    const beyond = begun.slice(this.missing);
    // Deleting what is not ours would be worse than leaving it; what the journal knows is ours for certain.
    if (siblings && beyond.length > 0) {
      operation.warn(
        `Instance ${beyond.join(", ")} was begun for this resource by an interrupted run, which wanted more than the program asks for now. If nothing uses it, delete it in the ${definition.cloud.title} console.`,
      );
    }
    if (ours.length === 0) return;
    operation.warn(
      `Goes on with instance ${ours.join(", ")}, which an interrupted run has begun. If the CLI goes on warning of an interrupted operation, run \`pulumi refresh --clear-pending-creates\`.`,
    );
    this.take(ours, { isAdopted: true, outputs: {} });
  }

  private async listed(): Promise<readonly TaggedInstance[]> {
    const { operation } = this.request;
    try {
      return await operation.connection.listPending();
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
  private async repeat(earlier: CreateAttempt): Promise<void> {
    const { isRepeatable, operation } = this.request;
    if (isRepeatable) return await this.order(earlier);
    const left = earlier.startedAt + lateEffectMs - this.now;
    if (left > 0) await this.search(this.withThoseOf(earlier), operation.session.clock.now() + left);
    operation.session.journal.end(this.text);
  }

  /** How many there are when all that the call was for are there. */
  private withThoseOf({ count = 1, existing = [] }: CreateAttempt): number {
    return this.ids.filter((id) => existing.includes(id)).length + count;
  }

  /** Makes the creating call. @throws UserError  nothing was created that is not in a mark's or the journal's reach */
  private async order(attempt: CreateAttempt): Promise<void> {
    const { journal } = this.request.operation.session;
    journal.begin(this.text, attempt);
    const ordered = await this.send(attempt).catch((error: unknown) => this.afterRefusal(attempt, error));
    if (!ordered) return;
    const { ids, outputs = {}, awaitingPayment, isRestored = false } = ordered;
    // With the same token the next run learns the ids.
    if (awaitingPayment !== undefined && ids.length === 0) throw this.problem(awaitingPayment, "");
    const own = await this.own(ordered, attempt);
    this.take(own, { isAdopted: isRestored, outputs, awaitingPayment });
    const { count = 1 } = attempt;
    if (ids.length < count) {
      journal.begin(this.text, { ...attempt, answered: own });
      throw this.problem(
        `the cloud took an order for ${count} instances and named ${ids.length}.`,
        `Look in the ${this.request.operation.definition.cloud.title} console for the others and delete what nothing uses. Then run \`pulumi up\` again: it orders what is missing.`,
      );
    }
    if (awaitingPayment === undefined && (await this.mark(own))) journal.end(this.text);
    else journal.begin(this.text, { ...attempt, answered: own });
  }

  private async send({ token, count = 1, args }: CreateAttempt): Promise<OrderResult> {
    const { send, tagPending } = this.request;
    try {
      return await send({ pendingTag: this.text, token, count, args });
    } catch (rejection) {
      if (!means(rejection, "accessDenied") || isUnknownCaller(rejection) || tagPending) throw rejection;
      // It may be about the tag that is the mark.
      try {
        const ordered = await send({ pendingTag: undefined, token: `${token}-untagged`, count, args });
        this.warnOfMissingMark(ordered.ids, rejection);
        return ordered;
      } catch (error) {
        throw means(error, "accessDenied") ? rejection : error;
      }
    }
  }

  private warnOfMissingMark(ids: readonly string[], rejection: Error): void {
    this.request.operation.warn(
      `These credentials may not tag, so instance ${ids.join(", ")} bears no mark: should this run be interrupted, the next one cannot find it. ${rejection.message}`,
    );
  }

  /** @throws UserError  unless what was ordered is found all the same */
  private async afterRefusal(attempt: CreateAttempt, error: unknown): Promise<undefined> {
    const { operation, tagPending } = this.request;
    const { session } = operation;
    if (!(error instanceof NoAnswerError) && !means(error, "transient", "mismatch")) {
      session.journal.end(this.text);
      throw this.problem(error);
    }
    if (!tagPending && (await this.search(this.withThoseOf(attempt), session.clock.now() + searchMs))) {
      session.journal.end(this.text);
      return undefined;
    }
    if (means(error, "mismatch")) throw this.afterMismatch(attempt, error);
    if (tagPending)
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
  private afterMismatch({ count = 1, startedAt }: CreateAttempt, error: Error): Error {
    const { operation, tagPending } = this.request;
    operation.session.journal.begin(this.text, { token: operation.session.nonce(), startedAt: this.now, count: 0 });
    const next = "Run `pulumi up` again: it orders with another token.";
    if (!tagPending) return this.problem(`${messageOf(error)} No instance with this resource's mark was found.`, next);
    return this.problem(
      `${messageOf(error)} An earlier run may have made ${count} instances with this token at ${new Date(startedAt).toISOString()}, and they may bear no mark.`,
      `Look for them in the ${operation.definition.cloud.title} console, and delete what nothing uses. ${next}`,
    );
  }

  /** Looks for instances behind a lost answer until there are so many or the time is over. */
  private async search(count: number, until: number): Promise<boolean> {
    const { operation } = this.request;
    const { clock } = operation.session;
    for (let delay = 1000; ; delay = Math.min(delay * 2, 10_000)) {
      const tagged = await operation.definition.cloud.pendingTags.listPending(operation.connection.api).catch(() => []);
      const ours = tagged.filter((found) => this.claim(found) === "ours").map(({ id }) => id);
      this.take(ours, { isAdopted: true, outputs: {} });
      if (this.found.length >= count) return true;
      if (clock.now() + delay >= Math.min(until, operation.deadline)) return false;
      operation.status("looking for the instance behind a lost answer");
      await clock.sleep(delay);
    }
  }

  /** @throws UserError  with the ids, which only the journal's token leads back to */
  private async own(
    { ids, isRestored = false, awaitingPayment }: OrderResult,
    { startedAt, isUnique }: CreateAttempt,
  ): Promise<string[]> {
    const { operation, origins } = this.request;
    const { engineHistory, clock } = operation.session;
    const free = ids.filter((id) => this.ids.includes(id) || !engineHistory.isHeld(id));
    if (!origins || isUnique || awaitingPayment !== undefined) return free;
    const circumstances = {
      pendingTag: this.text,
      startedAt,
      isRestored,
      clock,
      origins,
      listPending: () => this.listed(),
    };
    const { own, foreign } = await attributeAnswer(free, circumstances).catch((error: unknown) => {
      throw this.problem(
        `${messageOf(error)} The cloud has answered the order with ${ids.join(", ")}.`,
        "Run `pulumi up` again: it asks with the same token.",
      );
    });
    if (foreign.length > 0) {
      operation.warn(
        `The order's token was used before, and made ${foreign.join(", ")}, which this resource does not take: they may be another stack's, or were told to stay. If nothing uses them, delete them in the ${operation.definition.cloud.title} console.`,
      );
    }
    return own;
  }

  /** @returns whether an interrupted run could be found by its marks from now on */
  private async mark(ids: readonly string[]): Promise<boolean> {
    if (ids.length === 0) return true;
    try {
      await this.request.tagPending?.(ids, this.text);
      return true;
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      this.warnOfMissingMark(ids, error);
      return false;
    }
  }
}

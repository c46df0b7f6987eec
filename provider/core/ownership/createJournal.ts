import type { Clock } from "../host/clock";
import { digest } from "../host/digest";
import { type Journal, journalFolder } from "./journalFolder";

/** A creating call whose answer has not been seen. */
export interface CreateAttempt {
  /** What was ordered, for messages: resource type and location. */
  readonly of?: string;
  /** The call cannot carry the pending tag, so no listing shows what it created. */
  readonly isUntagged?: boolean;
  /** The idempotency token, where the vendor takes one. */
  readonly token: string;
  /** When it was sent, by the cloud's clock. */
  readonly startedAt: number;
  /** How many instances it was for; one if left out. 0: a token that was not sent yet, to be used next. */
  readonly count?: number;
  /** Instances that the resource had before the call. Any others may have been created by it. */
  readonly existing?: readonly string[];
  /** The token is new, so no earlier call can have used it. */
  readonly isUnique?: boolean;
  /** Already answered, but an unpaid instance cannot have a pending tag. */
  readonly answered?: readonly string[];
  /** The engine was given what is answered. */
  readonly isReturned?: boolean;
  /** What a repetition has to send again, sealed. */
  readonly args?: Readonly<Record<string, unknown>>;
}

/**
 * Remembers creating calls without an answer beyond the life of this process, by their pending tag. A call of a killed
 * run may still take effect after the next run has looked for its instance; repeated with the same token, it gives the
 * same instance. The journal only helps on the same machine: everywhere, the pending tags are what counts.
 */
export interface CreateJournal extends Journal<CreateAttempt> {
  /** Regions where runs of a stack have begun to create, and may have left something: an edit of the program can leave them. */
  regions(stack: string, cloud: string): readonly string[];
  beginRegion(stack: string, cloud: string, region: string): void;
  /** Nothing of the stack is left there. A call of a moment ago may still take effect, so it is remembered a while longer. */
  endRegion(stack: string, cloud: string, region: string): void;
}

/** May it have created instances that no listing shows, and that the state does not hold? */
export const isLost = (
  { isUntagged = false, answered = [] }: CreateAttempt,
  isHeld: (id: string) => boolean,
): boolean => isUntagged && !answered.some(isHeld);

/** About an order whose instances no listing shows. @param isDeclared  does the program still declare what was ordered? */
export function lostOrderText(attempt: CreateAttempt, isDeclared = false): string {
  const { of = "instances", count = 1, startedAt, answered = [] } = attempt;
  const outcome = answered.length > 0 ? `it was answered with ${answered.join(", ")}` : "the answer was lost";
  const declared = isDeclared ? "" : ", and the program does not declare this any more";
  return `An interrupted run ordered ${count} of ${of} at ${new Date(startedAt).toISOString()}, ${outcome}${declared}. If they were created they have no pending tag: look for them in the cloud's console, and delete what nothing uses.`;
}

const forgetAfterMs = 24 * 3600_000;
const lateEffectMs = 10 * 60_000;

/** One small file per attempt and one per region. */
export function fileCreateJournal(env: Readonly<Record<string, string | undefined>>, clock: Clock): CreateJournal {
  const attempts = journalFolder<CreateAttempt>(env, clock, "unanswered", forgetAfterMs);
  const regions = journalFolder<{ region: string; begunAt: number }>(env, clock, "regions", Number.POSITIVE_INFINITY);
  const nameOf = (stack: string, cloud: string, region: string) => `${stack}.${cloud}.${digest(region)}`;
  return {
    ...attempts,
    regions: (stack, cloud) =>
      [...regions.findAll()].flatMap(([name, { region }]) => (name.startsWith(`${stack}.${cloud}.`) ? region : [])),
    beginRegion: (stack, cloud, region) =>
      regions.begin(nameOf(stack, cloud, region), { region, begunAt: clock.now() }),
    endRegion(stack, cloud, region) {
      const name = nameOf(stack, cloud, region);
      const begun = regions.find(name);
      if (begun && clock.now() - begun.begunAt >= lateEffectMs) regions.end(name);
    },
  };
}

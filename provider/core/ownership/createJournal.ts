import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Clock } from "../host/clock";

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
  /** What a repetition has to send again, sealed. */
  readonly args?: Readonly<Record<string, unknown>>;
}

/**
 * Remembers creating calls without an answer beyond the life of this process, by their pending tag. A call of a killed
 * run may still take effect after the next run has looked for its instance; repeated with the same token, it gives the
 * same instance. The journal only helps on the same machine: everywhere, the pending tags are what counts.
 */
export interface CreateJournal {
  find(pendingTag: string): CreateAttempt | undefined;
  /** All of them, by pending tag. */
  findAll(): ReadonlyMap<string, CreateAttempt>;
  begin(pendingTag: string, attempt: CreateAttempt): void;
  end(pendingTag: string): void;
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

interface Entry {
  readonly writtenAt: number;
  readonly attempt: CreateAttempt;
}

/** One small file per attempt in Pulumi's own folder, without secrets. An unwritable folder is no error. */
export function fileCreateJournal(env: Readonly<Record<string, string | undefined>>, clock: Clock): CreateJournal {
  const folder = join(env.PULUMI_HOME || join(homedir(), ".pulumi"), "cn-cache", "unanswered");
  const file = (pendingTag: string) => join(folder, `${pendingTag}.json`);
  const quietly = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  const find = (pendingTag: string) => {
    const entry = quietly(() => JSON.parse(onFile(file(pendingTag), constants.O_RDONLY, readText)) as Entry);
    // Both by this machine's clock, which may differ from the cloud's by more than a day.
    return entry && clock.now() - entry.writtenAt < forgetAfterMs ? entry.attempt : undefined;
  };
  return {
    find,
    findAll() {
      const names = quietly(() => readdirSync(folder)) ?? [];
      const pendingTags = names.map((name) => name.replace(/\.json$/, ""));
      return new Map(
        pendingTags.flatMap((pendingTag) => {
          const attempt = find(pendingTag);
          return attempt ? [[pendingTag, attempt] as const] : [];
        }),
      );
    },
    begin: (pendingTag, attempt) =>
      quietly(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC;
        onFile(file(pendingTag), flags, (opened) =>
          writeFileSync(opened, JSON.stringify({ writtenAt: clock.now(), attempt })),
        );
      }),
    end: (pendingTag) => quietly(() => rmSync(file(pendingTag), { force: true })),
  };
}

const readText = (opened: number): string => readFileSync(opened, "utf8");

/**
 * Works on a file of ours. Where others may write, a link in place of the file or of one of our two folders could lead the write
 * to another file of the user.
 * @throws Error  something is a link, or not there
 */
function onFile<Result>(file: string, flags: number, work: (opened: number) => Result): Result {
  for (const folder of [dirname(file), dirname(dirname(file))]) {
    if (!lstatSync(folder).isDirectory()) throw new Error(`${folder} is no folder`);
  }
  const opened = openSync(file, flags | constants.O_NOFOLLOW, 0o600);
  try {
    return work(opened);
  } finally {
    closeSync(opened);
  }
}

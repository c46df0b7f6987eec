import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../host/clock";

/** A creating call whose answer has not been seen. */
export interface CreateAttempt {
  /** The idempotency token, where the vendor takes one. */
  readonly token: string;
  /** When it was begun, by the cloud's clock. */
  readonly startedAt: number;
  /** How many instances it was for, one when it is left out; none: a token that was never sent, to be used next. */
  readonly count?: number;
  /** Instances that the resource had before it: what is found besides may be the call's. */
  readonly existing?: readonly string[];
  /** The token was made for this call, so that no earlier one can have been answered to it. */
  readonly isUnique?: boolean;
  /** Answered already, but as nobody has paid for them they can bear no mark. */
  readonly answered?: readonly string[];
  /** What the call said where a repetition has to say the same; no secrets. */
  readonly args?: Readonly<Record<string, unknown>>;
}

/**
 * Remembers creating calls without an answer beyond the life of this process, by their mark. A call that a killed run
 * sent may still take effect after the next run has looked for it; repeated with the same token it is one instance.
 * A help only: marks on the instances are what is relied on, also on another machine.
 */
export interface CreateJournal {
  find(pendingTag: string): CreateAttempt | undefined;
  /** All whose marks begin so, by mark. */
  findAll(beginning: string): ReadonlyMap<string, CreateAttempt>;
  begin(pendingTag: string, attempt: CreateAttempt): void;
  end(pendingTag: string): void;
}

const forgetAfterMs = 24 * 3600_000;

/** One small file an attempt under Pulumi's own folder; holds no secret. An unwritable folder is no error. */
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
    const attempt = quietly(() => JSON.parse(readFileSync(file(pendingTag), "utf8")) as CreateAttempt);
    return attempt && clock.now() - attempt.startedAt < forgetAfterMs ? attempt : undefined;
  };
  return {
    find,
    findAll(beginning) {
      const names = quietly(() => readdirSync(folder)) ?? [];
      const pendingTags = names.filter((name) => name.startsWith(beginning)).map((name) => name.replace(/\.json$/, ""));
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
        writeFileSync(file(pendingTag), JSON.stringify(attempt), { mode: 0o600 });
      }),
    end: (pendingTag) => quietly(() => rmSync(file(pendingTag), { force: true })),
  };
}

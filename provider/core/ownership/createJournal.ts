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
import { digest } from "../host/digest";

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

/** About an order that no run can repeat any more. */
export const lostOrderText = ({ of = "instances", count = 1, startedAt }: CreateAttempt): string =>
  `An interrupted run ordered ${count} of ${of} at ${new Date(startedAt).toISOString()}, the answer was lost, and the program does not declare this any more. If they were created they have no pending tag: look for them in the cloud's console, and delete what nothing uses.`;

const forgetAfterMs = 24 * 3600_000;
const lateEffectMs = 10 * 60_000;

/** Small files in Pulumi's own folder, one per attempt and one per region, without secrets. An unwritable folder is no error. */
export function fileCreateJournal(env: Readonly<Record<string, string | undefined>>, clock: Clock): CreateJournal {
  const home = join(env.PULUMI_HOME || join(homedir(), ".pulumi"), "cn-cache");
  const attempts = smallFiles<CreateAttempt>(join(home, "unanswered"), clock);
  const regions = smallFiles<string>(join(home, "regions"), clock);
  // Both by this machine's clock, which may differ from the cloud's by more than a day.
  const isYoung = ({ writtenAt }: Written<unknown>, ms: number) => clock.now() - writtenAt < ms;
  const find = (pendingTag: string) => {
    const found = attempts.read(pendingTag);
    return found && isYoung(found, forgetAfterMs) ? found.content : undefined;
  };
  const regionName = (stack: string, cloud: string, region: string) => `${stack}.${cloud}.${digest(region)}`;
  return {
    find,
    findAll: () =>
      new Map(
        attempts.names().flatMap((pendingTag) => {
          const attempt = find(pendingTag);
          return attempt ? [[pendingTag, attempt] as const] : [];
        }),
      ),
    begin: attempts.write,
    end: attempts.remove,
    regions: (stack, cloud) =>
      regions
        .names()
        .flatMap((name) => (name.startsWith(`${stack}.${cloud}.`) ? (regions.read(name)?.content ?? []) : [])),
    beginRegion: (stack, cloud, region) => regions.write(regionName(stack, cloud, region), region),
    endRegion(stack, cloud, region) {
      const name = regionName(stack, cloud, region);
      const begun = regions.read(name);
      if (begun && !isYoung(begun, lateEffectMs)) regions.remove(name);
    },
  };
}

interface Written<Content> {
  readonly writtenAt: number;
  readonly content: Content;
}

function smallFiles<Content>(folder: string, clock: Clock) {
  const file = (name: string) => join(folder, `${name}.json`);
  const quietly = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  return {
    names: (): string[] => (quietly(() => readdirSync(folder)) ?? []).map((name) => name.replace(/\.json$/, "")),
    read: (name: string) =>
      quietly(() => JSON.parse(onFile(file(name), constants.O_RDONLY, readText)) as Written<Content> | null) ??
      undefined,
    write: (name: string, content: Content): void =>
      quietly(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC;
        const written: Written<Content> = { writtenAt: clock.now(), content };
        onFile(file(name), flags, (opened) => writeFileSync(opened, JSON.stringify(written)));
      }),
    remove: (name: string): void => quietly(() => rmSync(file(name), { force: true })),
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

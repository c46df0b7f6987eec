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

/** What outlives this process, by key. A key is part of a file's name. */
export interface Journal<Entry> {
  find(key: string): Entry | undefined;
  /** All of them, by key. */
  findAll(): ReadonlyMap<string, Entry>;
  begin(key: string, entry: Entry): void;
  end(key: string): void;
}

interface Written<Entry> {
  readonly writtenAt: number;
  readonly attempt: Entry;
}

/** One small file per entry in Pulumi's own folder, without secrets. An unwritable folder is no error. */
export function journalFolder<Entry>(
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
  name: string,
  forgetAfterMs: number,
): Journal<Entry> {
  const folder = join(env.PULUMI_HOME || join(homedir(), ".pulumi"), "cn-cache", name);
  const file = (key: string) => join(folder, `${key}.json`);
  const quietly = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  const find = (key: string) => {
    const entry = quietly(() => JSON.parse(onFile(file(key), constants.O_RDONLY, readText)) as Written<Entry>);
    // Both by this machine's clock, which may differ from the cloud's by more than a day.
    return entry && clock.now() - entry.writtenAt < forgetAfterMs ? entry.attempt : undefined;
  };
  return {
    find,
    findAll() {
      const names = quietly(() => readdirSync(folder)) ?? [];
      const keys = names.map((each) => each.replace(/\.json$/, ""));
      return new Map(
        keys.flatMap((key) => {
          const entry = find(key);
          return entry ? [[key, entry] as const] : [];
        }),
      );
    },
    begin: (key, attempt) =>
      quietly(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC;
        onFile(file(key), flags, (opened) =>
          writeFileSync(opened, JSON.stringify({ writtenAt: clock.now(), attempt })),
        );
      }),
    end: (key) => quietly(() => rmSync(file(key), { force: true })),
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

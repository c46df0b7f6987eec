import type { Clock } from "../host/clock";
import { digest } from "../host/digest";
import { type Journal, journalFolder } from "./journalFolder";

/** Arguments that were sent to an instance by an update that may never have reached the state. */
export interface SentChange {
  readonly names: readonly string[];
  /** The `__changeId` that the state had. A state with another one has learnt of the update, or of a later one. */
  readonly before?: string;
}

/**
 * Remembers what updates send beyond the life of this process. After a killed update the cloud may have a value that the state
 * has not, and no call shows a password. Names only, no values. It helps on the same machine.
 */
export type ChangeJournal = Pick<Journal<SentChange>, "find" | "begin" | "end">;

/** The same instance may be in the states of two resources. */
export const changeKey = (urn: string, id: string): string => digest([urn, id]);

/** Long enough for a stack that nobody touches; afterwards nothing is left on the disk. */
const forgetAfterMs = 365 * 24 * 3600_000;

export const fileChangeJournal = (env: Readonly<Record<string, string | undefined>>, clock: Clock): ChangeJournal =>
  journalFolder<SentChange>(env, clock, "changes", forgetAfterMs);

import { NoAnswerError } from "./errors";
import type { Action } from "./request";

/** More than any account has. */
const mostPages = 1000;

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** The cloud says, or the page's length shows, that no other follows. */
  readonly isLast: boolean;
}

/**
 * Reads page after page. A page that brings nothing new is the last one, whatever the cloud says: one that ignores the page's
 * number or repeats its token would go on for ever.
 *
 * @param ask  gets the page's number, from 1, and how many entries the pages before had
 * @throws NoAnswerError  the listing does not end
 */
export async function allPages<Entry>(
  action: Action,
  ask: (page: number, before: number) => Promise<Page<Entry>>,
  keyOf: (entry: Entry) => string,
): Promise<Entry[]> {
  const found = new Map<string, Entry>();
  let before = 0;
  for (let page = 1; page <= mostPages; page++) {
    const { entries, isLast } = await ask(page, before);
    const known = found.size;
    for (const entry of entries) found.set(keyOf(entry), entry);
    before += entries.length;
    if (isLast || found.size === known) return [...found.values()];
  }
  throw new NoAnswerError(action.name, "unknown", `a listing that does not end after ${mostPages} pages`);
}

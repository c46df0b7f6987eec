/** So many are asked for at every poll, while the others wait for what these show. */
const mostAhead = 2;
/** An instance is asked for after this share of its whole wait, whatever the others show. */
const patience = 1 / 4;

/** How far the wait for an instance has come. */
export interface Turn {
  readonly id: string;
  /** For how long the list has shown it as ready. */
  readonly listedMs: number;
  readonly waitedMs: number;
}

/**
 * Where the list shows instances as ready, and only a call for each tells whether they are. A few are asked for, and
 * the others once these have shown how long that takes, so that hundreds cost hardly more than one call each.
 */
export class Forerunners {
  /** With the last question. */
  private readonly ahead = new Map<string, Promise<unknown>>();
  /** From ready in the list to ready indeed, as seen last. */
  private takesMs = Number.POSITIVE_INFINITY;

  /** @returns undefined, without a question, as long as the answer is not likely to be "ready" */
  async ask<Answer>(
    turn: Turn,
    question: () => Promise<Answer>,
    isReady: (answer: Answer) => boolean,
  ): Promise<{ readonly answer: Answer } | undefined> {
    if (!this.isDue(turn)) await Promise.allSettled(this.ahead.values());
    if (!this.isDue(turn)) return undefined;
    const { id, listedMs } = turn;
    const isFirst = !this.ahead.has(id);
    if (isFirst && this.ahead.size >= mostAhead) return { answer: await question() };
    const asked = question().then((answer) => {
      if (!isReady(answer)) return answer;
      // One that was ready at the first question may have been for long.
      this.takesMs = isFirst ? Math.min(this.takesMs, listedMs) : listedMs;
      this.end(id);
      return answer;
    });
    this.ahead.set(id, asked);
    return { answer: await asked };
  }

  /** Nobody waits for the instance any more. */
  end(id: string): void {
    this.ahead.delete(id);
  }

  private isDue({ id, listedMs, waitedMs }: Turn): boolean {
    if (this.ahead.has(id) || this.ahead.size < mostAhead) return true;
    return listedMs >= Math.min(this.takesMs, waitedMs * patience);
  }
}

/** Asks about many ids in one call: what comes in while a call is on its way goes into the next one. */
export class Gatherer<Answer> {
  private next: { readonly ids: Set<string>; readonly answer: Promise<ReadonlyMap<string, Answer>> } | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly ask: (ids: readonly string[]) => Promise<ReadonlyMap<string, Answer>>) {}

  /** The answers for at least these ids. */
  of(ids: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
    const next = this.next ?? this.open();
    for (const id of ids) next.ids.add(id);
    return next.answer;
  }

  private open() {
    const ids = new Set<string>();
    const answer = this.last.then(async () => {
      // Those that ask in the same turn of the event loop share the call.
      await new Promise(setImmediate);
      this.next = undefined;
      return this.ask([...ids]);
    });
    this.last = answer.catch(() => undefined);
    this.next = { ids, answer };
    return this.next;
  }
}

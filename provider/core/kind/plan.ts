import { digest } from "../digest";

/**
 * How a change of an argument reaches the cloud.
 *
 * - `inPlace`: by an operation on the living instance
 * - `replace`: only by another instance
 * - `createOnly`: counts when the instance is made; another value replaces it, taking the argument away does nothing
 * - `callOption`: a switch of a call, no fact about the instance: never a difference
 * - `stateOnly`: needed by us later (by delete, say): a change is stored without a call
 */
export type Change = "inPlace" | "replace" | "createOnly" | "callOption" | "stateOnly";

interface Facts<Live, Value> {
  readonly change: Change;
  readonly aspect?: string;
  readonly live?: (live: Live) => Value;
  readonly same?: (actual: never, wanted: never) => boolean;
  readonly secret?: boolean;
  readonly writeOnly?: "birth" | "later";
  readonly deleteFirst?: boolean;
  readonly removedMeans?: unknown;
  readonly replacesWhen?: (from: never, to: never, args: never) => boolean;
  readonly countsWhen?: (args: never) => boolean;
  readonly shown?: (actual: never, declared: never) => unknown;
}

/** One argument's row in a resource's plan. Immutable: each method gives a further row. */
export class Row<Live, Value = never> {
  constructor(private readonly facts: Facts<Live, Value>) {}

  get change(): Change {
    return this.facts.change;
  }
  /** The group of operations that brings the argument about, for `inPlace`. */
  get aspect(): string | undefined {
    return this.facts.aspect;
  }
  get isSecret(): boolean {
    return this.facts.secret ?? false;
  }
  get isWriteOnly(): boolean {
    return this.facts.writeOnly !== undefined;
  }
  /** Not readable, but carried by the creating call. */
  get isSentAtBirth(): boolean {
    return this.facts.writeOnly === "birth";
  }
  get deletesFirst(): boolean {
    return this.facts.deleteFirst ?? false;
  }
  /** What the cloud is told when the argument is taken out of the program; undefined leaves the instance as it is. */
  get whenRemoved(): unknown {
    return this.facts.removedMeans;
  }
  /** Is there a change of it that needs another instance? Then it is part of what makes an instance this one. */
  get mayReplace(): boolean {
    return this.change === "replace" || this.change === "createOnly" || this.facts.replacesWhen !== undefined;
  }
  get isReadable(): boolean {
    return this.facts.live !== undefined;
  }

  /** Does the argument mean anything beside the others? One that does not is never a difference. */
  counts(args: Readonly<Record<string, unknown>>): boolean {
    return this.facts.countsWhen?.(args as never) ?? true;
  }

  /** What the state holds of a value that is not what was declared. */
  shown(actual: unknown, declared: unknown): unknown {
    return actual === undefined || !this.facts.shown ? actual : this.facts.shown(actual as never, declared as never);
  }

  read(live: Live): Value | undefined {
    return this.facts.live?.(live);
  }

  /** Is what is there what is wanted? Not symmetric: a comparison may look only at what the user wrote. */
  same(actual: unknown, wanted: unknown): boolean {
    if (actual === undefined || wanted === undefined) return actual === wanted;
    return this.facts.same?.(actual as never, wanted as never) ?? digest(actual) === digest(wanted);
  }

  /** Does going from one value to the other need another instance? */
  replaces(from: unknown, to: unknown, args: Readonly<Record<string, unknown>> = {}): boolean {
    if (this.change === "replace" || this.change === "createOnly") return true;
    return this.facts.replacesWhen?.(from as never, to as never, args as never) ?? false;
  }

  private with(more: Partial<Facts<Live, Value>>): Row<Live, Value> {
    return new Row({ ...this.facts, ...more });
  }
  /** Never readable: compared with what was last sent, be it by the creating call or only later. */
  writeOnly(sent: "birth" | "later" = "birth"): Row<Live, Value> {
    return this.with({ writeOnly: sent });
  }
  /** Must not show anywhere in the clear. */
  secret(): Row<Live, Value> {
    return this.with({ secret: true });
  }
  /** Order and repetition are no difference. */
  asSet(): Row<Live, Value> {
    const set = (list: readonly unknown[]) => [...new Set(list.map(String))].sort();
    return this.comparedBy(
      (actual: readonly unknown[], wanted: readonly unknown[]) => digest(set(actual)) === digest(set(wanted)),
    );
  }
  /** Of an object only the fields that the user wrote are compared; lists in it are sets. */
  asPart(): Row<Live, Value> {
    return this.comparedBy((actual: object, wanted: object) => isPartOf(actual, wanted)).shownAs(partOf);
  }
  comparedBy(same: (actual: never, wanted: never) => boolean): Row<Live, Value> {
    return this.with({ same });
  }
  /** The new instance cannot exist beside the old one. */
  deleteFirst(): Row<Live, Value> {
    return this.with({ deleteFirst: true });
  }
  /** Taking the argument out of the program brings this value about. */
  removedMeans(value: NonNullable<Value>): Row<Live, Value> {
    return this.with({ removedMeans: value });
  }
  /** Means something only beside certain other arguments (a capacity only where no class is given). */
  countsWhen<Args extends object>(countsWhen: (args: Partial<Args>) => boolean): Row<Live, Value> {
    return this.with({ countsWhen });
  }
  /** Of a value that is not the declared one, or where none is declared, the state holds this. */
  shownAs(shown: (actual: never, declared: never) => unknown): Row<Live, Value> {
    return this.with({ shown });
  }
  /** In place as a rule, but not in this direction (an engine cannot be taken back to an older version). */
  butReplacesWhen(replacesWhen: (from: never, to: never, args: never) => boolean): Row<Live, Value> {
    return this.with({ replacesWhen });
  }
}

/** Of the one, the fields of the other; all of them where nothing is declared. */
function partOf(actual: object, declared: object | undefined): object {
  if (declared === undefined) return actual;
  return Object.fromEntries(Object.entries(actual).filter(([name]) => Object.hasOwn(declared, name)));
}

/** Does the one have every field of the other, with the same value? */
export function isPartOf(actual: object, wanted: object): boolean {
  const set = (value: unknown) => digest(Array.isArray(value) ? [...new Set(value.map(String))].sort() : value);
  const there = actual as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(([name, value]) => value === undefined || set(there[name]) === set(value));
}

/** The row makers for one kind of live instance. */
export function rows<Live>() {
  return {
    inPlace: <Value = never>(aspect: string, live?: (live: Live) => Value) =>
      new Row<Live, Value>({ change: "inPlace", aspect, ...(live && { live }) }),
    replace: <Value = never>(live?: (live: Live) => Value) =>
      new Row<Live, Value>({ change: "replace", ...(live && { live }) }),
    createOnly: () => new Row<Live>({ change: "createOnly" }),
    callOption: () => new Row<Live>({ change: "callOption" }),
    stateOnly: () => new Row<Live>({ change: "stateOnly" }),
  };
}

/** Every argument once: a forgotten one does not compile. */
export type Plan<Args, Live> = { readonly [K in keyof Required<Args>]: Row<Live, Args[K] | undefined> };

export function rowsOf<Live>(plan: object): [string, Row<Live, unknown>][] {
  return Object.entries(plan) as [string, Row<Live, unknown>][];
}

/** Arguments that must not show anywhere in the clear. */
export function secretNames(plan: object): string[] {
  return rowsOf(plan).flatMap(([name, row]) => (row.isSecret ? [name] : []));
}

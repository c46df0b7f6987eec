import { digest } from "../host/digest";

/**
 * How a change of an argument reaches the cloud.
 *
 * - `inPlace`: by an operation on the living instance
 * - `replace`: only by another instance
 * - `createOnly`: counts when the instance is made; another value replaces it, taking the argument away does nothing
 * - `callOption`: a switch of a call, no fact about the instance: never a difference
 * - `stateOnly`: needed by us later (by delete, say): a change is stored without a call
 */
export type ChangeMode = "inPlace" | "replace" | "createOnly" | "callOption" | "stateOnly";

interface AttributeFacts<Live, Value> {
  readonly changeMode: ChangeMode;
  readonly updater?: string;
  readonly observed?: (observed: Live) => Value;
  readonly same?: (actual: never, wanted: never) => boolean;
  readonly secret?: boolean;
  readonly writeOnly?: "birth" | "later";
  readonly deleteBeforeReplace?: boolean;
  readonly valueWhenRemoved?: unknown;
  readonly replacesWhen?: (from: never, to: never, args: never) => boolean;
  readonly effectiveWhen?: (args: never) => boolean;
  readonly normalize?: (actual: never, declared: never) => unknown;
}

/** One argument's row in a resource's plan. Immutable: each method gives a further row. */
export class Attribute<Live, Value = never> {
  constructor(private readonly facts: AttributeFacts<Live, Value>) {}

  get changeMode(): ChangeMode {
    return this.facts.changeMode;
  }
  /** The group of operations that brings the argument about, for `inPlace`. */
  get updater(): string | undefined {
    return this.facts.updater;
  }
  get isSecret(): boolean {
    return this.facts.secret ?? false;
  }
  get isWriteOnly(): boolean {
    return this.facts.writeOnly !== undefined;
  }
  /** Not readable, but carried by the creating call. */
  get isSentOnCreate(): boolean {
    return this.facts.writeOnly === "birth";
  }
  get deletesBeforeReplace(): boolean {
    return this.facts.deleteBeforeReplace ?? false;
  }
  /** What the cloud is told when the argument is taken out of the program; undefined leaves the instance as it is. */
  get valueWhenRemoved(): unknown {
    return this.facts.valueWhenRemoved;
  }
  /** Is there a change of it that needs another instance? Then it is part of what makes an instance this one. */
  get mayReplace(): boolean {
    return this.changeMode === "replace" || this.changeMode === "createOnly" || this.facts.replacesWhen !== undefined;
  }
  get isReadable(): boolean {
    return this.facts.observed !== undefined;
  }

  /** Does the argument mean anything beside the others? One that does not is never a difference. */
  isEffective(args: Readonly<Record<string, unknown>>): boolean {
    return this.facts.effectiveWhen?.(args as never) ?? true;
  }

  /** What the state holds of a value that is not what was declared. */
  normalize(actual: unknown, declared: unknown): unknown {
    return actual === undefined || !this.facts.normalize
      ? actual
      : this.facts.normalize(actual as never, declared as never);
  }

  read(observed: Live): Value | undefined {
    return this.facts.observed?.(observed);
  }

  /** Is what is there what is wanted? Not symmetric: a comparison may look only at what the user wrote. */
  same(actual: unknown, wanted: unknown): boolean {
    if (actual === undefined || wanted === undefined) return actual === wanted;
    return this.facts.same?.(actual as never, wanted as never) ?? digest(actual) === digest(wanted);
  }

  /** Does going from one value to the other need another instance? */
  replaces(from: unknown, to: unknown, args: Readonly<Record<string, unknown>> = {}): boolean {
    if (this.changeMode === "replace" || this.changeMode === "createOnly") return true;
    return this.facts.replacesWhen?.(from as never, to as never, args as never) ?? false;
  }

  private with(more: Partial<AttributeFacts<Live, Value>>): Attribute<Live, Value> {
    return new Attribute({ ...this.facts, ...more });
  }
  /** Never readable: compared with what was last sent, be it by the creating call or only later. */
  writeOnly(sent: "birth" | "later" = "birth"): Attribute<Live, Value> {
    return this.with({ writeOnly: sent });
  }
  /** Must not show anywhere in the clear. */
  secret(): Attribute<Live, Value> {
    return this.with({ secret: true });
  }
  /** Order and repetition are no difference. */
  asSet(): Attribute<Live, Value> {
    const set = (list: readonly unknown[]) => [...new Set(list.map(String))].sort();
    return this.comparedBy(
      (actual: readonly unknown[], wanted: readonly unknown[]) => digest(set(actual)) === digest(set(wanted)),
    );
  }
  /** Of an object only the fields that the user wrote are compared; lists in it are sets. */
  asPart(): Attribute<Live, Value> {
    return this.comparedBy((actual: object, wanted: object) => isPartOf(actual, wanted)).normalizedBy(partOf);
  }
  comparedBy(same: (actual: never, wanted: never) => boolean): Attribute<Live, Value> {
    return this.with({ same });
  }
  /** The new instance cannot exist beside the old one. */
  deleteBeforeReplace(): Attribute<Live, Value> {
    return this.with({ deleteBeforeReplace: true });
  }
  /** Taking the argument out of the program brings this value about. */
  whenRemoved(value: NonNullable<Value>): Attribute<Live, Value> {
    return this.with({ valueWhenRemoved: value });
  }
  /** Means something only beside certain other arguments (a capacity only where no class is given). */
  effectiveWhen<Args extends object>(effectiveWhen: (args: Partial<Args>) => boolean): Attribute<Live, Value> {
    return this.with({ effectiveWhen });
  }
  /** Of a value that is not the declared one, or where none is declared, the state holds this. */
  normalizedBy(normalize: (actual: never, declared: never) => unknown): Attribute<Live, Value> {
    return this.with({ normalize });
  }
  /** In place as a rule, but not in this direction (an engine cannot be taken back to an older version). */
  replacesWhen(replacesWhen: (from: never, to: never, args: never) => boolean): Attribute<Live, Value> {
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
export function attributeMakers<Live>() {
  return {
    inPlace: <Value = never>(updater: string, observed?: (live: Live) => Value) =>
      new Attribute<Live, Value>({ changeMode: "inPlace", updater, ...(observed && { observed }) }),
    replace: <Value = never>(observed?: (live: Live) => Value) =>
      new Attribute<Live, Value>({ changeMode: "replace", ...(observed && { observed }) }),
    createOnly: () => new Attribute<Live>({ changeMode: "createOnly" }),
    callOption: () => new Attribute<Live>({ changeMode: "callOption" }),
    stateOnly: () => new Attribute<Live>({ changeMode: "stateOnly" }),
  };
}

/** Every argument once: a forgotten one does not compile. */
export type Attributes<Args, Live> = { readonly [K in keyof Required<Args>]: Attribute<Live, Args[K] | undefined> };

export function attributeEntries<Live>(plan: object): [string, Attribute<Live, unknown>][] {
  return Object.entries(plan) as [string, Attribute<Live, unknown>][];
}

/** Arguments that must not show anywhere in the clear. */
export function secretNames(plan: object): string[] {
  return attributeEntries(plan).flatMap(([name, attribute]) => (attribute.isSecret ? [name] : []));
}

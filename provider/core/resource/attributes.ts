import { isSame } from "../host/stableJson";

/**
 * How a change of an argument reaches the cloud.
 *
 * - `inPlace`: by an operation on the living instance
 * - `replace`: only by another instance
 * - `createOnly`: matters when the instance is created; another value replaces it, removing the argument does nothing
 * - `requestOption`: an option of a request, not a property of the instance: never a difference
 * - `stateOnly`: needed later by the provider itself (by delete, say): a change is stored without a call
 */
export type ChangeMode = "inPlace" | "replace" | "createOnly" | "requestOption" | "stateOnly";

interface AttributeFacts<Observed, Value> {
  readonly changeMode: ChangeMode;
  readonly updater?: string;
  readonly read?: (observed: Observed) => Value;
  readonly same?: (actual: never, wanted: never) => boolean;
  readonly secret?: boolean;
  readonly writeOnly?: "create" | "later";
  readonly deleteBeforeReplace?: boolean;
  readonly valueWhenRemoved?: unknown;
  readonly replacesWhen?: (from: never, to: never, args: never) => boolean;
  readonly effectiveWhen?: (args: never) => boolean;
  readonly normalize?: (actual: never, declared: never) => unknown;
}

/** What is known about one argument: how it changes, how it is read back, how it is compared. Each method gives a new one. */
export class Attribute<Observed, Value = never> {
  constructor(private readonly facts: AttributeFacts<Observed, Value>) {}

  get changeMode(): ChangeMode {
    return this.facts.changeMode;
  }
  /** The updater that changes the argument, for `inPlace`. */
  get updater(): string | undefined {
    return this.facts.updater;
  }
  get isSecret(): boolean {
    return this.facts.secret ?? false;
  }
  get isWriteOnly(): boolean {
    return this.facts.writeOnly !== undefined;
  }
  /** Not readable, but sent by the creating call. */
  get isSentOnCreate(): boolean {
    return this.facts.writeOnly === "create";
  }
  get deletesBeforeReplace(): boolean {
    return this.facts.deleteBeforeReplace ?? false;
  }
  /** The value that is sent when the argument is removed from the program; undefined leaves the instance as it is. */
  get valueWhenRemoved(): unknown {
    return this.facts.valueWhenRemoved;
  }
  /** Does any change of it need another instance? Then it is part of the instance's identity. */
  get mayReplace(): boolean {
    const { changeMode, replacesWhen } = this.facts;
    return changeMode === "replace" || changeMode === "createOnly" || replacesWhen !== undefined;
  }
  get isReadable(): boolean {
    return this.facts.read !== undefined;
  }

  /** Does the argument have an effect beside the others? Without one it is never a difference. */
  isEffective(args: Readonly<Record<string, unknown>>): boolean {
    return this.facts.effectiveWhen?.(args as never) ?? true;
  }

  /** The form in which the state holds an observed value that differs from the declared one. */
  normalize(actual: unknown, declared: unknown): unknown {
    if (actual === undefined || !this.facts.normalize) return actual;
    return this.facts.normalize(actual as never, declared as never);
  }

  read(observed: Observed): Value | undefined {
    return this.facts.read?.(observed);
  }

  /** Is the actual value what is wanted? Not symmetric: a comparison may look only at what the user wrote. */
  same(actual: unknown, wanted: unknown): boolean {
    if (actual === undefined || wanted === undefined) return actual === wanted;
    return this.facts.same?.(actual as never, wanted as never) ?? isSame(actual, wanted);
  }

  /** Does going from one value to the other need another instance? */
  replaces(from: unknown, to: unknown, args: Readonly<Record<string, unknown>> = {}): boolean {
    if (this.changeMode === "replace" || this.changeMode === "createOnly") return true;
    // Of a value that is not known nobody can say that it cannot become the other.
    if (from === undefined || to === undefined) return false;
    return this.facts.replacesWhen?.(from as never, to as never, args as never) ?? false;
  }

  private with(more: Partial<AttributeFacts<Observed, Value>>): Attribute<Observed, Value> {
    return new Attribute({ ...this.facts, ...more });
  }
  /** Never readable: compared with what was last sent, by the creating call or only later. */
  writeOnly(sent: "create" | "later" = "create"): Attribute<Observed, Value> {
    return this.with({ writeOnly: sent });
  }
  /** Must not show anywhere in the clear. */
  secret(): Attribute<Observed, Value> {
    return this.with({ secret: true });
  }
  /** Order and repetition make no difference. */
  asSet(): Attribute<Observed, Value> {
    return this.comparedBy((actual: readonly unknown[], wanted: readonly unknown[]) =>
      isSame(asSet(actual), asSet(wanted)),
    );
  }
  /** Of an object only the fields that the user wrote are compared; lists in it are sets. */
  asPart(): Attribute<Observed, Value> {
    return this.comparedBy((actual: object, wanted: object) => isPartOf(actual, wanted)).normalizedBy(partOf);
  }
  comparedBy(same: (actual: never, wanted: never) => boolean): Attribute<Observed, Value> {
    return this.with({ same });
  }
  /** The new instance cannot exist beside the old one. */
  deleteBeforeReplace(): Attribute<Observed, Value> {
    return this.with({ deleteBeforeReplace: true });
  }
  /** Removing the argument from the program sets this value. */
  whenRemoved(value: NonNullable<Value>): Attribute<Observed, Value> {
    return this.with({ valueWhenRemoved: value });
  }
  /** Has an effect only beside certain other arguments (a capacity only where no class is given). */
  effectiveWhen<Args extends object>(effectiveWhen: (args: Partial<Args>) => boolean): Attribute<Observed, Value> {
    return this.with({ effectiveWhen });
  }
  /** The state holds an observed value in this form when it differs from the declared one, or none is declared. */
  normalizedBy(normalize: (actual: never, declared: never) => unknown): Attribute<Observed, Value> {
    return this.with({ normalize });
  }
  /** In place as a rule, but not in this direction (an engine cannot be taken back to an older version). */
  replacesWhen(replacesWhen: (from: never, to: never, args: never) => boolean): Attribute<Observed, Value> {
    return this.with({ replacesWhen });
  }
}

const asSet = (list: readonly unknown[]): string[] => [...new Set(list.map(String))].sort();

/** Of the one, the fields of the other; all of them where nothing is declared. */
function partOf(actual: object, declared: object | undefined): object {
  if (declared === undefined) return actual;
  return Object.fromEntries(Object.entries(actual).filter(([name]) => Object.hasOwn(declared, name)));
}

/** Does the one have every field of the other, with the same value? Lists are sets. */
export function isPartOf(actual: object, wanted: object): boolean {
  const plain = (value: unknown) => (Array.isArray(value) ? asSet(value) : value);
  const there = actual as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(
    ([name, value]) => value === undefined || isSame(plain(there[name]), plain(value)),
  );
}

/** The makers of attributes for one type of observed instance. */
export function attributeMakers<Observed>() {
  return {
    inPlace: <Value = never>(updater: string, read?: (observed: Observed) => Value) =>
      new Attribute<Observed, Value>({ changeMode: "inPlace", updater, ...(read && { read }) }),
    replace: <Value = never>(read?: (observed: Observed) => Value) =>
      new Attribute<Observed, Value>({ changeMode: "replace", ...(read && { read }) }),
    createOnly: () => new Attribute<Observed>({ changeMode: "createOnly" }),
    requestOption: () => new Attribute<Observed>({ changeMode: "requestOption" }),
    stateOnly: () => new Attribute<Observed>({ changeMode: "stateOnly" }),
  };
}

/** Every argument once: a forgotten one does not compile. */
export type Attributes<Args, Observed> = {
  readonly [K in keyof Required<Args>]: Attribute<Observed, Args[K] | undefined>;
};

export function attributeEntries<Observed>(attributes: object): [string, Attribute<Observed, unknown>][] {
  return Object.entries(attributes) as [string, Attribute<Observed, unknown>][];
}

const namesWhere = (attributes: object, holds: (attribute: Attribute<unknown, unknown>) => boolean): string[] =>
  attributeEntries(attributes).flatMap(([name, attribute]) => (holds(attribute) ? [name] : []));

/** Arguments that must not show anywhere in the clear. */
export const secretNames = (attributes: object): string[] => namesWhere(attributes, ({ isSecret }) => isSecret);

/** Is an argument given whose value two instances cannot have at the same time? `false` asks for no such value. */
export const isExclusive = (attributes: object, args: Readonly<Record<string, unknown>>): boolean =>
  namesWhere(attributes, ({ deletesBeforeReplace }) => deletesBeforeReplace).some(
    (name) => args[name] !== undefined && args[name] !== false,
  );

/** Arguments that cannot be read back. */
export const writeOnlyNames = (attributes: object): string[] =>
  namesWhere(attributes, ({ isWriteOnly }) => isWriteOnly);

/** The values that make an instance this one: of the arguments that may replace it, without secrets. */
export const identityArguments = (attributes: object, args: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    namesWhere(attributes, ({ mayReplace, isSecret }) => mayReplace && !isSecret).map((name) => [name, args[name]]),
  );

/** The arguments that may be shown and stored in the clear. */
export function withoutSecrets(
  { attributes }: { readonly attributes: object },
  args: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const secrets = secretNames(attributes);
  return Object.fromEntries(Object.entries(args).filter(([name]) => !secrets.includes(name)));
}

/** What a cloud says for a program to be written that declares an instance as it is. */
export interface Adoption<Args, Observed> {
  /** The argument with the name that people gave the instance. */
  readonly nameArgument: keyof Args & string;
  /** What an instance has of which nothing is declared, besides the values that removing an argument sets. */
  readonly defaults: Partial<Args>;
  /** The same for fields of arguments that have parts, at any depth. */
  readonly partDefaults?: { readonly [Name in keyof Args]?: object };
  /** Arguments that can be read and need not be declared: the vendor has chosen them, or they follow from others. */
  leftOut(args: Partial<Args>, observed: Observed): readonly (keyof Args & string)[];
  /** Do clients need a password? */
  hasPassword(observed: Observed): boolean;
  /** What the others need and nobody can read, such as a period that is long paid. */
  complete?(args: Partial<Args>): Partial<Args>;
  /** What to read of arguments that have parts. */
  readonly parts?: Partial<Args>;
}

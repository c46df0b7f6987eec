/** One size that a cloud sells. */
export interface Offer<Size> {
  /** GB of all shards together. */
  readonly memoryGb: number;
  /** 1 is no cluster. */
  readonly shards: number;
  readonly ha: boolean;
  /** Oldest first. */
  readonly versions: readonly string[];
  /** The size in the vendor's arguments. */
  readonly size: Size;
}

/** What a program asks for. */
export interface Shape {
  readonly memoryGb: number;
  readonly shards?: number | undefined;
  readonly ha?: boolean | undefined;
  readonly engineVersion?: string | undefined;
}

export interface Choice<Size> {
  readonly size: Size;
  readonly engineVersion: string;
}

/** A value, or why there is none: texts that begin with the name of a property. */
export type Checked<Value> = { readonly value: Value } | { readonly problems: readonly string[] };

/** Sold by all clouds, also as clusters. */
const defaultVersion = "6";

/** The offer that the shape asks for; where there is none, everything that is wrong, with what is sold instead. */
export function choose<Size>(offers: readonly Offer<Size>[], shape: Shape): Checked<Choice<Size>> {
  const wrongTypes = typeProblems(shape);
  if (wrongTypes.length > 0) return { problems: wrongTypes };
  const { memoryGb, ha = true, shards = 1, engineVersion = defaultVersion } = shape;
  const problems: string[] = [];
  /** The offers that fit; where none does, all of them, so that the next property is checked as well. */
  const narrow = (from: readonly Offer<Size>[], fits: (offer: Offer<Size>) => boolean, problem: () => string) => {
    const left = from.filter(fits);
    if (left.length > 0) return left;
    problems.push(problem());
    return from;
  };
  const alike = narrow(
    offers,
    (offer) => offer.ha === ha,
    () => "ha: false is not sold; every cache has a replica there",
  );
  const sharded = narrow(
    alike,
    (offer) => offer.shards === shards,
    () =>
      ha
        ? `shards: ${shards} is not sold; nearest: ${nearest(
            shards,
            alike.map((offer) => offer.shards),
          )}`
        : "shards: a cache with ha: false is a single node; remove one of the two",
  );
  const sized = narrow(
    sharded,
    (offer) => offer.memoryGb === memoryGb,
    () => {
      const scope = shards > 1 ? ` with ${shards} shards` : "";
      const others = alike
        .flatMap((offer) => (offer.memoryGb === memoryGb ? [offer.shards] : []))
        .sort((a, b) => a - b);
      const instead = others.length > 0 ? `; ${memoryGb} GB is sold with shards ${list(others)}` : "";
      const sizes = sharded.map((offer) => offer.memoryGb);
      return `memoryGb: ${memoryGb} GB is not sold${scope}; nearest: ${nearest(memoryGb, sizes)} GB${instead}`;
    },
  );
  const isWanted = (version: string) => version === engineVersion || version.split(".")[0] === engineVersion;
  const [offer] = narrow(
    sized,
    ({ versions }) => versions.some(isWanted),
    () => `engineVersion: ${engineVersion} is not sold; sold: ${list(sized.flatMap(({ versions }) => versions))}`,
  );
  const version = offer?.versions.findLast(isWanted);
  if (offer === undefined || version === undefined || problems.length > 0) return { problems };
  return { value: { size: offer.size, engineVersion: version } };
}

/** TypeScript finds these itself; configuration and plain JavaScript give texts. */
function typeProblems({ memoryGb, shards, ha, engineVersion }: Shape): string[] {
  const isNumber = (value: unknown) => typeof value === "number" && Number.isFinite(value);
  return [
    ...(isNumber(memoryGb) ? [] : ["memoryGb: must be a number of GB"]),
    ...(shards === undefined || isNumber(shards) ? [] : ["shards: must be a number"]),
    ...(ha === undefined || typeof ha === "boolean" ? [] : ["ha: must be true or false"]),
    ...(engineVersion === undefined || typeof engineVersion === "string"
      ? []
      : ['engineVersion: must be text, such as "7" or "7.0"']),
  ];
}

const list = (values: readonly (string | number)[]): string => [...new Set(values)].join(", ");

/** The next one below and the next one above. */
function nearest(wanted: number, values: readonly number[]): string {
  const below = Math.max(...values.filter((value) => value < wanted));
  const above = Math.min(...values.filter((value) => value > wanted));
  return [below, above].filter(Number.isFinite).join(" and ");
}

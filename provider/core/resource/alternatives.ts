/** Something that can be bought, as far as it tells how like it is to something else. */
export interface Purchasable {
  readonly name: string;
  /** In any unit, the same for all; undefined where it is not known. */
  readonly memory: number | undefined;
  /** Such as standard or cluster; undefined where it is not known. */
  readonly architecture: string | undefined;
}

/** How much another architecture counts, in doublings of memory. */
const otherArchitecture = 3;
/** How much a name counts that has no word in common. */
const otherSeries = 2;

/** The names of what is most like the wanted: of its architecture, near its memory, and of its series. */
export function nearest(wanted: Purchasable, offers: readonly Purchasable[]): string[] {
  const distances = new Map<string, number>();
  for (const offer of offers) {
    const distance = distanceOf(wanted, offer);
    distances.set(offer.name, Math.min(distance, distances.get(offer.name) ?? distance));
  }
  const sorted = [...distances].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  return sorted.map(([name]) => name);
}

/** How many names a message lists. */
const mostNames = 12;

/** The nearest first; how many more there are at the end. */
export function listed(names: readonly string[]): string {
  const more = names.length - mostNames;
  return more > 0 ? `${names.slice(0, mostNames).join(", ")} and ${more} more` : names.join(", ");
}

function distanceOf(a: Purchasable, b: Purchasable): number {
  const octaves = a.memory && b.memory ? Math.abs(Math.log2(a.memory / b.memory)) : 0;
  const isOther = a.architecture !== undefined && b.architecture !== undefined && a.architecture !== b.architecture;
  return octaves + (isOther ? otherArchitecture : 0) + otherSeries * (1 - likeness(a.name, b.name));
}

/** From 0 to 1: names of one series share all words but the size. */
export function likeness(name: string, other: string | undefined): number {
  const own = name.split(".");
  const words = new Set(other?.split("."));
  const shared = own.filter((word) => words.has(word)).length;
  return shared / Math.max(own.length, words.size);
}

/** Is what is sold as wanted, where anything is? */
export const fits = (wanted: unknown, sold: unknown): boolean => wanted === undefined || wanted === sold;

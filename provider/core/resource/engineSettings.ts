import { didYouMean } from "./didYouMean";

/** The values that a vendor documents for a setting of the engine; all, where none of these is given. */
export interface EngineSetting {
  readonly choices?: readonly string[];
  /** Both ends included. */
  readonly range?: readonly [least: number, most: number];
  readonly pattern?: RegExp;
}

export type EngineSettings = Readonly<Record<string, EngineSetting>>;

/** Redis's own policies for a full memory. */
export const evictionPolicies = [
  "volatile-lru",
  "allkeys-lru",
  "volatile-lfu",
  "allkeys-lfu",
  "volatile-random",
  "allkeys-random",
  "volatile-ttl",
  "noeviction",
] as const;

type Given = Readonly<Record<string, string | number>>;

/** What of the settings the vendor does not document, as the end of a sentence. Vendors add settings, so it only warns. */
export function undocumentedSettings(known: EngineSettings, given: Given): string | undefined {
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const setting = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!setting) return [`${name} is not a setting that the vendor documents${didYouMean(name, Object.keys(known))}`];
    const wanted = whyNot(setting, String(value));
    return wanted === undefined ? [] : [`${name} is "${value}", but the vendor documents ${wanted}`];
  });
  return problems.length > 0 ? problems.join("; ") : undefined;
}

/** The values that are documented, where the given one is not among them. */
function whyNot({ choices, range, pattern }: EngineSetting, value: string): string | undefined {
  if (choices) return choices.includes(value) ? undefined : choices.join(", ");
  if (pattern) return pattern.test(value) ? undefined : `text like ${pattern.source}`;
  if (!range) return undefined;
  const [least, most] = range;
  const isWithin = /^-?\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
  return isWithin ? undefined : `${least} to ${most}`;
}

import { ownTagKeys } from "./cloud";

export type Tags = Readonly<Record<string, string>>;

/** What turns the present tags into the wanted ones: the surplus ones are removed, the missing ones set. */
export function tagDifference(present: Tags, wanted: Tags): { readonly surplus: Tags; readonly missing: Tags } {
  return {
    surplus: pick(present, ([key]) => !Object.hasOwn(wanted, key)),
    missing: pick(wanted, ([key, value]) => present[key] !== value),
  };
}

/** The tags without ours. */
export const withoutOwnTags = (tags: Tags): Record<string, string> => pick(tags, ([key]) => !ownTagKeys.includes(key));

/** How many places ours take. */
export const ownTagCount = (tags: Tags): number => ownTagKeys.filter((key) => Object.hasOwn(tags, key)).length;

const pick = (tags: Tags, isPicked: (tag: [key: string, value: string]) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(isPicked));

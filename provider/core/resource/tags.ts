export type Tags = Readonly<Record<string, string>>;

/** What turns the present tags into the wanted ones: the surplus ones are removed, the missing ones set. */
export function tagDifference(present: Tags, wanted: Tags): { readonly surplus: Tags; readonly missing: Tags } {
  return {
    surplus: pick(present, ([key]) => !Object.hasOwn(wanted, key)),
    missing: pick(wanted, ([key, value]) => present[key] !== value),
  };
}

const pick = (tags: Tags, isPicked: (tag: [key: string, value: string]) => boolean): Tags =>
  Object.fromEntries(Object.entries(tags).filter(isPicked));

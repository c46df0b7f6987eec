/** Why something is not as the program wants it, and with which instance. */
export interface Reason {
  readonly id: string | undefined;
  readonly text: string;
}

/** Says only once what is true of many instances. */
export function gathered(reasons: readonly Reason[]): string[] {
  const alike = new Map<string, Reason[]>();
  for (const reason of reasons) {
    // Request ids and numbers of polls differ, even where the reason is the same.
    const key = reason.text.replaceAll(reason.id ?? "", "").replace(/request [\w-]+|×\d+/g, "");
    alike.set(key, [...(alike.get(key) ?? []), reason]);
  }
  return [...alike.values()].map(([first, ...others]) => {
    const ids = others.flatMap(({ id }) => id ?? []);
    return `${first?.text}${ids.length > 0 ? `\n  The same is true of ${ids.join(", ")}.` : ""}`;
  });
}

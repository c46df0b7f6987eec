/** Why something is not as it shall be, and with which instance. */
export interface Reason {
  readonly id: string | undefined;
  readonly text: string;
}

/** Says once what is true of many. */
export function gathered(reasons: readonly Reason[]): string[] {
  const alike = new Map<string, Reason[]>();
  for (const reason of reasons) {
    // Requests have an id each, and waits a number of looks: neither says whether two are alike.
    const definition = reason.text.replaceAll(reason.id ?? "", "").replace(/request [\w-]+|×\d+/g, "");
    alike.set(definition, [...(alike.get(definition) ?? []), reason]);
  }
  return [...alike.values()].map(([first, ...others]) => {
    const ids = others.flatMap(({ id }) => id ?? []);
    return `${first?.text}${ids.length > 0 ? `\n  The same is true of ${ids.join(", ")}.` : ""}`;
  });
}

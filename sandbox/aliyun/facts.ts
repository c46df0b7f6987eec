type FactType = "count" | "amount" | "boolean";

const fits: Record<FactType, (value: unknown) => boolean> = {
  count: (value) => Number.isInteger(value) && Number(value) >= 0,
  amount: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
};

/** Checks what a drift sets; `null` becomes undefined. @throws for a name or value that would do nothing. */
export function readFacts(
  owner: string,
  types: Readonly<Record<string, FactType>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, never> {
  const entries = Object.entries(given).map(([name, value]) => {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined)
      throw new Error(`drift: ${owner} has no "${name}"; there are: ${Object.keys(types).join(", ")}`);
    if (value !== null && !fits[type](value)) throw new Error(`drift: ${name} has to be a ${type} or null`);
    return [name, value ?? undefined];
  });
  return Object.fromEntries(entries) as Record<string, never>;
}

type Values = Record<string, unknown>;

/** The engine remembers what is secret, and gives a dynamic provider the bare values. */
export const withoutSecrets = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isSecret(value) ? value.value : value]));

const isSecret = (value: unknown): value is { value: unknown } =>
  typeof value === "object" && value !== null && "4dabf18193072939515e22adb298388d" in value;

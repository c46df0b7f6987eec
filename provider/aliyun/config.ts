type Config = Readonly<Record<string, string | number>>;

/** The vendor's own names for settings, with the engine's. [doc] */
const engineNames: Readonly<Record<string, string>> = { EvictionPolicy: "maxmemory-policy" };

/** The engine's name of a setting. */
export const plainName = (name: string): string => engineNames[name] ?? name;

/** Settings under the engine's names, as text: the cloud returns numbers and strings interchangeably. */
export function plainConfig(config: Config): Record<string, string> {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [plainName(name), String(value)]));
}

/** A setting that the user gives different values under its two names. */
export function contradiction(config: Config): string | undefined {
  return Object.keys(engineNames).find((name) => {
    const [value, other] = [config[name], config[engineNames[name] as string]];
    return value !== undefined && other !== undefined && String(value) !== String(other);
  });
}

/** An instance's value of a setting, under either name. */
function settingOf(actual: Config, name: string): string | undefined {
  const known = Object.keys(engineNames).find((each) => engineNames[each] === name);
  const value = actual[name] ?? (known === undefined ? undefined : actual[known]);
  return value === undefined ? undefined : String(value);
}

/** The server has many settings that nobody has set, so only the user's are compared. */
export function sameConfig(actual: Config, wanted: Config): boolean {
  return Object.entries(plainConfig(wanted)).every(([name, value]) => settingOf(actual, name) === value);
}

/** The instance's values of the user's settings, under the user's names; all settings where none are declared. */
export function userConfig(actual: Config, declared: Config | undefined): Config {
  if (declared === undefined) return actual;
  return Object.fromEntries(
    Object.keys(declared).flatMap((name) => {
      const value = settingOf(actual, plainName(name));
      return value === undefined ? [] : [[name, value === String(declared[name]) ? (declared[name] as string) : value]];
    }),
  );
}

/** The user's settings whose value on the instance differs, with that value. */
export function differingSettings(
  actual: Config,
  wanted: Config,
): { name: string; value: string; actual: string | undefined }[] {
  return Object.entries(plainConfig(wanted))
    .map(([name, value]) => ({ name, value, actual: settingOf(actual, name) }))
    .filter((setting) => setting.actual !== setting.value);
}

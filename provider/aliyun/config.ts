type Config = Readonly<Record<string, string | number>>;

/** Seeds 000 and 001 show a setting under a name of the vendor's own. */
const names: Readonly<Record<string, string>> = { EvictionPolicy: "maxmemory-policy" };

/** Settings under the engine's own names, as text: the cloud answers numbers and texts as it likes. */
export function plainConfig(config: Config): Record<string, string> {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [names[name] ?? name, String(value)]));
}

/** What the instance shows of a setting, under whichever name. */
function settingOf(actual: Config, name: string): string | undefined {
  const known = Object.keys(names).find((each) => names[each] === name);
  const value = actual[name] ?? (known === undefined ? undefined : actual[known]);
  return value === undefined ? undefined : String(value);
}

/** The server knows many settings that nobody has set: only the user's are looked at. */
export function sameConfig(actual: Config, wanted: Config): boolean {
  return Object.entries(plainConfig(wanted)).every(([name, value]) => settingOf(actual, name) === value);
}

/** What the instance shows of the user's settings, each as the user spells its name; of all, where there are none. */
export function userConfig(actual: Config, declared: Config | undefined): Config {
  if (declared === undefined) return actual;
  return Object.fromEntries(
    Object.keys(declared).flatMap((name) => {
      const value = settingOf(actual, names[name] ?? name);
      return value === undefined ? [] : [[name, value === String(declared[name]) ? (declared[name] as string) : value]];
    }),
  );
}

/** The user's settings that the instance does not show, with what it shows instead. */
export function missing(actual: Config, wanted: Config): { name: string; value: string; shown: string | undefined }[] {
  return Object.entries(plainConfig(wanted))
    .map(([name, value]) => ({ name, value, shown: settingOf(actual, name) }))
    .filter(({ value, shown }) => shown !== value);
}

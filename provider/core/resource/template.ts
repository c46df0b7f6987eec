import { means } from "../client/errors";
import { isPartOf } from "./attributes";
import type { ListedPart } from "./part";

/** Settings of the engine by name, with values as the engine writes them. */
export type EngineValues = Readonly<Record<string, string>>;

/** A template as the clouds' lists show it: without its settings. */
interface ListedTemplate {
  readonly templateId: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: string | undefined;
}

const minutes = 10 * 60_000;

/** What a parameter template is on every cloud. None has a status for one: it is there or not. */
export const templateTraits = {
  noun: "template",
  nameOutput: "templateId",
  adoptArgument: "adoptTemplateId",
  timeoutsMs: { create: minutes, update: minutes, delete: minutes },
  statuses: { available: "ready" },
} as const;

/** Asks for templates one by one, because no list is sure to show their settings. Those that do not exist are left out. */
export async function templatesById<Shown extends { readonly templateId: string }>(
  ids: readonly string[],
  show: (id: string) => Promise<Shown>,
): Promise<ReadonlyMap<string, Shown>> {
  const shown = await Promise.all(
    ids.map((id) =>
      show(id).catch((error: unknown) => {
        if (means(error, "notFound")) return undefined;
        throw error;
      }),
    ),
  );
  return new Map(shown.flatMap((each) => (each ? [[each.templateId, each] as const] : [])));
}

/**
 * What an order can have made: those listed that are like it, and have all settings that it has. One that differs is somebody
 * else's, and must never be taken over, because it would be deleted later.
 * @param settingsOf  of the templates with these ids
 */
export async function templatesLike<Listed extends ListedTemplate>(
  listed: readonly Listed[],
  isLike: (one: Listed) => boolean,
  wanted: EngineValues,
  settingsOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, EngineValues>>,
): Promise<ListedPart[]> {
  const settings = await settingsOf(listed.filter(isLike).map(({ templateId }) => templateId));
  return listed.map(({ templateId: name, createdAt = "" }) => ({
    name,
    begunAt: momentOf(createdAt),
    isOther: !isPartOf(settings.get(name) ?? {}, wanted),
  }));
}

/** Undefined also for a time that does not say of which zone it is. */
function momentOf(text: string): number | undefined {
  return /(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) || undefined : undefined;
}

/** A setting of a template as a cloud shows it. */
interface ShownSetting {
  readonly name: string;
  readonly value: string | null | undefined;
  readonly defaultValue: string | null | undefined;
}

/** The settings of a template, and of these those whose value is shown and not known to be as the vendor has it. */
export function settingsByName(shown: readonly ShownSetting[]): {
  readonly all: EngineValues;
  readonly changed: EngineValues;
} {
  const byName = (settings: readonly ShownSetting[]) =>
    Object.fromEntries(settings.map(({ name, value }) => [name, value ?? ""]));
  const changed = shown.filter(({ value, defaultValue }) => typeof value === "string" && value !== defaultValue);
  return { all: byName(shown), changed: byName(changed) };
}

/** The settings of a template that the program does not give. */
export function otherSettings(all: EngineValues, given: Readonly<Record<string, unknown>> = {}): EngineValues {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(given, name)));
}

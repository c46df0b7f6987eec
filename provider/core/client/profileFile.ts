import { readJson } from "../host/files";
import type { ProfileValues } from "./cloudSettings";

/** One profile of a vendor's tool. What is no text, or blank, is as good as absent. */
export interface Profile {
  text(key: string): string | undefined;
  /** Another profile of the same file. */
  other(name: string): Profile | undefined;
}

/**
 * Reads a file of the form `{"current": "name", "profiles": [{"name": "name"}]}`. A file that is missing or has another form
 * gives nothing, because the keys may come from elsewhere; the reason shows when they do not.
 */
export function readJsonProfile(
  path: string,
  selected: string | undefined,
  read: (profile: Profile) => ProfileValues,
): ProfileValues {
  const file = asObject(readJson<unknown>(path));
  if (!file) return { problem: "it is not there or not JSON" };
  const name = selected ?? textIn(file, "current");
  const profiles: readonly unknown[] = Array.isArray(file.profiles) ? file.profiles : [];
  const find = (wanted: string | undefined): Profile | undefined => {
    const found = profiles
      .map(asObject)
      .find((each) => each && wanted !== undefined && textIn(each, "name") === wanted);
    return found && { text: (key) => textIn(found, key), other: find };
  };
  const profile = find(name);
  if (!profile) return { problem: name === undefined ? "it names no current profile" : `it has no profile "${name}"` };
  return read(profile);
}

type Values = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Values | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : undefined;

function textIn(values: Values, key: string): string | undefined {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  return typeof value === "string" ? value.trim() || undefined : undefined;
}

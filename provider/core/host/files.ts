import { existsSync, readFileSync } from "node:fs";

/** The file's text; undefined where it cannot be read. */
export function readText(file: string): string | undefined {
  // Most files are optional, and an error costs many times as much as the question.
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** What the file holds; undefined where it cannot be read or is no JSON. */
export function readJson<Content>(file: string): Content | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Content;
  } catch {
    return undefined;
  }
}

import { readFileSync } from "node:fs";

/** The file's text; undefined where it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** What the file holds; undefined where it cannot be read or is no JSON. */
export function readJson<Content>(file: string): Content | undefined {
  try {
    return JSON.parse(readText(file) ?? "") as Content;
  } catch {
    return undefined;
  }
}

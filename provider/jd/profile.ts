import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { ProfileValues } from "../core/client/credentials";

/**
 * What the vendor's `jdc` tool uses: a section of `~/.jdc/config`, named in `~/.jdc/current`. Its `endpoint` is the
 * gateway's general name and no address of Redis.
 * @see jdc 1.2.11, jdcloud_cli/config.py
 */
export function readProfile(env: Readonly<Record<string, string | undefined>>): ProfileValues | undefined {
  const folder = join(env.HOME || homedir(), ".jdc");
  const config = readText(join(folder, "config"));
  if (config === undefined) return undefined;
  const profile = parseIni(config).get(readText(join(folder, "current"))?.trim() || "default");
  return (
    profile && {
      id: profile.get("access_key"),
      secret: profile.get("secret_key"),
      region: profile.get("region_id"),
    }
  );
}

/** Sections with `key = value` lines, as Python's configparser writes them: a doubled % is one. */
function parseIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const name = /^\[(.+)\]\s*$/.exec(line)?.[1];
    if (name !== undefined) {
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      continue;
    }
    const [, key, value] = /^\s*([^#;=:\s][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (key && value) section.set(key.toLowerCase(), value.replaceAll("%%", "%"));
  }
  return sections;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

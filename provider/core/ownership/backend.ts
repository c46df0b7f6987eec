import { homedir, hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { digest } from "../host/digest";
import { readJson, readText } from "../host/files";
import type { Environment, Host } from "../host/host";

/** Fingerprint of the backend that keeps the stack's state, and of the organization in it. */
export function backendHash({ env, cwd }: Pick<Host, "env" | "cwd">, organization: string): string {
  const url = env.PULUMI_BACKEND_URL || projectBackend(cwd) || currentBackend(env) || "https://api.pulumi.com";
  return digest([normalise(url, cwd), organization]);
}

/** A file backend belongs to one machine; all others are the same from everywhere. */
function normalise(url: string, cwd: string): string {
  if (!url.startsWith("file://")) return withoutSlashes(url);
  const path = url.slice("file://".length).replace(/^~/, homedir());
  return `file://${hostname()}${resolve(cwd, path)}`;
}

function withoutSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === "/") end--;
  return url.slice(0, end);
}

const projectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** `backend.url` of the nearest project file. */
function projectBackend(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    for (const name of projectFiles) {
      const text = readText(join(folder, name));
      if (text !== undefined) return backendIn(text);
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** What the CLI cannot read names no backend; it reports that itself. */
function backendIn(text: string): string | undefined {
  try {
    const url = (parse(text) as { backend?: { url?: unknown } | null } | null)?.backend?.url;
    return typeof url === "string" ? url : undefined;
  } catch {
    return undefined;
  }
}

function currentBackend(env: Environment): string | undefined {
  const folder = env.PULUMI_CREDENTIALS_PATH || env.PULUMI_HOME || join(homedir(), ".pulumi");
  const current = readJson<{ current?: unknown }>(join(folder, "credentials.json"))?.current;
  return typeof current === "string" ? current : undefined;
}

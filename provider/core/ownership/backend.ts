import { homedir, hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
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
  if (!url.startsWith("file://")) return url.replace(/\/+$/, "");
  const path = url.slice("file://".length).replace(/^~/, homedir());
  return `file://${hostname()}${resolve(cwd, path)}`;
}

/** `backend.url` of the nearest Pulumi.yaml. A regular expression is enough for one key of a flat file. */
function projectBackend(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const text = readText(join(folder, "Pulumi.yaml"));
    if (text !== undefined) return /^backend:\s*\n(?:\s+.*\n)*?\s+url:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];
    if (dirname(folder) === folder) return undefined;
  }
}

function currentBackend(env: Environment): string | undefined {
  const folder = env.PULUMI_CREDENTIALS_PATH || env.PULUMI_HOME || join(homedir(), ".pulumi");
  return readJson<{ current?: string }>(join(folder, "credentials.json"))?.current;
}

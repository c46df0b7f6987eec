import { linkSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { digest } from "../host/digest";
import { readJson, readText } from "../host/files";
import type { Environment, Host } from "../host/host";
import type { InternalInputs } from "../resource/internalProperties";

/** The name of a stack, in full. */
export interface StackName {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
}

/** Which stack a resource belongs to, by its URN. */
export function stackNameOf({
  __urn: urn = "",
  __organization: organization = "",
}: Partial<InternalInputs>): StackName {
  const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(urn) ?? [];
  return { organization, project, stack };
}

/** Fingerprint of the stack of a resource, and of the backend that keeps its state. */
export const stackHash = (host: Pick<Host, "env" | "cwd" | "nonce">, internal: Partial<InternalInputs>): string =>
  hashOfStack(host, stackNameOf(internal));

/** The same of a stack that is known by its name. */
export const hashOfStack = (
  host: Pick<Host, "env" | "cwd" | "nonce">,
  { organization, project, stack }: StackName,
): string => digest([backendId(host), organization, project, stack]);

function backendUrl({ env, cwd }: Pick<Host, "env" | "cwd">): string {
  return env.PULUMI_BACKEND_URL || projectBackend(cwd) || currentBackend(env) || "https://api.pulumi.com";
}

/** The folder of a file backend; undefined for every other. */
export function backendFolder(host: Pick<Host, "env" | "cwd">): string | undefined {
  const [, path] = /^file:\/\/([^?]*)/.exec(backendUrl(host)) ?? [];
  return path === undefined ? undefined : resolve(host.cwd, path.replace(/^~/, homedir()));
}

/** The same from every machine and by every spelling of the address. */
function backendId(host: Pick<Host, "env" | "cwd" | "nonce">): string {
  const folder = backendFolder(host);
  return folder === undefined ? plainUrl(backendUrl(host)) : fileBackendId(folder, host);
}

/** Of a query, only another server makes it another backend. */
function plainUrl(url: string): string {
  const [address = "", query] = url.split("?");
  const endpoint = new URLSearchParams(query).get("endpoint");
  return `${withoutSlashes(address)}${endpoint === null ? "" : `?endpoint=${endpoint}`}`;
}

const idFile = "cn-cache-backend";

/**
 * A folder is mounted under other paths, on machines with other names; so the backend itself holds its name, beside the
 * stacks. Where it cannot be written, path and machine have to do.
 */
function fileBackendId(folder: string, { nonce }: Pick<Host, "nonce">): string {
  const home = join(folder, ".pulumi");
  const file = join(home, idFile);
  return readText(file) ?? writeOnce(home, file, nonce()) ?? `file://${hostname()}${realPath(folder)}`;
}

/** Several processes may be the first: the link makes it one name for all of them, and never shows half a file. */
function writeOnce(home: string, file: string, id: string): string | undefined {
  try {
    const draft = mkdtempSync(join(home, `${idFile}-`));
    try {
      writeFileSync(join(draft, idFile), id);
      linkSync(join(draft, idFile), file);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  } catch {
    // Another process was first, or the folder cannot be written.
  }
  return readText(file);
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
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
  // Few projects name one, and the parser takes longer to load than all of this.
  if (!text.includes("backend")) return undefined;
  try {
    const { parse } = require("yaml") as typeof import("yaml");
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

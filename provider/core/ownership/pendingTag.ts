import { readFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { digest } from "../host/digest";
import type { TaggedInstance } from "../resource/cloud";
import type { InternalInputs } from "../resource/internalProperties";
import type { EngineHistory } from "../session/engineHistory";
import type { Session } from "../session/session";

/**
 * Says whose unfinished work an instance is. It travels in the creating call and is taken off at the end of a healthy
 * run, so an instance that carries one belongs to a run that did not end well.
 */
export interface PendingTag {
  /** Of the resource's URN. */
  readonly urn: string;
  /** Of the state's home and organization: two people's local stacks `dev` have the same URNs in one account. */
  readonly backend: string;
  /** Of what makes this instance this one: owner, replace-forcing and create-only arguments. */
  readonly identity: string;
}

/** The tag that carries a mark, where the vendor's character set allows its name. */
export const pendingTagKey = "pulumi-cn-cache:pending";

export const formatPendingTag = ({ urn, backend, identity }: PendingTag): string => `${urn}.${backend}.${identity}`;

export function parsePendingTag(text: string): PendingTag | undefined {
  const [, urn, backend, identity] = /^([0-9a-f]{12})\.([0-9a-f]{12})\.([0-9a-f]{12})$/.exec(text) ?? [];
  return urn && backend && identity ? { urn, backend, identity } : undefined;
}

/** The mark of a resource's instances. */
export function ownPendingTag(
  { internal, session }: { internal: InternalInputs; session: Session },
  identity: string,
): PendingTag {
  const { __urn: urn = "", __organization: organization = "" } = internal;
  return { urn: urnHash(urn), backend: backendHash(session.env, session.cwd, organization), identity };
}

export const urnHash = (urn: string): string => digest(urn);

type Environment = Readonly<Record<string, string | undefined>>;

/** Fingerprint of the place where the stack's state lives. */
export function backendHash(env: Environment, cwd: string, organization: string): string {
  const url = env.PULUMI_BACKEND_URL || projectBackend(cwd) || currentBackend(env) || "https://api.pulumi.com";
  return digest([normalise(url, cwd), organization]);
}

/** A file backend is a place on one machine; everything else is the same from everywhere. */
function normalise(url: string, cwd: string): string {
  if (!url.startsWith("file://")) return url.replace(/\/+$/, "");
  const path = url.slice("file://".length).replace(/^~/, homedir());
  return `file://${hostname()}${resolve(cwd, path)}`;
}

/** `backend.url` of the nearest Pulumi.yaml. One key of a flat file does not earn a YAML parser. */
function projectBackend(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const text = readText(join(folder, "Pulumi.yaml"));
    if (text !== undefined) return /^backend:\s*\n(?:\s+.*\n)*?\s+url:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];
    if (dirname(folder) === folder) return undefined;
  }
}

function currentBackend(env: Environment): string | undefined {
  const folder = env.PULUMI_CREDENTIALS_PATH || env.PULUMI_HOME || join(homedir(), ".pulumi");
  const text = readText(join(folder, "credentials.json"));
  try {
    return text === undefined ? undefined : (JSON.parse(text) as { current?: string }).current;
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

export const dayMs = 24 * 3600_000;

/** What a marked instance is to a resource that is about to be created. */
export type Attribution = "ours" | "oursButOld" | "notOurs" | "anotherResource";

/**
 * Only an instance that this very resource began with these very arguments, recently, and that no entry of the state
 * is known to hold, is ours. Adopting a wrong one would be worse than losing one.
 */
export function attribute(
  found: TaggedInstance,
  mine: PendingTag,
  engineHistory: EngineHistory,
  cloudNow: number,
  siblings: ReadonlySet<string> = new Set(),
): Attribution {
  const pendingTag = parsePendingTag(found.pendingTag);
  if (pendingTag?.urn !== mine.urn || (pendingTag.identity !== mine.identity && siblings.has(pendingTag.identity)))
    return "anotherResource";
  const same = pendingTag.backend === mine.backend && pendingTag.identity === mine.identity;
  if (!same || found.isDeleting || engineHistory.isHeld(found.id) || engineHistory.sawIdentity(pendingTag.identity))
    return "notOurs";
  const isYoung = found.createdAt !== undefined && cloudNow - found.createdAt < dayMs;
  return isYoung ? "ours" : "oursButOld";
}

import { readFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { digest } from "../digest";
import type { Marked } from "../kind/cloud";
import type { HiddenInputs } from "../kind/hidden";
import type { Runtime } from "../runtime/runtime";
import type { Sightings } from "./sightings";

/**
 * Says whose unfinished work an instance is. It travels in the creating call and is taken off at the end of a healthy
 * run, so an instance that carries one belongs to a run that did not end well.
 */
export interface Mark {
  /** Of the resource's URN. */
  readonly urn: string;
  /** Of the state's home and organization: two people's local stacks `dev` have the same URNs in one account. */
  readonly backend: string;
  /** Of what makes this instance this one: owner, replace-forcing and create-only arguments. */
  readonly birth: string;
}

/** The tag that carries a mark, where the vendor's character set allows its name. */
export const pendingTag = "pulumi-cn-cache:pending";

export const formatMark = ({ urn, backend, birth }: Mark): string => `${urn}.${backend}.${birth}`;

export function parseMark(text: string): Mark | undefined {
  const [, urn, backend, birth] = /^([0-9a-f]{12})\.([0-9a-f]{12})\.([0-9a-f]{12})$/.exec(text) ?? [];
  return urn && backend && birth ? { urn, backend, birth } : undefined;
}

/** The mark of a resource's instances. */
export function ownMark({ hidden, runtime }: { hidden: HiddenInputs; runtime: Runtime }, birth: string): Mark {
  const { __urn: urn = "", __organization: organization = "" } = hidden;
  return { urn: urnHash(urn), backend: backendHash(runtime.env, runtime.cwd, organization), birth };
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
export type Claim = "ours" | "oursButOld" | "notOurs" | "anotherResource";

/**
 * Only an instance that this very resource began with these very arguments, recently, and that no entry of the state
 * is known to hold, is ours. Adopting a wrong one would be worse than losing one.
 */
export function claim(
  found: Marked,
  mine: Mark,
  sightings: Sightings,
  cloudNow: number,
  siblings: ReadonlySet<string> = new Set(),
): Claim {
  const mark = parseMark(found.mark);
  if (mark?.urn !== mine.urn || (mark.birth !== mine.birth && siblings.has(mark.birth))) return "anotherResource";
  const same = mark.backend === mine.backend && mark.birth === mine.birth;
  if (!same || found.isDeleting || sightings.isHeld(found.id) || sightings.sawBirth(mark.birth)) return "notOurs";
  const isYoung = found.createdAt !== undefined && cloudNow - found.createdAt < dayMs;
  return isYoung ? "ours" : "oursButOld";
}

import { digest } from "../host/digest";
import type { Host } from "../host/host";
import type { TaggedInstance } from "../resource/cloud";
import type { InternalInputs } from "../resource/internalProperties";
import { backendHash } from "./backend";

/**
 * Says which resource an unfinished instance belongs to. The creating call carries it, and the end of a healthy run
 * removes it, so an instance that still has one was left by a run that did not end well.
 */
export interface PendingTag {
  /** Of the resource's URN. */
  readonly urn: string;
  /** Of the backend and organization: local stacks named `dev` of two people have the same URNs in one account. */
  readonly backend: string;
  /** Of what makes the instance this one: owner, replace-forcing and create-only arguments. */
  readonly identity: string;
}

export const formatPendingTag = ({ urn, backend, identity }: PendingTag): string => `${urn}.${backend}.${identity}`;

export function parsePendingTag(text: string): PendingTag | undefined {
  const [, urn, backend, identity] = /^([0-9a-f]{12})\.([0-9a-f]{12})\.([0-9a-f]{12})$/.exec(text) ?? [];
  return urn && backend && identity ? { urn, backend, identity } : undefined;
}

/** The pending tag of a resource's instances. */
export function ownPendingTag(
  { __urn: urn = "", __organization: organization = "" }: Partial<InternalInputs>,
  host: Pick<Host, "env" | "cwd">,
  identity: string,
): PendingTag {
  return { urn: urnHash(urn), backend: backendHash(host, organization), identity };
}

export const urnHash = (urn: string): string => digest(urn);

export const dayMs = 24 * 3600_000;

/** What a tagged instance is to a resource that is about to be created. */
export type Attribution = "ours" | "oursButOld" | "notOurs" | "anotherResource";

/** What this process knows of the instances that the state holds. */
export interface KnownInstances {
  isHeld(id: string): boolean;
  sawIdentity(identity: string): boolean;
}

/**
 * An instance is ours only if this very resource began it recently with these very arguments, and no entry of the state
 * is known to hold it. Adopting a wrong one would be worse than losing one.
 */
export function attributionOf(
  found: TaggedInstance,
  mine: PendingTag,
  known: KnownInstances,
  cloudNow: number,
  siblings: ReadonlySet<string> = new Set(),
): Attribution {
  const tag = parsePendingTag(found.pendingTag);
  if (tag?.urn !== mine.urn || (tag.identity !== mine.identity && siblings.has(tag.identity))) return "anotherResource";
  const isSame = tag.backend === mine.backend && tag.identity === mine.identity;
  if (!isSame || found.isDeleting || known.isHeld(found.id) || known.sawIdentity(tag.identity)) return "notOurs";
  const isYoung = found.createdAt !== undefined && cloudNow - found.createdAt < dayMs;
  return isYoung ? "ours" : "oursButOld";
}

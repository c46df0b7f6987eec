import { digest } from "../host/digest";
import type { Host } from "../host/host";
import type { TaggedInstance } from "../resource/cloud";
import type { InternalInputs } from "../resource/internalProperties";
import { stackHash } from "./backend";

/**
 * Says which resource an instance was created for. The creating call carries it; it stays until a later run of the engine
 * shows us the id, because only then is it certain that the state holds the instance.
 */
export interface PendingTag {
  /** Of the resource's URN. */
  readonly urn: string;
  /** Of the stack and its backend: local stacks named `dev` of two people have the same URNs in one account. */
  readonly stack: string;
  /** Of what makes the instance this one: owner, replace-forcing and create-only arguments. */
  readonly identity: string;
}

export const formatPendingTag = ({ urn, stack, identity }: PendingTag): string => `${urn}.${stack}.${identity}`;

/** A person writes it behind the tag's value to have the instance taken into the stack, whatever is doubtful about it. */
const takeSuffix = ".take";
/** A person writes it as the tag's value to have the instance left alone, and not mentioned any more. */
export const leftAlone = "left";

export const takeValue = (tag: PendingTag): string => `${formatPendingTag(tag)}${takeSuffix}`;

/** Is this the value of the resource's own tag, also where a person wants the instance taken? */
export const isTagOf = (value: string, tag: PendingTag): boolean =>
  value === formatPendingTag(tag) || value === takeValue(tag);

export function parsePendingTag(text: string): (PendingTag & { readonly isToBeTaken: boolean }) | undefined {
  const [, urn, stack, identity, suffix] = /^([0-9a-f]{12})\.([0-9a-f]{12})\.([0-9a-f]{12})(\.take)?$/.exec(text) ?? [];
  return urn && stack && identity ? { urn, stack, identity, isToBeTaken: suffix === takeSuffix } : undefined;
}

/** The pending tag of a resource's instances. */
export function ownPendingTag(
  internal: Partial<InternalInputs>,
  host: Pick<Host, "env" | "cwd" | "nonce">,
  identity: string,
): PendingTag {
  return { urn: urnHash(internal.__urn ?? ""), stack: stackHash(host, internal), identity };
}

export const urnHash = (urn: string): string => digest(urn);

/** How long an unfinished instance is taken over without asking. */
const youngMs = 24 * 3600_000;

/**
 * What a tagged instance is to a resource that is about to be created. `inDoubt`: created for it, but the engine was given
 * the id already, or it is old: the state was not saved, or the instance left the stack on purpose.
 */
export type Attribution = "ours" | "inDoubt" | "notOurs" | "anotherResource";

/** What this process knows of the instances that the state holds. */
export interface KnownInstances {
  isHeld(id: string): boolean;
  sawIdentity(identity: string): boolean;
}

/**
 * An instance is ours only if this very resource began it recently with these very arguments, and no entry of the state
 * is known to hold it. Adopting a wrong one would be worse than losing one.
 * @param cloudNow by the cloud's clock, which has also set `createdAt`
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
  if (tag.stack !== mine.stack || found.isDeleting || known.isHeld(found.id) || known.sawIdentity(tag.identity))
    return "notOurs";
  // An edit of the program, or a refresh after a replacement, does not answer whether the state was saved.
  if (tag.identity !== mine.identity) return found.isReturned ? "inDoubt" : "notOurs";
  const isYoung = found.createdAt !== undefined && cloudNow - found.createdAt < youngMs;
  return tag.isToBeTaken || (isYoung && !found.isReturned) ? "ours" : "inDoubt";
}

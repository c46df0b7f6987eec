import { heldIds } from "../batch/members";
import { type ConfigReader, Settings } from "../client/credentials";
import { messageOf } from "../client/errors";
import { parsePendingTag, urnHash } from "../ownership/pendingTag";
import { connect } from "../session/connection";
import type { Session } from "../session/session";
import type { AnyResourceDefinition } from "./factory";

interface HeldResource {
  readonly urn: string;
  readonly id?: string;
  /** A batch holds many instances. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What a stack holds, as `pulumi stack export` prints it. */
export interface StackExport {
  readonly deployment?: { readonly resources?: readonly HeldResource[] };
}

export interface Orphan {
  readonly cloud: string;
  readonly region: string;
  readonly id: string;
  readonly createdAt: string | undefined;
  /** The resource of the stack that created it; undefined when it belongs to another stack or is no longer declared. */
  readonly urn: string | undefined;
}

export interface OrphanReport {
  readonly orphans: readonly Orphan[];
  /** Clouds and regions that were looked at. */
  readonly listed: readonly string[];
  /** Clouds that could not be listed, and why; without credentials, a cloud is most likely not used at all. */
  readonly skipped: readonly { readonly cloud: string; readonly reason: string; readonly hasCredentials: boolean }[];
}

/**
 * Tagged instances that the stack does not hold. Interrupted runs created them, and the engine calls no
 * provider for a resource that is no longer in the program. Only lists; deleting is left to a person.
 */
export async function findOrphans(
  definitions: readonly AnyResourceDefinition[],
  session: Session,
  config: ConfigReader,
  stack: StackExport,
  region?: string,
): Promise<OrphanReport> {
  const resources = stack.deployment?.resources ?? [];
  const held = new Set(resources.flatMap(({ id, outputs = {} }) => [id, ...heldIds(outputs)]));
  const urns = new Map(resources.map(({ urn }) => [urnHash(urn), urn]));
  const orphans: Orphan[] = [];
  const listed: string[] = [];
  const skipped: { cloud: string; reason: string; hasCredentials: boolean }[] = [];
  // The resources of one cloud share its pending tags.
  const single = definitions.map((each) => ("member" in each ? each.member : each));
  for (const definition of new Map(single.map((each) => [each.cloud.name, each])).values()) {
    const { name: cloud } = definition.cloud;
    let hasCredentials = false;
    try {
      const settings = new Settings(definition.cloud, config, session.env);
      settings.credentials();
      hasCredentials = true;
      const where = region ?? settings.requireRegion();
      const bounds = { deadline: session.clock.now() + 120_000, secrets: [] };
      const tagged = await connect(definition, session, config, where, bounds).listPending();
      listed.push(`${cloud} ${where}`);
      for (const { id, pendingTag, createdAt, isDeleting } of tagged) {
        if (isDeleting || held.has(id)) continue;
        const urn = urns.get(parsePendingTag(pendingTag)?.urn ?? "");
        orphans.push({
          cloud,
          region: where,
          id,
          createdAt: createdAt === undefined ? undefined : new Date(createdAt).toISOString(),
          urn,
        });
      }
    } catch (error) {
      skipped.push({ cloud, reason: messageOf(error), hasCredentials });
    }
  }
  return { orphans, listed, skipped };
}

import type { ConfigReader } from "../client/cloudSettings";
import { means, messageOf, UserError } from "../client/errors";
import { Settings } from "../client/settings";
import { stableJson } from "../host/stableJson";
import { hashOfStack, type StackName, stackHash } from "../ownership/backend";
import { isLost, lostOrderText } from "../ownership/createJournal";
import { leftAlone, parsePendingTag, urnHash } from "../ownership/pendingTag";
import { heldIds, type SavedResource } from "../ownership/savedState";
import type { TaggedInstance } from "../resource/cloud";
import type { AnyInstanceDefinition, ObservedInstance } from "../resource/definition";
import { internalInputs, internalState } from "../resource/internalProperties";
import { observedProperties } from "../resource/state";
import { connect } from "../session/connection";
import type { Session } from "../session/session";
import { type AnyResourceDefinition, oneOfEachCloud } from "./factory";

interface StackResource extends SavedResource {
  readonly type?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** What a stack holds, as `pulumi stack export` prints it. */
export interface StackExport {
  readonly deployment?: { readonly resources?: readonly StackResource[] };
}

export interface Orphan {
  readonly cloud: string;
  readonly region: string;
  readonly id: string;
  readonly createdAt: string | undefined;
  /** The resource of the stack that created it; undefined when it belongs to another stack or is no longer declared. */
  readonly urn: string | undefined;
  /** Did this stack create it? Undefined where nothing tells the stack's name. */
  readonly isOfThisStack: boolean | undefined;
}

/** One region, with the settings of one account. */
interface ListedLocation {
  readonly cloud: string;
  readonly region: string;
  /** Where the settings come from. */
  readonly settings: string;
}

export interface OrphanReport {
  readonly orphans: readonly Orphan[];
  /** Interrupted orders, known from this machine's journal, whose instances no listing shows. */
  readonly lostOrders: readonly string[];
  readonly locations: readonly ListedLocation[];
  /** Where it could not look, though the stack or the settings name it. */
  readonly skipped: readonly (Partial<ListedLocation> & { readonly cloud: string; readonly reason: string })[];
  /** Clouds without credentials, of which the stack holds nothing. */
  readonly notConfigured: readonly string[];
  /** One for each id that was to be deleted. */
  readonly deletions: readonly Deletion[];
}

export interface OrphanOptions {
  readonly region?: string | undefined;
  readonly isAllRegions?: boolean | undefined;
  /** Tells the stack's name, where it holds no resource that knows it. */
  readonly stackName?: (() => StackName) | undefined;
  /** Ids of orphans to delete. */
  readonly delete?: readonly string[] | undefined;
}

/** What became of an id that was to be deleted. */
export interface Deletion {
  readonly id: string;
  /** Undefined: the cloud is deleting it. */
  readonly whyNot?: string | undefined;
}

interface Source {
  readonly name: string;
  readonly config: ConfigReader;
}

const listWithinMs = 120_000;

/**
 * Tagged instances that the stack does not hold. Runs that did not end well created them, and the engine calls no
 * provider for a resource that is no longer in the program. Deletes what a person names, and only what this stack created.
 */
export async function findOrphans(
  definitions: readonly AnyResourceDefinition[],
  session: Session,
  config: ConfigReader,
  stack: StackExport,
  options: OrphanOptions = {},
): Promise<OrphanReport> {
  const resources = stack.deployment?.resources ?? [];
  const held = new Set(resources.flatMap(heldIds));
  const urns = new Map(resources.map(({ urn }) => [urnHash(urn), urn]));
  const own = ownStack(session, resources, options.stackName);
  const connections = new Map<string, { definition: AnyInstanceDefinition; source: Source }>();
  const sources = [{ name: "configuration", config }, ...resources.flatMap(explicitProvider)];
  const report = {
    orphans: [] as Orphan[],
    lostOrders: [] as string[],
    locations: [] as ListedLocation[],
    skipped: [] as { cloud: string; region?: string; settings?: string; reason: string }[],
    notConfigured: [] as string[],
    deletions: [] as Deletion[],
  };
  const seen = new Set<string>();
  const add = (listed: ListedLocation, { id, pendingTag, isReturned, createdAt, isDeleting }: TaggedInstance) => {
    const tag = parsePendingTag(pendingTag);
    // A healthy run of another stack leaves its tags until the next one.
    const isOthers = own !== undefined && tag?.stack !== own && isReturned;
    if (isDeleting || pendingTag === leftAlone || held.has(id) || isOthers || seen.has(id)) return;
    seen.add(id);
    const { cloud, region } = listed;
    const created = createdAt === undefined ? undefined : new Date(createdAt).toISOString();
    const isOfThisStack = own === undefined ? undefined : tag?.stack === own;
    report.orphans.push({ cloud, region, id, createdAt: created, urn: urns.get(tag?.urn ?? ""), isOfThisStack });
  };
  for (const definition of oneOfEachCloud(definitions)) {
    const { name: cloud } = definition.cloud;
    const mine = resources.filter((resource) => isOfCloud(definitions, cloud, resource));
    const begun = own === undefined ? [] : session.journal.regions(own, cloud);
    const regions = new Set([...mine.flatMap(regionOf), ...begun]);
    const usable = sources.filter((source) => whyNotConfigured(definition, session, source.config) === undefined);
    // The default provider has the configuration of the stack: the same place need not be looked at twice.
    const keys = usable.map((source) => settingsKey(definition, session, source));
    const configured = usable.filter((_, index) => keys.indexOf(keys[index] as string) === index);
    const reason = configured.length === 0 ? whyNotConfigured(definition, session, config) : undefined;
    if (reason !== undefined && mine.length > 0) report.skipped.push({ cloud, reason });
    if (reason !== undefined && mine.length === 0) report.notConfigured.push(cloud);
    for (const source of configured) {
      try {
        for (const region of await regionsOf(definition, session, source, regions, options)) {
          const location = { cloud, region, settings: source.name };
          try {
            const tagged = await connectIn(definition, session, source, region).listPending();
            report.locations.push(location);
            for (const each of tagged) add(location, each);
            for (const { id } of tagged) if (!connections.has(id)) connections.set(id, { definition, source });
          } catch (error) {
            report.skipped.push({ ...location, reason: messageOf(error) });
          }
        }
      } catch (error) {
        report.skipped.push({ cloud, settings: source.name, reason: messageOf(error) });
      }
    }
  }
  for (const attempt of session.journal.findAll().values())
    if (isLost(attempt, (id) => held.has(id))) report.lostOrders.push(lostOrderText(attempt));
  for (const id of options.delete ?? []) {
    const found = report.orphans.find((orphan) => orphan.id === id);
    const connection = connections.get(id);
    const whyNot =
      found && connection
        ? (whyNotDeletable(found) ?? (await whyNotDeleted(connection.definition, session, connection.source, found)))
        : notAnOrphan(held.has(id), report);
    report.deletions.push({ id, whyNot });
  }
  return report;
}

function whyNotDeletable({ isOfThisStack }: Orphan): string | undefined {
  if (isOfThisStack) return undefined;
  return isOfThisStack === undefined
    ? "nothing in the state tells which stack this is; ask the CLI about it, without --state"
    : "another stack created it; delete it from there, or in the console";
}

function notAnOrphan(isHeld: boolean, { skipped }: Pick<OrphanReport, "skipped">): string {
  if (isHeld) return "the stack holds it; `pulumi destroy` deletes it";
  const more = skipped.length > 0 ? ", as far as could be looked" : "";
  return `it is none of the instances that were left behind${more}`;
}

/** Asks the cloud to delete it. @returns why it is still there */
async function whyNotDeleted(
  definition: AnyInstanceDefinition,
  session: Session,
  source: Source,
  { id, region }: Orphan,
): Promise<string | undefined> {
  const { api } = connectIn(definition, session, source, region);
  try {
    const observed: ObservedInstance | undefined = await definition.observe(api, id, {});
    if (!observed) return undefined;
    const properties = observedProperties(definition, observed, {});
    if (definition.prepaid?.isPrepaid(properties, session.clock.now()))
      return "it is prepaid, and such instances cannot be deleted; adopt it with adoptInstanceId, or use the console";
    const whyNot = definition.whyUndeletable(properties);
    if (whyNot !== undefined) return whyNot;
    await definition.delete(api, id, observed);
    return undefined;
  } catch (error) {
    return means(error, "notFound") ? undefined : messageOf(error);
  }
}

/** Undefined where neither a resource of ours nor the CLI tells the organization. */
function ownStack(
  session: Session,
  resources: readonly StackResource[],
  stackName: OrphanOptions["stackName"],
): string | undefined {
  const some = resources.find(({ inputs }) => typeof inputs?.__urn === "string");
  if (some) return stackHash(session, internalInputs(some.inputs ?? {}));
  return stackName && hashOfStack(session, stackName());
}

const isOfCloud = (definitions: readonly AnyResourceDefinition[], cloud: string, { type = "" }: StackResource) =>
  definitions.some((each) => each.cloud.name === cloud && type.endsWith(`:${each.type}`));

function regionOf({ outputs = {} }: StackResource): string[] {
  const { __location: location } = internalState(outputs);
  return location ? [location.region] : [];
}

/** The settings of an explicit provider, as far as the export shows them. */
function explicitProvider({ urn, type, inputs = {} }: StackResource): Source[] {
  if (type !== "pulumi:providers:pulumi-nodejs") return [];
  return [{ name: urn.split("::").at(-1) ?? urn, config: (key) => plain(inputs[key]) }];
}

/** Secrets stand in the export in plain text, as JSON inside an object, or encrypted. */
function plain(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const { plaintext } = (value ?? {}) as { plaintext?: string };
  return plaintext === undefined ? undefined : String(JSON.parse(plaintext));
}

const settingsOf = ({ cloud }: AnyInstanceDefinition, { env }: Session, config: ConfigReader): Settings =>
  new Settings(cloud, config, env);

/** The same for settings that lead to the same place with the same key. */
function settingsKey(definition: AnyInstanceDefinition, session: Session, { name, config }: Source): string {
  const settings = settingsOf(definition, session, config);
  try {
    return stableJson([
      settings.credentials(),
      Object.keys(definition.cloud.settings.others).map((each) => settings.get(each)),
    ]);
  } catch {
    return name;
  }
}

function whyNotConfigured(definition: AnyInstanceDefinition, session: Session, config: ConfigReader) {
  const settings = settingsOf(definition, session, config);
  try {
    settings.requireConfigured();
    settings.credentials();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

const connectIn = (definition: AnyInstanceDefinition, session: Session, { config }: Source, region: string) =>
  connect(definition, session, config, region, { deadline: session.clock.now() + listWithinMs, secrets: [] });

/** @throws UserError  nothing names a region */
async function regionsOf(
  definition: AnyInstanceDefinition,
  session: Session,
  source: Source,
  ofStack: ReadonlySet<string>,
  { region, isAllRegions }: OrphanOptions,
): Promise<ReadonlySet<string>> {
  if (region !== undefined) return new Set([region]);
  const configured = settingsOf(definition, session, source.config).get("region");
  const known = new Set([...(configured === undefined ? [] : [configured]), ...ofStack]);
  const [first] = known;
  if (first === undefined) throw new UserError(`no region: configure one, or name one with --region.`);
  if (!isAllRegions) return known;
  const all = await definition.cloud.regions(connectIn(definition, session, source, first).api);
  return new Set([...known, ...all]);
}

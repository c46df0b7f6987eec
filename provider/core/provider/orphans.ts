import type { ConfigReader } from "../client/cloudSettings";
import { messageOf } from "../client/errors";
import { hashOfStack, type StackName, stackHash } from "../ownership/backend";
import { isLost, lostOrderText } from "../ownership/createJournal";
import { leftAlone, parsePendingTag, urnHash } from "../ownership/pendingTag";
import { heldIds, type SavedResource } from "../ownership/savedState";
import type { TaggedInstance } from "../resource/cloud";
import type { AnyInstanceDefinition } from "../resource/definition";
import { internalInputs, internalState } from "../resource/internalProperties";
import type { Session } from "../session/session";
import { type AnyResourceDefinition, oneOfEachCloud } from "./factory";
import { whyNotDeleted } from "./orphanDeletion";
import { Account, explicitProvider } from "./stackSettings";

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
  const search = new OrphanSearch(definitions, session, config, stack.deployment?.resources ?? [], options);
  for (const definition of oneOfEachCloud(definitions)) await search.inCloud(definition);
  search.nameLostOrders();
  for (const id of options.delete ?? []) await search.delete(id);
  return search.report;
}

class OrphanSearch {
  readonly report = {
    orphans: [] as Orphan[],
    lostOrders: [] as string[],
    locations: [] as ListedLocation[],
    skipped: [] as { cloud: string; region?: string; settings?: string; reason: string }[],
    notConfigured: [] as string[],
    deletions: [] as Deletion[],
  };
  /** The account that shows each tagged instance. */
  private readonly accounts = new Map<string, Account>();
  private readonly held: ReadonlySet<string>;
  private readonly urns: ReadonlyMap<string, string>;
  private readonly own: string | undefined;

  constructor(
    private readonly definitions: readonly AnyResourceDefinition[],
    private readonly session: Session,
    private readonly config: ConfigReader,
    private readonly resources: readonly StackResource[],
    private readonly options: OrphanOptions,
  ) {
    this.held = new Set(resources.flatMap(heldIds));
    this.urns = new Map(resources.map(({ urn }) => [urnHash(urn), urn]));
    this.own = ownStack(session, resources, options.stackName);
  }

  async inCloud(definition: AnyInstanceDefinition): Promise<void> {
    const { session, report, own, resources } = this;
    const cloud = definition.cloud.name;
    const sources = [{ name: "configuration", config: this.config }, ...resources.flatMap(explicitProvider)];
    const all = sources.map((source) => new Account(definition, session, source));
    const usable = all.filter((account) => account.whyNotConfigured() === undefined);
    const mine = resources.filter((resource) => isOfCloud(this.definitions, cloud, resource));
    if (usable.length === 0 && mine.length === 0) report.notConfigured.push(cloud);
    if (usable.length === 0 && mine.length > 0)
      report.skipped.push({ cloud, reason: all[0]?.whyNotConfigured() as string });
    const begun = own === undefined ? [] : session.journal.regions(own, cloud);
    const regions = [...mine.flatMap(regionOf), ...begun];
    // The default provider has the configuration of the stack: the same place need not be looked at twice.
    const keys = usable.map(({ key }) => key);
    const accounts = usable.filter((_, index) => keys.indexOf(keys[index] as string) === index);
    for (const account of accounts) await this.inAccount(account, regions);
  }

  private async inAccount(account: Account, ofStack: readonly string[]): Promise<void> {
    const { region, isAllRegions } = this.options;
    const { cloud } = account.definition;
    const settings = account.source.name;
    try {
      const regions = region === undefined ? await account.regions(ofStack, isAllRegions) : [region];
      for (const each of regions) await this.inRegion(account, { cloud: cloud.name, region: each, settings });
    } catch (error) {
      this.report.skipped.push({ cloud: cloud.name, settings, reason: messageOf(error) });
    }
  }

  private async inRegion(account: Account, location: ListedLocation): Promise<void> {
    try {
      const tagged = await account.connectIn(location.region).listPending();
      this.report.locations.push(location);
      for (const each of tagged) this.add(account, location, each);
    } catch (error) {
      this.report.skipped.push({ ...location, reason: messageOf(error) });
    }
  }

  private add(account: Account, { cloud, region }: ListedLocation, instance: TaggedInstance): void {
    const { id, pendingTag, isReturned, createdAt, isDeleting } = instance;
    if (this.accounts.has(id)) return;
    const tag = parsePendingTag(pendingTag);
    const isOfThisStack = this.own === undefined ? undefined : tag?.stack === this.own;
    // A healthy run of another stack leaves its tags until the next one.
    const isOthers = isOfThisStack === false && isReturned;
    if (isDeleting || pendingTag === leftAlone || this.held.has(id) || isOthers) return;
    this.accounts.set(id, account);
    const created = createdAt === undefined ? undefined : new Date(createdAt).toISOString();
    const urn = this.urns.get(tag?.urn ?? "");
    this.report.orphans.push({ cloud, region, id, createdAt: created, urn, isOfThisStack });
  }

  nameLostOrders(): void {
    for (const attempt of this.session.journal.findAll().values())
      if (isLost(attempt, (id) => this.held.has(id))) this.report.lostOrders.push(lostOrderText(attempt));
  }

  async delete(id: string): Promise<void> {
    const account = this.accounts.get(id);
    const orphan = this.report.orphans.find((each) => each.id === id);
    const whyNot = account && orphan ? await whyNotDeleted(account, this.session, orphan) : this.whyNoOrphan(id);
    this.report.deletions.push({ id, whyNot });
  }

  private whyNoOrphan(id: string): string {
    if (this.held.has(id)) return "the stack holds it; `pulumi destroy` deletes it";
    const more = this.report.skipped.length > 0 ? ", as far as could be looked" : "";
    return `it is none of the instances that were left behind${more}`;
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

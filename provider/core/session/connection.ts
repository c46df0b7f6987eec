import { type ConfigReader, Settings } from "../client/credentials";
import { isLoopback, requireSafeEndpoint } from "../client/http";
import { RateLimiter } from "../client/rateLimiter";
import { type Bounds, sendRequest } from "../client/request";
import { digest } from "../host/digest";
import type { Location, Memory, TaggedInstance } from "../resource/cloud";
import type { AnyDefinition, AnyInstanceDefinition } from "../resource/definition";
import { StatusPoller } from "../waiter/statusPoller";
import type { Session } from "./session";

/** A client for one place, bound to one operation's bounds, with what is shared by all who work in that place. */
export interface Connection<Api> {
  readonly api: Api;
  readonly location: Location;
  readonly statusPoller: StatusPoller;
  /** The account as the cloud names it; asked once a process, undefined where the cloud does not tell. */
  account(): Promise<string | undefined>;
  /** The marked instances; creates that are in flight together share one listing. */
  listPending(): Promise<readonly TaggedInstance[]>;
  /** Milliseconds since the epoch by the cloud's clock, as far as its answers have told. */
  cloudNow(): number;
}

interface Shared {
  readonly boards: Map<string, StatusPoller>;
  account?: Promise<string | undefined>;
  listing?: { readonly marked: Promise<readonly TaggedInstance[]>; endedAt?: number };
}

/** What outlives the engine, which is gone at the farewell. */
interface Lasting {
  /** With the pace that it has found. */
  readonly bucket: RateLimiter;
  readonly memory: Memory;
}

const sharedByRuntime = new WeakMap<Session, Map<string, Shared>>();
/** By what all variants of a process's runtime have in common: it is another one at the farewell. */
const lastingByProcess = new WeakMap<Session["engineHistory"], Map<string, Lasting>>();

/** @throws UserError  missing credentials, unsafe endpoint */
export function connect<Api>(
  definition: AnyInstanceDefinition,
  session: Session,
  config: ConfigReader,
  region: string,
  bounds: Bounds,
): Connection<Api> {
  const { cloud } = definition;
  const settings = new Settings(cloud, config, session.env);
  const credentials = settings.credentials();
  const endpoint = endpointOf(definition, settings, region);
  const location = locationOf(definition, settings, region);
  const where = `${cloud.name} ${endpoint.origin} ${credentials.id} ${region}`;
  const shared = sharedFor(session, where);
  const { bucket, memory } = lastingFor(session, where);
  const client = (limits: Bounds): Api =>
    cloud.client({
      settings,
      region,
      endpoint,
      memory,
      send: (protocol, action, request, secrets = []) =>
        sendRequest(session, protocol, bucket, action, request, {
          deadline: limits.deadline,
          secrets: [...limits.secrets, ...secrets, credentials.secret, credentials.token],
        }),
    });
  return {
    api: client(bounds),
    location,
    statusPoller: boardFor(shared, definition, session, client),
    cloudNow: () => session.cloudNow(endpoint.host),
    account: () => {
      shared.account ??= cloud.account?.(client(bounds)).catch(() => undefined) ?? Promise.resolve(undefined);
      return shared.account;
    },
    listPending: () => {
      const last = shared.listing;
      if (last && (last.endedAt === undefined || session.clock.now() - last.endedAt < listingServesMs))
        return last.marked;
      const listing: Shared["listing"] = { marked: cloud.pendingTags.listPending(client(bounds)) };
      shared.listing = listing;
      const end = () => {
        listing.endedAt = session.clock.now();
      };
      listing.marked.then(end, end);
      return listing.marked;
    },
  };
}

/** Resources of one run start within moments of each other, and marks are older than the run that looks for them. */
const listingServesMs = 2_000;

/** Where the settings point to, found out without any call. @throws UserError */
export function locationOf(definition: AnyDefinition, settings: Settings, region: string): Location {
  const endpoint = endpointOf(definition, settings, region);
  return {
    region,
    endpoint: endpointKind(endpoint, definition.cloud.domain),
    accessKey: digest(settings.credentials().id),
  };
}

function endpointOf({ cloud }: AnyDefinition, settings: Settings, region: string): URL {
  return requireSafeEndpoint(settings.get("endpoint") ?? cloud.endpoint(region), `${cloud.name}:endpoint`);
}

function endpointKind(endpoint: URL, domain: string): string {
  if (isLoopback(endpoint)) return "loopback";
  return endpoint.hostname.endsWith(`.${domain}`) ? "vendor" : endpoint.hostname;
}

function sharedFor(session: Session, key: string): Shared {
  const all = sharedByRuntime.get(session) ?? new Map<string, Shared>();
  sharedByRuntime.set(session, all);
  const shared = all.get(key) ?? { boards: new Map() };
  all.set(key, shared);
  return shared;
}

function lastingFor({ engineHistory, clock }: Session, key: string): Lasting {
  const all = lastingByProcess.get(engineHistory) ?? new Map<string, Lasting>();
  lastingByProcess.set(engineHistory, all);
  const lasting = all.get(key) ?? { bucket: new RateLimiter(clock), memory: new Map() };
  all.set(key, lasting);
  return lasting;
}

/** Looks belong to nobody's operation, so they have bounds of their own. */
const lookMs = 60_000;

function boardFor<Api>(
  shared: Shared,
  definition: AnyInstanceDefinition,
  session: Session,
  client: (bounds: Bounds) => Api,
): StatusPoller {
  const statusPoller =
    shared.boards.get(definition.type) ??
    new StatusPoller(session.clock, (ids) =>
      definition.listStatuses(client({ deadline: session.clock.now() + lookMs, secrets: [] }), ids),
    );
  shared.boards.set(definition.type, statusPoller);
  return statusPoller;
}

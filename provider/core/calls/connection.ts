import { digest } from "../digest";
import type { Marked, Memory, Place } from "../kind/cloud";
import type { AnyDescribed, AnyKind } from "../kind/kind";
import type { Runtime } from "../runtime/runtime";
import { Board } from "../waiting/board";
import { TokenBucket } from "./bucket";
import { type Bounds, call } from "./call";
import { isLoopback, requireSafeEndpoint } from "./http";
import { type ConfigReader, Settings } from "./settings";

/** A client for one place, bound to one operation's bounds, with what is shared by all who work in that place. */
export interface Connection<Api> {
  readonly api: Api;
  readonly place: Place;
  readonly board: Board;
  /** The account as the cloud names it; asked once a process, undefined where the cloud does not tell. */
  account(): Promise<string | undefined>;
  /** The marked instances; creates that are in flight together share one listing. */
  marked(): Promise<readonly Marked[]>;
  /** Milliseconds since the epoch by the cloud's clock, as far as its answers have told. */
  cloudNow(): number;
}

interface Shared {
  readonly boards: Map<string, Board>;
  account?: Promise<string | undefined>;
  listing?: { readonly marked: Promise<readonly Marked[]>; endedAt?: number };
}

/** What outlives the engine, which is gone at the farewell. */
interface Lasting {
  /** With the pace that it has found. */
  readonly bucket: TokenBucket;
  readonly memory: Memory;
}

const sharedByRuntime = new WeakMap<Runtime, Map<string, Shared>>();
/** By what all variants of a process's runtime have in common: it is another one at the farewell. */
const lastingByProcess = new WeakMap<Runtime["sightings"], Map<string, Lasting>>();

/** @throws UserError  missing credentials, unsafe endpoint */
export function connect<Api>(
  kind: AnyKind,
  runtime: Runtime,
  config: ConfigReader,
  region: string,
  bounds: Bounds,
): Connection<Api> {
  const { cloud } = kind;
  const settings = new Settings(cloud, config, runtime.env);
  const credentials = settings.credentials();
  const endpoint = endpointOf(kind, settings, region);
  const place = placeOf(kind, settings, region);
  const where = `${cloud.name} ${endpoint.origin} ${credentials.id} ${region}`;
  const shared = sharedFor(runtime, where);
  const { bucket, memory } = lastingFor(runtime, where);
  const client = (limits: Bounds): Api =>
    cloud.client({
      settings,
      region,
      endpoint,
      memory,
      send: (protocol, action, request, secrets = []) =>
        call(runtime, protocol, bucket, action, request, {
          deadline: limits.deadline,
          secrets: [...limits.secrets, ...secrets, credentials.secret, credentials.token],
        }),
    });
  return {
    api: client(bounds),
    place,
    board: boardFor(shared, kind, runtime, client),
    cloudNow: () => runtime.cloudNow(endpoint.host),
    account: () => {
      shared.account ??= cloud.account?.(client(bounds)).catch(() => undefined) ?? Promise.resolve(undefined);
      return shared.account;
    },
    marked: () => {
      const last = shared.listing;
      if (last && (last.endedAt === undefined || runtime.clock.now() - last.endedAt < listingServesMs))
        return last.marked;
      const listing: Shared["listing"] = { marked: cloud.marks.list(client(bounds)) };
      shared.listing = listing;
      const end = () => {
        listing.endedAt = runtime.clock.now();
      };
      listing.marked.then(end, end);
      return listing.marked;
    },
  };
}

/** Resources of one run start within moments of each other, and marks are older than the run that looks for them. */
const listingServesMs = 2_000;

/** Where the settings point to, found out without any call. @throws UserError */
export function placeOf(kind: AnyDescribed, settings: Settings, region: string): Place {
  const endpoint = endpointOf(kind, settings, region);
  return { region, endpoint: endpointKind(endpoint, kind.cloud.domain), accessKey: digest(settings.credentials().id) };
}

function endpointOf({ cloud }: AnyDescribed, settings: Settings, region: string): URL {
  return requireSafeEndpoint(settings.get("endpoint") ?? cloud.endpoint(region), `${cloud.name}:endpoint`);
}

function endpointKind(endpoint: URL, domain: string): string {
  if (isLoopback(endpoint)) return "loopback";
  return endpoint.hostname.endsWith(`.${domain}`) ? "vendor" : endpoint.hostname;
}

function sharedFor(runtime: Runtime, key: string): Shared {
  const all = sharedByRuntime.get(runtime) ?? new Map<string, Shared>();
  sharedByRuntime.set(runtime, all);
  const shared = all.get(key) ?? { boards: new Map() };
  all.set(key, shared);
  return shared;
}

function lastingFor({ sightings, clock }: Runtime, key: string): Lasting {
  const all = lastingByProcess.get(sightings) ?? new Map<string, Lasting>();
  lastingByProcess.set(sightings, all);
  const lasting = all.get(key) ?? { bucket: new TokenBucket(clock), memory: new Map() };
  all.set(key, lasting);
  return lasting;
}

/** Looks belong to nobody's operation, so they have bounds of their own. */
const lookMs = 60_000;

function boardFor<Api>(shared: Shared, kind: AnyKind, runtime: Runtime, client: (bounds: Bounds) => Api): Board {
  const board =
    shared.boards.get(kind.type) ??
    new Board(runtime.clock, (ids) =>
      kind.glance(client({ deadline: runtime.clock.now() + lookMs, secrets: [] }), ids),
    );
  shared.boards.set(kind.type, board);
  return board;
}

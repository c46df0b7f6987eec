import type { ConfigReader } from "../client/cloudSettings";
import { type Bounds, sendRequest } from "../client/request";
import { sealOf } from "../client/seal";
import { Semaphore } from "../client/semaphore";
import { Settings } from "../client/settings";
import type { AnyInstanceDefinition, Origin } from "../resource/definition";
import { endpointOf, locationOf } from "../resource/location";
import { StatusPoller } from "../waiter/statusPoller";
import type { Connection, SharedConnection } from "./connections";
import { Gatherer } from "./gatherer";
import type { Session } from "./session";

/** How long resources share one listing. A pending tag that matters is older than the run that searches for it. */
const listingServesMs = 2_000;

/** Polls belong to no single operation, so they have limits of their own. */
const pollMs = 60_000;

/** @throws UserError  missing credentials, unsafe endpoint */
export function connect<Api>(
  definition: AnyInstanceDefinition,
  session: Session,
  config: ConfigReader,
  region: string,
  bounds: Bounds,
): Connection<Api> {
  const { cloud } = definition;
  const { clock, clockSkew } = session;
  const currentSettings = () => new Settings(cloud, config, session.env);
  const settings = currentSettings();
  const credentials = settings.credentials();
  const endpoint = endpointOf(definition, settings, region);
  // Two explicit providers may have the same key and other settings, such as another project.
  const others = Object.keys(cloud.settings.others).map((name) => settings.get(name));
  const key = [cloud.name, endpoint.origin, credentials.id, region, ...others].join(" ");
  const shared = session.connections.at(key);
  const { rateLimiter, memory } = shared;
  const clientWithin = ({ deadline, secrets }: Bounds): Api =>
    cloud.client({
      settings: currentSettings(),
      region,
      endpoint,
      memory,
      now: () => clockSkew.now(endpoint.host),
      send: (protocol, action, request, ofCall = []) =>
        sendRequest({
          host: session,
          clockSkew,
          rateLimiter,
          protocol,
          action,
          request,
          deadline,
          // Where id and secret are swapped, the cloud quotes the secret as the id.
          secrets: [...secrets, ...ofCall, credentials.id, credentials.secret, credentials.token],
        }),
    });
  const api = clientWithin(bounds);
  const clientForAll = () => clientWithin({ deadline: clock.now() + pollMs, secrets: [] });
  return {
    api,
    location: locationOf(definition, settings, region),
    statusPoller: pollerFor(shared, definition, session, clientForAll),
    seal: sealOf(credentials.secret),
    origins: (ids) => originsFor(shared, definition, clientForAll).of(ids),
    exclusively: (name, work) => {
      const lock = shared.locks.get(name) ?? new Semaphore(1);
      shared.locks.set(name, lock);
      return lock.run(work);
    },
    cloudNow: () => clockSkew.now(endpoint.host),
    account: () => {
      shared.account ??= cloud.account?.(api).catch(() => undefined) ?? Promise.resolve(undefined);
      return shared.account;
    },
    listPending: (since = Number.NEGATIVE_INFINITY) => {
      const last = shared.listing;
      const isRecent = last?.endedAt === undefined || clock.now() - last.endedAt < listingServesMs;
      if (last && last.startedAt >= since && isRecent) return last.tagged;
      const listing: SharedConnection["listing"] = {
        startedAt: clock.now(),
        tagged: cloud.pendingTags.listPending(api),
      };
      shared.listing = listing;
      const end = () => {
        listing.endedAt = clock.now();
      };
      listing.tagged.then(end, end);
      return listing.tagged;
    },
  };
}

function originsFor<Api>(
  { origins }: SharedConnection,
  definition: AnyInstanceDefinition,
  client: () => Api,
): Gatherer<Origin> {
  const gatherer =
    origins.get(definition.type) ??
    new Gatherer<Origin>(async (ids) => (await definition.origins?.(client(), ids)) ?? new Map());
  origins.set(definition.type, gatherer);
  return gatherer;
}

function pollerFor<Api>(
  { statusPollers }: SharedConnection,
  definition: AnyInstanceDefinition,
  { clock }: Session,
  client: () => Api,
): StatusPoller {
  const poller =
    statusPollers.get(definition.type) ??
    new StatusPoller(clock, {
      many: (ids) => definition.listing.observe(client(), ids),
      one: (id) => definition.observe(client(), id, {}),
    });
  statusPollers.set(definition.type, poller);
  return poller;
}

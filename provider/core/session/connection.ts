import { type ConfigReader, Settings } from "../client/credentials";
import { type Bounds, sendRequest } from "../client/request";
import { sealOf } from "../client/seal";
import type { AnyInstanceDefinition } from "../resource/definition";
import { endpointOf, locationOf } from "../resource/location";
import { StatusPoller } from "../waiter/statusPoller";
import type { Connection, SharedConnection } from "./connections";
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
  const settings = new Settings(cloud, config, session.env);
  const credentials = settings.credentials();
  const endpoint = endpointOf(definition, settings, region);
  const shared = session.connections.at(`${cloud.name} ${endpoint.origin} ${credentials.id} ${region}`);
  const { rateLimiter, memory } = shared;
  const clientWithin = ({ deadline, secrets }: Bounds): Api =>
    cloud.client({
      settings,
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
          secrets: [...secrets, ...ofCall, credentials.secret, credentials.token],
        }),
    });
  const api = clientWithin(bounds);
  return {
    api,
    location: locationOf(definition, settings, region),
    statusPoller: pollerFor(shared, definition, session, clientWithin),
    seal: sealOf(credentials.secret),
    cloudNow: () => clockSkew.now(endpoint.host),
    account: () => {
      shared.account ??= cloud.account?.(api).catch(() => undefined) ?? Promise.resolve(undefined);
      return shared.account;
    },
    listPending: () => {
      const last = shared.listing;
      if (last && (last.endedAt === undefined || clock.now() - last.endedAt < listingServesMs)) return last.tagged;
      const listing: SharedConnection["listing"] = { tagged: cloud.pendingTags.listPending(api) };
      shared.listing = listing;
      const end = () => {
        listing.endedAt = clock.now();
      };
      listing.tagged.then(end, end);
      return listing.tagged;
    },
  };
}

function pollerFor<Api>(
  { statusPollers }: SharedConnection,
  definition: AnyInstanceDefinition,
  { clock }: Session,
  clientWithin: (bounds: Bounds) => Api,
): StatusPoller {
  const client = () => clientWithin({ deadline: clock.now() + pollMs, secrets: [] });
  const poller =
    statusPollers.get(definition.type) ??
    new StatusPoller(clock, {
      many: (ids) => definition.listing.observe(client(), ids),
      one: (id) => definition.observe(client(), id, {}),
    });
  statusPollers.set(definition.type, poller);
  return poller;
}

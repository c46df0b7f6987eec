import { UserError } from "../client/errors";
import { isLoopback, requireSafeEndpoint } from "../client/http";
import type { Settings } from "../client/settings";
import { digest } from "../host/digest";
import type { AnyDefinition } from "./definition";

/** Where an instance is. A cloud's "not found" is trusted only there. */
export interface Location {
  readonly region: string;
  /** `vendor` for the vendor's own hosts, else the host's name. */
  readonly endpoint: string;
  /** Fingerprint of the access key id: the same key means the same account. */
  readonly accessKey: string;
  /** The account, or the project where the cloud has them; as the cloud names it, where it is known. */
  readonly account?: string | undefined;
}

/** Where the settings point to, found out without any call. @throws UserError */
export function locationOf(definition: AnyDefinition, settings: Settings, region: string): Location {
  const endpoint = endpointOf(definition, settings, region);
  return {
    region,
    endpoint: endpointKind(endpoint, definition.cloud.domain),
    accessKey: digest(settings.credentials().id),
    account: definition.cloud.projectIn?.(settings, region),
  };
}

/**
 * The API's address. The region is checked here too, because it may come from the command line or from a state.
 * @throws UserError
 */
export function endpointOf({ cloud }: AnyDefinition, settings: Settings, region: string): URL {
  const { form } = cloud.settings.others.region;
  if (!form.pattern.test(region)) throw new UserError(`${cloud.title}: the region ${form.rule}.`);
  const configured = settings.get("endpoint");
  if (configured !== undefined) return requireSafeEndpoint(configured, settings.whereOf("endpoint"));
  const derived = requireSafeEndpoint(cloud.endpoint(region), cloud.title);
  if (endpointKind(derived, cloud.domain) === "vendor") return derived;
  throw new UserError(`${cloud.title}: ${derived.hostname} is not under ${cloud.domain}.`);
}

function endpointKind(endpoint: URL, domain: string): string {
  if (isLoopback(endpoint)) return "loopback";
  return endpoint.hostname.endsWith(`.${domain}`) ? "vendor" : endpoint.hostname;
}

/** The difference between where an instance is and where the settings point to, in words; undefined when there is none. */
export function locationDifference(recorded: Location, configured: Location): string | undefined {
  if (recorded.region !== configured.region)
    return `region ${recorded.region}, but the configured region is ${configured.region}`;
  if (recorded.endpoint !== configured.endpoint) {
    return `another endpoint (${recorded.endpoint}) than the configured one (${configured.endpoint})`;
  }
  if (configured.account !== undefined && recorded.account !== undefined && recorded.account !== configured.account) {
    return `project ${recorded.account}, but the configured project is ${configured.account}`;
  }
  return undefined;
}

import type { KeyPlace } from "../client/accessKeys";
import type { ConfigReader } from "../client/cloudSettings";
import { messageOf, UserError } from "../client/errors";
import { Settings } from "../client/settings";
import { formatDuration } from "../host/duration";
import type { AnyInstanceDefinition } from "../resource/definition";
import { endpointOf } from "../resource/location";
import { connect } from "../session/connection";
import type { Session } from "../session/session";

/** One thing that was looked at. Nothing in it is a secret. */
export interface Check {
  readonly name: string;
  /** `unused`: not set up, and nothing needs it. */
  readonly status: "ok" | "warning" | "problem" | "unused";
  readonly found: string;
  /** More of what was found, one line each. */
  readonly details?: readonly string[];
  /** What to do now; a sentence. */
  readonly advice?: string;
}

/** How a cloud is looked at. */
export interface CloudCheckOptions {
  /** In place of the configured one. */
  readonly region?: string | undefined;
  /** Is a cloud without credentials a problem? */
  readonly isNeeded: boolean;
}

const answerWithinMs = 10_000;
const readWithinMs = 20_000;
/** Beyond it some vendors reject a signature. Ours are corrected by the server's clock; those of other tools are not. */
const toleratedSkewMs = 60_000;

/**
 * Whether a program could work with a cloud from here: keys, region, address, clocks and one call that only reads. Each
 * check stands on those before it.
 */
export async function checkCloud(
  definition: AnyInstanceDefinition,
  session: Session,
  config: ConfigReader,
  { region: given, isNeeded }: CloudCheckOptions,
): Promise<Check[]> {
  const { cloud } = definition;
  const settings = new Settings(cloud, config, session.env);
  const keys = checkKeys(settings, isNeeded);
  if (keys.status === "unused") return [keys];
  const region = checkRegion(settings, given);
  const place = given ?? attempt(() => settings.requireRegion());
  if (region.status === "problem" || place === undefined) return [keys, region];
  const reached = await checkEndpoint(definition, session, settings, place);
  if (keys.status === "problem" || reached.some(({ status }) => status === "problem"))
    return [keys, region, ...reached];
  return [keys, region, ...reached, await checkCall(definition, session, config, place)];
}

function checkKeys(settings: Settings, isNeeded: boolean): Check {
  const name = "credentials";
  try {
    settings.credentials();
  } catch (error) {
    const isNone = settings.keyPlaces().every(({ outcome }) => outcome === "absent");
    const [found = "", ...details] = messageOf(error).split("\n");
    if (isNone && !isNeeded) return { name, status: "unused", found: "none" };
    return { name, status: "problem", found, details: details.map((line) => line.trim()) };
  }
  const places = settings.keyPlaces();
  const used = places.find(({ outcome }) => outcome === "used");
  const others = places.filter(({ outcome }) => outcome === "passedOver").map(inWords);
  return { name, status: "ok", found: used ? inWords(used) : "given", details: others };
}

const inWords = ({ names, outcome, why }: KeyPlace): string =>
  [outcome === "passedOver" ? `passed over: ${names}` : names, ...(why ? [why] : [])].join(", ");

function checkRegion(settings: Settings, given: string | undefined): Check {
  const name = "region";
  if (given !== undefined) return { name, status: "ok", found: `${given} (--region)` };
  try {
    return { name, status: "ok", found: `${settings.requireRegion()} (${settings.whereOf("region")})` };
  } catch (error) {
    return { name, status: "problem", found: messageOf(error) };
  }
}

/** Any answer will do: the request is not signed. */
async function checkEndpoint(
  definition: AnyInstanceDefinition,
  session: Session,
  settings: Settings,
  region: string,
): Promise<Check[]> {
  const name = "endpoint";
  const isOwn = settings.get("endpoint") === undefined;
  const where = isOwn ? "the vendor's own" : settings.whereOf("endpoint");
  try {
    const url = endpointOf(definition, settings, region);
    const began = session.clock.now();
    const { headers } = await session.http("GET /", { method: "GET", url, headers: {} }, answerWithinMs);
    const took = session.clock.now() - began;
    const found = `${url.origin} (${where}) answers in ${Math.round(took)} ms`;
    return [{ name, status: "ok", found }, checkClock(headers.date, session.clock.now())];
  } catch (error) {
    // A setting that no address can be made of: the network has nothing to do with it.
    if (error instanceof UserError) return [{ name, status: "problem", found: messageOf(error) }];
    const advice = `Check the ${isOwn ? "region" : "address"}, the network, and HTTPS_PROXY and NO_PROXY.`;
    return [{ name, status: "problem", found: `${messageOf(error)} (${where})`, advice }];
  }
}

function checkClock(date: string | undefined, now: number): Check {
  const name = "clock";
  const skew = date === undefined ? Number.NaN : now - Date.parse(date);
  if (Number.isNaN(skew)) return { name, status: "ok", found: "the cloud does not tell its time" };
  if (Math.abs(skew) <= toleratedSkewMs) return { name, status: "ok", found: "this machine's agrees with the cloud's" };
  const found = `this machine's is ${formatDuration(Math.abs(skew))} ${skew > 0 ? "fast" : "slow"}`;
  const advice =
    "Set it; our signatures are corrected by the cloud's clock, but a restore time and a token's age are not.";
  return { name, status: "warning", found, advice };
}

/** What every create does first: it lists the instances with a pending tag. */
async function checkCall(
  definition: AnyInstanceDefinition,
  session: Session,
  config: ConfigReader,
  region: string,
): Promise<Check> {
  const name = "call";
  try {
    const bounds = { deadline: session.clock.now() + readWithinMs, secrets: [] };
    const tagged = await connect(definition, session, config, region, bounds).listPending();
    const left = tagged.length > 0 ? `; ${tagged.length} with a pending tag, see orphans` : "";
    return { name, status: "ok", found: `the key may list the instances${left}` };
  } catch (error) {
    return { name, status: "problem", found: messageOf(error) };
  }
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

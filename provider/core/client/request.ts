import { debuglog } from "node:util";
import type { Session } from "../session/session";
import { backoff, withHint } from "./backoff";
import {
  CloudError,
  classify,
  EngineGoneError,
  type ErrorRule,
  means,
  messageOf,
  NoAnswerError,
  type Rejection,
} from "./errors";
import type { HttpAnswer, HttpRequest } from "./http";
import type { RateLimiter } from "./rateLimiter";
import { redact } from "./redact";

const debug = debuglog("pulumi-cn-cache");

/** What is fixed about one operation of a vendor's API. */
export interface Action {
  readonly name: string;
  /** A call that changes something is never sent for an engine that is gone. */
  readonly mutating: boolean;
  /**
   * May the call be repeated when nobody knows whether it was carried out?
   * `always`: carrying it out twice is the same as once. `token`: the call carries an idempotency token. `never`: no.
   */
  readonly repeat: "always" | "token" | "never";
}

export const reads = (name: string): Action => ({ name, mutating: false, repeat: "always" });
export const writes = (name: string, repeat: Action["repeat"] = "always"): Action => ({ name, mutating: true, repeat });

/** What an answer turned out to be. */
export type ParsedAnswer =
  | { readonly reply: Readonly<Record<string, unknown>> }
  | { readonly rejection: Rejection }
  /** Not the API's own answer: a proxy's page, half a JSON text. */
  | { readonly unreadable: string };

/** How a vendor's API is spoken: everything the retry loop must know and nothing more. */
export interface Protocol {
  /** A request as it leaves now; called anew for each attempt, because date and nonce must be fresh. */
  sign(request: HttpRequest, action: Action, at: Date, nonce: string): HttpRequest;
  read(answer: HttpAnswer): ParsedAnswer;
  readonly errors: readonly ErrorRule[];
}

/** What bounds and colours the calls of one operation on one resource. */
export interface Bounds {
  /** No attempt starts after this moment (ms since the epoch). */
  readonly deadline: number;
  /** Values that must not appear in any message. */
  readonly secrets: readonly (string | undefined)[];
}

const attemptsInTrouble = 5;
const attemptsSkewed = 2;

/**
 * Sends a call until it is answered for good: signs, spaces, repeats what may be repeated.
 *
 * @throws CloudError     the cloud refused
 * @throws NoAnswerError  no answer, or one that nobody can read; says whether the call may have been carried out
 * @throws EngineGoneError  before anything is sent
 */
export async function sendRequest(
  session: Session,
  protocol: Protocol,
  bucket: RateLimiter,
  action: Action,
  request: HttpRequest,
  bounds: Bounds,
): Promise<Readonly<Record<string, unknown>>> {
  let troubles = 0;
  let skews = 0;
  let mayHaveRun = false;
  let last: CloudError | NoAnswerError | undefined;
  // What is thrown must not say "not carried out" when an earlier attempt may have been.
  const final = (error: Error) =>
    mayHaveRun && action.mutating ? new NoAnswerError(action.name, "unknown", detailOf(error)) : error;
  for (let attempt = 1; ; attempt++) {
    await bucket.take();
    if (last && session.clock.now() >= bounds.deadline) throw final(last);
    if (action.mutating && !(await session.engine.isAlive())) throw final(new EngineGoneError());
    const outcome = await once(session, protocol, action, request, bounds, attempt);
    if ("reply" in outcome) {
      bucket.accepted();
      return outcome.reply;
    }
    const { error } = outcome;
    const inTrouble = error instanceof NoAnswerError || error.meaning === "transient";
    if (error instanceof CloudError && error.meaning === "throttled") bucket.throttled();
    mayHaveRun ||= error instanceof NoAnswerError ? error.carriedOut === "unknown" : error.meaning === "transient";
    if (!mayRepeat(action, error)) throw leavesOpen(action, error) ? final(error) : error;
    const hint = error instanceof CloudError ? error.rejection.retryAfterMs : undefined;
    const delay = withHint(backoff(attempt, session.random), hint);
    const isSkewedAgain = error instanceof CloudError && error.meaning === "skewed" && ++skews >= attemptsSkewed;
    const isHopeless = isSkewedAgain || (inTrouble && ++troubles >= attemptsInTrouble);
    if (isHopeless || session.clock.now() + delay >= bounds.deadline) throw final(error);
    last = error;
    await session.clock.sleep(delay);
  }
}

const detailOf = (error: Error): string => (error instanceof NoAnswerError ? error.detail : messageOf(error));

/** A refused repetition of a call with a token says nothing of the attempt before, unless it speaks of its effect. */
function leavesOpen(action: Action, error: CloudError | NoAnswerError): boolean {
  return action.repeat === "token" && !means(error, "notFound", "already", "mismatch");
}

function mayRepeat(action: Action, error: CloudError | NoAnswerError): boolean {
  if (error instanceof NoAnswerError) return error.carriedOut === "no" || action.repeat !== "never";
  if (error.meaning === "transient") return action.repeat !== "never";
  return error.meaning === "throttled" || error.meaning === "conflict" || error.meaning === "skewed";
}

type Outcome = { reply: Readonly<Record<string, unknown>> } | { error: CloudError | NoAnswerError };

async function once(
  session: Session,
  protocol: Protocol,
  action: Action,
  request: HttpRequest,
  { secrets }: Bounds,
  attempt: number,
): Promise<Outcome> {
  const { clock } = session;
  const started = clock.now();
  const shown = (text: string) => redact(text, secrets);
  const log = (outcome: number | string, requestId = "-") =>
    debug("%s attempt %d: %s, %d ms, request %s", action.name, attempt, outcome, clock.now() - started, requestId);
  try {
    const { host } = request.url;
    const signed = protocol.sign(request, action, new Date(started + session.skewMs(host)), session.nonce());
    const answer = await session.http(action.name, signed);
    session.sawDate(host, answer.headers.date);
    const reading = protocol.read(answer);
    if ("reply" in reading) {
      log(answer.status, String(reading.reply.RequestId ?? reading.reply.requestId ?? "-"));
      return reading;
    }
    if ("unreadable" in reading) throw new NoAnswerError(action.name, "unknown", `${host}: ${reading.unreadable}`);
    const rejection = {
      ...reading.rejection,
      code: shown(reading.rejection.code),
      message: shown(reading.rejection.message),
    };
    const status = rejection.status ?? answer.status;
    const { hint, ...rule } = classify(protocol.errors, status, reading.rejection.code);
    const meaning = rule.orSkewed && isSkewed(session, host, answer.headers.date) ? "skewed" : rule.meaning;
    log(`${status} ${rejection.code} (${meaning})`, rejection.requestId);
    if (meaning === "skewed") session.learnSkew(host, answer.headers.date);
    return { error: new CloudError(action.name, status, rejection, meaning, hint) };
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    const lost = new NoAnswerError(action.name, error.carriedOut, shown(error.detail));
    log(lost.message);
    return { error: lost };
  }
}

/** Clouds allow minutes; a difference of less is the way that the answer took. */
const leastSkewMs = 60_000;

function isSkewed(session: Session, host: string, date: string | undefined): boolean {
  const server = date === undefined ? Number.NaN : Date.parse(date);
  return Math.abs(server - session.clock.now() - session.skewMs(host)) > leastSkewMs;
}

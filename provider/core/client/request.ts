import { debuglog } from "node:util";
import type { Host } from "../host/host";
import type { HttpAnswer, HttpRequest } from "../host/http";
import { printable } from "../host/printable";
import { backoff, withHint } from "./backoff";
import type { ClockSkew } from "./clockSkew";
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

/** How a vendor's requests are signed and its answers read: all that the retry loop needs to know. */
export interface Protocol {
  /** A request as it leaves now; called anew for each attempt, because date and nonce must be fresh. */
  sign(request: HttpRequest, action: Action, at: Date, nonce: string): HttpRequest;
  readAnswer(answer: HttpAnswer): ParsedAnswer;
  readonly errors: readonly ErrorRule[];
}

/** The limits that an operation sets to its calls. */
export interface Bounds {
  /** No attempt starts after this moment (ms since the epoch), and none goes on for long. */
  readonly deadline: number;
  /** Values that must not appear in any message. */
  readonly secrets: readonly (string | undefined)[];
}

/** One call of a vendor's API, with all that sending it needs. */
export interface RequestOptions extends Bounds {
  readonly host: Pick<Host, "clock" | "engine" | "http" | "random" | "nonce">;
  readonly clockSkew: ClockSkew;
  readonly rateLimiter: RateLimiter;
  readonly protocol: Protocol;
  readonly action: Action;
  readonly request: HttpRequest;
}

/** Creating calls answer in seconds, but not always in the 3 to 10 s that the vendors' SDKs allow. */
const mostAnswerMs = 60_000;
/** For an attempt that starts just before the deadline. */
const leastAnswerMs = 1_000;

/** The part of a server's text that is read. */
const mostText = 16_384;

const attemptsInTrouble = 5;
const attemptsSkewed = 2;

/**
 * Sends a request until there is a final answer: waits for its turn, signs, and repeats what may be repeated.
 *
 * @throws CloudError     the cloud rejected the call
 * @throws NoAnswerError  no answer, or one that nobody can read; says whether the call may have been carried out
 * @throws EngineGoneError  before anything is sent
 */
export async function sendRequest(options: RequestOptions): Promise<Readonly<Record<string, unknown>>> {
  const { host, rateLimiter, action, deadline } = options;
  let troubles = 0;
  let skews = 0;
  let mayHaveRun = false;
  let last: CloudError | NoAnswerError | undefined;
  // What is thrown must not say "not carried out" when an earlier attempt may have been.
  const final = (error: Error) =>
    mayHaveRun && action.mutating ? new NoAnswerError(action.name, "unknown", detailOf(error)) : error;
  for (let attempt = 1; ; attempt++) {
    const outcome = await rateLimiter.run(
      async () => {
        if (action.mutating && !(await host.engine.isAlive())) throw final(new EngineGoneError());
        return sendOnce(options, attempt);
      },
      isThrottled,
      deadline,
    );
    if (!outcome)
      throw last ? final(last) : new NoAnswerError(action.name, "no", "the time for it ended before it was sent");
    if ("reply" in outcome) return outcome.reply;
    const { error } = outcome;
    const inTrouble = error instanceof NoAnswerError || error.meaning === "transient";
    mayHaveRun ||= error instanceof NoAnswerError ? error.carriedOut === "unknown" : error.meaning === "transient";
    if (!mayRepeat(action, error)) throw leavesOpen(action, error) ? final(error) : error;
    const hint = error instanceof CloudError ? error.rejection.retryAfterMs : undefined;
    const delay = withHint(backoff(attempt, host.random), hint);
    const isSkewedAgain = error instanceof CloudError && error.meaning === "skewed" && ++skews >= attemptsSkewed;
    const isHopeless = isSkewedAgain || (inTrouble && ++troubles >= attemptsInTrouble);
    if (isHopeless || host.clock.now() + delay >= deadline) throw final(error);
    last = error;
    await host.clock.sleep(delay);
  }
}

const detailOf = (error: Error): string => (error instanceof NoAnswerError ? error.detail : messageOf(error));

/** A rejected retry does not tell whether the first attempt succeeded, unless the error reports the outcome. */
function leavesOpen(action: Action, error: CloudError | NoAnswerError): boolean {
  return action.repeat === "token" && !means(error, "notFound", "already", "mismatch");
}

function mayRepeat(action: Action, error: CloudError | NoAnswerError): boolean {
  if (error instanceof NoAnswerError) return error.carriedOut === "no" || action.repeat !== "never";
  if (error.meaning === "transient") return action.repeat !== "never";
  return error.meaning === "throttled" || error.meaning === "conflict" || error.meaning === "skewed";
}

const isThrottled = (outcome: Outcome): boolean => "error" in outcome && means(outcome.error, "throttled");

type Outcome = { reply: Readonly<Record<string, unknown>> } | { error: CloudError | NoAnswerError };

async function sendOnce(options: RequestOptions, attempt: number): Promise<Outcome> {
  const { host, clockSkew, protocol, action, request, secrets, deadline } = options;
  const { host: server } = request.url;
  const started = host.clock.now();
  // Far more than is shown, so that no half of a secret is left where the text is cut.
  const redacted = (text: string) => redact(text.slice(0, mostText), secrets);
  const log = (outcome: number | string, requestId = "-") =>
    debug(
      "%s attempt %d: %s, %d ms, request %s",
      ...[action.name, attempt, printable(String(outcome)), host.clock.now() - started, printable(requestId, 100)],
    );
  try {
    const date = new Date(started + clockSkew.correctionMs(server));
    const withinMs = Math.max(leastAnswerMs, Math.min(mostAnswerMs, deadline - started));
    const answer = await host.http(action.name, protocol.sign(request, action, date, host.nonce()), withinMs);
    clockSkew.saw(server, answer.headers.date);
    const parsed = protocol.readAnswer(answer);
    if ("reply" in parsed) {
      if (debug.enabled) log(answer.status, redacted(String(parsed.reply.RequestId ?? parsed.reply.requestId ?? "-")));
      return parsed;
    }
    if ("unreadable" in parsed) throw new NoAnswerError(action.name, "unknown", `${server}: ${parsed.unreadable}`);
    const { message, requestId } = parsed.rejection;
    const code = parsed.rejection.code.slice(0, mostText);
    const rejection = {
      ...parsed.rejection,
      ...{ code: redacted(code), message: redacted(message), requestId: requestId && redacted(requestId) },
    };
    const status = rejection.status ?? answer.status;
    const { hint, ...rule } = classify(protocol.errors, status, code);
    const meaning = rule.orSkewed && isSkewed(clockSkew, server, answer.headers.date) ? "skewed" : rule.meaning;
    log(`${status} ${rejection.code} (${meaning})`, rejection.requestId);
    if (meaning === "skewed") clockSkew.correct(server, answer.headers.date);
    return { error: new CloudError(action.name, status, rejection, meaning, hint) };
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    const lost = new NoAnswerError(action.name, error.carriedOut, redacted(error.detail));
    log(lost.message);
    return { error: lost };
  }
}

/** Clouds tolerate minutes; a smaller difference is the time that the answer took. */
const leastSkewMs = 60_000;

function isSkewed(clockSkew: ClockSkew, server: string, date: string | undefined): boolean {
  return Math.abs(clockSkew.differenceMs(server, date) ?? 0) > leastSkewMs;
}

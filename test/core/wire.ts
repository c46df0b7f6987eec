import { NoAnswerError } from "../../provider/core/client/errors";
import { RateLimiter } from "../../provider/core/client/rateLimiter";
import { type Action, type Bounds, type Protocol, sendRequest } from "../../provider/core/client/request";
import type { HttpAnswer, HttpRequest } from "../../provider/core/host/http";
import { VirtualClock } from "../support/virtualClock";
import { type ToySession, toySession } from "./toy";

/** What the wire answers to one attempt: a result, a code of the error table, or no answer at all. */
export type Answer =
  | "ok"
  | "noConnection"
  | "lost"
  | "page"
  | {
      status: number;
      code: string;
      message?: string;
      headers?: Record<string, string>;
      retryAfterMs?: number;
      requestId?: string;
    };

export const throttled = { status: 400, code: "Throttled" };
export const transient = { status: 500, code: "Boom" };
export const conflict = { status: 403, code: "Busy" };
export const skewed = { status: 401, code: "Skewed" };
export const input = { status: 400, code: "BadInput" };
export const quota = { status: 403, code: "Quota" };
export const notFound = { status: 404, code: "NotFound" };
export const mismatch = { status: 400, code: "Mismatch" };

const meanings = {
  Throttled: "throttled",
  Busy: "conflict",
  Skewed: "skewed",
  BadInput: "input",
  Quota: "quota",
} as const;

const protocol: Protocol = {
  sign: (request, action, at, nonce) => ({
    ...request,
    headers: { ...request.headers, "x-action": action.name, "x-date": at.toISOString(), "x-nonce": nonce },
  }),
  readAnswer: ({ status, text }) => {
    if (!text.startsWith("{")) return { unreadable: `HTTP ${status} with a page: ${text}` };
    const body = JSON.parse(text) as { code?: string; message: string; retryAfterMs?: number; requestId?: string };
    return body.code === undefined ? { reply: { result: "ok" } } : { rejection: { ...body, code: body.code } };
  },
  errors: [
    ...Object.entries(meanings).map(([code, meaning]) => ({ code, meaning })),
    { code: "WrongSignature", meaning: "accessDenied", orSkewed: true },
    { code: "NotFound", meaning: "notFound" },
    { code: "Mismatch", meaning: "mismatch" },
    { code: "Already", meaning: "already" },
  ],
};

/** A call over a wire that answers by a script; the last answer repeats. */
export class Wire {
  readonly clock = new VirtualClock();
  readonly rateLimiter = new RateLimiter(this.clock);
  readonly start = this.clock.now();
  readonly session: ToySession;
  readonly requests: HttpRequest[] = [];
  /** When each attempt left, in ms since the start. */
  readonly times: number[] = [];
  /** How long each attempt may take, in ms. */
  readonly limits: number[] = [];
  /** Text that the wire works into whatever it answers. */
  echo = "";
  /** Runs when an attempt arrives. */
  onAttempt: () => void = () => undefined;

  constructor(private readonly script: readonly Answer[]) {
    this.session = toySession({ clock: this.clock, http: (...sent) => this.answer(...sent) });
  }

  send(action: Action, bounds: Partial<Bounds> = {}): Promise<Readonly<Record<string, unknown>>> {
    const request: HttpRequest = { method: "POST", url: new URL("https://api.toy.example/"), headers: {} };
    const { session, rateLimiter } = this;
    const common = { host: session, clockSkew: session.clockSkew, rateLimiter, protocol };
    return sendRequest({ ...common, action, request, deadline: this.start + 600_000, secrets: [], ...bounds });
  }

  private async answer(action: string, request: HttpRequest, withinMs: number): Promise<HttpAnswer> {
    const answer = this.script[Math.min(this.requests.length, this.script.length - 1)] ?? "ok";
    this.requests.push(request);
    this.times.push(this.clock.now() - this.start);
    this.limits.push(withinMs);
    this.onAttempt();
    switch (answer) {
      case "ok":
        return { status: 200, headers: {}, text: "{}" };
      case "page":
        return { status: 502, headers: {}, text: `<html>${this.echo}</html>` };
      case "noConnection":
        throw new NoAnswerError(action, "no", `api.toy.example: ECONNREFUSED ${this.echo}`.trim());
      case "lost":
        throw new NoAnswerError(action, "unknown", `api.toy.example: ECONNRESET ${this.echo}`.trim());
      default: {
        const { status, code, message = "no", headers = {}, ...more } = answer;
        const text = JSON.stringify({ code, message: `${message} ${this.echo}`.trim(), ...more });
        return { status, headers, text };
      }
    }
  }
}

/** How a call ended, in a word: `ok`, `no` or `unknown` for a missing answer, else the rejection's meaning. */
export async function endOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ok";
  } catch (error) {
    if (error instanceof NoAnswerError) return error.carriedOut;
    return (error as { meaning?: string }).meaning ?? (error as Error).name;
  }
}

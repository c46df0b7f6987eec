import { z } from "zod";
import type { Action, Protocol, Reading } from "../core/call";
import type { Send } from "../core/cloud";
import type { HttpAnswer } from "../core/http";
import type { Credentials } from "../core/settings";
import { errorRules } from "./errors";
import { sign } from "./sign";

/** A parameter's value; lists and objects are flattened to `Tag.1.Key`, undefined is left out. */
export type Param = string | number | boolean | undefined | readonly Param[] | { readonly [name: string]: Param };
export type Params = { readonly [name: string]: Param };

/** R-KVStore 2015-01-01 in one region. */
export interface AliyunApi {
  readonly regionId: string;
  /**
   * Calls an operation and reads its answer.
   * @throws CloudError     refused; the code is in Alibaba Cloud's error tables
   * @throws NoAnswerError  no answer, or one of another shape than `reply`
   */
  call<Reply>(action: Action, params: Params, reply: z.ZodType<Reply>): Promise<Reply>;
  /** The same for the Security Token Service. */
  sts<Reply>(action: Action, params: Params, reply: z.ZodType<Reply>): Promise<Reply>;
}

export interface AliyunConnection {
  readonly credentials: Credentials;
  readonly region: string;
  readonly endpoint: URL;
  readonly stsEndpoint: URL;
  readonly send: Send;
}

/** Parameters whose values must never be seen. */
const secretParams = new Set(["Password", "NewPassword", "AccountPassword"]);

export function aliyunApi({ credentials, region, endpoint, stsEndpoint, send }: AliyunConnection): AliyunApi {
  const caller = (origin: URL, version: string) => {
    const protocol: Protocol = {
      sign: (request, action, at, nonce) => sign(request, { action: action.name, version }, credentials, at, nonce),
      read,
      errors: errorRules,
    };
    return async <Reply>(action: Action, params: Params, reply: z.ZodType<Reply>): Promise<Reply> => {
      const url = new URL("/", origin);
      const flat = flatten(params);
      // The vendor's own SDK puts every parameter into the query, also of POST.
      for (const [name, value] of flat) url.searchParams.append(name, value);
      const secrets = flat.flatMap(([name, value]) => (secretParams.has(name) ? [value] : []));
      const answer = await send(
        protocol,
        action,
        { method: "POST", url, headers: { accept: "application/json" } },
        secrets,
      );
      return reply.parse(answer);
    };
  };
  return { regionId: region, call: caller(endpoint, "2015-01-01"), sts: caller(stsEndpoint, "2015-04-01") };
}

export function flatten(params: Params, prefix = ""): [string, string][] {
  return Object.entries(params).flatMap(([name, value]) => flattenOne(prefix + name, value));
}

function flattenOne(name: string, value: Param): [string, string][] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((entry: Param, index) => flattenOne(`${name}.${index + 1}`, entry));
  if (typeof value === "object") return flatten(value as Params, `${name}.`);
  return [[name, String(value)]];
}

const refusalBody = z.object({ Code: z.string(), Message: z.string().default(""), RequestId: z.string().optional() });

/** Success and refusal by the status; anything that is not the API's JSON came from somebody else on the way. */
export function read({ status, headers, text }: HttpAnswer): Reading {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { unreadable: `HTTP ${status} with something that is not JSON` };
  }
  if (status < 400) {
    return typeof body === "object" && body !== null
      ? { reply: body as Record<string, unknown> }
      : { unreadable: `HTTP ${status} without an object` };
  }
  const refusal = refusalBody.safeParse(body);
  if (!refusal.success) return { unreadable: `HTTP ${status} without an error code` };
  const { Code: code, Message: message, RequestId: requestId } = refusal.data;
  const retryAfterMs = Number(headers["x-acs-retry-after"]);
  return { refusal: { code, message, requestId, retryAfterMs: retryAfterMs > 0 ? retryAfterMs : undefined } };
}

import type { HttpRequest, Reply } from "../core/http";
import { isRecord } from "../core/keys";
import { decodePairs } from "../core/percent";
import { Args, type OperationParameters, readBody, readQuery } from "./args";
import { ApiError } from "./errors";
import type { Result } from "./state";

export interface Meta {
  readonly requestId: string;
  /** Milliseconds. The answer's Date is the sandbox's own time, so that a client which measures clock skew finds none. */
  readonly now: number;
  /** The project belongs to the old generation of the API, whose errors have the older form. */
  readonly isOld: boolean;
}

/** The body as an object; {} when there is none. @throws ApiError when it is anything else. */
export function decodeBody({ body }: HttpRequest): Record<string, unknown> {
  if (body.length === 0) return {};
  const value = parseJson(body);
  if (!isRecord(value)) throw new ApiError("DCS.4005");
  return value;
}

/** undefined for a text that is not JSON. */
export function parseJson(body: Buffer): unknown {
  // No call that reads has a body, and an exception costs a tenth of the call.
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

/** @throws ApiError for whatever the operation's parameters do not allow */
export function decodeArgs(parameters: OperationParameters, request: HttpRequest): { query: Args; body: Args } {
  // A name that occurs twice keeps its last value; no imitated operation repeats one.
  const query = readQuery(parameters.query ?? {}, Object.fromEntries(decodePairs(request.query)));
  if (parameters.body === undefined) return { query, body: new Args({}) };
  if (request.body.length === 0 && parameters.bodyIsOptional !== true) throw new ApiError("DCS.4004");
  return { query, body: readBody(parameters.body, decodeBody(request)) };
}

export function answer({ status = 200, content, headers }: Result, meta: Meta): Reply {
  return reply(status, content, meta, headers);
}

/**
 * Three forms: the gateway's, with a request id; the older, nested one of IAM, EPS and the old generation, where the latter has
 * numbers (DCS.4086 → 111400086); and that of DCS v2. [doc] [tf]
 */
export function rejection(error: ApiError, meta: Meta): Reply {
  const { code, status, message } = error;
  const [service = "", number = ""] = code.split(".");
  if (service === "APIGW")
    return reply(status, { error_msg: message, error_code: code, request_id: meta.requestId }, meta);
  if (service === "IAM")
    return reply(status, { error: { message, code: status, title: titles[status] ?? "Error" } }, meta);
  if (service === "EPS") return reply(status, { error: { error_code: code, error_msg: message } }, meta);
  if (service === "CBC") return reply(status, { error_code: code, error_msg: message }, meta);
  if (service === "DCS" && meta.isOld)
    return reply(status, { error: { code: `111${status}${number.slice(1)}`, message, ext_message: null } }, meta);
  return reply(status, { error_code: code, error_msg: message, error_ext_msg: null }, meta);
}

const titles: Readonly<Record<number, string>> = { 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden" };

function reply(
  status: number,
  content: Readonly<Record<string, unknown>> | undefined,
  { requestId, now }: Meta,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: {
      ...(content === undefined ? {} : { "content-type": "application/json;charset=utf-8" }),
      "x-request-id": requestId,
      date: new Date(now).toUTCString(),
      ...headers,
    },
    body: content === undefined ? "" : JSON.stringify(content),
  };
}

import type { HttpRequest, Reply } from "../core/http";
import { isRecord } from "../core/keys";
import { decodePairs } from "../core/percent";
import { checkFields, Fields, type Spec } from "./args";
import { ApiError, unknownParameter } from "./errors";
import type { Result } from "./state";

export interface Meta {
  readonly requestId: string;
  /** Milliseconds: the Date of the answer is the sandbox's own, so that a client that measures clock skew finds none. */
  readonly now: number;
  /** The project belongs to the old generation, whose errors have the older form. */
  readonly isOld: boolean;
}

/** The body as an object; {} when there is none. @throws ApiError when it is something else. */
export function readBody({ body }: HttpRequest): Record<string, unknown> {
  if (body.length === 0) return {};
  const value = parse(body);
  if (!isRecord(value)) throw new ApiError("DCS.4005");
  return value;
}

export function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

export function bodyFields(spec: Spec | undefined, request: HttpRequest, isOptional: boolean): Fields {
  if (spec === undefined) return new Fields({});
  if (request.body.length === 0 && !isOptional) throw new ApiError("DCS.4004");
  const value = readBody(request);
  checkFields(spec, value);
  return new Fields(value);
}

/** A name that stands twice keeps its last value; no imitated call repeats one. */
export function queryFields(spec: Spec, { query }: HttpRequest): Fields {
  const pairs = decodePairs(query);
  for (const [name] of pairs) {
    if (!Object.hasOwn(spec, name)) throw unknownParameter(`there is no query parameter "${name}"`);
  }
  return new Fields(Object.fromEntries(pairs));
}

export function answer({ status = 200, content, headers }: Result, meta: Meta): Reply {
  return reply(status, content, meta, headers);
}

/**
 * Three forms: the gateway's with a request id; the older one, nested, of IAM, EPS and the old generation, there with numbers
 * (DCS.4086 → 111400086); DCS v2's own. [doc] [tf]
 */
export function refuse(error: ApiError, meta: Meta): Reply {
  const { code, status, message } = error;
  const [service = "", number = ""] = code.split(".");
  if (service === "APIGW") {
    return reply(status, { error_msg: message, error_code: code, request_id: meta.requestId }, meta);
  }
  if (service === "IAM")
    return reply(status, { error: { message, code: status, title: titles[status] ?? "Error" } }, meta);
  if (service === "EPS") return reply(status, { error: { error_code: code, error_msg: message } }, meta);
  if (service === "CBC") return reply(status, { error_code: code, error_msg: message }, meta);
  if (service === "DCS" && meta.isOld) {
    return reply(status, { error: { code: `111${status}${number.slice(1)}`, message, ext_message: null } }, meta);
  }
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

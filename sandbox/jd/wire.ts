import type { HttpRequest, Reply } from "../core/http";
import { isRecord } from "../core/keys";
import type { ApiError } from "./errors";
import { unflatten } from "./flatten";
import type { Action } from "./parameters";
import { routes, serviceOf } from "./routes";

/** A request with its path understood. What it carries is not checked yet. */
export interface JdRequest {
  readonly http: HttpRequest;
  /** Undefined when no row of the table fits. */
  readonly action: Action | undefined;
  readonly service: string | undefined;
  /** What stands in the places of the path. */
  readonly params: Readonly<Record<string, string>>;
  /** GET and DELETE carry their parameters in the query, the others in a JSON body. [doc] */
  readonly isQuery: boolean;
  /** Undefined when the body is not a JSON object. */
  readonly given: Readonly<Record<string, unknown>> | undefined;
}

export function decode(http: HttpRequest): JdRequest {
  const found = routes.match(http.method, http.path);
  const isQuery = http.method === "GET" || http.method === "DELETE";
  // With an empty id the answer is the list, and no error. [qa]
  const isList = found?.route === "describeCacheInstance" && found.params.cacheInstanceId === "";
  return {
    http,
    action: isList ? "describeCacheInstances" : found?.route,
    service: found === undefined ? undefined : serviceOf(found.route),
    params: found?.params ?? {},
    isQuery,
    given: isQuery ? unflatten(http.query) : readBody(http),
  };
}

/** No body at all is an empty object: some calls have nothing but their path. [sdk] */
function readBody(http: HttpRequest): Record<string, unknown> | undefined {
  const text = http.body.toString("utf8");
  if (text.trim() === "") return {};
  try {
    const value = JSON.parse(text) as unknown;
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A body without a requestId makes Python's SDK drop the error; an empty one needs the header. [seen] */
export function answer(requestId: string, now: number, result: Readonly<Record<string, unknown>> | undefined): Reply {
  return reply(200, requestId, now, result === undefined ? {} : { result });
}

export function refuse(requestId: string, now: number, error: ApiError): Reply {
  const { code, status, message } = error;
  return reply(code, requestId, now, { error: { code, status, message } });
}

/** Date is of the sandbox's own clock: a client that measures its skew by it must find the one that its date was judged by. */
function reply(status: number, requestId: string, now: number, content: Record<string, unknown>): Reply {
  return {
    status,
    headers: {
      "content-type": "application/json",
      "x-jdcloud-request-id": requestId,
      date: new Date(now).toUTCString(),
    },
    body: JSON.stringify({ requestId, ...content }),
  };
}

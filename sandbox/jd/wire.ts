import type { HttpRequest, Reply } from "../core/http";
import { isRecord } from "../core/keys";
import type { ApiError } from "./errors";
import type { Action } from "./parameters";
import { routes, serviceOf } from "./routes";
import { decodePairs } from "./sign";

/** A request with its path understood. Its parameters are not checked yet. */
export interface JdRequest {
  readonly http: HttpRequest;
  /** Undefined when no route fits. */
  readonly action: Action | undefined;
  readonly service: string | undefined;
  /** The values of the path's placeholders. */
  readonly params: Readonly<Record<string, string>>;
  /** GET and DELETE carry their parameters in the query, the others in a JSON body. [doc] */
  readonly isQuery: boolean;
  /** Undefined when the body is not a JSON object. */
  readonly given: Readonly<Record<string, unknown>> | undefined;
}

export function decode(http: HttpRequest): JdRequest {
  const found = routes.match(http.method, http.path);
  const isQuery = http.method === "GET" || http.method === "DELETE";
  // An empty id is answered with the list, without an error. [qa]
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

interface Node {
  text?: string;
  readonly children: Map<string, Node>;
}

/** `filters.1.name=a&filters.1.values.1=b` as the object that a body would hold: `{filters: [{name: "a", values: ["b"]}]}`. [doc] */
function unflatten(query: string): Record<string, unknown> {
  const root: Node = { children: new Map() };
  for (const [name, value] of decodePairs(query)) {
    let node = root;
    for (const part of name.split(".")) {
      const next: Node = node.children.get(part) ?? { children: new Map() };
      node.children.set(part, next);
      node = next;
    }
    node.text = value;
  }
  return objectOf(root);
}

function contentOf(node: Node): unknown {
  if (node.children.size === 0) return node.text;
  const names = [...node.children.keys()];
  if (!names.every((name) => /^\d+$/.test(name))) return objectOf(node);
  // Numbers count from 1; a gap is closed. [guess] the gap
  return names.sort((a, b) => Number(a) - Number(b)).map((name) => contentOf(node.children.get(name) as Node));
}

function objectOf(node: Node): Record<string, unknown> {
  return Object.fromEntries([...node.children].map(([name, child]) => [name, contentOf(child)]));
}

export function answer(requestId: string, now: number, result: Readonly<Record<string, unknown>> | undefined): Reply {
  return reply(200, requestId, now, result === undefined ? {} : { result });
}

/** The vendor calls the HTTP status `code` and the name of the error `status`. [doc] */
export function rejection(requestId: string, now: number, { status, code, message }: ApiError): Reply {
  return reply(status, requestId, now, { error: { code: status, status: code, message } });
}

/**
 * A body without a requestId makes Python's SDK drop the error; an empty body needs the header. [seen] Date is the sandbox's own clock,
 * because clients measure by it how far their own clock is off.
 */
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

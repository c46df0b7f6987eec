import { randomUUID } from "node:crypto";
import type { Sandbox } from "../../../sandbox";
import {
  type Answer,
  canonicalRequest,
  encode,
  hmacSha256,
  type Keys,
  type SignedRequest,
  send,
  sha256,
} from "../wire";

export interface CallOptions {
  readonly keys?: Keys;
  /** Milliseconds; the sandbox's own clock. */
  readonly now?: number;
  readonly nonce?: string;
  readonly generation?: 2 | 3;
  readonly service?: string;
  /** Of the credential scope. */
  readonly region?: string;
  /** Day of the credential scope, when it is not the request's own. */
  readonly day?: string;
  /** Further headers, signed. */
  readonly headers?: Record<string, string>;
  /** How a colon goes into the URL; it is signed as %3A either way. */
  readonly colon?: ":" | "%3A";
  /** The last word on what is sent, after signing. */
  readonly spoil?: (request: SignedRequest) => void;
}

/** `filters.1.values.1=…` of an object. */
function flatten(value: unknown, name = ""): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((one, at) => flatten(one, `${name}.${at + 1}`));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, one]) => flatten(one, name === "" ? key : `${name}.${key}`));
  }
  return [[name, String(value)]];
}

/** Sends one call. `path` begins after the version, unless it begins with it. @throws when the connection is cut. */
export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  params: Record<string, unknown> = {},
  options: CallOptions = {},
): Promise<Answer> {
  const { endpoint, accessKey, secretKey, region } = sandbox.info.jd;
  const keys = options.keys ?? { id: accessKey, secret: secretKey };
  const isQuery = method === "GET" || method === "DELETE";
  const whole = /^\/v\d\//.test(path) ? path : `/v1${path}`;
  const query = isQuery
    ? flatten(params)
        .map(([name, value]) => `${encode(name)}=${encode(value)}`)
        .sort()
        .join("&")
    : "";
  const body = isQuery ? "" : JSON.stringify(params);
  const date = new Date(options.now ?? Date.now()).toISOString().replace(/[-:]|\.\d+/g, "");
  const generation = options.generation ?? 2;
  const always = { "x-jdcloud-date": date, "x-jdcloud-nonce": options.nonce ?? randomUUID() };
  const signed: Record<string, string> = {
    "content-type": "application/json",
    host: new URL(endpoint).host,
    ...(generation === 2 ? always : {}),
    ...options.headers,
  };
  const signedPath = whole.split("/").map(encode).join("/");
  const { text, signedHeaders } = canonicalRequest([method, signedPath, query, body], signed);
  const scope = [
    options.day ?? date.slice(0, 8),
    options.region ?? /regions\/([^/]+)/.exec(whole)?.[1] ?? region,
    options.service ?? "redis",
    `jdcloud${generation}_request`,
  ];
  const algorithm = `JDCLOUD${generation}-HMAC-SHA256`;
  const key = scope.reduce<string | Buffer>(hmacSha256, `JDCLOUD${generation}${keys.secret}`);
  const signature = hmacSha256(key, [algorithm, date, scope.join("/"), sha256(text)].join("\n")).toString("hex");
  const { host: _byFetch, ...headers }: Record<string, string> = { ...signed, ...always };
  const credential = `${keys.id}/${scope.join("/")}`;
  const authorization = `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  const request: SignedRequest = {
    method,
    url: `${endpoint}${whole.replaceAll(":", options.colon ?? "%3A")}${query === "" ? "" : `?${query}`}`,
    headers: { ...headers, authorization },
    body,
  };
  options.spoil?.(request);
  return send(request);
}

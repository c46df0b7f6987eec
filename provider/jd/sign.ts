import { createHmac } from "node:crypto";
import type { Credentials } from "../core/client/credentials";
import { percentEncode, sha256Hex } from "../core/client/wire";
import type { HttpRequest } from "../core/host/http";

/** What a signature is valid for. */
export interface Scope {
  readonly region: string;
  /** `redis`, `resourcetag`, `renewal`. */
  readonly service: string;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text, "utf8").digest();

/** Each segment is encoded once: the colon before a verb becomes `%3A`, however the URL spells it. */
function canonicalPath(path: string): string {
  const segments = path.split("/").map((segment) => percentEncode(decodeURIComponent(segment)));
  return segments.join("/") || "/";
}

/** Sorted by code point: `filters.10` comes before `filters.2`. */
export function canonicalQuery(params: Iterable<[string, string]>): string {
  return [...params]
    .map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** The form of the request that client and server hash. Header names are in lower case, and all of them are signed. */
export function canonicalRequest({ method, url, headers, body = "" }: HttpRequest): {
  text: string;
  signedHeaders: string;
} {
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(";");
  const lines = names.map((name) => `${name}:${headers[name]?.trim().replace(/\s+/g, " ")}\n`).join("");
  const query = canonicalQuery(url.searchParams);
  const text = [method, canonicalPath(url.pathname), query, lines, signedHeaders, sha256Hex(body)].join("\n");
  return { text, signedHeaders };
}

/** The two generations differ only in this word. The vendor's SDKs use both, its pages describe the older one. [sdk] */
export type Generation = "JDCLOUD2" | "JDCLOUD3";

export function authorization(
  request: HttpRequest,
  { region, service }: Scope,
  key: Credentials,
  date: string,
  generation: Generation = "JDCLOUD2",
): { stringToSign: string; header: string } {
  const day = date.slice(0, 8);
  const terminator = `${generation.toLowerCase()}_request`;
  const scope = `${day}/${region}/${service}/${terminator}`;
  const { text, signedHeaders } = canonicalRequest(request);
  const stringToSign = `${generation}-HMAC-SHA256\n${date}\n${scope}\n${sha256Hex(text)}`;
  const signingKey = [day, region, service, terminator].reduce<string | Buffer>(hmac, generation + key.secret);
  const signature = hmac(signingKey, stringToSign).toString("hex");
  const header = `${generation}-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return { stringToSign, header };
}

/**
 * Signs with JDCLOUD2-HMAC-SHA256, from its arguments alone: no clock, no environment, no network.
 * Date and nonce must be new for each attempt, because the vendor rejects a nonce that it has seen. [doc]
 * @see docs.jdcloud.com common-declaration authorization-rules
 */
export function sign(request: HttpRequest, scope: Scope, key: Credentials, at: Date, nonce: string): HttpRequest {
  const date = at.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const headers: Record<string, string> = {
    "content-type": "application/json",
    host: request.url.host,
    "x-jdcloud-date": date,
    "x-jdcloud-nonce": nonce,
    // Not encoded. Half of the vendor's SDKs send it in base64 instead. [sdk]
    ...(key.token ? { "x-jdcloud-security-token": key.token } : {}),
  };
  const { header } = authorization({ ...request, headers }, scope, key, date);
  return { ...request, headers: { ...headers, authorization: header } };
}

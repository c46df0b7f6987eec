import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { HttpRequest } from "../core/http";
import { decodePairs, percentEncode } from "../core/percent";

/** SDK-HMAC-SHA256, written from the vendor's "API request signing guide". [doc] [sdk] */
export const algorithm = "SDK-HMAC-SHA256";

/** This text in `x-sdk-content-sha256` leaves the body out of the signature. [doc] */
const unsignedPayload = "UNSIGNED-PAYLOAD";

export interface Authorization {
  readonly accessKey: string;
  /** Lower case, in the order given. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads `SDK-HMAC-SHA256 Access=…, SignedHeaders=a;b, Signature=…`; undefined for anything else. */
export function parseAuthorization(header: string): Authorization | undefined {
  const match = /^SDK-HMAC-SHA256 +Access=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/.exec(header);
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return undefined;
  return { accessKey: match[1], signedHeaders: match[2].toLowerCase().split(";"), signature: match[3] };
}

export function sha256(data: Buffer | string): string {
  return createHash("sha256").update(data).digest("hex");
}

export function canonicalRequest(request: HttpRequest, signedHeaders: readonly string[]): string {
  const { method, path, query, headers, body } = request;
  const names = [...signedHeaders].sort();
  const isUnsigned = headers["x-sdk-content-sha256"] === unsignedPayload;
  return [
    method.toUpperCase(),
    canonicalUri(path),
    canonicalQuery(query),
    names.map((name) => `${name}:${(headers[name] ?? "").trim()}\n`).join(""),
    names.join(";"),
    isUnsigned ? unsignedPayload : sha256(body),
  ].join("\n");
}

export function stringToSign(date: string, canonical: string): string {
  return `${algorithm}\n${date}\n${sha256(canonical)}`;
}

export function sign(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

export function equals(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** It ends in a slash, which the requested URL does not. [sdk] */
function canonicalUri(path: string): string {
  const uri = path
    .split("/")
    .map((segment) => percentEncode(decode(segment)))
    .join("/");
  return uri.endsWith("/") ? uri : `${uri}/`;
}

/** Sorted by name, then by value; an empty value keeps its `=`. */
function canonicalQuery(query: string): string {
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return decodePairs(query)
    .sort(([a, x], [b, y]) => byText(a, b) || byText(x, y))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

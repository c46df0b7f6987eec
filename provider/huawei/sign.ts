import { createHmac } from "node:crypto";
import type { Credentials } from "../core/client/credentials";
import { percentEncode, sha256Hex } from "../core/client/wire";
import type { HttpRequest } from "../core/host/http";

const algorithm = "SDK-HMAC-SHA256";

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Encodes each segment once, from its decoded form. Only the signed text ends the path with a slash. */
function canonicalPath(url: URL): string {
  const path = url.pathname
    .split("/")
    .map((segment) => percentEncode(decodeURIComponent(segment)))
    .join("/");
  return path.endsWith("/") ? path : `${path}/`;
}

function canonicalQuery(query: Iterable<[string, string]>): string {
  return [...query]
    .sort(([a, x], [b, y]) => byCodeUnit(a, b) || byCodeUnit(x, y))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

/** The text that both sides hash; it contains every header of the request. Header names must be in lower case. */
export function canonicalRequest({ method, url, headers, body }: HttpRequest): { text: string; signedHeaders: string } {
  const names = Object.keys(headers).sort(byCodeUnit);
  const signedHeaders = names.join(";");
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join("");
  const payload = headers["x-sdk-content-sha256"] ?? sha256Hex(body ?? "");
  const parts = [method, canonicalPath(url), canonicalQuery(url.searchParams), lines, signedHeaders, payload];
  return { text: parts.join("\n"), signedHeaders };
}

export const stringToSign = (date: string, canonical: string): string =>
  `${algorithm}\n${date}\n${sha256Hex(canonical)}`;

/** Like `20240102T030405Z`. */
export const sdkDate = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, "");

/**
 * Signs a request with access key and secret. There is no credential scope, derived key or nonce.
 * A pure function: no clock, environment or network.
 * @see support.huaweicloud.com devg-apisign; AKSKSigner of the vendor's SDK core 3.1.211
 */
export function sign(request: HttpRequest, key: Credentials, at: Date): HttpRequest {
  const date = sdkDate(at);
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.url.host,
    "x-sdk-date": date,
    ...(key.token ? { "x-security-token": key.token } : {}),
  };
  const { text, signedHeaders } = canonicalRequest({ ...request, headers });
  const signature = createHmac("sha256", key.secret).update(stringToSign(date, text)).digest("hex");
  const authorization = `${algorithm} Access=${key.id}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return { ...request, headers: { ...headers, authorization } };
}

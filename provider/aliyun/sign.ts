import { createHmac } from "node:crypto";
import type { Credentials } from "../core/client/credentials";
import { percentEncode, sha256Hex } from "../core/client/wire";
import type { HttpRequest } from "../core/host/http";

/** The operation and API version that a request is signed for. */
export interface SignedAction {
  readonly action: string;
  readonly version: string;
}

export function canonicalQuery(params: Iterable<[string, string]>): string {
  return [...params]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

const isSigned = (name: string) => name === "host" || name === "content-type" || name.startsWith("x-acs-");

/** The canonical form of a request, which both sides hash. Header names must be in lower case. */
export function canonicalRequest({ method, url, headers }: HttpRequest): { text: string; signedHeaders: string } {
  const names = Object.keys(headers).filter(isSigned).sort();
  const signedHeaders = names.join(";");
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join("");
  const query = canonicalQuery(url.searchParams);
  const text = [method, url.pathname, query, lines, signedHeaders, headers["x-acs-content-sha256"]].join("\n");
  return { text, signedHeaders };
}

export const stringToSign = (canonical: string): string => `ACS3-HMAC-SHA256\n${sha256Hex(canonical)}`;

/**
 * Signature version 3 (ACS3-HMAC-SHA256). A pure function: no clock, no environment, no network.
 * @see help.aliyun.com document 2593177
 */
export function sign(
  request: HttpRequest,
  { action, version }: SignedAction,
  key: Credentials,
  at: Date,
  nonce: string,
): HttpRequest {
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.url.host,
    "x-acs-action": action,
    "x-acs-version": version,
    "x-acs-date": at.toISOString().replace(/\.\d{3}Z$/, "Z"),
    "x-acs-signature-nonce": nonce,
    "x-acs-content-sha256": sha256Hex(request.body ?? ""),
    ...(key.token ? { "x-acs-security-token": key.token, "x-acs-accesskey-id": key.id } : {}),
  };
  const { text, signedHeaders } = canonicalRequest({ ...request, headers });
  const signature = createHmac("sha256", key.secret).update(stringToSign(text)).digest("hex");
  return {
    ...request,
    headers: {
      ...headers,
      authorization: `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${signedHeaders},Signature=${signature}`,
    },
  };
}

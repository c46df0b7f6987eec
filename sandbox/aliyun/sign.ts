import { createHash, createHmac } from "node:crypto";
import type { HttpRequest } from "../core/http";
import { decodePairs, percentEncode } from "../core/percent";

/** The parts of `Authorization: ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…`. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export const algorithm = "ACS3-HMAC-SHA256";

/** Undefined when a part is missing. */
export function parseAuthorization(header: string): Authorization | undefined {
  const parts = new Map(
    header
      .slice(algorithm.length)
      .split(",")
      .map((part) => [part.slice(0, part.indexOf("=")).trim(), part.slice(part.indexOf("=") + 1).trim()]),
  );
  const accessKeyId = parts.get("Credential");
  const names = parts.get("SignedHeaders");
  const signature = parts.get("Signature");
  if (accessKeyId === undefined || names === undefined || signature === undefined) return undefined;
  return { accessKeyId, signedHeaders: names.split(";"), signature };
}

/** Sorted by the bytes of the name, `name=value` joined with `&`; an empty value keeps its `=`. [doc] */
export function canonicalQuery(pairs: Iterable<readonly [string, string]>): string {
  return [...pairs]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

/**
 * Covers the headers that the client names as signed, because that set differs between SDKs. [seen] The query is decoded and encoded
 * again, because Python's SDK sends `+` for a blank and signs `%20`. [seen]
 */
export function canonicalRequest(request: HttpRequest, signedHeaders: readonly string[], payloadHash: string): string {
  const headers = [...signedHeaders].sort().map((name) => `${name}:${(request.headers[name] ?? "").trim()}\n`);
  return [
    request.method,
    request.path,
    canonicalQuery(decodePairs(request.query)),
    headers.join(""),
    [...signedHeaders].sort().join(";"),
    payloadHash,
  ].join("\n");
}

export function stringToSign(canonical: string): string {
  return `${algorithm}\n${sha256(canonical)}`;
}

export function sign(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

export function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

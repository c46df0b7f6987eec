import { createHash, createHmac } from "node:crypto";
import type { HttpRequest } from "../core/http";
import { percentEncode } from "../core/percent";

/** The two generations differ in their constants only. [doc] JDCLOUD2, [sdk] JDCLOUD3 in Python's SDK */
const generations = {
  "JDCLOUD2-HMAC-SHA256": { prefix: "JDCLOUD2", end: "jdcloud2_request" },
  "JDCLOUD3-HMAC-SHA256": { prefix: "JDCLOUD3", end: "jdcloud3_request" },
} as const;

export type Scheme = keyof typeof generations;

/** The parts of `Authorization: JDCLOUD2-HMAC-SHA256 Credential=…/date/region/service/end, SignedHeaders=…, Signature=…`. */
export interface Authorization {
  readonly scheme: Scheme;
  readonly accessKey: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Undefined when a part is missing or the scope does not end as its scheme says. */
export function parseAuthorization(header: string): Authorization | undefined {
  const scheme = header.slice(0, header.indexOf(" "));
  if (!isScheme(scheme)) return undefined;
  const parts = new Map(
    header
      .slice(scheme.length)
      .split(",")
      .map((part) => [part.slice(0, part.indexOf("=")).trim(), part.slice(part.indexOf("=") + 1).trim()]),
  );
  const [accessKey = "", date = "", region = "", service = "", end, ...excess] = (parts.get("Credential") ?? "").split(
    "/",
  );
  const names = parts.get("SignedHeaders") ?? "";
  const signature = parts.get("Signature") ?? "";
  const isWhole = [accessKey, date, region, service, names, signature].every((part) => part !== "");
  if (!isWhole || end !== generations[scheme].end || excess.length > 0) return undefined;
  return { scheme, accessKey, date, region, service, signedHeaders: names.split(";"), signature };
}

/** Covers the headers that the client names: each SDK signs another set. [sdk] */
export function canonicalRequest(
  request: Pick<HttpRequest, "method" | "path" | "query" | "headers" | "body">,
  signedHeaders: readonly string[],
): string {
  const names = [...signedHeaders].sort();
  // A run of blanks counts as one. [sdk] Go, Node, Java, PHP
  const headers = names.map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}\n`);
  return [
    request.method.toUpperCase(),
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers.join(""),
    names.join(";"),
    sha256(request.body),
  ].join("\n");
}

export function stringToSign(given: Authorization, dateTime: string, canonical: string): string {
  return [given.scheme, dateTime, scopeOf(given), sha256(canonical)].join("\n");
}

export function sign(secret: string, given: Authorization, text: string): string {
  const { prefix, end } = generations[given.scheme];
  const key = [given.date, given.region, given.service, end].reduce<string | Buffer>(hmac, prefix + secret);
  return hmac(key, text).toString("hex");
}

function scopeOf({ scheme, date, region, service }: Authorization): string {
  return [date, region, service, generations[scheme].end].join("/");
}

/** A colon is signed as %3A, whether it is sent as %3A (Node, Go) or as it is (Python). [seen] */
function canonicalPath(path: string): string {
  return (
    path
      .split("/")
      .map((part) => percentEncode(decode(part)))
      .join("/") || "/"
  );
}

function canonicalQuery(query: string): string {
  return decodePairs(query)
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** Names and values of a query. A blank is %20, never `+`. [doc] */
export function decodePairs(query: string): [string, string][] {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return at < 0 ? [decode(part), ""] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    });
}

export function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isScheme(text: string): text is Scheme {
  return Object.hasOwn(generations, text);
}

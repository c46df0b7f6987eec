import type { KeyPair } from "../core/keys";
import { ApiError, unauthenticated } from "./errors";
import { type Authorization, canonicalRequest, parseAuthorization, sha256, sign, stringToSign } from "./sign";
import type { JdRequest } from "./wire";

/** How far a request's date may be off, either way. [guess] the vendor names no figure */
const windowMs = 15 * 60 * 1000;

export interface Verifier {
  readonly keys: readonly KeyPair[];
  readonly now: () => number;
  /** Used nonce → when it was used, in milliseconds. */
  readonly nonces: Map<string, number>;
}

/** Headers that have to be signed when they are sent. [doc] Date and nonce in the older generation only: Python does not sign them. [sdk] */
const signedWhenSent = ["x-jdcloud-security-token", "x-jdcloud-session-token", "x-jdcloud-algorithm"];
const signedInOlder = ["x-jdcloud-date", "x-jdcloud-nonce"];

/** The key that signed the request. @throws ApiError 401 */
export function authenticate(verifier: Verifier, request: JdRequest): KeyPair {
  const { headers } = request.http;
  const given = parseAuthorization(headers.authorization ?? "");
  if (given === undefined) throw new ApiError("ACCESS_ERROR");
  checkSignedHeaders(given, headers);
  const date = headers["x-jdcloud-date"] ?? "";
  checkDate(verifier, given, date);
  checkScope(given, request);
  const key = verifier.keys.find((one) => one.id === given.accessKey);
  if (key === undefined) throw unauthenticated(`access key ${given.accessKey} not found`);
  checkToken(key, headers["x-jdcloud-security-token"] ?? headers["x-jdcloud-session-token"]);
  const hash = headers["x-jdcloud-content-sha256"];
  if (hash !== undefined && hash !== sha256(request.http.body)) {
    throw unauthenticated("x-jdcloud-content-sha256 is not the SHA-256 of the body");
  }
  const text = stringToSign(given, date, canonicalRequest(request.http, given.signedHeaders));
  if (sign(key.secret, given, text) !== given.signature) throw unauthenticated("signature does not match");
  useNonce(verifier, headers["x-jdcloud-nonce"]);
  return key;
}

function checkSignedHeaders(given: Authorization, headers: Readonly<Record<string, string>>): void {
  const absent = given.signedHeaders.filter((name) => headers[name] === undefined);
  if (absent.length > 0) throw unauthenticated(`signed headers are absent: ${absent.join(", ")}`);
  const required = [
    ...signedWhenSent.filter((name) => headers[name] !== undefined),
    ...(given.scheme === "JDCLOUD2-HMAC-SHA256" ? signedInOlder : []),
  ];
  const unsigned = required.filter((name) => !given.signedHeaders.includes(name));
  if (unsigned.length > 0) throw unauthenticated(`headers have to be signed: ${unsigned.join(", ")}`);
  const algorithm = headers["x-jdcloud-algorithm"];
  if (algorithm !== undefined && algorithm !== given.scheme) throw unauthenticated(`x-jdcloud-algorithm ${algorithm}`);
}

function checkDate(verifier: Verifier, given: Authorization, date: string): void {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const at = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  if (Number.isNaN(at)) throw unauthenticated("x-jdcloud-date has to be like 20190214T104514Z");
  if (date.slice(0, 8) !== given.date)
    throw unauthenticated("x-jdcloud-date is of another day than the credential scope");
  if (Math.abs(at - verifier.now()) > windowMs) throw unauthenticated("request is expired or from the future");
}

/** The scope names the service, and the region where the path has one. [sdk] [guess] the region has to agree */
function checkScope(given: Authorization, { service, params }: JdRequest): void {
  if (service !== undefined && given.service !== service) {
    throw unauthenticated(`credential scope is for the service ${given.service}, not ${service}`);
  }
  if (params.regionId !== undefined && params.regionId !== given.region) {
    throw unauthenticated(`credential scope is for the region ${given.region}, not ${params.regionId}`);
  }
}

/** Go, Python and Java send the token in base64, Node and PHP as it is. [sdk] */
function checkToken(key: KeyPair, token: string | undefined): void {
  if (key.token === undefined && token === undefined) return;
  const accepted = key.token === undefined ? [] : [key.token, Buffer.from(key.token).toString("base64")];
  if (token === undefined || !accepted.includes(token)) throw unauthenticated("security token is missing or wrong");
}

/** A nonce is unique "for a while" [doc]; here for as long as its date could still be accepted. */
function useNonce(verifier: Verifier, nonce: string | undefined): void {
  if (nonce === undefined || nonce === "") throw unauthenticated("x-jdcloud-nonce is missing");
  const now = verifier.now();
  // Older ones need no memory: their date would be rejected. The map is ordered by time.
  for (const [old, at] of verifier.nonces) {
    if (now - at <= 2 * windowMs) break;
    verifier.nonces.delete(old);
  }
  if (verifier.nonces.has(nonce)) throw unauthenticated("x-jdcloud-nonce was used already");
  verifier.nonces.set(nonce, now);
}

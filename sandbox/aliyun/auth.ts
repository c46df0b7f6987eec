import type { KeyPair } from "../core/keys";
import { ApiError } from "./errors";
import * as acs3 from "./sign";
import * as rpc from "./signRpc";
import type { AliyunRequest } from "./wire";

/** How far a request's date may be from the server's clock, in either direction. [doc] */
const windowMs = 15 * 60 * 1000;

export interface Verifier {
  readonly keys: readonly KeyPair[];
  readonly now: () => number;
  /** Used nonce → when it was used, in milliseconds. */
  readonly nonces: Map<string, number>;
}

/** The key that signed the request. @throws ApiError with the gateway's code */
export function authenticate(verifier: Verifier, request: AliyunRequest): KeyPair {
  return request.scheme === "acs3" ? authenticateAcs3(verifier, request) : authenticateRpc(verifier, request);
}

function authenticateAcs3(verifier: Verifier, request: AliyunRequest): KeyPair {
  const { headers } = request.http;
  const given = acs3.parseAuthorization(headers.authorization ?? "");
  if (given === undefined) throw new ApiError("IncompleteSignature");
  const unsigned = [...Object.keys(headers).filter((name) => name.startsWith("x-acs-")), "host"].filter(
    (name) => !given.signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new ApiError("IncompleteSignature", `The headers ${unsigned.join(", ")} have to be among SignedHeaders.`);
  }
  checkDate(verifier, headers["x-acs-date"]);
  const key = findKey(verifier, given.accessKeyId);
  checkToken(key, headers["x-acs-security-token"]);
  const hash = acs3.sha256(request.http.body);
  if (headers["x-acs-content-sha256"] !== hash) throw new ApiError("InvalidContentSha256.Mismatch");
  const text = acs3.stringToSign(acs3.canonicalRequest(request.http, given.signedHeaders, hash));
  if (acs3.sign(key.secret, text) !== given.signature) throw mismatch(text);
  useNonce(verifier, headers["x-acs-signature-nonce"]);
  return key;
}

function authenticateRpc(verifier: Verifier, request: AliyunRequest): KeyPair {
  const all = new Map(request.pairs);
  const id = all.get("AccessKeyId");
  const signature = all.get("Signature");
  if (id === undefined || signature === undefined) throw new ApiError("IncompleteSignature");
  if (all.get("SignatureMethod") !== "HMAC-SHA1" || all.get("SignatureVersion") !== "1.0") {
    throw new ApiError("IncompleteSignature", "SignatureMethod has to be HMAC-SHA1 and SignatureVersion 1.0.");
  }
  checkDate(verifier, all.get("Timestamp"));
  const key = findKey(verifier, id);
  checkToken(key, all.get("SecurityToken"));
  const text = rpc.stringToSign(request.http.method, request.pairs);
  if (rpc.sign(key.secret, text) !== signature) throw mismatch(text);
  useNonce(verifier, all.get("SignatureNonce"));
  return key;
}

function checkDate(verifier: Verifier, date: string | undefined): void {
  if (date === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date))
    throw new ApiError("InvalidTimeStamp.Format");
  if (Math.abs(Date.parse(date) - verifier.now()) > windowMs) throw new ApiError("InvalidTimeStamp.Expired");
}

function findKey(verifier: Verifier, id: string): KeyPair {
  const key = verifier.keys.find((one) => one.id === id);
  if (key === undefined) throw new ApiError("InvalidAccessKeyId.NotFound");
  if (key.endsAt !== undefined && key.endsAt <= verifier.now()) throw new ApiError("InvalidSecurityToken.Expired");
  return key;
}

/** An empty token counts as none, because the old SDKs always send the parameter. [guess] */
function checkToken(key: KeyPair, token: string | undefined): void {
  const given = token === "" ? undefined : token;
  if (key.token === undefined && given !== undefined) throw new ApiError("InvalidSecurityToken.MismatchWithAccessKey");
  if (key.token !== given) throw new ApiError("InvalidSecurityToken.Malformed");
}

/** The old SDK compares the text after the colon with its own, and crashes without a colon. [seen] */
function mismatch(text: string): ApiError {
  return new ApiError(
    "SignatureDoesNotMatch",
    `Specified signature does not match our calculation. server string to sign is:${text}`,
  );
}

function useNonce(verifier: Verifier, nonce: string | undefined): void {
  if (nonce === undefined || nonce === "") throw new ApiError("IncompleteSignature", "The signature nonce is missing.");
  const now = verifier.now();
  if (verifier.nonces.has(nonce)) throw new ApiError("SignatureNonceUsed");
  verifier.nonces.set(nonce, now);
  // Older nonces cannot be replayed, because the date would be rejected. The map is in the order of time.
  for (const [old, at] of verifier.nonces) {
    if (now - at <= 2 * windowMs) break;
    verifier.nonces.delete(old);
  }
}

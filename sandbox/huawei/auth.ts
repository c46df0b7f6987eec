import type { World } from "../core/cloud";
import type { HttpRequest } from "../core/http";
import type { KeyPair } from "../core/keys";
import { ApiError } from "./errors";
import { algorithm, canonicalRequest, equals, parseAuthorization, sign, stringToSign } from "./sign";

/** A request is accepted this long before and after its date. [doc] */
const windowMs = 15 * 60 * 1000;

/** More than five failures in a row lock a key. [doc] how many, [guess] how long */
const mostFailures = 5;
const lockMs = 5 * 60 * 1000;

/** A token is valid for a day. [doc] */
export const tokenMs = 24 * 60 * 60 * 1000;

export interface Token {
  readonly keyId: string;
  readonly project: string;
  readonly expires: number;
}

interface Failures {
  count: number;
  until: number;
}

export interface Caller {
  readonly key: KeyPair;
  /** A token is bound to a project, a signature is not. */
  readonly project: string | undefined;
}

const rejected = (why: string) => new ApiError("APIGW.0301", why);

/** Who sent the request. @throws ApiError with the gateway's own code */
export function authenticate(world: World, request: HttpRequest): Caller {
  const { authorization, "x-auth-token": token } = request.headers;
  if (authorization !== undefined) return { key: bySignature(world, request, authorization), project: undefined };
  if (token !== undefined) return byToken(world, token);
  throw rejected("x-auth-token not found");
}

function byToken(world: World, text: string): Caller {
  const token = tokens(world).get(text);
  const key = world.keys.find(({ id }) => id === token?.keyId);
  if (token === undefined || key === undefined) throw rejected("decrypt token fail");
  if (token.expires < world.now()) throw new ApiError("APIGW.0307");
  return { key, project: token.project };
}

/** Keys that agencies give. */
export function temporaryKeys({ tables }: World): Map<string, KeyPair> {
  return tables.table("temporaryKeys");
}

export function tokens({ tables }: World): Map<string, Token> {
  return tables.table("tokens");
}

function bySignature(world: World, request: HttpRequest, authorization: string): KeyPair {
  const given = parseAuthorization(authorization);
  if (given === undefined)
    throw rejected(`the authorization header is not of the form ${algorithm} Access=…, SignedHeaders=…, Signature=…`);
  const key = world.keys.find(({ id }) => id === given.accessKey) ?? temporaryKeys(world).get(given.accessKey);
  if (key === undefined) throw rejected(`Get secretKey failed,ak:${given.accessKey},err:ak not exist`);
  if (key.endsAt !== undefined && key.endsAt <= world.now()) throw rejected("the security token has expired");
  checkLock(world, key);
  const date = request.headers["x-sdk-date"] ?? "";
  if (!given.signedHeaders.includes("x-sdk-date")) throw rejected("x-sdk-date has to be among SignedHeaders");
  checkDate(world, date);
  const missing = given.signedHeaders.filter((name) => request.headers[name] === undefined);
  if (missing.length > 0) throw rejected(`SignedHeaders names ${missing.join(", ")}, which the request does not have`);
  const text = stringToSign(date, canonicalRequest(request, given.signedHeaders));
  if (!equals(sign(key.secret, text), given.signature)) {
    countFailure(world, key);
    throw rejected("verify aksk signature fail");
  }
  // Temporary keys need their token, whether it is signed (JavaScript) or not (Go). [sdk] [tf]
  if (key.token !== undefined && request.headers["x-security-token"] !== key.token)
    throw rejected("verify aksk signature fail, the security token does not fit the key");
  failures(world).delete(key.id);
  return key;
}

function checkDate(world: World, date: string): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  const at = match === null ? Number.NaN : Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
  if (Number.isNaN(at)) throw rejected("x-sdk-date is not of the form 20060102T150405Z");
  if (Math.abs(at - world.now()) > windowMs) throw rejected(`signature expired, invalid timestamp:${date}`);
}

function failures({ tables }: World): Map<string, Failures> {
  return tables.table("failures");
}

function checkLock(world: World, key: KeyPair): void {
  const failed = failures(world).get(key.id);
  if (failed !== undefined && failed.until > world.now())
    throw rejected("aksk access failed to reach the limit, forbidden");
}

function countFailure(world: World, key: KeyPair): void {
  const count = (failures(world).get(key.id)?.count ?? 0) + 1;
  const isLocked = count > mostFailures;
  failures(world).set(key.id, { count: isLocked ? 0 : count, until: isLocked ? world.now() + lockMs : 0 });
}

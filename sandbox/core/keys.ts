import { readFileSync } from "node:fs";

/** A pair of keys that a cloud accepts, and its account. */
export interface KeyPair {
  readonly id: string;
  readonly secret: string;
  /** Temporary credentials: the token that has to come with them. */
  readonly token?: string;
  /** When temporary credentials end, in milliseconds. */
  readonly endsAt?: number;
  /** Keys of one account see the same instances; the default is the sandbox's own account. */
  readonly account?: string;
  /** Actions that this key may not call, as an access policy would deny them. */
  readonly deny?: readonly string[];
  /** How many pay-as-you-go instances the account may hold. */
  readonly quota?: number;
}

export type KeyRing = Readonly<Record<string, readonly KeyPair[]>>;

/** Reads `--keys`: `{"aliyun":[{"id":"…","secret":"…","token"?,"account"?,"deny"?,"quota"?}], …}`. */
export function readKeyFile(path: string): KeyRing {
  return checkKeys(JSON.parse(readFileSync(path, "utf8")) as unknown, path);
}

function checkKeys(value: unknown, path: string): KeyRing {
  if (!isRecord(value)) throw new Error(`${path}: expected an object with one list of key pairs for each cloud`);
  for (const [cloud, pairs] of Object.entries(value)) {
    if (!Array.isArray(pairs)) throw new Error(`${path}: "${cloud}" is not a list`);
    for (const [index, pair] of pairs.entries()) {
      if (!isRecord(pair) || typeof pair.id !== "string" || typeof pair.secret !== "string") {
        throw new Error(`${path}: ${cloud}[${index}] needs "id" and "secret" as text`);
      }
    }
  }
  return value as KeyRing;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

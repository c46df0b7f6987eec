import { z } from "zod";
import { type Credentials, keyForm, type Role } from "../client/credentials";
import { UserError } from "../client/errors";
import type { ParsedAnswer, Protocol } from "../client/request";
import { isSuccess } from "../client/wire";
import { digest } from "../host/digest";
import type { HttpAnswer } from "../host/http";
import type { Memory } from "./cloud";

/** A key that a role gives for some time. */
export interface TemporaryKey {
  readonly credentials: Credentials;
  /** Milliseconds since the epoch, by the cloud's clock. */
  readonly endsAt: number;
}

/** A part of a temporary key, and the moment when it ends, in answers of whatever server gives them. */
export const keyText = z.string().regex(keyForm);
export const keyEnd = z.string().transform(Date.parse).refine(Number.isFinite);

interface Asking {
  readonly memory: Memory;
  /** Milliseconds since the epoch, by the cloud's clock. */
  now(): number;
}

/** New keys are asked for so long before the old ones end. */
const renewMs = 5 * 60_000;

/** The keys of a role, asked for once and again before they end. */
export async function keysOfRole(
  { memory, now }: Asking,
  role: Role,
  ask: () => Promise<TemporaryKey>,
): Promise<Credentials> {
  const name = `role keys ${digest(role)}`;
  const known = memory.get(name) as Promise<TemporaryKey> | undefined;
  const before = await known?.catch(() => undefined);
  if (before && before.endsAt - renewMs > now()) return before.credentials;
  // Many resources ask at the same time; the first of them has put its question here meanwhile.
  const current = memory.get(name) as Promise<TemporaryKey> | undefined;
  if (current && current !== known) return (await current).credentials;
  const asked = ask();
  memory.set(name, asked);
  return (await asked).credentials;
}

/** For a source of keys that is neither signed nor the API's own; the reply has the whole `text`. */
export const plain: Protocol = { sign: (request) => request, readAnswer: readText, errors: [] };

function readText({ status, text }: HttpAnswer): ParsedAnswer {
  if (isSuccess(status)) return { reply: { text } };
  return { rejection: { code: `HTTP.${status}`, message: "it gives no credentials" } };
}

/** @throws UserError  never shows the answer, which may hold half of a key */
export function keyIn(title: string, answer: unknown, read: (value: unknown) => TemporaryKey): TemporaryKey {
  try {
    return read(JSON.parse(String(answer)));
  } catch {
    throw new UserError(`${title}: the answer of the profile's source of credentials has no temporary key.`);
  }
}

import { z } from "zod";
import type { Credentials, Role } from "../core/client/credentials";
import { UserError } from "../core/client/errors";
import { requireSafeEndpoint } from "../core/client/http";
import { type ParsedAnswer, type Protocol, reads } from "../core/client/request";
import { isSuccess, pathSegment } from "../core/client/wire";
import type { HttpAnswer, HttpRequest } from "../core/host/http";
import type { Memory, Send } from "../core/resource/cloud";

/** The metadata service of the vendor's machines. It has no https, and only the machine itself reaches it. [doc] */
const metadata = "http://100.100.100.200/latest";
/** New keys are asked for so long before the old ones end. */
const renewMs = 5 * 60_000;

const text = z.string().min(1);
/** The same fields from the Security Token Service, the metadata service and a credentials URI. [sdk] */
export const temporaryKey = z
  .object({ AccessKeyId: text, AccessKeySecret: text, SecurityToken: text, Expiration: text })
  .transform((key) => ({
    credentials: { id: key.AccessKeyId, secret: key.AccessKeySecret, token: key.SecurityToken } as Credentials,
    endsAt: Date.parse(key.Expiration),
  }));
type TemporaryKey = z.infer<typeof temporaryKey>;

interface Asking {
  readonly role: Role;
  readonly send: Send;
  readonly memory: Memory;
  /** Milliseconds since the epoch, by the cloud's clock. */
  now(): number;
  /** Calls AssumeRole with the profile's own key. */
  assumeRole(params: Readonly<Record<string, string | undefined>>): Promise<TemporaryKey>;
}

/** The keys of a role, asked for once and again before they end. */
export async function keysOfRole({ role, send, memory, now, assumeRole }: Asking): Promise<Credentials> {
  const known = memory.get("role keys") as Promise<TemporaryKey> | undefined;
  const before = await known?.catch(() => undefined);
  if (before && before.endsAt - renewMs > now()) return before.credentials;
  // Many resources ask at the same time; the first of them has put its question here meanwhile.
  const current = memory.get("role keys") as Promise<TemporaryKey> | undefined;
  if (current && current !== known) return (await current).credentials;
  const asked = role.mode === "RamRoleArn" ? assumeRole(role.params) : fetchKeys(role, send);
  memory.set("role keys", asked);
  return (await asked).credentials;
}

async function fetchKeys(role: Role, send: Send): Promise<TemporaryKey> {
  const get = (name: string, url: URL, headers: HttpRequest["headers"] = {}, method: "GET" | "PUT" = "GET") =>
    send(plain, reads(name), { method, url, headers }).then(({ text: body }) => String(body));
  if (role.mode === "CredentialsURI") {
    const uri = new URL(role.params.uri ?? "");
    requireSafeEndpoint(uri.origin, "the profile's credentials_uri");
    return keyIn(await get("CredentialsURI", uri));
  }
  const ttl = { "x-aliyun-ecs-metadata-token-ttl-seconds": "21600" };
  const token = await get("MetadataToken", new URL(`${metadata}/api/token`), ttl, "PUT");
  const headers = { "x-aliyun-ecs-metadata-token": token.trim() };
  const folder = `${metadata}/meta-data/ram/security-credentials/`;
  const name = role.params.name ?? (await get("MetadataRole", new URL(folder), headers)).trim();
  return keyIn(await get("MetadataKeys", new URL(folder + pathSegment(name)), headers));
}

/** @throws UserError  never shows the answer, which may hold half of a key */
function keyIn(answer: string): TemporaryKey {
  try {
    return temporaryKey.parse(JSON.parse(answer));
  } catch {
    throw new UserError("Alibaba Cloud: the answer of the profile's source of credentials has no temporary key.");
  }
}

/** Neither signed nor the API's own. */
const plain: Protocol = { sign: (request) => request, readAnswer: readText, errors: [] };

function readText({ status, text: body }: HttpAnswer): ParsedAnswer {
  if (isSuccess(status)) return { reply: { text: body } };
  return { rejection: { code: `HTTP.${status}`, message: "it gives no credentials" } };
}

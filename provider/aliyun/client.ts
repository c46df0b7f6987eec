import { z } from "zod";
import type { Credentials } from "../core/client/credentials";
import { CloudError, means } from "../core/client/errors";
import { type Action, type ParsedAnswer, type Protocol, reads } from "../core/client/request";
import { flatten, isSuccess, type Params, replyAs } from "../core/client/wire";
import type { HttpAnswer, HttpRequest } from "../core/host/http";

import type { Memory, Send } from "../core/resource/cloud";
import { keysOfRole } from "../core/resource/roleKeys";
import { errorRules, readRules, unknownCaller } from "./errors";
import { askForKeys, temporaryKey } from "./roles";
import { canonicalQuery, sign } from "./sign";

/** The API R-KVStore 2015-01-01 in one region. */
export interface AliyunApi {
  readonly regionId: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Calls an operation and reads its answer.
   * @throws CloudError     the cloud rejected the call; `errors.ts` tells what the code means
   * @throws NoAnswerError  no answer, or one that does not have the shape of `reply`
   */
  call<Reply>(action: Action, params: Params, reply: z.ZodType<Reply>, method?: "GET" | "POST"): Promise<Reply>;
  /**
   * Reads something that an instance may not have, or not in every state: `off` where the instance does not have it,
   * undefined where it cannot be read. Such a read never breaks a refresh. [tf] #5977, #9971
   * @throws CloudError     notFound, throttled, transient, skewed
   * @throws NoAnswerError
   */
  optional<Reply, Off>(
    name: string,
    params: Params,
    reply: z.ZodType<Reply>,
    off: Off,
  ): Promise<Reply | Off | undefined>;
  /** The same as `call` for the Security Token Service. */
  sts<Reply>(action: Action, params: Params, reply: z.ZodType<Reply>): Promise<Reply>;
  /** The same for the Key Management Service. */
  kms<Reply>(action: Action, params: Params, reply: z.ZodType<Reply>): Promise<Reply>;
}

export interface AliyunConnection {
  readonly credentials: Credentials;
  readonly region: string;
  readonly endpoint: URL;
  readonly stsEndpoint: URL;
  readonly kmsEndpoint: URL;
  readonly send: Send;
  readonly memory: Memory;
  now(): number;
}

const stsVersion = "2015-04-01";
const keyReply = z.object({ Credentials: temporaryKey });

/** Parameters whose values must never appear in a message or a URL. `Instances` of CreateInstances holds passwords. */
const secretParams = new Set(["Password", "NewPassword", "AccountPassword", "Instances"]);

export function aliyunApi(connection: AliyunConnection): AliyunApi {
  const { credentials, region, endpoint, stsEndpoint, kmsEndpoint, send } = connection;
  /** The key itself, or that of its role, which another key may have to ask for. */
  const keyOf = async (own: Credentials): Promise<Credentials> => {
    const { role } = own;
    return role ? keysOfRole(connection, role, () => askForKeys(role, send, stsFor(role.key ?? own))) : own;
  };
  const stsFor = (asking: Credentials) => ({
    assumeRole: async (params: Params) => {
      const ask = caller(stsEndpoint, stsVersion, errorRules, () => keyOf(asking));
      return (await ask(reads("AssumeRole"), params, keyReply)).Credentials;
    },
    assumeRoleWithOidc: async (params: Params) => {
      const url = new URL("/", stsEndpoint);
      const Timestamp = new Date(connection.now()).toISOString().replace(/\.\d+/, "");
      const common = { Action: "AssumeRoleWithOIDC", Version: stsVersion, Format: "JSON", Timestamp };
      for (const [name, value] of flatten(common)) url.searchParams.append(name, value);
      const protocol: Protocol = { sign: (request) => request, readAnswer, errors: errorRules };
      const request = withForm({ method: "POST", url, headers: { accept: "application/json" } }, flatten(params));
      const action = reads("AssumeRoleWithOIDC");
      return replyAs(action, keyReply, await send(protocol, action, request, [String(params.OIDCToken)])).Credentials;
    },
  });
  const ownKey = () => keyOf(credentials);
  const caller = (origin: URL, version: string, errors = errorRules, findKey = ownKey) => {
    return async <Reply>(
      action: Action,
      params: Params,
      reply: z.ZodType<Reply>,
      method: "GET" | "POST" = "POST",
    ): Promise<Reply> => {
      const key = await findKey();
      const protocol: Protocol = {
        sign: (request, { name }, at, nonce) => sign(request, { action: name, version }, key, at, nonce),
        readAnswer,
        errors,
      };
      const url = new URL("/", origin);
      const flat = flatten(params);
      const form: [string, string][] = [];
      // Parameters go into the query, even with POST, as in the vendor's own SDK [sdk]. What logs requests logs their URLs, so
      // secrets go into a form, which the gateway reads with the older signature [tf], and with this one too [guess].
      for (const [name, value] of flat) {
        if (secretParams.has(name)) form.push([name, value]);
        else url.searchParams.append(name, value);
      }
      const request: HttpRequest = { method, url, headers: { accept: "application/json" } };
      const secrets = [...form.map(([, value]) => value), key.id, key.secret, key.token];
      return replyAs(action, reply, await send(protocol, action, withForm(request, form), secrets));
    };
  };
  const read = caller(endpoint, "2015-01-01", readRules);
  return {
    regionId: region,
    now: () => connection.now(),
    call: caller(endpoint, "2015-01-01"),
    async optional(name, params, reply, off) {
      try {
        const answer = reply.safeParse(await read(reads(name), params, anything));
        return answer.success ? answer.data : undefined;
      } catch (error) {
        if (means(error, "unsupported")) return off;
        if (!(error instanceof CloudError) || means(error, "notFound", "throttled", "transient", "skewed")) throw error;
        return undefined;
      }
    },
    sts: caller(stsEndpoint, stsVersion),
    kms: caller(kmsEndpoint, "2016-01-20"),
  };
}

function withForm(request: HttpRequest, form: readonly [string, string][]): HttpRequest {
  if (form.length === 0) return request;
  const type = { "content-type": "application/x-www-form-urlencoded" };
  return { ...request, headers: { ...request.headers, ...type }, body: canonicalQuery(form) };
}

const anything = z.looseObject({});
const success = z.looseObject({ RequestId: z.string().min(1) });
const rejectionBody = z.object({ Code: z.string(), Message: z.string().default(""), RequestId: z.string().optional() });

/** A success has a request id and no code, a rejection a code, whatever its status. Anything else comes from a proxy or gateway. */
export function readAnswer({ status, headers, text }: HttpAnswer): ParsedAnswer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { unreadable: `HTTP ${status} with a body that is not JSON` };
  }
  const rejection = rejectionBody.safeParse(body);
  if (isSuccess(status) && (!rejection.success || /^(ok|success|200)$/i.test(rejection.data.Code))) {
    const reply = success.safeParse(body);
    return reply.success ? { reply: reply.data } : { unreadable: `HTTP ${status} without a request id` };
  }
  if (!rejection.success) return { unreadable: `HTTP ${status} without an error code` };
  const { Code: code, Message: message, RequestId: requestId } = rejection.data;
  const retryAfterMs = Number(headers["x-acs-retry-after"]);
  return {
    rejection: {
      code,
      message,
      requestId,
      retryAfterMs: retryAfterMs > 0 ? retryAfterMs : undefined,
      ...(unknownCaller.test(code) && { isUnknownCaller: true }),
    },
  };
}

import { z } from "zod";
import type { Credentials } from "../core/client/credentials";
import { CloudError } from "../core/client/errors";
import type { Action, ParsedAnswer, Protocol } from "../core/client/request";
import { isSuccess, pathSegment, replyAs } from "../core/client/wire";
import type { HttpAnswer, HttpRequest } from "../core/host/http";
import type { Memory, Send } from "../core/resource/cloud";
import { keysOfRole } from "../core/resource/roleKeys";
import { type EndpointSetting, errorRulesOf, isOtherSite, withToken } from "./errors";
import { askForKeys } from "./roles";
import { sign } from "./sign";

/** One request before host, date and signature are added. */
export interface HuaweiRequest {
  readonly method: HttpRequest["method"];
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** For calls that answer 200 although they failed: finds the error in the answer. */
  readonly rejection?: (reply: Readonly<Record<string, unknown>>) => { code: string; message: string } | undefined;
}

/**
 * Sends a call and reads its answer.
 * @throws CloudError     rejected; the code is one of Huawei Cloud's error tables
 * @throws NoAnswerError  no answer, or one that does not match `reply`
 */
export type Sender = <Reply>(action: Action, call: HuaweiRequest, reply: z.ZodType<Reply>) => Promise<Reply>;

/** DCS v2 in one region, and the services that it needs. */
export interface HuaweiApi {
  readonly region: string;
  /** The project of all instances: as configured, else looked up in IAM once per process. */
  projectId(): Promise<string>;
  /** One call for all who ask the same at the same time. */
  together<Value>(question: string, ask: () => Promise<Value>): Promise<Value>;
  /** DCS below `/v2/{project_id}`. */
  readonly project: Sender;
  /** DCS below `/v2`, for calls without a project. */
  readonly dcs: Sender;
  /** Identity and access management, which knows the projects. */
  readonly iam: Sender;
  /** Billing, on the Chinese or the international site, depending on the account. */
  readonly bss: Sender;
  /** Enterprise projects. */
  readonly eps: Sender;
}

export interface HuaweiConnection {
  readonly credentials: Credentials;
  readonly region: string;
  /** The project configured for this region. */
  readonly projectId: string | undefined;
  /** Looks up the project if none is configured. */
  findProject(api: HuaweiApi): Promise<string>;
  readonly endpoint: URL;
  readonly iamEndpoint: URL;
  /** The first one is tried first; the second is the other site's. */
  readonly bssEndpoints: readonly [URL, ...URL[]];
  readonly epsEndpoint: URL;
  /** The key or the variable that gives an address, for messages. */
  whereOf(setting: EndpointSetting): string;
  readonly send: Send;
  readonly memory: Memory;
  now(): number;
}

/** Body fields whose values must never appear in messages. */
const secretFields = new Set(["password", "new_password", "old_password", "account_password"]);

export function huaweiApi(connection: HuaweiConnection): HuaweiApi {
  const { region, endpoint, memory } = connection;
  const projectId = () => connection.projectId ?? once(memory, "project", () => connection.findProject(api));
  const withProject = async () => ({ "x-project-id": await projectId() });
  const api: HuaweiApi = {
    region,
    projectId: async () => projectId(),
    together: (question, ask) => {
      const answer = once(memory, question, ask);
      const forget = () => memory.delete(question);
      answer.then(forget, forget);
      return answer;
    },
    dcs: sender(connection, "endpoint", endpoint, "/v2", withProject),
    project: async (action, call, reply) =>
      sender(
        connection,
        "endpoint",
        endpoint,
        `/v2/${pathSegment(await projectId())}`,
        withProject,
      )(action, call, reply),
    iam: sender(connection, "iamEndpoint", connection.iamEndpoint, "", async () => ({})),
    eps: sender(connection, "epsEndpoint", connection.epsEndpoint, "", async () => ({})),
    bss: (action, call, reply) => onAccountsSite(connection, action, call, reply),
  };
  return api;
}

/** Remembers a success; a failure is tried again. */
function once<Value>(memory: Memory, key: string, ask: () => Promise<Value>): Promise<Value> {
  const known = memory.get(key) as Promise<Value> | undefined;
  if (known) return known;
  const asked = ask();
  memory.set(key, asked);
  asked.catch(() => memory.delete(key));
  return asked;
}

/** Each account belongs to one of two sites; the other site's billing centre answers with a code of its own. [tf] */
async function onAccountsSite<Reply>(
  connection: HuaweiConnection,
  action: Action,
  call: HuaweiRequest,
  reply: z.ZodType<Reply>,
): Promise<Reply> {
  const { bssEndpoints, memory } = connection;
  const known = memory.get("bss") as URL | undefined;
  const [first, ...rest] = known ? [known] : bssEndpoints;
  const sendTo = (host: URL) => sender(connection, "bssEndpoint", host, "", async () => ({}))(action, call, reply);
  try {
    return await sendTo(first as URL);
  } catch (error) {
    const [other] = rest;
    if (!other || !(error instanceof CloudError) || !isOtherSite(error.rejection.code)) throw error;
    const answer = await sendTo(other);
    memory.set("bss", other);
    return answer;
  }
}

type Headers = () => Promise<Readonly<Record<string, string>>>;

/** The key itself, or that of its agency, which another key may have to ask for. */
async function keyOf(connection: HuaweiConnection, own: Credentials): Promise<Credentials> {
  const { role } = own;
  if (!role) return own;
  const asking = { ...connection, credentials: role.key ?? own };
  const iamOf = (headers: Readonly<Record<string, string>>) =>
    sender(asking, "iamEndpoint", connection.iamEndpoint, "", async () => headers);
  return keysOfRole(connection, role, () => askForKeys(role, connection.send, iamOf));
}

function sender(
  connection: HuaweiConnection,
  setting: EndpointSetting,
  origin: URL,
  prefix: string,
  headers: Headers,
): Sender {
  const { credentials, send } = connection;
  const rules = errorRulesOf(setting, connection.whereOf(setting));
  const errors = credentials.isBearer ? withToken(rules) : rules;
  return async (action, { method, path, query = {}, body, rejection }, reply) => {
    const url = new URL(`${prefix}${path}`, origin);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.append(name, String(value));
    }
    const key = await keyOf(connection, credentials);
    const protocol: Protocol = {
      sign: (request, _action, at) => authorize(request, key, at),
      readAnswer: (answer) => readAnswer(answer, rejection),
      errors,
    };
    const request: HttpRequest = {
      method,
      url,
      headers: { "content-type": "application/json", ...(await headers()) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    return replyAs(
      action,
      reply,
      await send(protocol, action, request, [...secretsIn(body), key.id, key.secret, key.token]),
    );
  };
}

function authorize(request: HttpRequest, credentials: Credentials, at: Date): HttpRequest {
  if (!credentials.isBearer) return sign(request, credentials, at);
  return { ...request, headers: { ...request.headers, "x-auth-token": credentials.secret } };
}

function secretsIn(body: unknown): string[] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    secretFields.has(name) && typeof value === "string" ? [value] : [],
  );
}

const code = z.union([z.string(), z.number()]).transform(String);
const nested = z.object({
  code: code.optional(),
  error_code: code.optional(),
  message: z.string().optional(),
  msg: z.string().optional(),
  error_msg: z.string().optional(),
});
/** Flat from DCS v2 and the gateway; nested from the old generation, IAM and enterprise projects. */
const rejectionBody = z.union([
  z.object({ error_code: code, error_msg: z.string().nullish(), request_id: z.string().optional() }),
  z.object({ error: nested }).transform(({ error }) => ({
    error_code: error.code ?? error.error_code,
    error_msg: error.message ?? error.msg ?? error.error_msg,
    request_id: undefined,
  })),
]);

/** The gateway's, and the names that IAM and older services use. [doc] [guess] */
const requestIdHeaders = ["x-request-id", "x-iam-trace-id", "x-openstack-request-id"];

/** With status 200, what the billing centre may say of a success. [guess] */
const codeOfSuccess = /^(CBC\.)?0+$/;

/** A success has a request id and no code, a rejection a code, whatever its status. Anything else was sent by something in between. */
export function readAnswer(
  { status, headers, text }: HttpAnswer,
  findRejection?: HuaweiRequest["rejection"],
): ParsedAnswer {
  const requestId = requestIdHeaders.map((name) => headers[name]).find(Boolean);
  const body = text === "" ? {} : parse(text);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return unreadable(status, "with something that is not JSON");
  // A schema takes long to say that a success is no rejection.
  const hasError = "error_code" in body || "error" in body;
  const { error_code, error_msg, request_id } = (hasError ? rejectionBody.safeParse(body).data : undefined) ?? {};
  if (isSuccess(status) && (error_code === undefined || codeOfSuccess.test(error_code))) {
    if (requestId === undefined) return unreadable(status, "without a request id");
    const reply = body as Record<string, unknown>;
    const rejection = findRejection?.(reply);
    return rejection ? { rejection: { ...rejection, requestId } } : { reply: { ...reply, requestId } };
  }
  if (error_code === undefined) return unreadable(status, "without an error code");
  return { rejection: { code: error_code, message: error_msg ?? "", requestId: request_id ?? requestId } };
}

/** A 429 means throttling even if its body is lost. */
function unreadable(status: number, how: string): ParsedAnswer {
  return status === 429
    ? { rejection: { code: "HTTP.429", message: "too many requests" } }
    : { unreadable: `HTTP ${status} ${how}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

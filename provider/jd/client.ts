import { z } from "zod";
import type { Credentials } from "../core/client/credentials";
import type { ErrorRule } from "../core/client/errors";
import type { Action, ParsedAnswer, Protocol } from "../core/client/request";
import { flatten, isSuccess, type Param, type Params, pathSegment, percentEncode, replyAs } from "../core/client/wire";
import type { HttpAnswer, HttpRequest } from "../core/host/http";
import type { Send } from "../core/resource/cloud";
import { errorRules } from "./errors";
import { sign } from "./sign";

export interface JdRequest {
  /** The vendor's service code; `redis` when left out. */
  readonly service?: "redis" | "resourcetag" | "renewal";
  /** The service's version; `v1` when left out. */
  readonly version?: "v2";
  readonly method: HttpRequest["method"];
  /** Segments below the region, each encoded on its own. */
  readonly path: readonly string[];
  /** Neither the path nor the signature names a region. */
  readonly isRegionless?: true;
  /** In the query of GET and DELETE, in the JSON body of other methods. */
  readonly params?: Params;
  /** Take precedence over the cloud's common table. */
  readonly errors?: readonly ErrorRule[];
}

/** Redis v1, the resource tag service and the renewal service, in one region. */
export interface JdApi {
  readonly regionId: string;
  /**
   * Calls an operation. The reply is the answer's `result` together with its `requestId`.
   * @throws CloudError     the call was rejected, perhaps with HTTP status 200
   * @throws NoAnswerError  no answer, or an answer that is not from the API
   */
  call<Reply>(action: Action, request: JdRequest, reply: z.ZodType<Reply>): Promise<Reply>;
}

export interface JdConnection {
  readonly credentials: Credentials;
  readonly region: string;
  readonly endpoints: Readonly<Record<NonNullable<JdRequest["service"]>, URL>>;
  readonly send: Send;
}

/** What the vendor's Go and Python SDKs sign a call with that names no region. [sdk] */
const noRegion = "jdcloud-api";

/** Parameters whose values must not appear in any message. */
const secretParams = new Set(["password", "accountPassword"]);

export function jdApi({ credentials, region, endpoints, send }: JdConnection): JdApi {
  return {
    regionId: region,
    async call(action, { isRegionless, method, path, params = {}, ...request }, reply) {
      const { service = "redis", version = "v1", errors = [] } = request;
      const scope = { region: isRegionless ? noRegion : region, service };
      const protocol: Protocol = {
        sign: (request, _, at, nonce) => sign(request, scope, credentials, at, nonce),
        readAnswer,
        errors: [...errors, ...errorRules],
      };
      const url = new URL(pathOf([version, ...(isRegionless ? [] : ["regions", region]), ...path]), endpoints[service]);
      const isQuery = method === "GET" || method === "DELETE";
      if (isQuery) {
        url.search = flatten(params)
          .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
          .join("&");
      }
      const sent = { method, url, headers: {}, ...(isQuery ? {} : { body: JSON.stringify(params) }) };
      return replyAs(action, reply, await send(protocol, action, sent, secretsIn(params)));
    },
  };
}

const pathOf = (segments: readonly string[]): string => `/${segments.map(pathSegment).join("/")}`;

function secretsIn(value: Param, name = ""): string[] {
  if (typeof value === "string") return secretParams.has(name) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([inner, entry]: [string, Param]) => secretsIn(entry, inner));
}

const envelope = z.object({
  requestId: z.string().nullish(),
  result: z.record(z.string(), z.unknown()).nullish(),
  error: z
    .object({
      code: z.coerce.number().nullish(),
      status: z.string().nullish(),
      message: z.string().nullish(),
    })
    .nullish(),
});

/** An `error` in the body is a rejection whatever the HTTP status. A body that is not JSON is not from the API. */
export function readAnswer({ status, headers, text }: HttpAnswer): ParsedAnswer {
  const requestIdHeader = headers["x-jdcloud-request-id"];
  if (text === "" && isSuccess(status) && requestIdHeader) return { reply: { requestId: requestIdHeader } };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { unreadable: `HTTP ${status} with something that is not JSON` };
  }
  const body = envelope.safeParse(json);
  if (!body.success) return { unreadable: `HTTP ${status} in a shape that the API does not use` };
  const { result, error } = body.data;
  const requestId = body.data.requestId || requestIdHeader;
  if (error && (error.code || error.status)) {
    const code = error.status || String(error.code);
    const statusInBody = status < 400 && error.code && error.code >= 400 ? error.code : undefined;
    return { rejection: { code, message: error.message ?? "", requestId, status: statusInBody } };
  }
  if (!isSuccess(status)) return { unreadable: `HTTP ${status} without an error` };
  // Every answer of the API has one; an object without it comes from a proxy.
  if (!requestId) return { unreadable: `HTTP ${status} without a request id` };
  return { reply: { ...result, requestId } };
}

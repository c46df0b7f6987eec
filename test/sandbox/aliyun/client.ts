import { createHmac, randomUUID } from "node:crypto";
import type { Sandbox } from "../../../sandbox";
import { type Answer, encode, type Keys, sha256 } from "../wire";

export interface CallOptions {
  readonly keys?: Keys;
  /** Milliseconds; the sandbox's own clock. */
  readonly now?: number;
  readonly nonce?: string;
  readonly version?: string;
  readonly scheme?: "acs3" | "rpc";
  /** Where the operation's parameters go. */
  readonly place?: "query" | "form";
  readonly format?: string;
  /** Further signed headers. */
  readonly headers?: Record<string, string>;
  /** The last word on what is sent, after signing. */
  readonly spoil?: (request: { url: string; headers: Record<string, string>; body: string }) => void;
  readonly signal?: AbortSignal;
}

export type Params = Readonly<Record<string, string | number | boolean>>;

const query = (params: Readonly<Record<string, string>>) =>
  Object.keys(params)
    .sort()
    .map((name) => `${encode(name)}=${encode(params[name] ?? "")}`)
    .join("&");

/** Calls `action` and gives whatever is answered. @throws when the connection is cut. */
export async function call(
  sandbox: Sandbox,
  action: string,
  params: Params = {},
  options: CallOptions = {},
): Promise<Answer> {
  const { endpoint, accessKeyId, accessKeySecret } = sandbox.info.aliyun;
  const keys = options.keys ?? { id: accessKeyId, secret: accessKeySecret };
  const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
  const date = new Date(options.now ?? Date.now()).toISOString().replace(/\.\d+Z$/, "Z");
  const make = options.scheme === "rpc" ? rpc : acs3;
  const request = make(endpoint, action, texts, keys, date, options);
  options.spoil?.(request);
  const response = await fetch(request.url, {
    method: "POST",
    headers: request.headers,
    ...(request.body === "" ? {} : { body: request.body }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
}

function acs3(
  endpoint: string,
  action: string,
  params: Record<string, string>,
  keys: Keys,
  date: string,
  options: CallOptions,
) {
  const isForm = options.place === "form";
  const body = isForm ? query(params) : "";
  const inUrl = isForm ? "" : query({ ...params, ...(options.format === undefined ? {} : { Format: options.format }) });
  const signed: Record<string, string> = {
    host: new URL(endpoint).host,
    "x-acs-action": action,
    "x-acs-version": options.version ?? "2015-01-01",
    "x-acs-date": date,
    "x-acs-signature-nonce": options.nonce ?? randomUUID(),
    "x-acs-content-sha256": sha256(body),
    ...(isForm ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    ...(keys.token === undefined ? {} : { "x-acs-security-token": keys.token }),
    ...options.headers,
  };
  const names = Object.keys(signed).sort();
  const canonical = [
    "POST",
    "/",
    inUrl,
    names.map((name) => `${name}:${signed[name]}\n`).join(""),
    names.join(";"),
    sha256(body),
  ].join("\n");
  const signature = createHmac("sha256", keys.secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest("hex");
  const { host: _byFetch, ...headers } = signed;
  headers.authorization = `ACS3-HMAC-SHA256 Credential=${keys.id},SignedHeaders=${names.join(";")},Signature=${signature}`;
  return { url: `${endpoint}/?${inUrl}`, headers, body };
}

function rpc(
  endpoint: string,
  action: string,
  params: Record<string, string>,
  keys: Keys,
  date: string,
  options: CallOptions,
) {
  const common: Record<string, string> = {
    Action: action,
    Version: options.version ?? "2015-01-01",
    AccessKeyId: keys.id,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: options.nonce ?? randomUUID(),
    SignatureType: "",
    Timestamp: date,
    ...(options.format === undefined ? {} : { Format: options.format }),
    ...(keys.token === undefined ? {} : { SecurityToken: keys.token }),
  };
  const text = `POST&%2F&${encode(query({ ...common, ...params }))}`;
  common.Signature = createHmac("sha1", `${keys.secret}&`).update(text).digest("base64");
  const isForm = options.place === "form";
  return {
    url: `${endpoint}/?${query(isForm ? common : { ...common, ...params })}`,
    headers: {
      ...(isForm ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      ...options.headers,
    } as Record<string, string>,
    body: isForm ? query(params) : "",
  };
}

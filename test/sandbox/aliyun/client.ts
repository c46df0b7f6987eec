import { createHmac, randomUUID } from "node:crypto";
import type { Sandbox } from "../../../sandbox";
import { type Answer, canonicalRequest, encode, hmacSha256, type Keys, send, sha256 } from "../wire";

export interface CallOptions {
  readonly keys?: Keys;
  /** Milliseconds; the sandbox's own clock. */
  readonly now?: number;
  readonly nonce?: string;
  readonly version?: string;
  readonly scheme?: "acs3" | "rpc";
  readonly method?: "GET" | "POST";
  /** Where the operation's parameters go. */
  readonly place?: "query" | "form";
  readonly format?: string;
  /** Further signed headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is changed after signing; `url` is appended, a header that is undefined is left out. */
  readonly tampered?: {
    readonly url?: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string | undefined>>;
  };
  readonly signal?: AbortSignal;
}

export type Params = Readonly<Record<string, string | number | boolean>>;

type Texts = Readonly<Record<string, string>>;

const query = (params: Texts) =>
  Object.keys(params)
    .sort()
    .map((name) => `${encode(name)}=${encode(params[name] ?? "")}`)
    .join("&");

const formType = { "content-type": "application/x-www-form-urlencoded" };

/** Calls `action` and gives whatever is answered. @throws when the connection is cut. */
export async function call(
  sandbox: Sandbox,
  action: string,
  params: Params = {},
  options: CallOptions = {},
): Promise<Answer> {
  const { endpoint, accessKeyId, accessKeySecret } = sandbox.info.aliyun;
  const { tampered = {}, scheme = "acs3", keys = { id: accessKeyId, secret: accessKeySecret } } = options;
  const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
  const request = { acs3, rpc }[scheme]({ endpoint, action, params: texts, keys, options });
  const headers = { ...request.headers, ...tampered.headers };
  const given = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return send(
    {
      url: request.url + (tampered.url ?? ""),
      method: options.method ?? "POST",
      headers: Object.fromEntries(given),
      body: tampered.body ?? request.body,
    },
    options.signal,
  );
}

interface Unsigned {
  readonly endpoint: string;
  readonly action: string;
  readonly params: Texts;
  readonly keys: Keys;
  readonly options: CallOptions;
}

const common = ({ action, options }: Unsigned) => ({
  action,
  version: options.version ?? "2015-01-01",
  date: new Date(options.now ?? Date.now()).toISOString().replace(/\.\d+Z$/, "Z"),
  nonce: options.nonce ?? randomUUID(),
  format: (options.format === undefined ? {} : { Format: options.format }) as Texts,
  isForm: options.place === "form",
});

function acs3(unsigned: Unsigned) {
  const { endpoint, params, keys, options } = unsigned;
  const { action, version, date, nonce, format, isForm } = common(unsigned);
  const body = isForm ? query(params) : "";
  const inUrl = isForm ? "" : query({ ...params, ...format });
  const signed: Record<string, string> = {
    host: new URL(endpoint).host,
    "x-acs-action": action,
    "x-acs-version": version,
    "x-acs-date": date,
    "x-acs-signature-nonce": nonce,
    "x-acs-content-sha256": sha256(body),
    ...(isForm ? formType : {}),
    ...(keys.token === undefined ? {} : { "x-acs-security-token": keys.token }),
    ...options.headers,
  };
  const { text, signedHeaders } = canonicalRequest([options.method ?? "POST", "/", inUrl, body], signed);
  const signature = hmacSha256(keys.secret, `ACS3-HMAC-SHA256\n${sha256(text)}`).toString("hex");
  const authorization = `ACS3-HMAC-SHA256 Credential=${keys.id},SignedHeaders=${signedHeaders},Signature=${signature}`;
  const { host: _byFetch, ...headers } = signed;
  return { url: `${endpoint}/?${inUrl}`, headers: { ...headers, authorization }, body };
}

function rpc(unsigned: Unsigned) {
  const { endpoint, params, keys, options } = unsigned;
  const { action, version, date, nonce, format, isForm } = common(unsigned);
  const protocol: Texts = {
    Action: action,
    Version: version,
    AccessKeyId: keys.id,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: nonce,
    SignatureType: "",
    Timestamp: date,
    ...format,
    ...(keys.token === undefined ? {} : { SecurityToken: keys.token }),
  };
  const text = `${options.method ?? "POST"}&%2F&${encode(query({ ...protocol, ...params }))}`;
  const Signature = createHmac("sha1", `${keys.secret}&`).update(text).digest("base64");
  return {
    url: `${endpoint}/?${query({ ...protocol, Signature, ...(isForm ? {} : params) })}`,
    headers: { ...(isForm ? formType : {}), ...options.headers } as Texts,
    body: isForm ? query(params) : "",
  };
}

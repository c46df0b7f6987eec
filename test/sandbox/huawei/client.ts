import { createHmac } from "node:crypto";
import type { Sandbox } from "../../../sandbox";
import { type Answer, encode, type Keys, sha256 } from "../wire";

export interface CallOptions {
  readonly keys?: Keys;
  /** Milliseconds; the sandbox's own clock. */
  readonly now?: number;
  /** "javascript": host and x-project-id are signed; "terraform": neither is. */
  readonly habit?: "javascript" | "terraform";
  readonly project?: string;
  /** Instead of a signature. */
  readonly authToken?: string;
  /** The last word on what is sent, after signing. */
  readonly spoil?: (request: { path: string; headers: Record<string, string>; body: string }) => void;
  readonly contentType?: string;
}

/** `path` may carry a query. @throws when the connection is cut. */
export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  content?: unknown,
  options: CallOptions = {},
): Promise<Answer> {
  const { endpoint, accessKey, secretKey, projectId } = sandbox.info.huawei;
  const keys = options.keys ?? { id: accessKey, secret: secretKey };
  const body = content === undefined ? "" : typeof content === "string" ? content : JSON.stringify(content);
  const project = options.project ?? projectId;
  const date = new Date(options.now ?? Date.now()).toISOString().replace(/[-:]|\.\d+/g, "");
  const headers: Record<string, string> = {
    "content-type": options.contentType ?? "application/json",
    "x-sdk-date": date,
    "x-project-id": project,
  };
  if (keys.token !== undefined) headers["x-security-token"] = keys.token;
  const isJavascript = (options.habit ?? "javascript") === "javascript";
  const signed: Record<string, string> = isJavascript
    ? { ...headers, host: new URL(endpoint).host }
    : { "content-type": headers["content-type"] ?? "", "x-sdk-date": date };
  const [plain = "", query = ""] = path.split("?");
  const pairs = query === "" ? [] : query.split("&").map((pair) => pair.split("=").map(decodeURIComponent));
  const canonicalQuery = pairs
    .map(([name = "", value = ""]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
  const names = Object.keys(signed).sort();
  const canonical = [
    method,
    `${plain.split("/").map(encode).join("/")}/`,
    canonicalQuery,
    names.map((name) => `${name}:${signed[name]}\n`).join(""),
    names.join(";"),
    sha256(body),
  ].join("\n");
  const signature = createHmac("sha256", keys.secret)
    .update(`SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`)
    .digest("hex");
  if (options.authToken === undefined)
    headers.authorization = `SDK-HMAC-SHA256 Access=${keys.id}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  else headers["x-auth-token"] = options.authToken;
  const request = { path, headers, body };
  options.spoil?.(request);
  const response = await fetch(`${endpoint}${request.path}`, {
    method,
    headers: request.headers,
    ...(request.body === "" ? {} : { body: request.body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text.startsWith("{") ? JSON.parse(text) : {},
  };
}

import { createHmac } from "node:crypto";
import type { Sandbox } from "../../../sandbox";
import { type Answer, encode, type Keys, sha256 } from "../wire";

export interface CallOptions {
  readonly keys?: Keys | undefined;
  /** Milliseconds; the sandbox's own clock. */
  readonly now?: number;
  /** "javascript" signs host and x-project-id, "terraform" neither. */
  readonly habit?: "javascript" | "terraform";
  readonly project?: string | undefined;
  /** Instead of a signature. */
  readonly authToken?: string;
  /** Changes the request after signing. */
  readonly spoil?: (request: { path: string; headers: Record<string, string>; body: string }) => void;
  readonly contentType?: string;
}

/** `path` may have a query. @throws when the connection is cut. */
export async function call(
  { info }: Sandbox,
  method: string,
  path: string,
  content?: unknown,
  options: CallOptions = {},
): Promise<Answer> {
  const { endpoint, accessKey, secretKey, projectId } = info.huawei;
  const { keys = { id: accessKey, secret: secretKey }, project = projectId, now = Date.now() } = options;
  const body = content === undefined ? "" : typeof content === "string" ? content : JSON.stringify(content);
  const date = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
  const common = { "content-type": options.contentType ?? "application/json", "x-sdk-date": date };
  const token = keys.token === undefined ? {} : { "x-security-token": keys.token };
  const headers: Record<string, string> = { ...common, "x-project-id": project, ...token };
  const isTerraform = options.habit === "terraform";
  const signed: Record<string, string> = isTerraform ? common : { ...headers, host: new URL(endpoint).host };
  const names = Object.keys(signed).sort();
  const [plain = "", query = ""] = path.split("?");
  const pairs = [...new URLSearchParams(query)].map((pair) => pair.map(encode).join("=")).sort();
  const canonical = [
    method,
    `${plain.split("/").map(encode).join("/")}/`,
    pairs.join("&"),
    names.map((name) => `${name}:${signed[name]}\n`).join(""),
    names.join(";"),
    sha256(body),
  ].join("\n");
  const text = `SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`;
  const signature = createHmac("sha256", keys.secret).update(text).digest("hex");
  const authorization = `SDK-HMAC-SHA256 Access=${keys.id}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  Object.assign(headers, options.authToken === undefined ? { authorization } : { "x-auth-token": options.authToken });
  const request = { path, headers, body };
  options.spoil?.(request);
  const init = { method, headers: request.headers, ...(request.body === "" ? {} : { body: request.body }) };
  const response = await fetch(`${endpoint}${request.path}`, init);
  const answer = await response.text();
  const parsed = answer.startsWith("{") ? JSON.parse(answer) : {};
  return { status: response.status, headers: response.headers, text: answer, body: parsed };
}

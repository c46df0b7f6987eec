import type { Sandbox } from "../../../sandbox";
import {
  type Answer,
  canonicalRequest,
  encode,
  hmacSha256,
  type Keys,
  type SignedRequest,
  send,
  sha256,
} from "../wire";

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
  readonly spoil?: (request: SignedRequest) => void;
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
  const [plain = "", query = ""] = path.split("?");
  const pairs = [...new URLSearchParams(query)].map((pair) => pair.map(encode).join("=")).sort();
  const signedPath = `${plain.split("/").map(encode).join("/")}/`;
  const { text, signedHeaders } = canonicalRequest([method, signedPath, pairs.join("&"), body], signed);
  const signature = hmacSha256(keys.secret, `SDK-HMAC-SHA256\n${date}\n${sha256(text)}`).toString("hex");
  const authorization = `SDK-HMAC-SHA256 Access=${keys.id}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  Object.assign(headers, options.authToken === undefined ? { authorization } : { "x-auth-token": options.authToken });
  const request = { url: `${endpoint}${path}`, method, headers, body };
  options.spoil?.(request);
  return send(request);
}

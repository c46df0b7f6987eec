import type { HttpRequest, Reply } from "../core/http";
import { decodePairs } from "../core/percent";
import type { ApiError } from "./errors";
import { algorithm } from "./sign";

/** A request of either scheme, with the parameters of query and form together. */
export interface AliyunRequest {
  readonly http: HttpRequest;
  readonly scheme: "acs3" | "rpc";
  readonly action: string;
  readonly version: string;
  readonly format: "JSON" | "XML";
  readonly pairs: readonly [string, string][];
  /** The operation's own parameters, without those of the protocol. */
  readonly params: ReadonlyMap<string, string>;
}

/** Parameters of the protocol, never of an operation. RegionId is not among them: some operations require it. */
const protocolNames = new Set(
  (
    "Action Version Format AccessKeyId Signature SignatureMethod SignatureVersion SignatureNonce SignatureType Timestamp " +
    "SecurityToken OwnerId OwnerAccount ResourceOwnerId ResourceOwnerAccount SourceIp SecureTransport"
  ).split(" "),
);

export function decode(http: HttpRequest): AliyunRequest {
  const isForm = (http.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  const pairs = [...decodePairs(http.query), ...(isForm ? decodePairs(http.body.toString("utf8")) : [])];
  const all = new Map(pairs);
  const scheme = (http.headers.authorization ?? "").startsWith(algorithm) ? "acs3" : "rpc";
  const fromHeader = (name: string) => (scheme === "acs3" ? http.headers[name] : undefined);
  return {
    http,
    scheme,
    action: fromHeader("x-acs-action") ?? all.get("Action") ?? "",
    version: fromHeader("x-acs-version") ?? all.get("Version") ?? "",
    format: formatOf(scheme, all.get("Format")),
    pairs,
    params: new Map(pairs.filter(([name]) => !protocolNames.has(name))),
  };
}

/** The old scheme answers XML unless `Format` says otherwise; clients send JSON and json. [doc] [seen] */
function formatOf(scheme: "acs3" | "rpc", requested: string | undefined): "JSON" | "XML" {
  if (requested !== undefined) return requested.toUpperCase() === "JSON" ? "JSON" : "XML";
  return scheme === "acs3" ? "JSON" : "XML";
}

export function answer(request: AliyunRequest, requestId: string, content: Readonly<Record<string, unknown>>): Reply {
  return write(request, requestId, 200, `${request.action}Response`, { RequestId: requestId, ...content });
}

export function rejection(request: AliyunRequest, requestId: string, error: ApiError): Reply {
  const recommend = `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(error.code)}&product=R-kvstore&requestId=${requestId}`;
  return write(request, requestId, error.status, "Error", {
    RequestId: requestId,
    HostId: request.http.headers.host ?? "",
    Code: error.code,
    Message: error.message,
    Recommend: recommend,
    ...error.more,
  });
}

function write(
  request: AliyunRequest,
  requestId: string,
  status: number,
  root: string,
  content: Readonly<Record<string, unknown>>,
): Reply {
  const isXml = request.format === "XML";
  return {
    status,
    headers: {
      // SDKs parse an XML error only with exactly this content type. [seen]
      "content-type": isXml ? "text/xml;charset=utf-8" : "application/json;charset=utf-8",
      "x-acs-request-id": requestId,
    },
    body: isXml ? `<?xml version='1.0' encoding='UTF-8'?>${element(root, content)}` : JSON.stringify(content),
  };
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => element(name, one)).join("");
  if (value === undefined || value === null) return "";
  const inner =
    typeof value === "object"
      ? Object.entries(value)
          .map(([key, one]) => element(key, one))
          .join("")
      : escapeXml(String(value));
  return `<${name}>${inner}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

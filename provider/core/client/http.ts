import type { Dispatcher, EnvHttpProxyAgent } from "undici";
import { formatDuration } from "../host/duration";
import type { HttpAnswer, HttpRequest, Transport } from "../host/http";
import { quoted } from "../host/printable";
import { messageOf, NoAnswerError, UserError } from "./errors";

const limits = {
  connectMs: 10_000,
  bodyBytes: 8 * 1024 * 1024,
  connectionsPerOrigin: 32,
};

/** Loaded with the first request, because many previews send none. */
const undici = () => require("undici") as typeof import("undici");

/** The connection was never made, so the cloud cannot have done anything. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

export function isLoopback(url: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

/**
 * An API's address: scheme, host and port.
 * @throws UserError  for anything else, and for what would carry secrets in the clear beyond this machine
 */
export function requireSafeEndpoint(text: string, where: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UserError(`${where}: ${quoted(text)} is not an http(s) URL.`);
  // The message does not repeat what may be a password.
  if (url.username || url.password) throw new UserError(`${where}: the URL must not contain a user or a password.`);
  if (url.pathname !== "/" || url.search || url.hash) {
    throw new UserError(`${where}: ${quoted(text)} must be scheme, host and port only, like ${url.origin}.`);
  }
  if (url.protocol === "http:" && !isLoopback(url)) {
    throw new UserError(`${where}: plain http is allowed on loopback only, because requests contain passwords.`);
  }
  return url;
}

/**
 * One pool of kept connections per origin; proxies by the usual environment variables, never for loopback.
 * The transport throws NoAnswerError, and UserError for a proxy variable that is no URL.
 */
export function httpTransport(overrides: Partial<typeof limits> = {}): Transport {
  const { connectMs, bodyBytes, connectionsPerOrigin } = { ...limits, ...overrides };
  // One limit for all of a request ends it, wherever it is: at a proxy, before the headers, in a body that drips.
  const options = {
    connect: { timeout: connectMs },
    headersTimeout: 0,
    bodyTimeout: 0,
    connections: connectionsPerOrigin,
  };
  let direct: Dispatcher | undefined;
  let proxied: Dispatcher | undefined;
  const dispatcherFor = (url: URL): Dispatcher => {
    // Beyond loopback, plain http is a machine's own metadata service, which no proxy reaches.
    if (isLoopback(url) || url.protocol === "http:") {
      direct ??= new (undici().Agent)(options);
      return direct;
    }
    proxied ??= proxyAgent(options);
    return proxied;
  };
  const sendOnce = async ({ method, url, headers, body }: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const answer = await undici().request(url, {
      method,
      headers,
      body: body ?? null,
      dispatcher: dispatcherFor(url),
      signal,
    });
    return {
      status: answer.statusCode,
      headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
      text: await boundedText(answer.body, bodyBytes),
    };
  };
  return async (action, sent, withinMs) => {
    const ending = new AbortController();
    const { signal } = ending;
    // The signal does not reach a connection that a proxy holds, so the wait for it ends on its own.
    const ended = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    const timer = setTimeout(() => ending.abort(), withinMs);
    try {
      return await Promise.race([sendOnce(sent, signal), ended]);
    } catch (error) {
      if (error instanceof UserError) throw error;
      const text = `no whole answer within ${formatDuration(withinMs)}`;
      const { carriedOut, detail } = signal.aborted ? { carriedOut: "unknown" as const, detail: text } : failure(error);
      const proxy = isLoopback(sent.url) ? undefined : proxyVariable(sent.url);
      throw new NoAnswerError(action, carriedOut, `${sent.url.host}: ${detail}${proxy ? ` (${proxy} is set)` : ""}`);
    } finally {
      clearTimeout(timer);
    }
  };
}

function failure(error: unknown): Pick<NoAnswerError, "carriedOut" | "detail"> {
  const code = String((error as { code?: unknown }).code ?? "");
  const message = messageOf(error);
  const [, status] = /^Proxy response \((\d{3})\)/.exec(message) ?? [];
  if (status) {
    const reason = status === "407" ? ", because it wants a user name and a password" : "";
    return { carriedOut: "no", detail: `the proxy answered HTTP ${status}${reason}` };
  }
  const isUnsent = neverConnected.has(code) || /CERT|TLS|SSL/.test(code);
  return { carriedOut: isUnsent ? "no" : "unknown", detail: code || message };
}

const proxyNames = { "https:": ["https_proxy", "HTTPS_PROXY"], "http:": ["http_proxy", "HTTP_PROXY"] } as const;

const proxyVariable = ({ protocol }: URL): string | undefined =>
  proxyNames[protocol as keyof typeof proxyNames].find((name) => process.env[name]);

/** @throws UserError  a variable holds no proxy's address; never shows it, because it may contain a password */
function proxyAgent(options: ConstructorParameters<typeof EnvHttpProxyAgent>[0]): Dispatcher {
  try {
    return new (undici().EnvHttpProxyAgent)(options);
  } catch {
    const names = Object.values(proxyNames).flat();
    const set = names.filter((name) => process.env[name]).join(" or ");
    throw new UserError(`${set} is not the URL of a proxy, like http://proxy.example:3128.`);
  }
}

async function boundedText(body: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw new Error(`the answer is larger than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

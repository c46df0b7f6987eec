import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from "undici";
import type { Transport } from "../host/http";
import { quoted } from "./credentials";
import { NoAnswerError, UserError } from "./errors";

const limits = {
  connectMs: 10_000,
  /** Creating calls answer in seconds, but not always in the 3 to 10 s that the vendors' SDKs allow. */
  answerMs: 60_000,
  bodyBytes: 8 * 1024 * 1024,
  connectionsPerOrigin: 32,
};

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
 * The transport throws NoAnswerError.
 */
export function httpTransport(overrides: Partial<typeof limits> = {}): Transport {
  const { connectMs, answerMs, bodyBytes, connectionsPerOrigin } = { ...limits, ...overrides };
  const options = {
    connect: { timeout: connectMs },
    headersTimeout: answerMs,
    bodyTimeout: answerMs,
    connections: connectionsPerOrigin,
  };
  let direct: Dispatcher | undefined;
  let proxied: Dispatcher | undefined;
  return async (action, { method, url, headers, body }) => {
    const dispatcher = isLoopback(url)
      ? // biome-ignore lint/suspicious/noAssignInExpressions: made at first use, because most processes need only one
        (direct ??= new Agent(options))
      : // biome-ignore lint/suspicious/noAssignInExpressions: as above
        (proxied ??= new EnvHttpProxyAgent(options));
    try {
      const answer = await request(url, { method, headers, body: body ?? null, dispatcher });
      return {
        status: answer.statusCode,
        headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
        text: await boundedText(answer.body, bodyBytes),
      };
    } catch (error) {
      const code = (error as { code?: string }).code ?? "";
      const carriedOut = neverConnected.has(code) || /CERT|TLS|SSL/.test(code) ? "no" : "unknown";
      throw new NoAnswerError(action, carriedOut, `${url.host}: ${code || (error as Error).message}`);
    }
  };
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

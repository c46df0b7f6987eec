import type { IncomingMessage, ServerResponse } from "node:http";

/** A request as it was sent. Nothing is normalized, because signatures are verified over exactly this. */
export interface HttpRequest {
  readonly method: string;
  /** The path as sent, still percent-encoded, without the query. */
  readonly path: string;
  /** The query as sent, without the question question. */
  readonly query: string;
  /** Names in lower case; a header sent more than once is joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer to be sent. Only `writeReply` turns it into bytes. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** More than any imitated call needs; a bigger body is a mistake of the client. */
const maxBodyBytes = 2 * 1024 * 1024;

export class BodyTooLargeError extends Error {}

export async function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new BodyTooLargeError(`body larger than ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  const url = message.url ?? "/";
  const question = url.indexOf("?");
  return {
    method: message.method ?? "GET",
    path: question < 0 ? url : url.slice(0, question),
    query: question < 0 ? "" : url.slice(question + 1),
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(",") : (value ?? ""),
      ]),
    ),
    body: Buffer.concat(chunks),
  };
}

/** The only place that writes HTTP. A client that has disconnected is no error, because the call has taken effect anyway. */
export function writeReply(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.writableEnded) return;
  const body = Buffer.from(reply.body, "utf8");
  response.writeHead(reply.status, { ...reply.headers, "content-length": String(body.length) });
  response.end(body);
}

export function json(status: number, value: unknown): Reply {
  return {
    status,
    headers: { "content-type": "application/json;charset=utf-8" },
    body: `${JSON.stringify(value)}\n`,
  };
}

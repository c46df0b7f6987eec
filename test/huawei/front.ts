import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";

/** What the front says instead of the cloud. */
export interface Said {
  readonly status: number;
  readonly body?: unknown;
}

export interface Front {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Stands before an endpoint and answers some calls itself: what no sandbox would say by itself, but clouds have said. */
export async function frontOf(
  endpoint: string,
  answer: (call: { method: string; path: string; body: string }) => Said | undefined,
): Promise<Front> {
  const to = new URL(endpoint);
  const server = createServer(async (incoming, outgoing) => {
    const body = await textOf(incoming);
    const said = answer({ method: incoming.method ?? "", path: incoming.url ?? "", body });
    if (said) {
      outgoing.writeHead(said.status, { "content-type": "application/json" });
      outgoing.end(said.body === undefined ? "" : JSON.stringify(said.body));
      return;
    }
    const { method, url: path, headers } = incoming;
    const onward = request({ host: to.hostname, port: to.port, method, path, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

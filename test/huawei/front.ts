import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Call {
  readonly method: string;
  readonly path: string;
}

/** Answers some calls instead of the cloud. */
export type FrontAnswer = (call: Call) => { readonly status: number; readonly body?: unknown } | undefined;

export interface Front {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** A proxy in front of an endpoint, for answers that the sandbox does not give but clouds have given. */
export async function frontOf(endpoint: string, answerOf: FrontAnswer): Promise<Front> {
  const { hostname: host, port } = new URL(endpoint);
  const server = createServer(async (incoming, outgoing) => {
    const { method = "", url: path = "", headers } = incoming;
    const body = await text(incoming);
    const answer = answerOf({ method, path });
    if (answer) {
      outgoing.writeHead(answer.status, { "content-type": "application/json", "x-request-id": "front" });
      outgoing.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
      return;
    }
    const forwarded = request({ host, port, method, path, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    forwarded.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

import { createServer, type Server } from "node:http";
import { type HttpRequest, json, readRequest, writeReply } from "./http";
import type { Answer } from "./pipeline";

export interface Listening {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Listens on one port and answers every request by `answer`. */
export async function listen(
  host: string,
  port: number,
  answer: (request: HttpRequest) => Answer | Promise<Answer>,
): Promise<Listening> {
  const server = createServer((message, response) => {
    readRequest(message)
      .then(answer)
      .then(
        (result) => {
          if (result === "cut") message.socket.destroy();
          else if (result !== "silence") writeReply(response, result);
        },
        (error: unknown) => {
          // An error of the sandbox itself is printed as well, because a client takes a 500 for the cloud's.
          const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
          process.stderr.write(`sandbox: ${text}\n`);
          writeReply(response, json(500, { error: "the sandbox itself failed; see its stderr" }));
        },
      );
  });
  const bound = await bind(server, host, port);
  return {
    endpoint: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("not a TCP port"));
      else resolve(address.port);
    });
  });
}

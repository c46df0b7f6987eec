import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { NoAnswerError, UserError } from "../../../provider/core/client/errors";
import { httpTransport, isLoopback, requireSafeEndpoint } from "../../../provider/core/client/http";
import type { HttpAnswer, HttpRequest } from "../../../provider/core/host/http";

/** Sends one request, within a minute, which no test needs. */
const transport = (overrides: Parameters<typeof httpTransport>[0] = {}) => {
  const send = httpTransport(overrides);
  return (url: URL, more: Partial<HttpRequest> = {}, withinMs = 60_000) =>
    send("Act", { method: "GET", url, headers: {}, ...more }, withinMs);
};

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
};

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  const port = await listening(server);
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${port}/`);
}

/** A server below HTTP, for answers that no HTTP server gives. */
async function serveSockets(onData: (socket: Socket, text: string) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (data) => onData(socket, data.toString()));
  });
  const port = await listening(server);
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return port;
}

async function noAnswer(work: Promise<HttpAnswer>): Promise<NoAnswerError> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NoAnswerError);
  return error as NoAnswerError;
}

describe("the transport", () => {
  test("sends method, headers and body, and gives status, headers in lower case and text, whatever the status", async () => {
    let seen: unknown;
    const url = await serve((request, response) => {
      void text(request).then((body) => {
        seen = [request.method, request.url, request.headers["x-name"], body];
        response.writeHead(418, { "X-Request-Id": "r-1" }).end("é teapot");
      });
    });
    const request = { method: "PUT", headers: { "x-name": "v" }, body: '{"a":1}' } as const;
    const answer = await transport()(new URL("/a?b=c", url), request);
    expect(seen).toEqual(["PUT", "/a?b=c", "v", '{"a":1}']);
    expect(answer).toMatchObject({ status: 418, text: "é teapot" });
    expect(answer.headers["x-request-id"]).toBe("r-1");
  });

  test("keeps its connection between requests", async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end("ok");
    });
    const send = transport();
    for (let times = 0; times < 10; times++) await send(url);
    // A second one is opened when a request comes before the first is known to be idle.
    expect(ports.size).toBeLessThanOrEqual(2);
  });

  test("follows no redirect, which would send the signed request to another host", async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
    expect((await transport()(url)).status).toBe(302);
  });

  test("reports a connection error (ECONNREFUSED) as not carried out", async () => {
    const port = await serveSockets(() => undefined);
    for (const close of closers.splice(0)) close();
    const url = new URL(`http://127.0.0.1:${port}/`);
    const error = await noAnswer(transport()(url));
    const message = `Act got no usable answer: 127.0.0.1:${port}: ECONNREFUSED.`;
    expect([error.carriedOut, error.message]).toEqual(["no", message]);
  });

  test.each<[string, (socket: Socket) => void]>([
    ["a reset", (socket) => socket.resetAndDestroy()],
    ["an end without an answer", (socket) => socket.end()],
    ["half an answer", (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")],
    ["something that is not HTTP", (socket) => socket.end("SSH-2.0-OpenSSH\r\n")],
  ])("reports %s as possibly carried out", async (_, answer) => {
    const url = new URL(`http://127.0.0.1:${await serveSockets(answer)}/`);
    const error = await noAnswer(transport()(url));
    expect([error.carriedOut, error.action]).toEqual(["unknown", "Act"]);
  });

  test("never puts the request's query into the error, where secrets may travel", async () => {
    const port = await serveSockets((socket) => socket.resetAndDestroy());
    const url = new URL(`http://127.0.0.1:${port}/?Password=Secret-1`);
    const error = await noAnswer(transport()(url));
    expect(`${error.message} ${error.stack}`).not.toContain("Secret-1");
  });

  test("reads a body of exactly its limit, and not a byte more", async () => {
    const url = await serve((request, response) => response.end("x".repeat(request.url === "/more" ? 1001 : 1000)));
    const send = transport({ bodyBytes: 1000 });
    expect((await send(url)).text).toHaveLength(1000);
    const error = await noAnswer(send(new URL("/more", url)));
    const message = `Act got no usable answer: ${url.host}: the answer is larger than 1000 bytes.`;
    expect([error.carriedOut, error.message]).toEqual(["unknown", message]);
  });

  test.each<[string, RequestListener]>([
    ["headers that do not come", () => undefined],
    ["a body that stops", (_, response) => void response.writeHead(200, { "content-length": "9" }).write("half")],
    [
      "a body that drips, though each drop comes in time",
      (_, response) => {
        const drip = setInterval(() => response.write("x"), 5);
        closers.push(() => clearInterval(drip));
      },
    ],
  ])("gives up on %s, and closes the connection", async (_, listener) => {
    let closed: Promise<unknown> | undefined;
    const url = await serve((request, response) => {
      closed = new Promise((resolve) => request.socket.once("close", resolve));
      listener(request, response);
    });
    const error = await noAnswer(transport()(url, {}, 100));
    expect([error.carriedOut, error.detail]).toEqual(["unknown", `${url.host}: no whole answer within 0 s`]);
    await closed;
  });
});

describe("proxies of the environment", () => {
  const names = ["http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"];
  const before = new Map(names.map((name) => [name, process.env[name]]));
  const asked: string[] = [];

  beforeEach(async () => {
    asked.length = 0;
    for (const name of names) delete process.env[name];
    const port = await serveSockets((socket, text) => {
      asked.push(text.split("\r\n")[0] ?? "");
      socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    });
    process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
    process.env.HTTP_PROXY = process.env.HTTPS_PROXY;
  });
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  const url = new URL("https://redis.cloud.invalid/");

  test("are used for a cloud", async () => {
    await noAnswer(transport()(url));
    expect(asked[0]).toBe("CONNECT redis.cloud.invalid:443 HTTP/1.1");
  });

  const answering = async (onData: (socket: Socket) => void): Promise<void> => {
    process.env.HTTPS_PROXY = `http://user:Secret-1@127.0.0.1:${await serveSockets(onData)}`;
  };

  test.each([
    ["407 Proxy Authentication Required", "the proxy answered HTTP 407, because it wants a user name and a password"],
    ["502 Bad Gateway", "the proxy answered HTTP 502"],
  ])("that answer %s: the message says so, and that nothing was carried out", async (status, text) => {
    await answering((socket) => socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`));
    const error = await noAnswer(transport()(url));
    expect([error.carriedOut, error.detail]).toEqual(["no", `redis.cloud.invalid: ${text} (HTTPS_PROXY is set)`]);
  });

  test("that hold the connection are given up", async () => {
    await answering(() => undefined);
    const error = await noAnswer(transport()(url, {}, 100));
    expect(error.detail).toBe("redis.cloud.invalid: no whole answer within 0 s (HTTPS_PROXY is set)");
  });

  const wrong = ["nonsense Secret-1", "http://", "ftp://user:Secret-1@proxy"];
  test.each(wrong)("%p is no proxy, and is not shown", async (proxy) => {
    process.env.HTTPS_PROXY = proxy;
    process.env.HTTP_PROXY = "";
    const message = "HTTPS_PROXY is not the URL of a proxy, like http://proxy.example:3128.";
    await expect(transport()(url)).rejects.toThrow(UserError);
    await expect(transport()(url)).rejects.toThrow(message);
  });

  test("are never used for loopback", async () => {
    const url = await serve((_, response) => response.end("direct"));
    expect((await transport()(url)).text).toBe("direct");
    expect(asked).toEqual([]);
  });
});

describe("endpoints", () => {
  const plain = "toy:endpoint: plain http is allowed on loopback only, because requests contain passwords.";
  const parts = /must be scheme, host and port only, like https:\/\/cloud.example\./;
  const user = /must not contain a user or a password\.$/;

  const loopback = [
    "http://127.0.0.1:8080",
    "http://127.9.9.9/",
    "http://localhost:1",
    "http://[::1]:99/",
    "http://127.1/",
  ];
  test.each(loopback)("%s is loopback, so plain http is accepted", (text) => {
    expect(isLoopback(new URL(text))).toBe(true);
    expect(requireSafeEndpoint(text, "toy:endpoint").href).toBe(new URL(text).href);
  });

  test("https is accepted for any host", () => {
    expect(requireSafeEndpoint("https://redis.cloud.example", "toy:endpoint").hostname).toBe("redis.cloud.example");
  });

  test.each<[string, message: string | RegExp]>([
    ["http://redis.cloud.example/", plain],
    ["http://127.0.0.1.cloud.example/", plain],
    ["http://localhost.cloud.example/", plain],
    ["http://0.0.0.0/", plain],
    ["http://10.0.0.1/", plain],
    ["http://[::2]/", plain],
    ["https://cloud.example/api", parts],
    ["https://cloud.example/?a=b", parts],
    ["https://cloud.example/#a", parts],
    ["https://user:Secret-1@cloud.example/", user],
    ["http://127.0.0.1@cloud.example/", user],
    ...["redis.cloud.example", "ftp://a/", "", "file:///etc/passwd", "https://"].map((text): [string, string] => [
      text,
      `toy:endpoint: "${text}" is not an http(s) URL.`,
    ]),
  ])("%j is rejected without showing a password: %s", (text, message) => {
    const work = () => requireSafeEndpoint(text, "toy:endpoint");
    expect(work).toThrow(message);
    expect(work).not.toThrow(/Secret-1/);
  });
});

import { createServer, isIPv4, type Server } from "node:net";

/** The ranges that a VPC can have. */
export const isPrivateAddress = (ip: string): boolean =>
  isIPv4(ip) && /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(ip);

/**
 * Free ports for real servers. A listening socket holds each port until its server starts, so that neither another instance
 * nor another process takes it in between.
 */
export class Addresses {
  readonly host = "127.0.0.1";
  private readonly held = new Map<number, Server>();

  /** Handlers are synchronous, so ports are reserved before the call that may need them. */
  async keepReady(count: number): Promise<void> {
    const missing = Math.max(0, count - this.held.size);
    const servers = await Promise.all(Array.from({ length: missing }, () => listenAnywhere(this.host)));
    for (const server of servers) this.held.set(portOf(server), server);
  }

  /** A port that is free and will stay so until `free` is called for it. */
  take(): number {
    const first = this.held.keys().next().value;
    if (first === undefined) throw new Error("no port was kept ready");
    const held = this.held.get(first);
    this.held.delete(first);
    if (held !== undefined) this.reserved.set(first, held);
    return first;
  }

  private readonly reserved = new Map<number, Server>();

  /** Releases a port, so that its server can bind it. */
  async free(port: number): Promise<void> {
    const server = this.reserved.get(port);
    this.reserved.delete(port);
    if (server !== undefined) await closed(server);
  }

  async close(): Promise<void> {
    await Promise.all([...this.held.values(), ...this.reserved.values()].map(closed));
    this.held.clear();
    this.reserved.clear();
  }
}

function listenAnywhere(host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", reject);
    server.listen(0, host, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not a TCP port");
  return address.port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

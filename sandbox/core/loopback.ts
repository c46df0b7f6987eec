import { isIP } from "node:net";

/** A URL has brackets around an IPv6 address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));
}

/** @throws unless only this machine can reach `host`: the sandbox's keys are public and it does what it is told. */
export function assertLoopback(host: string): void {
  if (!isLoopback(host))
    throw new Error(`the sandbox listens on loopback only (127.0.0.1, ::1, localhost), not on "${host}"`);
}

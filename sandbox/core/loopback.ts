import { isIP } from "node:net";

/** @throws unless only this machine can reach `host`: the sandbox's keys are public and it does what it is told. */
export function assertLoopback(host: string): void {
  const loopback = host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
  if (!loopback) throw new Error(`the sandbox listens on loopback only (127.0.0.1, ::1, localhost), not on "${host}"`);
}

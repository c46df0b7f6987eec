import { createHash, randomInt } from "node:crypto";

/**
 * Ids, request ids and addresses. The same seed gives the same sequence; two sandboxes without a seed never share ids,
 * because a client that remembers an id from one of them must not meet it in the other.
 */
export class Random {
  private readonly seed: string;
  private drawn: number;

  /** @param kept How many were drawn is remembered there, so that a restart with the same seed repeats none. */
  constructor(
    seed: number | undefined,
    private readonly kept: Map<string, number>,
  ) {
    this.seed = String(seed ?? randomInt(2 ** 47));
    this.drawn = kept.get("drawn") ?? 0;
  }

  private draw(): Buffer {
    this.drawn += 1;
    this.kept.set("drawn", this.drawn);
    return createHash("sha256").update(`${this.seed}:${this.drawn}`).digest();
  }

  /** `length` (at most 32) characters of `alphabet`. */
  text(length: number, alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"): string {
    return Array.from(this.draw().subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join("");
  }

  /** A whole number from 0 to `below` - 1. */
  number(below: number): number {
    return this.draw().readUInt32BE(0) % below;
  }

  uuid(): string {
    const hex = this.draw().toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}

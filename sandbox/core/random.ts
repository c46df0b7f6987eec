import { createHash, randomInt } from "node:crypto";

/**
 * Ids, request ids and addresses. The same seed gives the same sequence. Two sandboxes without a seed never share ids, so that a
 * client that remembers an id of one cannot find it in the other.
 */
export class Random {
  private readonly seed: string;
  private count: number;

  /** @param kept Remembers the position in the sequence, so that a restart with the same seed repeats nothing. */
  constructor(
    seed: number | undefined,
    private readonly kept: Map<string, number>,
  ) {
    this.seed = String(seed ?? randomInt(2 ** 47));
    this.count = kept.get("count") ?? 0;
  }

  private next(): Buffer {
    this.count += 1;
    this.kept.set("count", this.count);
    return createHash("sha256").update(`${this.seed}:${this.count}`).digest();
  }

  /** `length` (at most 32) characters of `alphabet`. */
  text(length: number, alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"): string {
    let text = "";
    for (const byte of this.next().subarray(0, length)) text += alphabet[byte % alphabet.length];
    return text;
  }

  /** A whole number from 0 to `below` - 1. */
  number(below: number): number {
    return this.next().readUInt32BE(0) % below;
  }

  uuid(): string {
    const hex = this.next().toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}

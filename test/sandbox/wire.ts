import { createHash } from "node:crypto";

/** What the tests' own clients have in common; they share no code with the sandbox. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; {} when it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

export interface Keys {
  readonly id: string;
  readonly secret: string;
  readonly token?: string;
}

export const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

import { createHash, createHmac } from "node:crypto";

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

export interface SignedRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

/** @throws when the connection is cut. */
export async function send({ url, body, ...request }: SignedRequest, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(url, { ...request, ...(body && { body }), ...(signal && { signal }) });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
}

export const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export const hmacSha256 = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** What the signature is of, in the form that all three vendors have taken over, and the names of the signed headers. */
export function canonicalRequest(
  [method, path, query, body]: readonly [method: string, path: string, query: string, body: string],
  signed: Readonly<Record<string, string>>,
) {
  const names = Object.keys(signed).sort();
  const lines = names.map((name) => `${name}:${signed[name]}\n`).join("");
  const signedHeaders = names.join(";");
  return { text: [method, path, query, lines, signedHeaders, sha256(body)].join("\n"), signedHeaders };
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

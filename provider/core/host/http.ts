export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * Sends one request, once; `httpTransport` of `client/` says what it throws.
 * @param withinMs  for all of it, from the connection to the last byte of the answer
 */
export type Transport = (action: string, request: HttpRequest, withinMs: number) => Promise<HttpAnswer>;

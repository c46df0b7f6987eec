/** An error of the vendor's API: thrown by a handler, written by the cloud's `wire.ts`. */
export class ApiError<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    /** The HTTP status of the answer. */
    readonly status: number,
    message: string,
    /** Further elements of the body. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** Code → HTTP status and text. */
export type ErrorTable = Readonly<Record<string, readonly [status: number, text: string]>>;

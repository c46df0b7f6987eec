/** HTTP status of each error name; the body's `code` is the same number. [doc] error-codes, unless marked */
const codes = {
  INVALID_ARGUMENT: 400,
  OUT_OF_RANGE: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  ACCESS_ERROR: 401, // [seen] by others: the gateway's own, for an Authorization that it cannot read
  HTTP_FORBIDDEN: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  State: 409, // [qa] delete while something is going on
  "IN PROCESSING": 409, // [qa] delete while being deleted
  RATE_LIMIT: 429,
  QUOTA_EXCEEDED: 429, // the same number as throttling, and nothing that waiting would mend
  INTERNAL: 500,
  NOT_IMPLEMENTED: 501,
  UNAVAILABLE: 503,
} as const;

export type ErrorStatus = keyof typeof codes;

/** Thrown by a handler, written by `wire.ts`. */
export class ApiError extends Error {
  readonly code: number;

  constructor(
    readonly status: ErrorStatus,
    text: string,
  ) {
    super(text);
    this.code = codes[status];
  }
}

export function invalid(text: string): ApiError {
  return new ApiError("INVALID_ARGUMENT", text);
}

export function notFound(text: string): ApiError {
  return new ApiError("NOT_FOUND", text);
}

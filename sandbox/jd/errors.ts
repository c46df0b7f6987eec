import { ApiError as BaseError, type ErrorTable } from "../core/errors";

/** HTTP status and text of each error name. [doc] error-codes, unless a row says otherwise */
const table = {
  INVALID_ARGUMENT: [400, "invalid argument"],
  OUT_OF_RANGE: [400, "out of range"],
  FAILED_PRECONDITION: [400, "failed precondition"],
  UNAUTHENTICATED: [401, "unauthenticated"],
  ACCESS_ERROR: [401, "Authorization is missing or not well formed"], // [seen] by others: the gateway's own
  HTTP_FORBIDDEN: [403, "forbidden"],
  NOT_FOUND: [404, "not found"],
  ALREADY_EXISTS: [409, "already exists"],
  State: [409, "state"], // [qa] delete while something is going on
  "IN PROCESSING": [409, "in processing"], // [qa] delete while being deleted
  RATE_LIMIT: [429, "rate limit exceeded"],
  QUOTA_EXCEEDED: [429, "quota exceeded"], // the same number as throttling, but waiting does not help
  INTERNAL: [500, "internal error"],
  NOT_IMPLEMENTED: [501, "not implemented"],
  UNAVAILABLE: [503, "service unavailable"],
} as const satisfies ErrorTable;

/** The vendor's name of an error; its body calls it `status`, and calls the HTTP status `code`. */
export type ErrorCode = keyof typeof table;

export class ApiError extends BaseError<ErrorCode> {
  constructor(code: ErrorCode, text: string = table[code][1]) {
    super(code, table[code][0], text);
  }
}

export const invalid = (text: string) => new ApiError("INVALID_ARGUMENT", text);
export const notFound = (text: string) => new ApiError("NOT_FOUND", text);
export const failedPrecondition = (text: string) => new ApiError("FAILED_PRECONDITION", text);
export const unauthenticated = (text: string) => new ApiError("UNAUTHENTICATED", text);

import type { ErrorRule } from "../core/client/errors";

/**
 * `error.status` of JD Cloud's answers. The same HTTP code stands for different things (429 is throttling and a full
 * quota), so the status name decides.
 * @see docs.jdcloud.com common-declaration error-codes; State and IN PROCESSING: the vendor's own tests [qa]
 */
export const errorRules: readonly ErrorRule[] = [
  { code: "RATE_LIMIT", meaning: "throttled" },
  {
    code: "QUOTA_EXCEEDED",
    meaning: "quota",
    hint: "Delete an instance, or ask JD Cloud for a higher quota by ticket (five instances to begin with).",
  },
  // Busy, or the billing side has not finished the last order: after creation and resizing it lags by a minute. [qa]
  { code: /^(FAILED_PRECONDITION|State|IN PROCESSING)$/, meaning: "conflict" },
  { code: "NOT_FOUND", meaning: "notFound" },
  {
    code: /^(UNAUTHENTICATED|ACCESS_ERROR)$/,
    meaning: "accessDenied",
    orSkewed: true,
    hint: "Check the JD Cloud access key that is configured, and this machine's clock.",
  },
  {
    code: "HTTP_FORBIDDEN",
    meaning: "accessDenied",
    hint: "Grant the access key's user the permission for the operation named above.",
  },
  { code: /^(INVALID_ARGUMENT|OUT_OF_RANGE)$/, meaning: "input" },
  { code: "NOT_IMPLEMENTED", meaning: "unsupported" },
  { code: /^(INTERNAL|UNKNOWN|UNAVAILABLE|SOURCE_UNAVAILABLE)$/, meaning: "transient" },
];

/** Where an order is made, 404 is about what the order names and not about an instance. [qa] */
export const orderRules: readonly ErrorRule[] = [
  {
    code: "NOT_FOUND",
    meaning: "input",
    hint: "What the message names does not exist here: look at vpcId, subnetId, azId and cacheInstanceClass, which must be of one region, sold there, and fit redisVersion.",
  },
];

/** Where a running instance says so, waiting does not help, unless it has just begun to be busy. */
export const switchRules: readonly ErrorRule[] = [{ code: "FAILED_PRECONDITION", meaning: "unsupported" }];

/** Where a deletion is asked for, busy has codes of its own (State, IN PROCESSING); this one does not pass. [qa] */
export const removalRules: readonly ErrorRule[] = [
  {
    code: "FAILED_PRECONDITION",
    meaning: "protected",
    hint: "JD Cloud deletes pay-as-you-go instances and expired prepaid ones only.",
  },
];

import type { ErrorRule } from "../core/client/errors";

/**
 * By `error.status`, because one HTTP code means different things: 429 is throttling, and an exceeded quota as well.
 * @see docs.jdcloud.com common-declaration error-codes; for State and IN PROCESSING the vendor's tests [qa]
 */
export const errorRules: readonly ErrorRule[] = [
  { code: "RATE_LIMIT", meaning: "throttled" },
  {
    code: "QUOTA_EXCEEDED",
    meaning: "quota",
    hint: "Delete an instance, or open a ticket with JD Cloud for a higher quota (five instances by default).",
  },
  // The instance is busy, or billing has not finished the last order: it takes a minute after create and resize. [qa]
  { code: /^(FAILED_PRECONDITION|State|IN PROCESSING)$/, meaning: "conflict" },
  { code: "NOT_FOUND", meaning: "notFound" },
  {
    code: /^(UNAUTHENTICATED|ACCESS_ERROR)$/,
    meaning: "accessDenied",
    orSkewed: true,
    hint: "Check the configured JD Cloud access key, secret and, if there is one, security token (perhaps they are swapped), and this machine's clock.",
  },
  {
    code: "HTTP_FORBIDDEN",
    meaning: "accessDenied",
    hint: "Grant the access key's user permission for the operation named above. A message about the nonce (noncestr) means something else: a proxy changed or repeated the request.",
  },
  { code: /^(INVALID_ARGUMENT|OUT_OF_RANGE)$/, meaning: "input" },
  { code: "NOT_IMPLEMENTED", meaning: "unsupported" },
  // CANCELLED, with 499: the gateway no longer waits, and nobody knows what the service does. [doc] the code
  { code: /^(INTERNAL|UNKNOWN|UNAVAILABLE|SOURCE_UNAVAILABLE|CANCELLED)$/, meaning: "transient" },
];

/** For orders: 404 is about what the order names, and not about an instance. [qa] */
export const orderRules: readonly ErrorRule[] = [
  {
    code: "NOT_FOUND",
    meaning: "input",
    hint: "Check vpcId, subnetId, azId, configTemplateId and cacheInstanceClass: they must exist in this region, and the class must be available there for redisVersion.",
  },
];

/** For creations: no instance is busy, so the precondition is one of the account, and waiting does not help. [guess] */
export const creationRules: readonly ErrorRule[] = [
  {
    code: "FAILED_PRECONDITION",
    meaning: "quota",
    hint: "Check that the account has passed the real-name verification and has a balance of 50 yuan or more; if srcInstanceId is given, that this instance is running.",
  },
];

/** For changes that a running instance rejects for good. `updaters.ts` repeats them in case it had only become busy. */
export const switchRules: readonly ErrorRule[] = [{ code: "FAILED_PRECONDITION", meaning: "unsupported" }];

/** For deletion: a busy instance has codes of its own (State, IN PROCESSING), so this rejection is final. [qa] */
export const removalRules: readonly ErrorRule[] = [
  {
    code: "FAILED_PRECONDITION",
    meaning: "protected",
    hint: "JD Cloud deletes only postpaid instances and expired prepaid ones.",
  },
];

/** For the creation of a template, for which no instance is busy. [doc] the codes; [guess] what they stand for here */
export const templateRules: readonly ErrorRule[] = [
  {
    code: "ALREADY_EXISTS",
    meaning: "input",
    hint: "If the name is taken, give the template another one, also where it replaces a template of the same name.",
  },
  {
    code: "QUOTA_EXCEEDED",
    meaning: "quota",
    hint: "Delete a template that nothing needs, or open a ticket with JD Cloud for a higher quota.",
  },
  { code: "FAILED_PRECONDITION", meaning: "input" },
];

/** For the change and deletion of a template, which is never busy, so that waiting does not help. [guess] what stands in the way */
export const templateInUseRules: readonly ErrorRule[] = [
  {
    code: "FAILED_PRECONDITION",
    meaning: "protected",
    hint: "Instances that use the template may stand in the way. With the option retainOnDelete: true it stays when it leaves the stack.",
  },
];

/** For the creation of an account. [doc] the code; [guess] that it stands for a name that is taken */
export const accountRules: readonly ErrorRule[] = [
  {
    code: "ALREADY_EXISTS",
    meaning: "already",
    hint: "An account that the stack has not created is taken over only with adoptExisting: true.",
  },
];

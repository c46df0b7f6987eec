import { printable, printableLines, withoutFullStop } from "../host/printable";

/**
 * What a rejection means, by what to do next. A cloud's `errors.ts` maps the vendor's codes to these.
 *
 * - `throttled`: not carried out; wait and repeat
 * - `transient`: the cloud is in trouble; the call may or may not have been carried out
 * - `conflict`: not carried out, because the instance is busy; wait and repeat
 * - `skewed`: not carried out, because our clock is off or the nonce was used before; sign again
 * - `notFound`: no such instance
 * - `already`: the wanted state exists already: success
 * - `unsupported`: this instance cannot do that
 * - `mismatch`: the idempotency token was used with other parameters
 * - `protected`: the instance is protected against deletion
 * - `input`, `quota`, `outOfStock`, `accessDenied`: a person has to change something
 * - `other`: an unknown code; never repeated
 */
export type Meaning =
  | "throttled"
  | "transient"
  | "conflict"
  | "skewed"
  | "notFound"
  | "already"
  | "unsupported"
  | "mismatch"
  | "protected"
  | "input"
  | "quota"
  | "outOfStock"
  | "accessDenied"
  | "other";

/** One row of a cloud's error table. Matched by code and status, never by the message text. */
export interface ErrorRule {
  readonly code: string | RegExp;
  readonly status?: number;
  readonly meaning: Meaning;
  /** The code stands for a wrong key and for a wrong clock. If the server's date differs from ours, it means `skewed`. */
  readonly orSkewed?: boolean;
  /** What the user can do now; a sentence. */
  readonly hint?: string;
}

/** What a cloud said when it rejected a call. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
  readonly requestId?: string | undefined;
  /** The status in the body, where it differs from the answer's own. */
  readonly status?: number | undefined;
  /** The key or its signature is wrong, which the vendor does not answer with 401. */
  readonly isUnknownCaller?: boolean;
  /** How long the server asks to wait. */
  readonly retryAfterMs?: number | undefined;
}

/** A cloud answered, and rejected the call. */
export class CloudError extends Error {
  override readonly name = "CloudError";
  constructor(
    readonly action: string,
    readonly status: number,
    readonly rejection: Rejection,
    readonly meaning: Meaning,
    readonly hint?: string,
  ) {
    const request = rejection.requestId ? `, request ${printable(rejection.requestId, 100)}` : "";
    const said = withoutFullStop(printable(rejection.message));
    const text = `${action} was rejected: ${said} (${printable(rejection.code, 100)}, HTTP ${status}${request}).`;
    super(hint ? `${text} ${hint}` : text);
  }
}

/** No usable answer came. `carriedOut` says what is known of the effect. */
export class NoAnswerError extends Error {
  override readonly name = "NoAnswerError";
  constructor(
    readonly action: string,
    readonly carriedOut: "no" | "unknown",
    readonly detail: string,
  ) {
    super(`${action} got no usable answer: ${withoutFullStop(printable(detail, 2000))}.`);
  }
}

/** The engine that asked for this work has ended, so nothing more may be sent: the next run continues from here. */
export class EngineGoneError extends Error {
  override readonly name = "EngineGoneError";
  constructor() {
    super("The Pulumi engine has ended; nothing more is sent. Run `pulumi up` again: it resumes what was started.");
  }
}

/** An error for a person: complete as it stands, without a stack. */
export class UserError extends Error {
  override readonly name = "Error";
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(printableLines(message), options);
    // The SDK prints the stack of what check, diff, read and delete throw, which tells the user nothing.
    this.stack = "";
  }
}

export function means(error: unknown, ...meanings: Meaning[]): error is CloudError {
  return error instanceof CloudError && meanings.includes(error.meaning);
}

/** The cloud rejects the credentials. It will reject all other calls too, and some clouds lock a key after a few tries. */
export function isUnknownCaller(error: CloudError): boolean {
  return error.status === 401 || error.rejection.isUnknownCaller === true;
}

/** The cloud did not tell what was asked, and may still carry out what it is sent. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof NoAnswerError || (error instanceof CloudError && !isUnknownCaller(error));

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Finds the first rule that fits. Without one, 429 means throttled; 5xx, and an error with a status of success, transient. */
export function classify(
  rules: readonly ErrorRule[],
  status: number,
  code: string,
): Pick<ErrorRule, "meaning" | "hint" | "orSkewed"> {
  const rule = rules.find(
    (r) =>
      (r.status === undefined || r.status === status) &&
      (typeof r.code === "string" ? r.code === code : r.code.test(code)),
  );
  if (rule) return rule;
  if (status === 429) return { meaning: "throttled" };
  return { meaning: status >= 500 || status < 400 ? "transient" : "other" };
}

/**
 * What a refusal means for us, by what one does next. A cloud's `errors.ts` maps the vendor's codes to these.
 *
 * - `throttled`: not carried out; wait and repeat
 * - `transient`: the cloud is in trouble; may or may not have been carried out
 * - `conflict`: not carried out, the instance is busy; wait and repeat
 * - `skewed`: not carried out, our clock is off or the nonce was taken; sign anew
 * - `gone`: no such instance
 * - `already`: the wanted state is already there: success
 * - `unsupported`: this instance cannot do that
 * - `mismatch`: the idempotency token was used with other parameters
 * - `protected`: the instance is protected against deletion
 * - `input`, `quota`, `soldOut`, `denied`: a person has to change something
 * - `other`: a code we do not know; never repeated
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

/** One row of a cloud's error table. The code is matched first, then the status; never the message text. */
export interface ErrorRule {
  readonly code: string | RegExp;
  readonly status?: number;
  readonly meaning: Meaning;
  /** The code does not tell a wrong key from a wrong clock: where the server's date is another than ours, it means `skewed`. */
  readonly orSkewed?: boolean;
  /** What the user can do now; a sentence. */
  readonly hint?: string;
}

/** What a cloud said when it refused. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
  readonly requestId?: string | undefined;
  /** The status that the body tells, where the answer's own is another one. */
  readonly status?: number | undefined;
  /** How long the server wishes to be left alone. */
  readonly retryAfterMs?: number | undefined;
}

/** A cloud answered, and said no. */
export class CloudError extends Error {
  override readonly name = "CloudError";
  constructor(
    readonly action: string,
    readonly status: number,
    readonly rejection: Rejection,
    readonly meaning: Meaning,
    readonly hint?: string,
  ) {
    const request = rejection.requestId ? `, request ${rejection.requestId}` : "";
    const text = `${action} was refused: ${rejection.message.replace(/[.\s]+$/, "")} (${rejection.code}, HTTP ${status}${request}).`;
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
    super(`${action} got no usable answer: ${detail.replace(/\.$/, "")}.`);
  }
}

/** The engine that asked for this work is gone, so nothing more may be sent: the next run goes on from here. */
export class EngineGoneError extends Error {
  override readonly name = "EngineGoneError";
  constructor() {
    super("The Pulumi engine is gone; nothing more is sent. Run `pulumi up` again: it takes over what was begun.");
  }
}

/** An error for a person: complete as it stands, without a stack. */
export class UserError extends Error {
  override readonly name = "Error";
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // The SDK prints the stack of what check, diff, read and delete throw; it says nothing to the user.
    this.stack = "";
  }
}

export function means(error: unknown, ...meanings: Meaning[]): error is CloudError {
  return error instanceof CloudError && meanings.includes(error.meaning);
}

/** The cloud does not believe who we are: it will refuse all else too, and some lock a key after a few tries. */
export function isUnknownCaller(error: CloudError): boolean {
  return error.status === 401;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Finds the first rule that fits; 5xx and 429 without a rule speak for themselves. */
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
  return { meaning: status >= 500 ? "transient" : "other" };
}

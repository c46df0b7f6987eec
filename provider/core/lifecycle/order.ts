import { UserError } from "../client/errors";
import type { Outputs } from "../resource/definition";

/** An order was answered with an instance that existed before it. It is not touched, and the state does not hold it. */
export class NotOursError extends UserError {}

/** What a creating call has answered. */
export interface OrderResult {
  readonly ids: readonly string[];
  /** Outputs of each instance that only this answer contains. */
  readonly outputs?: Outputs;
  /** Set where an unpaid order blocks the creation: a sentence that says what to do. */
  readonly awaitingPayment?: string | undefined;
  /** The account may not tag, so the call carried no pending tag. */
  readonly isUntagged?: boolean;
  /** The call has brought back instances that existed before. */
  readonly isRestored?: boolean;
}

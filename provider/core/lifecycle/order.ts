import type { Outputs } from "../resource/definition";

/** What a creating call has answered. */
export interface OrderResult {
  readonly ids: readonly string[];
  /** Outputs of each instance that only this answer contains. */
  readonly outputs?: Outputs;
  /** Set where an unpaid order blocks the creation: a sentence that says what to do. */
  readonly awaitingPayment?: string | undefined;
  /** The call has brought back instances that existed before. */
  readonly isRestored?: boolean;
}

/** What the cloud knows of an id that a creating call has answered. */
export interface Origin {
  /** Milliseconds since the epoch by the cloud's clock. */
  readonly createdAt: number | undefined;
  /** Deleted, though the cloud still remembers it. */
  readonly isDeleted: boolean;
}

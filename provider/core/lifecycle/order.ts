import type { Outputs } from "../resource/definition";

/** What a creating call has answered. */
export interface OrderResult {
  readonly ids: readonly string[];
  /** Told of each instance by this answer and by nothing else. */
  readonly outputs?: Outputs;
  /** Nothing will exist before a person does what this sentence says. */
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

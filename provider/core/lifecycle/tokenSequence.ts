import { digest } from "../host/digest";
import { tokenLength } from "./provisionRequest";

/** How many tokens are tried while they turn out to be used up. */
const maxTokens = 4;

/**
 * Which token each further order of a resource carries. The first is derived from the resource, and the next from the one
 * that was used up, so that another machine repeats the orders after a crash. The last is random.
 */
export class TokenSequence {
  private tried = 0;
  private last: string | undefined;

  /** @param unique a token that no earlier call can have used, where an interrupted run has chosen one */
  constructor(
    private readonly nonce: () => string,
    private unique: string | undefined,
  ) {}

  /** Begins the next order. */
  advance(): void {
    this.tried++;
    if (this.isLast) this.unique = this.nonce();
  }

  get isLast(): boolean {
    return this.tried === maxTokens;
  }

  /** Can no earlier call have used the token? */
  get isUnique(): boolean {
    return this.unique !== undefined;
  }

  /** A random token after others: it leads no other machine to what they have ordered. */
  get leadsAstray(): boolean {
    return this.isUnique && this.tried > 1;
  }

  /** @param derived from the resource and what it has */
  token(derived: () => string): string {
    this.last = this.unique ?? (this.last === undefined ? derived() : digest([this.last], tokenLength));
    return this.last;
  }

  /** @param isUnseen of what the order was answered with, the cloud has never shown some */
  end(isUnseen = false): void {
    // Waiting for each derived token would take minutes, and more would be ordered meanwhile if the cloud is only slow.
    this.unique = isUnseen ? this.nonce() : undefined;
  }
}

/** The delay before a retry: exponential, with jitter in the upper half, so that many resources spread out. */
export function backoff(attempt: number, random: () => number, { firstMs = 500, mostMs = 30_000 } = {}): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** (attempt - 1));
  return ceiling / 2 + (random() * ceiling) / 2;
}

/**
 * The server's own delay can only lengthen ours, up to a cap: one more rejection costs less than an hour of waiting.
 */
export function withHint(delayMs: number, hintMs: number | undefined, mostMs = 30_000): number {
  return hintMs === undefined ? delayMs : Math.min(mostMs, Math.max(delayMs, hintMs));
}

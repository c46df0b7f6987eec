/** Delays for repeating a call: exponential with full jitter in the upper half, so that many resources spread out. */
export function backoff(attempt: number, random: () => number, { firstMs = 500, mostMs = 30_000 } = {}): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** (attempt - 1));
  return ceiling / 2 + (random() * ceiling) / 2;
}

/**
 * A server's wish to be left alone is a hint: never sooner than our own delay, never much later than the longest one,
 * because an hour's silence is worse than one more refusal.
 */
export function withHint(delayMs: number, hintMs: number | undefined, mostMs = 30_000): number {
  return hintMs === undefined ? delayMs : Math.min(mostMs, Math.max(delayMs, hintMs));
}

import type { Clock } from "../host/clock";

const firstPauseMs = 1_000;
const longestPauseMs = 10_000;

/**
 * Repeats a question with growing pauses until the answer is yes or the time is over.
 * @param onPause called before each pause
 * @returns whether the answer was yes
 */
export async function repeatUntil(
  clock: Clock,
  until: number,
  isDone: () => Promise<boolean>,
  onPause: () => void = () => undefined,
): Promise<boolean> {
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    if (await isDone()) return true;
    if (clock.now() + pause >= until) return false;
    onPause();
    await clock.sleep(pause);
  }
}

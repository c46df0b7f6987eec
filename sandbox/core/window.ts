/** The next moment, in UTC, at which a daily window begins. @param start `HH:mm`, whatever follows it */
export function nextWindow(now: number, start: string): number {
  const [hours = 0, minutes = 0] = start.slice(0, 5).split(":").map(Number);
  const window = new Date(now);
  window.setUTCHours(hours, minutes, 0, 0);
  if (window.getTime() <= now) window.setUTCDate(window.getUTCDate() + 1);
  return window.getTime();
}

import { formatDuration, systemClock } from "../../../provider/core/host/clock";

describe("duration", () => {
  test.each([
    [0, "0 s"],
    [499, "0 s"],
    [1500, "2 s"],
    [95_000, "95 s"],
    [119_999, "120 s"],
    [120_000, "2 min"],
    [150_000, "3 min"],
    [3_600_000, "60 min"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

test("the system clock tells the machine's time", () => {
  jest.useFakeTimers({ now: 1_700_000_000_000 });
  expect(systemClock.now()).toBe(1_700_000_000_000);
  jest.useRealTimers();
});

test("the system clock sleeps as long as asked, and no shorter", async () => {
  jest.useFakeTimers();
  let woken = false;
  const sleep = systemClock.sleep(5000).then(() => {
    woken = true;
  });
  await jest.advanceTimersByTimeAsync(4999);
  expect(woken).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  await sleep;
  expect(woken).toBe(true);
  jest.useRealTimers();
});

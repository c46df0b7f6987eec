import { systemClock } from "../../../provider/core/host/clock";

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

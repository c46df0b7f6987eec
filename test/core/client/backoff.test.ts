import { backoff, withHint } from "../../../provider/core/client/backoff";

const middle = () => 0.5;

describe("backoff", () => {
  test("delays double from 375 ms to 22.5 s in the middle of the jitter, exactly", () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 2000].map((attempt) => backoff(attempt, middle));
    expect(delays).toEqual([375, 750, 1500, 3000, 6000, 12_000, 22_500, 22_500, 22_500]);
  });

  test.each([
    [0, 250],
    [0.5, 375],
    [0.999, 499.75],
  ])("with random() %d the first delay is %d ms: from half of 500 to the whole", (random, delay) => {
    expect(backoff(1, () => random)).toBe(delay);
  });

  test("first and longest delay can be set", () => {
    const bounds = { firstMs: 100, mostMs: 300 };
    expect([1, 2, 3, 4].map((attempt) => backoff(attempt, middle, bounds))).toEqual([75, 150, 225, 225]);
  });
});

describe("withHint", () => {
  test.each([
    ["no hint leaves the delay", 375, undefined, 375],
    ["a shorter hint never shortens the delay", 375, 0, 375],
    ["a longer hint counts", 375, 5000, 5000],
    ["a hint is capped at 30 s", 375, 3_600_000, 30_000],
    ["a negative hint never shortens the delay", 375, -1000, 375],
  ])("%s: %p with hint %p → %p", (_, delay, hint, expected) => {
    expect(withHint(delay, hint)).toBe(expected);
  });

  test("the cap can be set", () => {
    expect(withHint(375, 5000, 1000)).toBe(1000);
  });
});

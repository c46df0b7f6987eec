import { formatDuration, parseDuration } from "../../../provider/core/host/duration";

const minute = 60_000;

describe("parseDuration", () => {
  test.each([
    ["40m", 40 * minute],
    ["1h30m", 90 * minute],
    ["90s", 90_000],
    ["1.5h", 90 * minute],
    ["250ms", 250],
    ["5m5ms", 5 * minute + 5],
    ["2h0m1s", 120 * minute + 1000],
    ["0s", 0],
    ["100h", 6000 * minute],
  ])("%s is %d ms", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  const none = ["", "30", "m", "30 m", "-5m", "5d", "1h30", "30M", "1e3s", "5m!", ".5h", "five minutes", "5m\n"];
  test.each(none)("%p is no duration", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe("formatDuration", () => {
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

import { perMonth, priceText } from "../../../provider/core/resource/preflight";

test.each([
  [{ amount: 0.38, period: "hour" }, 1, "277.40 CNY a month (0.38 CNY an hour, 730 hours)"],
  [{ amount: 0.03125, period: "hour" }, 2, "45.63 CNY a month (2 instances at 0.03125 CNY an hour, 730 hours)"],
  [{ amount: 100, period: { months: 1 } }, 1, "100.00 CNY a month"],
  [{ amount: 100, period: { months: 1 } }, 3, "300.00 CNY a month (3 instances at 100 CNY)"],
  [{ amount: 1000, period: { months: 12 } }, 1, "83.33 CNY a month (1000 CNY for 12 months)"],
  [{ amount: 1000, period: { months: 12 } }, 2, "166.67 CNY a month (2 instances at 1000 CNY for 12 months)"],
] as const)("%j for %d: %s", (price, count, text) => {
  expect(priceText({ ...price, currency: "CNY" }, count)).toBe(text);
});

test("the sum of a month is not rounded before it is shown", () => {
  expect(perMonth({ amount: 0.001, currency: "CNY", period: "hour" }, 3)).toBeCloseTo(2.19, 10);
});

import { amount } from "../../../provider/core/client/wire";

test.each([
  [0.2, 0.2],
  ["0.2", 0.2],
  [0, 0],
])("%p is a price", (answered, price) => {
  expect(amount.parse(answered)).toBe(price);
});

test.each([null, undefined, "", " ", "free", -1, "-1", Number.NaN, Number.POSITIVE_INFINITY, [], true])(
  "%p is no price, and not nothing to pay either",
  (answered) => {
    expect(amount.safeParse(answered).success).toBe(false);
  },
);

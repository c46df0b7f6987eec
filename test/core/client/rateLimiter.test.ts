import { RateLimiter } from "../../../provider/core/client/rateLimiter";
import { VirtualClock } from "../../support/virtualClock";

let clock: VirtualClock;
let rateLimiter: RateLimiter;
let start: number;

beforeEach(() => {
  clock = new VirtualClock();
  rateLimiter = new RateLimiter(clock);
  start = clock.now();
});

/** When each of so many calls may leave, in ms from now on. */
async function leaves(calls: number): Promise<number[]> {
  const from = clock.now();
  return Promise.all(
    Array.from({ length: calls }, () => rateLimiter.take().then(() => Math.round(clock.now() - from))),
  );
}

describe("TokenBucket", () => {
  test("a second's worth of calls leaves at once, the rest 50 ms apart", async () => {
    const times = await leaves(24);
    expect(times.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(times.slice(20)).toEqual([50, 100, 150, 200]);
  });

  test("calls one after the other, slower than the rate, never wait", async () => {
    for (let call = 0; call < 30; call++) {
      clock.advance(60);
      await rateLimiter.take();
    }
    expect(clock.now() - start).toBe(30 * 60);
  });

  test("a long pause saves up one second's worth and no more", async () => {
    await leaves(20);
    clock.advance(3_600_000);
    expect((await leaves(22)).slice(19)).toEqual([0, 50, 100]);
  });

  test("each throttling halves the rate, down to one call in 2 s", async () => {
    await leaves(20);
    const gaps: number[] = [];
    for (let times = 0; times < 7; times++) {
      rateLimiter.throttled();
      gaps.push(...(await leaves(1)));
    }
    expect(gaps).toEqual([100, 200, 400, 800, 1600, 2000, 2000]);
  });

  test("each accepted call lets the rate grow by 0.2 a second, up to 50 a second", async () => {
    await leaves(20);
    rateLimiter.throttled();
    for (let call = 0; call < 50; call++) rateLimiter.accepted();
    expect(await leaves(1)).toEqual([50]);
    for (let call = 0; call < 1000; call++) rateLimiter.accepted();
    expect(await leaves(3)).toEqual([20, 40, 60]);
  });

  test("throttling slows down those who wait already", async () => {
    const waiting = leaves(60);
    rateLimiter.throttled();
    rateLimiter.throttled();
    expect((await waiting).at(-1)).toBeGreaterThan(7_000);
  });

  test("those who wait keep their order", async () => {
    const order: number[] = [];
    await Promise.all(Array.from({ length: 40 }, (_, index) => rateLimiter.take().then(() => order.push(index))));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

import { RateLimiter } from "../../../provider/core/client/rateLimiter";
import { seeded } from "../../engine/world";
import { bucket, isThrottled, LimitedCloud, quota } from "../../support/limitedCloud";
import { VirtualClock } from "../../support/virtualClock";

let clock: VirtualClock;
let start: number;
let random: () => number;

beforeEach(() => {
  clock = new VirtualClock();
  start = clock.now();
  random = seeded(7);
});

const limited = (admits: (at: number) => boolean) => new LimitedCloud(clock, admits);

describe("RateLimiter", () => {
  test("has no limit of its own until the cloud throttles", async () => {
    const cloud = limited(() => true);
    expect(await cloud.sendMany(new RateLimiter(clock), 1000, random)).toBe(0);
  });

  test("has at most 32 calls under way at once, and the next leaves when one ends", async () => {
    const rateLimiter = new RateLimiter(clock);
    const ends: (() => void)[] = [];
    const hang = () => new Promise<string>((end) => ends.push(() => end("done")));
    const all = Array.from({ length: 40 }, () => rateLimiter.run(hang, isThrottled));
    await new Promise(setImmediate);
    expect(ends).toHaveLength(32);
    ends[5]?.();
    await new Promise(setImmediate);
    expect(ends).toHaveLength(33);
    while (ends.length < 40) {
      for (const end of ends) end();
      await new Promise(setImmediate);
    }
    for (const end of ends) end();
    await Promise.all(all);
  });

  test("300 calls under a limit of 20 a second take at most 1.2 times as long as they must, with under 2 % throttled after 3 s", async () => {
    const cloud = limited(bucket(20));
    expect(await cloud.sendMany(new RateLimiter(clock), 300, random)).toBeLessThanOrEqual(((300 - 20) / 20) * 1.2);
    expect(cloud.throttledShare(3_000)).toBeLessThan(0.02);
    expect(cloud.throttledShare(0)).toBeLessThan(0.15);
  });

  test("three processes that share a limit all end, near the ideal, with under 5 % throttled after 3 s", async () => {
    const cloud = limited(bucket(20));
    const limiters = [1, 2, 3].map(() => new RateLimiter(clock));
    const seconds = await Promise.all(limiters.map((rateLimiter) => cloud.sendMany(rateLimiter, 100, random)));
    expect(Math.max(...seconds)).toBeLessThanOrEqual(((300 - 20) / 20) * 1.4);
    expect(cloud.throttledShare(3_000)).toBeLessThan(0.05);
  });

  test.each([
    ["20 in each second", 20, 1_000, 300, 15],
    ["1000 in each minute", 1000, 60_000, 1500, 60],
    ["200 in five minutes", 200, 300_000, 300, 300],
  ])(
    "a quota of %s is used up, and few calls are wasted until the next window",
    async (_, most, windowMs, calls, ideal) => {
      const cloud = limited(quota(most, windowMs));
      expect(await cloud.sendMany(new RateLimiter(clock), calls, random)).toBeLessThanOrEqual(ideal * 1.4 + 5);
      const wasted = cloud.calls.filter(({ isThrottled }) => isThrottled).length;
      expect(wasted).toBeLessThanOrEqual(64 + windowMs / 2_000);
    },
  );

  test("throttling answers to one burst slow down once, to below what the cloud has let through", async () => {
    const rateLimiter = new RateLimiter(clock);
    const cloud = limited(bucket(20));
    // All leave before the first answer comes.
    const together = clock.sleep(10);
    const call = () => together.then(() => cloud.call());
    await Promise.all(Array.from({ length: 30 }, () => rateLimiter.run(call, isThrottled)));
    clock.advance(-10);
    expect(cloud.throttledShare(0)).toBeGreaterThan(0);
    const leave = async () => clock.now() - start;
    const times = await Promise.all([1, 2, 3].map(() => rateLimiter.run(leave, () => false)));
    const gaps = times.slice(1).map((at, index) => (at ?? 0) - (times[index] ?? 0));
    // 70 % of 20 calls a second.
    for (const gap of gaps) expect(Math.abs(gap - 1000 / 14)).toBeLessThan(3);
  });

  test("throttling slows down those who wait already, who keep their order", async () => {
    const rateLimiter = new RateLimiter(clock);
    let isFirst = true;
    const order: number[] = [];
    const call = (index: number) => async () => {
      order.push(index);
      const answer = isFirst ? "throttled" : "done";
      isFirst = false;
      return answer;
    };
    await Promise.all(Array.from({ length: 60 }, (_, index) => rateLimiter.run(call(index), isThrottled)));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(clock.now() - start).toBeGreaterThan(1_000);
  });

  test("a quiet hour does not raise the rate: it proves nothing", async () => {
    const rateLimiter = new RateLimiter(clock);
    const cloud = limited(bucket(20));
    await cloud.sendMany(rateLimiter, 100, random);
    clock.advance(3_600_000);
    await limited(() => true).send(rateLimiter, random);
    const before = cloud.calls.length;
    await cloud.sendMany(rateLimiter, 60, random);
    const throttled = cloud.calls.slice(before).filter((call) => call.isThrottled);
    expect(throttled.length).toBeLessThan(15);
  });
});

import { StatusPoller } from "../../../provider/core/waiter/statusPoller";
import { VirtualClock } from "../../support/virtualClock";

let clock: VirtualClock;
let rounds: { at: number; ids: readonly string[] }[];
let start: number;

beforeEach(() => {
  clock = new VirtualClock();
  start = clock.now();
  rounds = [];
});

const pollerOf = (answer: (ids: readonly string[], round: number) => ReadonlyMap<string, string>): StatusPoller =>
  new StatusPoller(clock, async (ids) => {
    rounds.push({ at: clock.now() - start, ids });
    return answer(ids, rounds.length);
  });

const all = (status: string) => (ids: readonly string[]) => new Map(ids.map((id) => [id, status]));
const never = Number.MAX_SAFE_INTEGER;

/** Waits for two minutes at the waiter's pace; the waiters start at ten moments within 300 ms. */
async function roundsFor(waiters: number): Promise<number> {
  rounds = [];
  const statusPoller = pollerOf(all("Creating"));
  const wait = async (id: string) => {
    const began = clock.now();
    for (let delay = 0; clock.now() - began < 120_000; ) {
      await statusPoller.poll(id, delay, never);
      delay = Math.min(10_000, Math.max(500, (clock.now() - began) / 15));
    }
  };
  const groups = Array.from({ length: 10 }, async (_, group) => {
    await clock.sleep(group * 30);
    await Promise.all(Array.from({ length: waiters / 10 }, (__, n) => wait(`i-${group}-${n}`)));
  });
  await Promise.all(groups);
  return rounds.length;
}

describe("StatusPoller", () => {
  test("polls of the same moment are one call, with each id once", async () => {
    const statusPoller = pollerOf(all("Normal"));
    const polls = ["a", "b", "a", "c"].map((id) => statusPoller.poll(id, 0, never));
    expect(await Promise.all(polls)).toEqual(["Normal", "Normal", "Normal", "Normal"]);
    expect(rounds).toEqual([{ at: 0, ids: ["a", "b", "c"] }]);
  });

  test("each waiter gets the status of its own id, or undefined when the answer lacks it", async () => {
    const statusPoller = pollerOf(() => new Map([["a", "Normal"]]));
    expect(await Promise.all([statusPoller.poll("a", 0, never), statusPoller.poll("b", 0, never)])).toEqual([
      "Normal",
      undefined,
    ]);
  });

  test("300 waiters need about as many calls as 10", async () => {
    const ten = await roundsFor(10);
    const threeHundred = await roundsFor(300);
    expect(ten).toBeGreaterThan(10);
    expect(threeHundred).toBeLessThanOrEqual(ten * 1.5);
  });

  test("polls of different moments with equal delays share one call", async () => {
    const statusPoller = pollerOf(all("Creating"));
    const poll = async (id: string, begin: number) => {
      await clock.sleep(begin);
      return statusPoller.poll(id, 4000, never);
    };
    await Promise.all([poll("a", 0), poll("b", 700), poll("c", 1500)]);
    expect(rounds).toEqual([{ at: 4000, ids: ["a", "b", "c"] }]);
  });

  test.each([500, 1000, 2600, 10_000])(
    "a poll with a delay of %d ms happens after half to one and a half of it",
    async (delay) => {
      clock.advance(123);
      const from = clock.now() - start;
      await pollerOf(all("Creating")).poll("a", delay, never);
      expect(rounds[0]?.at).toBeGreaterThanOrEqual(from + delay / 2);
      expect(rounds[0]?.at).toBeLessThanOrEqual(from + delay * 1.5);
    },
  );

  test("a poll never happens after its latest moment", async () => {
    await pollerOf(all("Creating")).poll("a", 10_000, start + 1234);
    expect(rounds.map(({ at }) => at)).toEqual([1234]);
  });

  test("a poll that arrives during a call gets the answer of the next call", async () => {
    let answerFirst = (_: ReadonlyMap<string, string>) => undefined as unknown;
    const statusPoller = new StatusPoller(clock, (ids) => {
      rounds.push({ at: 0, ids });
      if (rounds.length > 1) return Promise.resolve(new Map([["a", "Normal"]]));
      return new Promise((resolve) => {
        answerFirst = resolve;
      });
    });
    const early = statusPoller.poll("a", 0, never);
    await new Promise(setImmediate);
    const late = statusPoller.poll("a", 0, never);
    answerFirst(new Map([["a", "Creating"]]));
    expect(await Promise.all([early, late])).toEqual(["Creating", "Normal"]);
    expect(rounds.map(({ ids }) => ids)).toEqual([["a"], ["a"]]);
  });

  test("a failed call rejects its own round and not the next", async () => {
    const statusPoller = pollerOf((ids, round) => {
      if (round === 1) throw new Error("no answer");
      return all("Normal")(ids);
    });
    const first = await Promise.allSettled([statusPoller.poll("a", 0, never), statusPoller.poll("b", 0, never)]);
    expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await statusPoller.poll("a", 0, never)).toBe("Normal");
  });
});

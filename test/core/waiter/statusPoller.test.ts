import type { ObservedInstance } from "../../../provider/core/resource/definition";
import { type Sight, StatusPoller } from "../../../provider/core/waiter/statusPoller";
import { VirtualClock } from "../../support/virtualClock";

let clock: VirtualClock;
let rounds: { at: number; ids: readonly string[] }[];
let start: number;
let singles: string[];

beforeEach(() => {
  clock = new VirtualClock();
  start = clock.now();
  rounds = [];
  singles = [];
});

type Answer = ReadonlyMap<string, ObservedInstance>;

/** A poller whose single calls find nothing. */
const pollerOf = (answer: (ids: readonly string[], round: number) => Answer): StatusPoller =>
  new StatusPoller(clock, {
    many: async (ids) => {
      rounds.push({ at: clock.now() - start, ids });
      return answer(ids, rounds.length);
    },
    one: async (id) => void singles.push(id),
  });

const all = (status: string) => (ids: readonly string[]) => new Map(ids.map((id) => [id, { status }]));
/** What a poll tells, in a word. */
const wordOf = (sight: Sight) =>
  sight.by === "nobody" ? "alone" : (sight.observed?.status ?? (sight.isCredible ? "notFound" : "not listed"));
const words = async (polls: readonly Promise<Sight>[]) => (await Promise.all(polls)).map(wordOf);
const never = Number.MAX_SAFE_INTEGER;
const both = (statusPoller: StatusPoller, delayMs: number, latest: number) =>
  words(["a", "b"].map((id) => statusPoller.poll(id, delayMs, latest)));

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
  test("polls of about the same moment are one call, with each id once", async () => {
    const statusPoller = pollerOf(all("Normal"));
    const polls = ["a", "b", "a"].map((id) => statusPoller.poll(id, 0, never));
    const late = clock.sleep(20).then(() => statusPoller.poll("c", 0, never));
    expect(await words([...polls, late])).toEqual(["Normal", "Normal", "Normal", "Normal"]);
    expect(rounds).toEqual([{ at: 50, ids: ["a", "b", "c"] }]);
  });

  test("polls that arrive over seconds are a few calls: only the first does not wait for more of them", async () => {
    const statusPoller = pollerOf(all("Normal"));
    const poll = async (index: number) => {
      await clock.sleep(index * 30);
      const from = clock.now();
      await statusPoller.poll(`i-${index}`, 0, never);
      return clock.now() - from;
    };
    const waits = await Promise.all(Array.from({ length: 100 }, (_, index) => poll(index)));
    expect(waits[0]).toBeLessThanOrEqual(75);
    expect(Math.max(...waits)).toBeLessThanOrEqual(600);
    expect(rounds.length).toBeLessThanOrEqual(10);
  });

  test("polls of one instance, one after the other, wait 50 ms each", async () => {
    const statusPoller = pollerOf(all("Normal"));
    for (let poll = 0; poll < 5; poll++) await statusPoller.poll("a", 0, never);
    expect(clock.now() - start).toBe(250);
  });

  test("a poll for one instance asks nothing: a call for it alone costs as much", async () => {
    const statusPoller = pollerOf(all("Normal"));
    expect(await words(["a", "a"].map((id) => statusPoller.poll(id, 0, never)))).toEqual(["alone", "alone"]);
    expect([rounds, singles]).toEqual([[], []]);
  });

  test("each waiter gets what the list has of its own id; one call confirms that the missing ones do not exist", async () => {
    const statusPoller = pollerOf(() => new Map([["a", { status: "Normal" }]]));
    const polls = ["a", "b", "c"].map((id) => statusPoller.poll(id, 0, never));
    expect(await words(polls)).toEqual(["Normal", "notFound", "notFound"]);
    expect(singles).toEqual(["c"]);
  });

  test("an answer is not credible that lacks an instance which a call still shows", async () => {
    const lookup = { many: async () => new Map(), one: async () => ({ status: "Normal" }) };
    expect(await both(new StatusPoller(clock, lookup), 0, never)).toEqual(["not listed", "not listed"]);
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
    await Promise.all([poll("a", 0), poll("b", 700), poll("c", 1100)]);
    expect(rounds).toEqual([{ at: 3200, ids: ["a", "b", "c"] }]);
  });

  test.each([500, 1000, 2600, 10_000])("a delay of %d ms is half to one and a half of it", async (delay) => {
    clock.advance(123);
    await both(pollerOf(all("Creating")), delay, never);
    expect(rounds[0]?.at).toBeGreaterThanOrEqual(123 + delay / 2);
    expect(rounds[0]?.at).toBeLessThanOrEqual(123 + delay * 1.5);
  });

  test("a poll never happens after its latest moment", async () => {
    await both(pollerOf(all("Creating")), 10_000, start + 1234);
    expect(rounds.map(({ at }) => at)).toEqual([1234]);
  });

  test("a poll that arrives during a call gets the answer of the next call", async () => {
    let answerFirst = (_: Answer) => undefined as unknown;
    const many = (ids: readonly string[]) => {
      rounds.push({ at: 0, ids });
      if (rounds.length > 1) return Promise.resolve(all("Normal")(ids));
      return new Promise<Answer>((resolve) => {
        answerFirst = resolve;
      });
    };
    const statusPoller = new StatusPoller(clock, { many, one: async () => undefined });
    const early = both(statusPoller, 0, never);
    await clock.sleep(60);
    const late = both(statusPoller, 0, never);
    await clock.sleep(60);
    answerFirst(all("Creating")(["a", "b"]));
    expect(await early).toEqual(["Creating", "Creating"]);
    expect(await late).toEqual(["Normal", "Normal"]);
    expect(rounds.map(({ ids }) => ids.join())).toEqual(["a,b", "a,b"]);
  });

  test("a failed call rejects its own round and not the next", async () => {
    const statusPoller = pollerOf((ids, round) => {
      if (round === 1) throw new Error("no answer");
      return all("Normal")(ids);
    });
    const first = await Promise.allSettled([statusPoller.poll("a", 0, never), statusPoller.poll("b", 0, never)]);
    expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await both(statusPoller, 0, never)).toEqual(["Normal", "Normal"]);
  });
});

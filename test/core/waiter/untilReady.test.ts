import { EngineGoneError } from "../../../provider/core/client/errors";
import { type Lookup, StatusPoller } from "../../../provider/core/waiter/statusPoller";
import { untilDeleted } from "../../../provider/core/waiter/untilDeleted";
import { untilReady } from "../../../provider/core/waiter/untilReady";
import { NotReadyError, type Wait } from "../../../provider/core/waiter/wait";
import { VirtualClock } from "../../support/virtualClock";
import { ToyCloud, type ToyInstance, type ToySession, toyDefinition, toySession, toyWait } from "../toy";

let clock: VirtualClock;
let cloud: ToyCloud;
let session: ToySession;
let polls: number[];
let start: number;

beforeEach(() => {
  clock = new VirtualClock();
  cloud = new ToyCloud(clock);
  session = toySession({ clock });
  start = clock.now();
  polls = [];
  cloud.before = (call) => {
    if (call === "observe i-1") polls.push(clock.now() - start);
  };
});

/** A poller whose list answers so, in place of the cloud's. */
const pollerOf = (list: Lookup["many"]) =>
  new StatusPoller(clock, { many: list, one: (id) => toyDefinition(cloud).observe(cloud, id, {}) });
/** A list that shows nothing. */
const emptyList = () => pollerOf(async () => new Map());
const waitFor = (more: Partial<Wait> = {}) => toyWait(cloud, session, more);

/** The instance has the status from that moment on. */
function becomes(status: string, afterMs: number): void {
  void clock.sleep(afterMs).then(() => cloud.put("i-1", { status }));
}

const failure = async (work: Promise<unknown>): Promise<NotReadyError> => {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NotReadyError);
  return error as NotReadyError;
};

const many = Array.from({ length: 40 }, (_, n) => `i-${n}`);
const singleCalls = () => cloud.calls.filter((call) => call.startsWith("observe"));

describe("untilReady", () => {
  test("a ready instance is returned after one call, which waits 50 ms for others to share it", async () => {
    cloud.put("i-1", { title: "x" });
    expect(await untilReady(waitFor())).toMatchObject({ id: "i-1", title: "x" });
    expect([cloud.calls, clock.now() - start]).toEqual([["observe i-1"], 50]);
  });

  test("polls happen every 400 ms at first, later every fifteenth of the elapsed time", async () => {
    cloud.put("i-1", { status: "Creating" });
    becomes("Normal", 20_000);
    await untilReady(waitFor());
    // A fifteenth of 12 s is twice the first pause, and with it a coarser grid begins.
    expect(polls.filter((at) => at <= 18_000)).toEqual([
      50,
      ...Array.from({ length: 30 }, (_, n) => (n + 1) * 400),
      ...Array.from({ length: 7 }, (_, n) => 12_000 + (n + 1) * 800),
    ]);
    expect(polls.at(-1)).toBeGreaterThanOrEqual(20_000);
    expect(clock.now() - start).toBeLessThanOrEqual(20_000 * 1.1 + 500);
  });

  test("polling adds at most 15 s to an hour", async () => {
    cloud.put("i-1", { status: "Creating" });
    becomes("Normal", 3_600_000);
    await untilReady(waitFor({ deadline: start + 2 * 3_600_000 }));
    expect(clock.now() - start - 3_600_000).toBeLessThanOrEqual(15_000);
    expect(polls.length).toBeLessThan(700);
  });

  test("the last poll happens 500 ms before the deadline, and the message counts all polls", async () => {
    cloud.put("i-1", { status: "Creating" });
    becomes("Starting", 55_000);
    const error = await failure(untilReady(waitFor()));
    expect(polls.at(-1)).toBe(59_500);
    expect(error.phase).toBe("timeout");
    const creating = polls.filter((at) => at < 55_000).length;
    expect(error.message).toBe(
      `not ready after 60 s: last seen Starting; seen Creating ×${creating}, Starting ×${polls.length - creating}.`,
    );
  });

  test("a deadline in the past still allows one poll", async () => {
    cloud.put("i-1");
    expect(await untilReady(waitFor({ deadline: start - 1 }))).toMatchObject({ id: "i-1" });
    cloud.put("i-1", { status: "Creating" });
    expect((await failure(untilReady(waitFor({ deadline: start - 1 })))).message).toBe(
      "not ready after 0 s: last seen Creating; seen Creating ×1.",
    );
  });

  test("an unknown status counts as busy", async () => {
    cloud.put("i-1", { status: "Reticulating" });
    becomes("Normal", 3000);
    expect(await untilReady(waitFor())).toMatchObject({ status: "Normal" });
  });

  test.each([
    ["Failed", "failed"],
    ["Locked", "stopped"],
  ])("status %s ends the wait at once, as %s", async (status, phase) => {
    cloud.put("i-1", { status: "Creating" });
    void clock.sleep(3000).then(() => cloud.put("i-1", { status, requestId: "req-9" }));
    const definition = toyDefinition(cloud, { explain: () => "It was paid for until yesterday." });
    const error = await failure(untilReady(waitFor({ definition })));
    expect(error.phase).toBe(phase);
    expect(error.message).toBe(`the instance is in status ${status} (request req-9). It was paid for until yesterday.`);
    expect(error.observed).toMatchObject({ status });
    expect(clock.now() - start).toBeLessThan(4000);
  });

  test("a ready instance that is not settled counts as busy", async () => {
    cloud.put("i-1");
    const definition = toyDefinition(cloud, { isSettled: () => clock.now() - start > 5000 });
    await untilReady(waitFor({ definition }));
    expect(clock.now() - start).toBeGreaterThan(5000);
  });

  test("a ready instance without the wanted values is waited for", async () => {
    cloud.put("i-1", { version: 1 });
    void clock.sleep(5000).then(() => cloud.put("i-1", { version: 2 }));
    const observed = await untilReady(waitFor(), (now) => (now as ToyInstance).version === 2);
    expect(observed).toMatchObject({ version: 2 });
  });

  test("the message names the status of the single call when the list lacks the instances", async () => {
    cloud.put("i-1", { status: "Creating" });
    cloud.put("i-2", { status: "Creating" });
    const statusPoller = emptyList();
    const both = ["i-1", "i-2"].map((id) => failure(untilReady(waitFor({ statusPoller, id }))));
    for (const error of await Promise.all(both))
      expect(error.message).toMatch(/^not ready after 60 s: last seen Creating; seen not listed ×\d+\.$/);
  });

  describe("many at once", () => {
    const untilAllReady = (more: Partial<Wait> = {}) => {
      const { statusPoller, definition } = waitFor(more);
      return Promise.all(many.map((id) => untilReady(waitFor({ ...more, statusPoller, definition, id }))));
    };

    test("are taken from the list, without a call for each", async () => {
      for (const id of many) cloud.put(id, { title: id });
      expect((await untilAllReady()).map((observed) => (observed as ToyInstance).title)).toEqual(many);
      expect(cloud.calls).toEqual(["poll"]);
    });

    test.each<[string, () => Partial<Wait>]>([
      ["lacks what a compared argument needs", () => ({ compared: { version: 3 } })],
      [
        "does not show readiness",
        () => ({ definition: toyDefinition(cloud, { listing: { ...toyDefinition().listing, lacks: ["endpoint"] } }) }),
      ],
    ])("need a call each where the list %s", async (_, more) => {
      for (const id of many) cloud.put(id, { title: id });
      await untilAllReady(more());
      expect(singleCalls()).toHaveLength(many.length);
    });

    test("that are new and not listed yet cost two calls a poll", async () => {
      void clock.sleep(5_000).then(() => {
        for (const id of many) cloud.put(id);
      });
      await untilAllReady({ isFresh: true });
      expect(cloud.calls.length).toBeLessThanOrEqual(25);
    });
  });

  test("an instance that the list lacks is observed on its own", async () => {
    cloud.put("i-1");
    expect(await untilReady(waitFor({ statusPoller: emptyList() }))).toMatchObject({ id: "i-1" });
  });

  describe("not found", () => {
    const hour = { isFresh: true, deadline: Date.parse("2026-01-01T01:00:00Z") };

    test("of a known instance ends the wait at once, as deleted", async () => {
      const error = await failure(untilReady(waitFor({ statusPoller: emptyList() })));
      expect([error.phase, error.message]).toEqual(["deleted", "instance i-1 no longer exists."]);
      expect(clock.now()).toBe(start + 50);
    });

    test("of a new instance is tolerated for 60 s, because listings may lag behind", async () => {
      void clock.sleep(50_000).then(() => cloud.put("i-1"));
      expect(await untilReady(waitFor({ statusPoller: emptyList(), ...hour }))).toMatchObject({ id: "i-1" });
    });

    test("of a new instance for longer than 60 s ends the wait, but does not say that it is gone", async () => {
      const error = await failure(untilReady(waitFor({ statusPoller: emptyList(), ...hour })));
      expect([error.phase, error.message]).toEqual([
        "unseen",
        expect.stringMatching(/created instance i-1, but has not shown it for \d+ s/),
      ]);
      expect(clock.now() - start).toBeGreaterThanOrEqual(60_000);
      expect(clock.now() - start).toBeLessThan(70_000);
    });
  });
});

describe("untilDeleted", () => {
  test("waits until the single call reports not found", async () => {
    cloud.put("i-1", { status: "Normal" });
    void clock.sleep(5000).then(() => cloud.instances.delete("i-1"));
    await untilDeleted(waitFor({ statusPoller: emptyList() }));
    expect(cloud.calls.at(-1)).toBe("observe i-1");
    expect(clock.now() - start).toBeGreaterThanOrEqual(5000);
  });

  describe("of many at once", () => {
    const listed: Lookup["many"] = (ids) => toyDefinition(cloud).listing.observe(cloud, ids);
    const untilAllDeleted = (list = listed, wasListed = true) => {
      const statusPoller = pollerOf(list);
      return Promise.all(many.map((id) => untilDeleted(waitFor({ statusPoller, id, wasListed }))));
    };
    const disappearAfter = (ms: number) => void clock.sleep(ms).then(() => cloud.instances.clear());

    beforeEach(() => {
      for (const id of many) cloud.put(id);
    });

    test("takes two answers in a row that lack them, and one call that confirms each answer", async () => {
      disappearAfter(1_200);
      await untilAllDeleted();
      expect(clock.now() - start).toBeLessThanOrEqual(2_000);
      expect(cloud.calls).toEqual(["poll", "poll", "poll", "observe i-39", "poll", "observe i-39"]);
    });

    test("does not trust a single answer that lacks them", async () => {
      disappearAfter(10_000);
      let answers = 0;
      await untilAllDeleted((ids) => (++answers % 2 === 0 ? Promise.resolve(new Map()) : listed(ids)));
      expect(clock.now() - start).toBeGreaterThanOrEqual(10_000);
    });

    test("does not trust a list that lacks instances which a call still shows; a poll asks for one of them", async () => {
      disappearAfter(10_000);
      await untilAllDeleted(async () => {
        cloud.calls.push("poll");
        return new Map();
      });
      expect(clock.now() - start).toBeGreaterThanOrEqual(10_000);
      expect(singleCalls().length).toBeLessThanOrEqual(cloud.calls.filter((call) => call === "poll").length);
    });

    test("asks for each of those that the list has never shown", async () => {
      disappearAfter(3_000);
      await untilAllDeleted(async () => new Map(), false);
      expect(clock.now() - start).toBeGreaterThanOrEqual(3_000);
      expect(singleCalls().length).toBeGreaterThanOrEqual(many.length);
    });
  });

  test("trusts a status that means deleted", async () => {
    cloud.put("i-1", { status: "Deleted" });
    await untilDeleted(waitFor());
    expect(clock.now() - start).toBe(400);
  });
});

describe("an engine that is gone", () => {
  test.each([
    ["untilReady", untilReady],
    ["untilDeleted", untilDeleted],
  ])("ends %s at the next poll", async (_, until) => {
    cloud.put("i-1", { status: "Creating" });
    void clock.sleep(3000).then(() => {
      session.engine.alive = false;
    });
    await expect(until(waitFor())).rejects.toThrow(EngineGoneError);
    expect(clock.now() - start).toBeLessThan(5000);
  });
});

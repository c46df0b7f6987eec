import { CloudError, type Meaning, NoAnswerError } from "../../../provider/core/client/errors";
import { untilReady } from "../../../provider/core/waiter/untilReady";
import { VirtualClock } from "../../support/virtualClock";
import { ToyCloud, type ToySession, toySession, toyWait } from "../toy";

const rejected = (meaning: Meaning) =>
  new CloudError("Describe", 400, { code: `Code.${meaning}`, message: "no" }, meaning);
const lost = () => new NoAnswerError("Describe", "unknown", "host: ECONNRESET");

let clock: VirtualClock;
let cloud: ToyCloud;
let session: ToySession;
let start: number;

beforeEach(() => {
  clock = new VirtualClock();
  cloud = new ToyCloud(clock);
  session = toySession({ clock });
  start = clock.now();
  for (const id of ["i-1", "i-2"]) cloud.put(id, { status: "Creating" });
});

const waitFor = () => toyWait(cloud, session);

/** Calls of that sort fail until the instance is ready, 20 s from now. */
function failsFor20s(call: RegExp, error: () => Error): void {
  void clock.sleep(20_000).then(() => {
    for (const id of ["i-1", "i-2"]) cloud.put(id, { status: "Normal" });
  });
  cloud.before = (name) => {
    if (call.test(name) && clock.now() - start < 25_000) throw error();
  };
}

describe("trouble while polling", () => {
  test.each([
    ["a lost answer", lost],
    ["throttling", () => rejected("throttled")],
    ["a cloud in trouble", () => rejected("transient")],
    ["a conflict", () => rejected("conflict")],
    ["a date out of step", () => rejected("skewed")],
  ])("%s of the list never ends a wait", async (_, error) => {
    failsFor20s(/poll/, error);
    const wait = waitFor();
    const both = ["i-1", "i-2"].map((id) => untilReady({ ...wait, id }));
    for (const observed of await Promise.all(both)) expect(observed).toMatchObject({ status: "Normal" });
  });

  test("a lost answer of the single call never ends a wait", async () => {
    failsFor20s(/observe/, lost);
    expect(await untilReady(waitFor())).toMatchObject({ status: "Normal" });
  });

  const forPeople = ["accessDenied", "input", "quota", "unsupported", "other", "protected"] as const;

  test.each([
    ...forPeople.map((meaning) => [`a rejection that means ${meaning}`, rejected(meaning)] as const),
    ["an exception of ours", new TypeError("observed is undefined")] as const,
  ])("%s ends the wait at once, because a person must act", async (_, error) => {
    cloud.before = () => {
      throw error;
    };
    await expect(untilReady(waitFor())).rejects.toBe(error);
    expect(clock.now()).toBe(start + 50);
  });

  test("trouble until the deadline is listed in the time-out message, by code and count", async () => {
    cloud.before = () => {
      throw clock.now() - start < 30_000 ? lost() : rejected("throttled");
    };
    await expect(untilReady(waitFor())).rejects.toThrow(
      /^not ready after 60 s: last seen Code\.throttled; seen no answer ×\d+, Code\.throttled ×\d+\.$/,
    );
  });
});

describe("the status line", () => {
  test("shows id, status and elapsed time after each poll", async () => {
    void clock.sleep(1400).then(() => cloud.put("i-1", { status: "Normal" }));
    await untilReady(waitFor());
    expect(session.engine.statuses).toEqual([0, 0, 1, 1].map((seconds) => `urn i-1 Creating, ${seconds} s`));
  });

  test("shows trouble instead of the status", async () => {
    failsFor20s(/observe/, lost);
    await untilReady(waitFor());
    expect(session.engine.statuses[0]).toBe("urn i-1 no answer, 0 s");
  });
});

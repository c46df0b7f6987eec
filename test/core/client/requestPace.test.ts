import { EngineGoneError, NoAnswerError } from "../../../provider/core/client/errors";
import { reads, writes } from "../../../provider/core/client/request";
import { type Answer, conflict, endOf, skewed, throttled, transient, Wire } from "../wire";

const later = "Thu, 01 Jan 2026 01:00:00 GMT";
const always = writes("Modify");
const token = writes("Create", "token");

describe("date and nonce", () => {
  test("are fresh for each attempt", async () => {
    const wire = new Wire(["lost", throttled, "ok"]);
    await wire.send(token);
    const headers = wire.requests.map(({ headers: sent }) => sent);
    expect(headers.map((sent) => sent["x-nonce"])).toEqual(["nonce-1", "nonce-2", "nonce-3"]);
    expect(headers.map((sent) => Date.parse(sent["x-date"] ?? "") - wire.start)).toEqual(wire.times);
  });

  test("a server's Date corrects ours after a rejected date, and the repetition is signed with it", async () => {
    const wire = new Wire([{ ...skewed, headers: { date: later } }, "ok"]);
    await wire.send(always);
    const ahead = wire.requests.map(({ headers }) => Date.parse(headers["x-date"] ?? "") - wire.start);
    expect(ahead).toEqual([0, 3_600_000 + 375]);
    await wire.send(always);
    expect(Date.parse(wire.requests[2]?.headers["x-date"] ?? "") - wire.clock.now()).toBe(3_600_000);
  });

  const extreme = ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "+275760-09-13", "1e99", ""];

  const useless = [undefined, "yesterday", ...extreme];
  test.each(useless)("a rejected date with the Date header %p does not correct ours", async (date) => {
    const wire = new Wire([{ ...skewed, headers: date === undefined ? {} : { date } }, "ok"]);
    await wire.send(always);
    expect(Date.parse(wire.requests[1]?.headers["x-date"] ?? "") - wire.start).toBe(375);
  });

  test.each([
    ["shows an hour's difference: our date is to blame", later, 2, "ok"],
    ["shows 30 s of difference: the key is wrong", "Thu, 01 Jan 2026 00:00:30 GMT", 1, "accessDenied"],
    ["is missing: the key is wrong", undefined, 1, "accessDenied"],
  ])("an ambiguous rejection is repeated depending on the server's Date, which %s", async (_, date, calls, end) => {
    const rejection = { status: 401, code: "WrongSignature", headers: date === undefined ? {} : { date } };
    const wire = new Wire([rejection, "ok"]);
    expect([await endOf(wire.send(always)), wire.requests.length]).toEqual([end, calls]);
  });

  test("a wrong key is not tried again by a clock that is already set right", async () => {
    const wire = new Wire([{ status: 401, code: "WrongSignature", headers: { date: later } }]);
    expect([await endOf(wire.send(always)), wire.requests.length]).toEqual(["accessDenied", 2]);
  });

  test.each(extreme)("the Date header %p is not taken for the cloud's clock", async (date) => {
    const wire = new Wire([{ ...throttled, headers: { date } }, "ok"]);
    await wire.send(always);
    expect(wire.session.clockSkew.now("api.toy.example")).toBe(wire.clock.now());
  });

  test("the Date of another rejection does not correct ours", async () => {
    const wire = new Wire([{ ...conflict, headers: { date: later } }, "ok"]);
    await wire.send(always);
    expect(wire.session.clockSkew.correctionMs("api.toy.example")).toBe(0);
  });
});

describe("a server's Retry-After", () => {
  test.each([
    [5000, 5000],
    [3_600_000, 30_000],
    [1, 375],
  ])("of %d ms is applied as %d ms", async (retryAfterMs, delay) => {
    const wire = new Wire([{ ...throttled, retryAfterMs }, "ok"]);
    await wire.send(always);
    expect(wire.times).toEqual([0, delay]);
  });

  test("beyond the deadline ends the call at once, without waiting", async () => {
    const wire = new Wire([{ ...throttled, retryAfterMs: 20_000 }]);
    expect(await endOf(wire.send(always, { deadline: wire.start + 15_000 }))).toBe("throttled");
    expect([wire.times, wire.clock.now()]).toEqual([[0], wire.start]);
  });
});

describe("the shared pace", () => {
  test("slows down by throttling and by nothing else", async () => {
    const slow = new Wire([throttled, "ok"]);
    await slow.send(always);
    expect(await sixtyCalls(slow)).toBeGreaterThan(1_000);
    const fast = new Wire([transient, conflict, "ok"]);
    await fast.send(always);
    expect(await sixtyCalls(fast)).toBe(0);
  });

  test("keeps a repetition from leaving after the deadline, too", async () => {
    const wire = new Wire([conflict]);
    for (let times = 0; times < 10; times++) {
      await wire.clock.sleep(1);
      await wire.rateLimiter.run(async () => true, Boolean);
    }
    const start = wire.clock.now();
    for (let call = 0; call < 3; call++) void wire.rateLimiter.run(async () => false, Boolean);
    expect(await endOf(wire.send(always, { deadline: start + 8500 }))).toBe("conflict");
    expect(wire.times.every((at) => wire.start + at < start + 8500)).toBe(true);
  });

  /** @returns the milliseconds that they take */
  async function sixtyCalls(wire: Wire): Promise<number> {
    const before = wire.clock.now();
    await Promise.all(Array.from({ length: 60 }, () => wire.send(always)));
    return wire.clock.now() - before;
  }
});

describe("the deadline", () => {
  test.each<[string, Answer[], inMs: number, limits: number[]]>([
    ["limits each attempt, and a minute does if it is far", [throttled, "ok"], 60_100, [60_000, 59_725]],
    ["leaves a second to an attempt that starts just before it", ["ok"], 10, [1000]],
  ])("%s", async (_, script, inMs, limits) => {
    const wire = new Wire(script);
    await wire.send(always, { deadline: wire.start + inMs });
    expect(wire.limits).toEqual(limits);
  });

  const all = [always, token, reads("Describe")];
  test.each(all)("that is over lets nothing be sent or carried out: %p", async (action) => {
    const wire = new Wire(["ok"]);
    expect(await endOf(wire.send(action, { deadline: wire.start }))).toBe("no");
    expect(wire.requests).toEqual([]);
  });

  test("ends the wait for a turn that would come after it, and takes the turn from nobody", async () => {
    const wire = new Wire(["ok"]);
    // A cloud that has throttled once gets seven calls a second.
    await wire.rateLimiter.run(async () => true, Boolean);
    expect(await endOf(wire.send(always, { deadline: wire.start + 140 }))).toBe("no");
    expect(await endOf(wire.send(always, { deadline: wire.start + 150 }))).toBe("ok");
    expect(wire.times.map(Math.round)).toEqual([143]);
  });
});

describe("an engine that is gone", () => {
  test("lets nothing changing be sent, and reading go on, because it harms nobody", async () => {
    const wire = new Wire(["ok"]);
    wire.session.engine.alive = false;
    await expect(wire.send(always)).rejects.toThrow(EngineGoneError);
    expect(wire.requests).toEqual([]);
    expect(await wire.send(reads("Describe"))).toEqual({ result: "ok" });
  });

  test.each<[string, Answer, typeof EngineGoneError | typeof NoAnswerError]>([
    ["an attempt that was not carried out: EngineGoneError", throttled, EngineGoneError],
    ["an attempt that may have been: unknown, so that its token is not forgotten", "lost", NoAnswerError],
  ])("between two attempts nothing more is sent; after %s", async (_, answer, type) => {
    const wire = new Wire([answer, "ok"]);
    wire.onAttempt = () => {
      wire.session.engine.alive = false;
    };
    await expect(wire.send(token)).rejects.toThrow(type);
    expect(wire.requests).toHaveLength(1);
  });
});

import { type Action, reads, writes } from "../../../provider/core/client/request";
import {
  type Answer,
  conflict,
  endOf,
  input,
  mismatch,
  notFound,
  quota,
  skewed,
  throttled,
  transient,
  Wire,
} from "../wire";

const read = reads("Describe");
const always = writes("Modify");
const token = writes("Create", "token");
const never = writes("Order", "never");

type Expected = readonly [calls: number, end: string];

/**
 * One failure, then success: the calls made and the outcome, by how the call may be repeated.
 * A call that was certainly not carried out is always repeated; one that may have been, only when that is harmless.
 */
const twice: Expected = [2, "ok"];
const repeated = { always: twice, token: twice, never: twice };
const final = (end: string) => ({ always: [1, end], token: [1, end], never: [1, end] }) as const;
const once: readonly (readonly [string, Answer, Record<"always" | "token" | "never", Expected>])[] = [
  ["no connection: before", "noConnection", repeated],
  ["a lost answer: after, perhaps", "lost", { ...repeated, never: [1, "unknown"] }],
  ["a proxy's page", "page", { ...repeated, never: [1, "unknown"] }],
  ["trouble in the cloud", transient, { ...repeated, never: [1, "transient"] }],
  ["throttling", throttled, repeated],
  ["HTTP 429 without a known code", { status: 429, code: "?" }, repeated],
  ["a busy instance", conflict, repeated],
  ["a date out of step", skewed, repeated],
  ["wrong input", input, final("input")],
  ["a full quota", quota, final("quota")],
  ["no such instance", notFound, final("notFound")],
  ["an unknown code", { status: 400, code: "?" }, final("other")],
];

describe.each(once)("after %s", (_, answer, expected) => {
  test.each([
    ["repeatable always", always, expected.always],
    ["repeatable by token", token, expected.token],
    ["never repeatable", never, expected.never],
    ["reading", read, expected.always],
  ] as const)("a call that is %s", async (__, action, [calls, end]) => {
    const wire = new Wire([answer, "ok"]);
    expect([await endOf(wire.send(action)), wire.requests.length]).toEqual([end, calls]);
  });
});

describe("a failure that does not end", () => {
  test.each<[string, Answer, Action, Expected]>([
    ["no connection is tried five times", "noConnection", never, [5, "no"]],
    ["a lost answer is tried five times", "lost", always, [5, "unknown"]],
    ["a lost answer to a reading call too", "lost", read, [5, "unknown"]],
    ["trouble in the cloud is tried five times", transient, read, [5, "transient"]],
    ["a date out of step is tried twice", skewed, read, [2, "skewed"]],
  ])("%s", async (_, answer, action, [calls, end]) => {
    const wire = new Wire([answer]);
    expect([await endOf(wire.send(action)), wire.requests.length]).toEqual([end, calls]);
  });

  test.each([
    ["throttling", throttled, "throttled"],
    ["a busy instance", conflict, "conflict"],
  ])("%s is repeated until the deadline, and no attempt starts after it", async (_, answer, end) => {
    const wire = new Wire([answer]);
    expect(await endOf(wire.send(always, { deadline: wire.start + 120_000 }))).toBe(end);
    expect(wire.times.length).toBeGreaterThan(8);
    expect(Math.max(...wire.times)).toBeLessThan(120_000);
    expect(wire.clock.now() - wire.start).toBeLessThan(120_000);
  });

  test("attempts come after 375, 750, 1500, 3000 ms with random() 0.5", async () => {
    const wire = new Wire(["lost"]);
    await endOf(wire.send(always));
    expect(wire.times).toEqual([0, 375, 1125, 2625, 5625]);
  });
});

describe("the outcome", () => {
  test.each<[string, Action, readonly Answer[], string]>([
    ["a token call, lost and then throttled until the deadline", token, ["lost", throttled], "unknown"],
    ["a token call, in trouble and then never connected", token, [transient, "noConnection"], "unknown"],
    ["a token call, lost and then rejected for the quota", token, ["lost", quota], "unknown"],
    ["a token call, lost and then rejected for its input", token, ["lost", input], "unknown"],
    ["a token call, lost and then rejected for other parameters", token, ["lost", mismatch], "mismatch"],
    ["a token call, lost and then reported as done", token, ["lost", { status: 400, code: "Already" }], "already"],
    ["a deletion, lost and then not found", always, ["lost", notFound], "notFound"],
    ["a repeatable call, in trouble to the end", always, [transient], "unknown"],
    ["a reading call, lost and then rejected", read, ["lost", input], "input"],
    ["a call that was never connected", token, ["noConnection"], "no"],
    ["a call, throttled and then rejected", token, [throttled, quota], "quota"],
    ["a call, never connected and then rejected", token, ["noConnection", input], "input"],
  ])("%s", async (_, action, script, end) => {
    expect(await endOf(new Wire(script).send(action))).toBe(end);
  });

  test("the rejection of a repetition is in the error, once", async () => {
    await expect(new Wire(["lost", quota]).send(token)).rejects.toThrow(
      "Create got no usable answer: Create was rejected: no (Quota, HTTP 403).",
    );
    await expect(new Wire(["lost"]).send(always)).rejects.toThrow(
      "Modify got no usable answer: api.toy.example: ECONNRESET.",
    );
  });
});

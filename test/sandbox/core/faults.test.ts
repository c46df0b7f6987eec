import type { FaultKind } from "../../../sandbox";
import { nextRequest } from "../../e2e/driver/request";
import { smallest, useFixture } from "../aliyun/fixture";
import { provisionMs } from "../openSandbox";

const f = useFixture();

const count = () => f.sandbox.instances().length;
const fault = (kind: FaultKind, more: object = {}, action = "CreateInstance") =>
  f.sandbox.fault({ cloud: "aliyun", action, kind, ...more });
/** Until the creating call has arrived and another one, which shows that its time has passed, is answered. */
const passed = async () => {
  await nextRequest(f.sandbox, "CreateInstance");
  await f.call("DescribeRegions");
};

const whens = [
  ["before", 0],
  ["after", 1],
] as const;

describe("an answer instead of the effect", () => {
  const answers: [FaultKind, number, string][] = [
    ["throttle", 400, "Throttling.User"],
    ["error500", 500, "InternalError"],
    ["error503", 503, "ServiceUnavailable"],
  ];
  test.each(answers)(
    "%s before the effect: %i %s and no instance; after it, there is one",
    async (kind, status, code) => {
      fault(kind);
      const answer = await f.create();
      expect([answer.status, answer.body.Code, count()]).toEqual([status, code, 0]);
      expect((await f.create()).status).toBe(200);
      fault(kind, { when: "after" });
      expect([(await f.create()).status, count()]).toEqual([status, 2]);
      const seen = f.sandbox.requests().map((request) => [request.status, request.faulted]);
      expect(seen).toEqual([
        [status, kind],
        [200, undefined],
        [status, kind],
      ]);
    },
  );

  test("throttle carries a positive x-acs-retry-after, without which the SDK sees no throttling", async () => {
    fault("throttle");
    expect(Number((await f.create()).headers.get("x-acs-retry-after"))).toBeGreaterThan(0);
  });

  test("throttle answers XML to a client of the old scheme", async () => {
    fault("throttle", {}, "DescribeRegions");
    const answer = await f.call("DescribeRegions", {}, { scheme: "rpc" });
    expect(answer.text).toContain("<Code>Throttling.User</Code>");
  });

  test.each(whens)("html %s the effect: 502 with a page, %i instance", async (when, instances) => {
    fault("html", { when });
    const answer = await f.create();
    expect([answer.status, answer.headers.get("content-type"), count()]).toEqual([502, "text/html", instances]);
  });
});

describe("a lost connection", () => {
  test.each([
    ["dropBefore", 0],
    ["dropAfter", 1],
  ] as const)("%s cuts the connection and leaves %i instance", async (kind, instances) => {
    fault(kind);
    await expect(f.create()).rejects.toThrow("fetch failed");
    expect([count(), f.sandbox.requests()[0]?.status]).toEqual([instances, 0]);
  });

  test.each(whens)("hang %s the effect never answers and leaves %i instance", async (when, instances) => {
    fault("hang", { when });
    const giveUp = new AbortController();
    const hanging = f.create({}, { signal: giveUp.signal });
    await passed();
    giveUp.abort();
    await expect(hanging).rejects.toThrow(/abort/);
    expect([count(), f.sandbox.requests()[0]?.status]).toEqual([instances, 0]);
  });
});

describe("hold", () => {
  test.each(whens)("%s the effect: %i instance until release, then one and the answer", async (when, instances) => {
    fault("hold", { when });
    const held = f.create();
    await passed();
    const request = { action: "CreateInstance", status: 0, faulted: "hold" };
    expect([count(), f.sandbox.requests()[0]]).toMatchObject([instances, request]);
    f.sandbox.release();
    expect([(await held).status, count()]).toEqual([200, 1]);
  });

  test("a held call takes effect after release although its client has disconnected", async () => {
    fault("hold");
    const giveUp = new AbortController();
    const held = f.create({}, { signal: giveUp.signal });
    await nextRequest(f.sandbox, "CreateInstance");
    giveUp.abort();
    await expect(held).rejects.toThrow(/abort/);
    f.sandbox.release();
    await f.call("DescribeRegions");
    expect(count()).toBe(1);
  });

  test("a reset gives held calls up: nothing appears afterwards", async () => {
    fault("hold");
    const held = f.create();
    await passed();
    f.sandbox.reset();
    await expect(held).rejects.toThrow("fetch failed");
    expect(count()).toBe(0);
  });
});

test("slow goes on by itself after its ms, and the effect is there", async () => {
  fault("slow", { ms: 5 });
  expect([(await f.create()).status, count()]).toEqual([200, 1]);
});

test("slow goes on at once on release", async () => {
  fault("slow", { ms: 3_600_000 });
  const slow = f.create();
  await passed();
  f.sandbox.release();
  expect((await slow).status).toBe(200);
});

describe("fail, stuck and giveUp", () => {
  const small = "redis.master.small.default";
  const target = { InstanceClass: "redis.master.mid.default", MajorVersion: "5.0" };

  test("a failed creation ends in Error, from which it can be deleted", async () => {
    fault("fail");
    const id = (await f.create()).body.InstanceId;
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Creating" });
    f.wait(provisionMs);
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Error" });
    await f.call("DeleteInstance", { InstanceId: id });
    f.wait();
    expect(await f.code("DescribeInstanceAttribute", { InstanceId: id })).toBe("InvalidInstanceId.NotFound");
  });

  test.each([
    ["change", "ModifyInstanceSpec", target],
    ["deletion", "DeleteInstance", {}],
  ])("a failed %s ends in Unavailable with the old class", async (_name, action, params) => {
    const id = await f.created();
    fault("fail", {}, action);
    await f.call(action, { InstanceId: id, ...params });
    f.wait();
    const properties = { RealInstanceClass: small };
    expect(f.sandbox.instances()).toMatchObject([{ id, status: "Unavailable", properties }]);
  });

  test("a change that is given up is busy as long as any other, and then Normal with the old values", async () => {
    const id = await f.created({ InstanceName: "sessions" });
    for (const action of ["ModifyInstanceSpec", "ModifyInstanceAttribute"]) fault("giveUp", {}, action);
    await f.call("ModifyInstanceAttribute", { InstanceId: id, InstanceName: "other" });
    await f.call("ModifyInstanceSpec", { InstanceId: id, ...target });
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Changing", InstanceName: "sessions" });
    f.wait();
    const after = { InstanceStatus: "Normal", IsOrderCompleted: true, InstanceClass: small, RealInstanceClass: small };
    expect(await f.describe(id)).toMatchObject(after);
  });

  test("a stuck creation is Creating a year later", async () => {
    fault("stuck");
    const id = (await f.create()).body.InstanceId;
    f.wait(365 * 24 * 3_600_000);
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Creating" });
  });
});

describe("which call is hit", () => {
  test("nth 2 and times 2 hit the second and the third matching call, counted from then on", async () => {
    await f.create();
    fault("error503", { nth: 2, times: 2 });
    const seen = [];
    for (const action of ["CreateInstance", "DescribeRegions", "CreateInstance", "CreateInstance", "CreateInstance"]) {
      seen.push((await f.call(action, action === "CreateInstance" ? smallest : {})).status);
    }
    expect(seen).toEqual([200, 200, 503, 503, 200]);
  });

  const wrong: Record<string, [Record<string, unknown>, RegExp]> = {
    "an unknown kind": [{ cloud: "aliyun", kind: "explode" }, /no kind "explode".*hold/],
    "an unknown cloud": [{ cloud: "azure", kind: "hold" }, /no cloud "azure"; there are: aliyun/],
    "nth 0": [{ cloud: "aliyun", kind: "hold", nth: 0 }, /from 1/],
    "another when": [{ cloud: "aliyun", kind: "hold", when: "later" }, /before/],
  };
  test.each(Object.entries(wrong))("%s is rejected with the list of what exists", (_name, [given, text]) => {
    expect(() => f.sandbox.fault(given as never)).toThrow(text);
  });
});

test("a listener is awaited before the effect, and hears no more after it unsubscribed", async () => {
  const heard: [string, boolean, number][] = [];
  const stop = f.sandbox.onRequest(async ({ action, mutating }) => {
    // A turn of the event loop: the effect would be there by now if nobody waited for the listener.
    await new Promise(setImmediate);
    heard.push([action, mutating, count()]);
  });
  await f.create();
  stop();
  await f.create();
  expect(heard).toEqual([["CreateInstance", true, 0]]);
});

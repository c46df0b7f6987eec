import type { FaultKind } from "../../../sandbox";
import { nextRequest } from "../../e2e/driver/request";
import { smallest, useFixture } from "../aliyun/fixture";
import { provisionMs } from "../openSandbox";

const f = useFixture();

const count = () => f.sandbox.instances().length;

describe("an answer instead of the effect", () => {
  const answers: [FaultKind, number, string][] = [
    ["throttle", 400, "Throttling.User"],
    ["error500", 500, "InternalError"],
    ["error503", 503, "ServiceUnavailable"],
  ];
  test.each(answers)(
    "%s before the effect: %i %s and no instance; after it, there is one",
    async (kind, status, code) => {
      const fault = { cloud: "aliyun", action: "CreateInstance", kind };
      f.sandbox.fault(fault);
      const answer = await f.create();
      expect([answer.status, answer.body.Code, count()]).toEqual([status, code, 0]);
      expect((await f.create()).status).toBe(200);
      f.sandbox.fault({ ...fault, when: "after" });
      expect([(await f.create()).status, count()]).toEqual([status, 2]);
      expect(f.sandbox.requests()).toMatchObject([
        { status, faulted: kind },
        { status: 200 },
        { status, faulted: kind },
      ]);
      expect(f.sandbox.requests()[1]?.faulted).toBeUndefined();
    },
  );

  test("throttle carries a positive x-acs-retry-after, without which the SDK sees no throttling", async () => {
    f.sandbox.fault({ cloud: "aliyun", kind: "throttle" });
    expect(Number((await f.create()).headers.get("x-acs-retry-after"))).toBeGreaterThan(0);
  });

  test("throttle answers XML to a client of the old scheme", async () => {
    f.sandbox.fault({ cloud: "aliyun", kind: "throttle" });
    const answer = await f.call("DescribeRegions", {}, { scheme: "rpc" });
    expect(answer.text).toContain("<Code>Throttling.User</Code>");
  });

  test.each([
    ["before", 0],
    ["after", 1],
  ] as const)("html %s the effect: 502 with a page, %i instance", async (when, instances) => {
    f.sandbox.fault({ cloud: "aliyun", kind: "html", when });
    const answer = await f.create();
    expect([answer.status, answer.headers.get("content-type"), count()]).toEqual([502, "text/html", instances]);
  });
});

describe("a lost connection", () => {
  test.each([
    ["dropBefore", 0],
    ["dropAfter", 1],
  ] as const)("%s cuts the connection and leaves %i instance", async (kind, instances) => {
    f.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", kind });
    await expect(f.create()).rejects.toThrow("fetch failed");
    expect([count(), f.sandbox.requests()[0]?.status]).toEqual([instances, 0]);
  });

  test.each([
    ["before", 0],
    ["after", 1],
  ] as const)("hang %s the effect never answers and leaves %i instance", async (when, instances) => {
    f.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", kind: "hang", when });
    const giveUp = new AbortController();
    const hanging = f.call("CreateInstance", smallest, { signal: giveUp.signal });
    // Answered calls after it show that its time has passed.
    await nextRequest(f.sandbox, "CreateInstance");
    await f.call("DescribeRegions");
    giveUp.abort();
    await expect(hanging).rejects.toThrow(/abort/);
    expect([count(), f.sandbox.requests()[0]?.status]).toEqual([instances, 0]);
  });
});

describe("hold", () => {
  test.each([
    ["before", 0],
    ["after", 1],
  ] as const)("%s the effect: %i instance until release, then one and the answer", async (when, instances) => {
    f.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", kind: "hold", when });
    const held = f.create();
    await nextRequest(f.sandbox, "CreateInstance");
    await f.call("DescribeRegions");
    expect([count(), f.sandbox.requests()[0]]).toMatchObject([
      instances,
      { action: "CreateInstance", status: 0, faulted: "hold" },
    ]);
    f.sandbox.release();
    expect([(await held).status, count()]).toEqual([200, 1]);
  });

  test("a held call takes effect after release although its client has disconnected", async () => {
    f.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", kind: "hold" });
    const giveUp = new AbortController();
    const held = f.call("CreateInstance", smallest, { signal: giveUp.signal });
    await nextRequest(f.sandbox, "CreateInstance");
    giveUp.abort();
    await expect(held).rejects.toThrow(/abort/);
    f.sandbox.release();
    await f.call("DescribeRegions");
    expect(count()).toBe(1);
  });

  test("a reset gives held calls up: nothing appears afterwards", async () => {
    f.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", kind: "hold" });
    const held = f.create();
    await nextRequest(f.sandbox, "CreateInstance");
    await f.call("DescribeRegions");
    f.sandbox.reset();
    await expect(held).rejects.toThrow("fetch failed");
    expect(count()).toBe(0);
  });
});

test("slow goes on by itself after its ms, and the effect is there", async () => {
  f.sandbox.fault({ cloud: "aliyun", kind: "slow", ms: 5 });
  expect([(await f.create()).status, count()]).toEqual([200, 1]);
});

test("slow goes on at once on release", async () => {
  f.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", kind: "slow", ms: 3_600_000 });
  const slow = f.create();
  await nextRequest(f.sandbox, "CreateInstance");
  await f.call("DescribeRegions");
  f.sandbox.release();
  expect((await slow).status).toBe(200);
});

describe("fail and stuck", () => {
  test("a failed creation ends in Error, from which it can be deleted", async () => {
    f.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", kind: "fail" });
    const id = (await f.create()).body.InstanceId;
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Creating" });
    f.wait(provisionMs);
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Error" });
    await f.call("DeleteInstance", { InstanceId: id });
    f.wait();
    expect(await f.code("DescribeInstanceAttribute", { InstanceId: id })).toBe("InvalidInstanceId.NotFound");
  });

  test("a failed change ends in Unavailable with the old class", async () => {
    const id = await f.created();
    f.sandbox.fault({ cloud: "aliyun", action: "ModifyInstanceSpec", kind: "fail" });
    await f.call("ModifyInstanceSpec", {
      InstanceId: id,
      InstanceClass: "redis.master.mid.default",
      MajorVersion: "5.0",
    });
    f.wait();
    expect(await f.describe(id)).toMatchObject({
      InstanceStatus: "Unavailable",
      RealInstanceClass: "redis.master.small.default",
    });
  });

  test("a failed deletion brings the instance back as Unavailable", async () => {
    const id = await f.created();
    f.sandbox.fault({ cloud: "aliyun", action: "DeleteInstance", kind: "fail" });
    await f.call("DeleteInstance", { InstanceId: id });
    f.wait();
    expect(f.sandbox.instances()).toMatchObject([{ id, status: "Unavailable" }]);
  });

  test("a change that is given up is busy as long as any other, and then Normal with the old values", async () => {
    const id = await f.created({ InstanceName: "sessions" });
    for (const action of ["ModifyInstanceSpec", "ModifyInstanceAttribute"])
      f.sandbox.fault({ cloud: "aliyun", action, kind: "giveUp" });
    await f.call("ModifyInstanceAttribute", { InstanceId: id, InstanceName: "other" });
    const target = { InstanceClass: "redis.master.mid.default", MajorVersion: "5.0" };
    await f.call("ModifyInstanceSpec", { InstanceId: id, ...target });
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Changing", InstanceName: "sessions" });
    f.wait();
    expect(await f.describe(id)).toMatchObject({
      InstanceStatus: "Normal",
      IsOrderCompleted: true,
      InstanceClass: "redis.master.small.default",
      RealInstanceClass: "redis.master.small.default",
    });
  });

  test("a stuck creation is Creating a year later", async () => {
    f.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", kind: "stuck" });
    const id = (await f.create()).body.InstanceId;
    f.wait(365 * 24 * 3_600_000);
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Creating" });
  });
});

describe("which call is hit", () => {
  test("nth 2 and times 2 hit the second and the third matching call, counted from then on", async () => {
    await f.create();
    f.sandbox.fault({ cloud: "aliyun", action: "CreateInstance", nth: 2, times: 2, kind: "error503" });
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
  test.each(Object.entries(wrong))("%s is rejected with the list of what exists", async (_name, [fault, text]) => {
    const { sandbox } = f;
    expect(() => sandbox.fault(fault as never)).toThrow(text);
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

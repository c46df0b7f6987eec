import { changeMs, provisionMs } from "../../openSandbox";
import { errorOf, monthMs, oneMonth, useFixture } from "../fixture";

const f = useFixture();

const list = async () => (await f.call("GET {r}/cacheInstance")).body.result;
const bin = async () => (await f.call("GET {r}/recycledCacheInstance")).body.result;

test("deleting, then 404 with `has deleted`; the list and the control port agree", async () => {
  const id = await f.createRunning();
  expect((await f.on(id, "DELETE")).body).toEqual({ requestId: expect.any(String) });
  expect(f.instance(id)).toBeUndefined();
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "deleting", softDeletedTime: null });
  expect((await list()).totalCount).toBe(1);
  f.wait();
  const after = await f.on(id, "GET");
  expect(errorOf(after)).toBe("404 NOT_FOUND");
  expect(after.body.error.message).toContain("has deleted");
  expect(await list()).toEqual({ cacheInstances: [], totalCount: 0 });
});

test.each(["DELETE", "POST /checkDeletable"])(
  "%s is 409 State while creating and 409 IN PROCESSING while deleting",
  async (line) => {
    const id = (await f.create()).body.result.cacheInstanceId;
    expect(errorOf(await f.on(id, line))).toBe("409 State");
    f.wait(provisionMs + changeMs);
    await f.on(id, "DELETE");
    expect(errorOf(await f.on(id, line))).toBe("409 IN PROCESSING");
  },
);

test("an unexpired prepaid instance cannot be deleted, and checkDeletable says so; an expired one can", async () => {
  const id = await f.createRunning({}, oneMonth);
  const chargeOf = async () => (await f.describe(id)).charge;
  const { chargeMode } = oneMonth;
  const charge = { chargeMode, chargeExpiredTime: "2026-12-21T00:00:00Z", chargeStatus: "normal" };
  expect(await chargeOf()).toMatchObject(charge);
  for (const line of ["DELETE", "POST /checkDeletable"]) {
    const answer = await f.on(id, line);
    expect(errorOf(answer)).toBe("400 FAILED_PRECONDITION");
    expect(answer.body.error.message).toContain("prepaid_by_duration and not expired");
  }
  f.wait(monthMs);
  expect((await chargeOf()).chargeStatus).toBe("overdue");
  expect((await f.on(id, "POST /checkDeletable")).body.result).toEqual({});
  expect((await f.on(id, "DELETE")).status).toBe(200);
});

test("an instance in error can be deleted at once", async () => {
  f.sandbox.fault({ cloud: "jd", action: "createCacheInstance", kind: "fail" });
  const id = (await f.create()).body.result.cacheInstanceId;
  f.wait(provisionMs);
  expect((await f.on(id, "DELETE")).status).toBe(200);
});

test("the recycle bin lists it with both times, gives it back, or destroys it for good", async () => {
  const ids = [await f.createRunning(), await f.createRunning()] as const;
  for (const id of ids) await f.on(id, "DELETE");
  f.wait();
  const times = { softDeletedTime: expect.any(String), retainExpireTime: expect.any(String) };
  expect(await bin()).toMatchObject({ totalCount: 2, cacheInstances: [times, times] });
  await f.on(ids[0], "POST :recoverInstance");
  expect(await f.describe(ids[0])).toMatchObject({ cacheInstanceStatus: "running", softDeletedTime: null });
  await f.call(`DELETE {r}/recycledCacheInstance/${ids[1]}`);
  expect((await bin()).totalCount).toBe(0);
  expect(errorOf(await f.on(ids[1], "POST :recoverInstance"))).toBe("404 NOT_FOUND");
});

test("after seven days the bin is empty by itself", async () => {
  await f.on(await f.createRunning(), "DELETE");
  f.wait(8 * 24 * 3_600_000);
  expect((await bin()).totalCount).toBe(0);
});

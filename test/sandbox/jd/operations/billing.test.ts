import { start } from "../../openSandbox";
import { errorOf, type Fields, monthMs, oneMonth, useFixture } from "../fixture";

const f = useFixture();

const common = { appCode: "jcloud", serviceCode: "redis" };
const renewal = (line: string, name: string, params: Fields) => {
  const [method, verb = ""] = line.split(" ");
  const path = `${method} /v2/regions/cn-north-1/instances${verb}`;
  return f.call(path, { [name]: { ...common, ...params } }, { service: "renewal" });
};
const renew = (params: Fields) => renewal("POST :renew", "renewInstanceParam", params);
const setRenewal = (params: Fields) => renewal("PUT :autoRenewStatus", "setRenewalParam", params);
const query = (params: Fields) => renewal("POST", "queryInstanceParam", params);

test("one month bought with autoRenew never expires; setRenewal CLOSE ends that", async () => {
  const id = await f.createRunning({}, { ...oneMonth, autoRenew: true });
  f.wait(2 * monthMs);
  expect(await f.describe(id)).toMatchObject({
    charge: { chargeStatus: "normal", chargeExpiredTime: "2027-02-21T00:00:00Z" },
  });
  const closed = await setRenewal({ instanceIds: id, autoRenewStatus: "CLOSE" });
  expect(closed.body.result).toEqual({ stringResult: "1" });
  expect(f.instance(id)?.properties.autoRenew).toBe(false);
  f.wait(2 * monthMs);
  expect(await f.describe(id)).toMatchObject({ charge: { chargeStatus: "overdue" } });
});

test("renewal makes a postpaid instance prepaid, and adds to what is left of a prepaid one", async () => {
  const instanceIds = await f.createRunning();
  const oneYear = { timeSpan: 1, timeUnit: "YEAR", instanceIds };
  expect((await renew(oneYear)).body.result).toEqual({ orderNumber: expect.any(String) });
  expect(errorOf(await renew(oneYear))).toBe("400 FAILED_PRECONDITION");
  f.wait();
  await renew(oneYear);
  expect(await f.describe(instanceIds)).toMatchObject({
    charge: { chargeMode: "prepaid_by_duration", chargeExpiredTime: "2028-11-21T00:00:02Z" },
  });
});

test("setRenewal of a postpaid instance is rejected; queryInstance tells CONFIG from MONTHLY", async () => {
  const ids = [await f.createRunning(), await f.createRunning({}, { ...oneMonth, autoRenew: true })];
  const opened = await setRenewal({ instanceIds: ids.join(","), autoRenewStatus: "OPEN" });
  expect(errorOf(opened)).toBe("400 FAILED_PRECONDITION");
  expect((await query({ billingType: "MONTHLY" })).body.result).toMatchObject({
    totalCount: 1,
    listQueries: [{ resourceId: ids[1], autoRenewStatus: "OPENED", autoRenewPeriod: "1" }],
  });
});

test.each([
  [{ timeUnit: "YEAR" }, 12],
  [{ timeSpan: 3, timeUnit: "YEAR" }, 36],
  [{ timeSpan: 9 }, 9],
  [{}, 1],
])("setRenewal OPEN with %j renews for %d months", async (span, months) => {
  const instanceIds = await f.createRunning({}, oneMonth);
  await setRenewal({ instanceIds, autoRenewStatus: "OPEN", ...span });
  expect(f.instance(instanceIds)?.properties.autoRenewMonths).toBe(months);
});

test("autoChangeChargeMode turns postpaid into prepaid on its day", async () => {
  const switched = { autoChangeChargeMode: true, autoChangeChargeModeDate: "2026-12-01" };
  const id = await f.createRunning({}, { ...oneMonth, chargeMode: "postpaid_by_duration", ...switched });
  expect(await f.describe(id)).toMatchObject({ charge: { chargeMode: "postpaid_by_duration" } });
  f.clock.now = start + monthMs / 2;
  expect(await f.describe(id)).toMatchObject({ charge: { chargeMode: "prepaid_by_duration" } });
});

import { oneMonth } from "../../sandbox/jd/fixture";
import type { SdkFixture } from "../sdk";
import { create, service, shown, spec } from "./orders";

export function buying(sdk: SdkFixture): void {
  test("what can be bought: classes, regions, zones, quotas", async () => {
    const { instanceClasses } = await sdk.call("describeInstanceClass", { redisVersion: "4.0" });
    expect(JSON.stringify(instanceClasses)).toContain(spec.cacheInstanceClass);
    expect(JSON.stringify(await sdk.call("describeSpecConfig"))).toContain(spec.cacheInstanceClass);
    const resources = await sdk.call("describeAvailableResource");
    expect(JSON.stringify(resources)).toContain("cn-north-1");
    expect(await sdk.call("describeAvailableResource2")).toEqual(resources);
    expect(JSON.stringify(await sdk.call("describeAvailableRegion"))).toContain("cn-north-1");
    expect(JSON.stringify(await sdk.call("describeUserQuota"))).toMatch(/"max":\d+/);
  });

  test("billing by the month: bought, renewed, and renewed by itself", async () => {
    const cacheInstanceId = await create(sdk, {}, oneMonth);
    const end = async () => {
      const { charge } = await shown(sdk, cacheInstanceId);
      return Date.parse((charge as { chargeExpiredTime: string }).chargeExpiredTime);
    };
    const before = await end();
    const of = { ...service, instanceIds: cacheInstanceId, timeSpan: 1, timeUnit: "MONTH" };
    await sdk.call("renewInstance", { renewInstanceParam: of });
    expect(await end()).toBeGreaterThan(before);
    await sdk.call("setRenewal", { setRenewalParam: { ...of, autoRenewStatus: "OPEN" } });
    const { listQueries } = await sdk.call("queryInstance", {
      queryInstanceParam: { ...service, instanceId: cacheInstanceId },
    });
    expect(listQueries).toMatchObject([{ autoRenewStatus: "OPENED", billingType: "MONTHLY" }]);
  });
}

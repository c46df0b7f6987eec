import type { SdkFixture } from "../sdk";
import { community, create, month, RegionId, shown, ZoneId } from "./orders";

export function buying(sdk: SdkFixture): void {
  test("what can be bought: regions, zones, classes, prices", async () => {
    const { RegionIds } = await sdk.call("DescribeRegions");
    expect(JSON.stringify(RegionIds)).toContain(RegionId);
    const { Zones } = (await sdk.call("DescribeZones", { RegionId })) as { Zones: { KVStoreZone: object[] } };
    expect(Zones.KVStoreZone).toContainEqual(expect.objectContaining({ ZoneId }));
    const sold = await sdk.call("DescribeAvailableResource", { RegionId, ZoneId, Engine: "Redis" });
    expect(JSON.stringify(sold.AvailableZones)).toContain(community.InstanceClass);
    const order = { OrderType: "BUY", RegionId, ZoneId, InstanceClass: community.InstanceClass };
    expect(await sdk.call("DescribePrice", { ...order, ChargeType: "PostPaid", Quantity: 1 })).toMatchObject({
      Order: { Currency: "CNY", TradeAmount: expect.any(String) },
    });
  });

  test("the price of a cluster, in the shape of the vendor's sample", async () => {
    const of = { RegionId, ZoneId: "cn-hangzhou-b", ShardClass: "tair.scm.standard.2m.8d", ShardCount: "3" };
    const Instances = JSON.stringify([{ ...of, Period: "1", Quantity: "1" }]);
    const asked = { RegionId, OrderType: "BUY", ChargeType: "PrePaid", Period: 1, Instances };
    expect((await sdk.call("DescribePrice", asked)).Order).toMatchObject({ TradeAmount: "2400.00" });
  });

  test("billing by the month: bought, renewed, renewed by itself, and given up", async () => {
    const InstanceId = await create(sdk, month);
    const end = async () => Date.parse(String((await shown(sdk, InstanceId)).EndTime));
    const before = await end();
    expect(await sdk.call("RenewInstance", { InstanceId, Period: 1 })).toMatchObject({ OrderId: expect.any(String) });
    expect(await end()).toBeGreaterThan(before);
    const of = { DBInstanceId: InstanceId };
    await sdk.call("ModifyInstanceAutoRenewalAttribute", { ...of, AutoRenew: "true", Duration: "6" });
    const { Items } = await sdk.call("DescribeInstanceAutoRenewalAttribute", { RegionId, ...of });
    expect(Items).toMatchObject({ Item: [{ AutoRenew: "true", Duration: 6 }] });
    await sdk.call("TransformInstanceChargeType", { InstanceId, ChargeType: "PostPaid" });
    expect(await shown(sdk, InstanceId)).toMatchObject({ ChargeType: "PostPaid" });
    await sdk.call("TransformToPrePaid", { InstanceId, Period: 1, AutoPay: true });
    expect(await shown(sdk, InstanceId)).toMatchObject({ ChargeType: "PrePaid" });
  });
}

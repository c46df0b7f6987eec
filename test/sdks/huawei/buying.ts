import { ha, monthly, payment } from "../../sandbox/huawei/fixture";
import type { Result, SdkFixture } from "../sdk";
import { shown } from "./orders";

export function buying(sdk: SdkFixture): void {
  test("what can be bought: flavours, zones, windows, quotas", async () => {
    const { flavors } = await sdk.call("ListFlavors", { engine: "Redis", engine_version: "5.0", cache_mode: "ha" });
    expect(flavors).toContainEqual(expect.objectContaining({ spec_code: ha.spec_code, cache_mode: "ha" }));
    const { available_zones } = await sdk.call("ListAvailableZones");
    expect(available_zones).toContainEqual(expect.objectContaining({ code: "cn-north-4a", name: expect.any(String) }));
    const { maintain_windows } = await sdk.call("ListMaintenanceWindows");
    expect(maintain_windows).toContainEqual(expect.objectContaining({ begin: "02", end: "03", default: true }));
    const { quotas } = (await sdk.call("ShowQuotaOfTenant")) as { quotas: Result };
    expect(quotas.resources).toContainEqual(expect.objectContaining({ type: "ram", unit: "GB" }));
  });

  test("what it costs, by the hour and by the month", async () => {
    const { projectId: project_id, region } = sdk.sandbox.info.huawei;
    const product = {
      ...{ id: "1", cloud_service_type: "hws.service.type.dcs", resource_type: "hws.resource.type.dcs3" },
      ...{ resource_spec: ha.spec_code, region, subscription_num: 1 },
    };
    const hour = { ...product, usage_factor: "Duration", usage_value: 1, usage_measure_id: 4 };
    const byHour = await sdk.call("ListOnDemandResourceRatings", { body: { project_id, product_infos: [hour] } });
    expect(byHour).toMatchObject({ currency: "CNY", amount: "0.25" });
    const month = { ...product, period_type: 2, period_num: 1 };
    const byMonth = await sdk.call("ListRateOnPeriodDetail", { body: { project_id, product_infos: [month] } });
    expect(byMonth).toMatchObject({ currency: "CNY", official_website_rating_result: { measure_id: 1 } });
    const { service_types } = await sdk.call("ListServiceTypes", { service_type_name: "缓存" });
    expect(service_types).toMatchObject([{ service_type_code: product.cloud_service_type }]);
  });

  test("billing by the month: paid, renewed by itself, and given up", async () => {
    const order = { ...ha, bss_param: { ...monthly, is_auto_pay: false }, instance_num: 1 };
    const { order_id, instances } = await sdk.call("CreateInstance", { body: order });
    const resource_id = (instances as { instance_id: string }[])[0]?.instance_id ?? "";
    const status = async () => (await sdk.call("ShowCustomerOrderDetails", { order_id })).order_info as Result;
    expect(await status()).toMatchObject({ status: 6 });
    await sdk.call("PayOrders", { body: payment(String(order_id)) });
    expect(await shown(sdk, resource_id)).toMatchObject({ status: "RUNNING", charging_mode: 1 });
    const body = { resource_ids: [resource_id], only_main_resource: 1 };
    const resource = async () => (await sdk.call("ListPayPerUseCustomerResources", { body })).data;
    await sdk.call("AutoRenewalResources", { resource_id });
    expect(await resource()).toMatchObject([{ expire_policy: 3 }]);
    await sdk.call("CancelAutoRenewalResources", { resource_id });
    expect(await resource()).toMatchObject([{ expire_policy: 0 }]);
    const unsubscribe = { resource_ids: [resource_id], unsubscribe_type: 1 };
    await sdk.call("CancelResourcesSubscription", { body: unsubscribe });
    expect(await sdk.rejection("ShowInstance", { instance_id: resource_id })).toMatch(/^DCS\.3022: /);
  });

  test("an order that nobody pays is cancelled, and its instance vanishes", async () => {
    const order = { ...ha, bss_param: { ...monthly, is_auto_pay: false }, instance_num: 1 };
    const { order_id, instances } = await sdk.call("CreateInstance", { body: order });
    await sdk.call("CancelCustomerOrder", { body: { order_id } });
    const instance_id = (instances as { instance_id: string }[])[0]?.instance_id;
    expect(await sdk.rejection("ShowInstance", { instance_id })).toMatch(/^DCS\.3022: /);
  });
}

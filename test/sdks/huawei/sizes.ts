import { cluster, ha, monthly } from "../../sandbox/huawei/fixture";
import type { SdkFixture } from "../sdk";
import { create, shown } from "./orders";

const larger = { spec_code: "redis.ha.xu1.large.r2.2", new_capacity: 2 };

export function sizes(sdk: SdkFixture): void {
  test("a size for the maintenance window waits among the tasks", async () => {
    const instance_id = await create(sdk, ha);
    const { operations } = await sdk.call("ListInstanceOperations", { instance_id, operation: "extend" });
    expect(operations).toMatchObject([{ operation: "extend", is_support: true }]);
    await sdk.call("ResizeInstance", { instance_id, body: { ...larger, execute_immediately: false } });
    const { tasks } = await sdk.call("ListBackgroundTask", { instance_id });
    expect(tasks).toMatchObject([{ name: "ChangeInstanceSpec", details: { new_capacity: "2" } }]);
    expect(await shown(sdk, instance_id)).toMatchObject({ capacity: 1, status: "RUNNING" });
  });

  test("a size of an instance by the month is an order", async () => {
    const instance_id = await create(sdk, { ...ha, bss_param: monthly });
    const { order_id } = await sdk.call("CreateResizeOrder", { instance_id, body: larger });
    expect(await sdk.call("ShowCustomerOrderDetails", { order_id })).toMatchObject({ order_info: { order_id } });
    expect(await shown(sdk, instance_id)).toMatchObject({ capacity: 2 });
  });

  test("a smaller cluster that keeps nodes", async () => {
    const instance_id = await create(sdk, { ...cluster, capacity: 8, spec_code: "redis.cluster.xu1.large.r2.8" });
    const { backend_addrs } = (await shown(sdk, instance_id)) as { backend_addrs: string };
    const reserved_ip = backend_addrs
      .split(",")
      .slice(0, 3)
      .map((one) => one.split(":")[0]);
    const smaller = { spec_code: cluster.spec_code, new_capacity: 4, reserved_ip };
    await sdk.call("ResizeInstance", { instance_id, body: smaller });
    expect(await shown(sdk, instance_id)).toMatchObject({ capacity: 4 });
  });

  test("bandwidth: of the shards, for a while, and by a policy", async () => {
    const instance_id = await create(sdk, cluster);
    const all = async () =>
      (await sdk.call("ShowBandwidths", { instance_id })).group_bandwidths as {
        group_id: string;
        bandwidth: number;
        assured_bandwidth: number;
      }[];
    const [first] = await all();
    const target_bandwidth = (first?.assured_bandwidth ?? 0) * 2;
    const group_bandwidths = [{ group_id: first?.group_id, target_bandwidth }];
    await sdk.call("UpdateBandwidth", { instance_id, body: { group_bandwidths } });
    expect((await all()).map(({ bandwidth }) => bandwidth)).toEqual([
      target_bandwidth,
      ...(await all()).slice(1).map(({ assured_bandwidth }) => assured_bandwidth),
    ]);
    await sdk.call("UpdateInstanceBandwidth", { instance_id });
    const policy = { window_size: 5, bandwidth_usage_upper_threshold: 80, scale_out_cooldown: 10 };
    await sdk.call("UpdateInstanceBandwidthAutoScalingPolicy", { instance_id, body: policy });
    const shownPolicy = () => sdk.call("ShowInstanceBandwidthAutoScalingPolicy", { instance_id });
    expect(await shownPolicy()).toMatchObject(policy);
    await sdk.call("DeleteInstanceBandwidthAutoScalingPolicy", { instance_id });
    expect(await shownPolicy()).not.toMatchObject(policy);
  });

  test("a second zone, which is named by its id", async () => {
    const instance_id = await create(sdk, ha);
    const { available_zones } = await sdk.call("ListAvailableZones");
    const zones = available_zones as { id: string; code: string }[];
    const new_available_zones = ["cn-north-4a", "cn-north-4b"].map(
      (code) => zones.find((one) => one.code === code)?.id,
    );
    await sdk.call("MigrateAz", { instance_id, body: { new_available_zones, execute_immediately: true } });
    expect(await shown(sdk, instance_id)).toMatchObject({ az_codes: ["cn-north-4a", "cn-north-4b"] });
  });
}

import { sharded } from "../../sandbox/jd/fixture";
import type { Result, SdkFixture } from "../sdk";
import { create, shown } from "./orders";

export function instances(sdk: SdkFixture): void {
  const filtersOf = (id: string) => ({ filters: [{ name: "cacheInstanceId", values: [id], operator: "eq" }] });

  test("one is listed, changed and deleted, comes back from the recycle bin, and leaves it for good", async () => {
    const cacheInstanceId = await create(sdk);
    const named = { cacheInstanceName: "sessions2", cacheInstanceDescription: "of the shop" };
    await sdk.call("modifyCacheInstanceAttribute", { cacheInstanceId, ...named });
    await sdk.call("maintenanceTime", { cacheInstanceId, startTime: "22:00Z", endTime: "00:00Z" });
    const window = { maintenanceStartTime: "22:00Z", maintenanceEndTime: "00:00Z" };
    const { cacheInstances } = await sdk.call("describeCacheInstances", filtersOf(cacheInstanceId));
    expect(cacheInstances).toMatchObject([{ ...named, ...window }]);
    await sdk.call("checkDeletable", { cacheInstanceId });
    await sdk.call("deleteCacheInstance", { cacheInstanceId });
    const bin = async () => (await sdk.call("recycledCacheInstance", filtersOf(cacheInstanceId))).totalCount;
    expect(await bin()).toBe(1);
    await sdk.call("recoverInstance", { cacheInstanceId });
    expect(await shown(sdk, cacheInstanceId)).toMatchObject({ cacheInstanceStatus: "running" });
    await sdk.call("deleteCacheInstance", { cacheInstanceId });
    await sdk.call("deleteRecycledCacheInstance", { cacheInstanceId });
    expect(await bin()).toBe(0);
  });

  test("settings, and commands that are disabled", async () => {
    const cacheInstanceId = await create(sdk);
    const wanted = { configName: "maxmemory-policy", configValue: "allkeys-lru" };
    await sdk.call("modifyInstanceConfig", { cacheInstanceId, instanceConfig: [wanted] });
    const { instanceConfig } = await sdk.call("describeInstanceConfig", { cacheInstanceId });
    expect(instanceConfig).toContainEqual(expect.objectContaining(wanted));
    expect((await sdk.call("listDisableCommands", { cacheInstanceId })).disableCommands).toContain("flushall");
    const disableCommands = [{ commandName: "flushall", isDisable: true }];
    await sdk.call("setDisableCommands", { cacheInstanceId, disableCommands });
    const { disableCommandLists } = await sdk.call("getDisableCommands", { cacheInstanceId });
    expect(disableCommandLists).toMatchObject([{ commandName: "flushall" }]);
  });

  test("a minor version: what there is, and the upgrade", async () => {
    const cacheInstanceId = await create(sdk);
    const { minorVersion } = await sdk.call("describeUpgradeVersion", { cacheInstanceId });
    await sdk.call("modifyInstanceMinorVersion", { cacheInstanceId, minorVersion, effectiveTime: "Immediately" });
    const instanceVersion = minorVersion;
    expect(await shown(sdk, cacheInstanceId)).toMatchObject({ instanceVersion, cacheInstanceStatus: "running" });
  });

  test("a size for the maintenance window is among the tasks", async () => {
    const cacheInstanceId = await create(sdk);
    const larger = { cacheInstanceClass: "redis.m.small.basic" };
    expect(await sdk.call("describeResizeModeIpTimeInfo", { cacheInstanceId, ...larger })).toMatchObject({
      supportPScale: true,
    });
    const order = { ...larger, effectiveTime: "MaintainTime" };
    expect(await sdk.call("modifyCacheInstanceClass", { cacheInstanceId, ...order })).toMatchObject({
      orderNum: expect.any(String),
    });
    const { taskProgresses } = await sdk.call("describeTaskProgressList", { cacheInstanceId, taskType: "resize" });
    expect(taskProgresses).toMatchObject([{ taskStatus: "init" }]);
    const { tasks } = await sdk.call("listTasks", { instanceId: cacheInstanceId });
    const [task] = tasks as Result[];
    expect(task).toMatchObject({ taskStatus: "init", instanceId: cacheInstanceId });
    const { taskId, ...fields } = task ?? {};
    expect(await sdk.call("listTask", { taskId })).toEqual(fields);
  });

  test("another type, and other zones", async () => {
    const cacheInstanceId = await create(sdk);
    await sdk.call("modifyInstanceType", { cacheInstanceId, targetType: "native-cluster" });
    expect(await shown(sdk, cacheInstanceId)).toMatchObject({ cacheInstanceType: "native-cluster" });
    const zones = { azSpecifyType: "SpecifyByReplicaGroup", master: "cn-north-1b", slave: ["cn-north-1a"] };
    await sdk.call("modifyRedisAZSpecifyType", { cacheInstanceId, ...zones });
    expect(await shown(sdk, cacheInstanceId)).toMatchObject({ azId: { master: "cn-north-1b", slave: "cn-north-1a" } });
    const withProxy = await create(sdk, sharded);
    await sdk.call("modifyProxyAvailableZones", { cacheInstanceId: withProxy, azList: ["cn-north-1c"] });
    expect(await shown(sdk, withProxy)).toMatchObject({ azId: { azsForProxy: ["cn-north-1c"] } });
  });
}

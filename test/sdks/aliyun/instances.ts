import type { SdkFixture } from "../sdk";
import { cluster, community, create, createTair, day, RegionId, shown, ZoneId } from "./orders";

export function instances(sdk: SdkFixture): void {
  test("one is listed, changed, deleted, and taken out of the recycle bin for good", async () => {
    const InstanceId = await create(sdk);
    const { Instances } = await sdk.call("DescribeInstances", { RegionId, InstanceIds: InstanceId });
    expect(Instances).toMatchObject({ KVStoreInstance: [{ InstanceId, InstanceClass: community.InstanceClass }] });
    await sdk.call("ModifyInstanceAttribute", { InstanceId, InstanceName: "sessions" });
    await sdk.call("ModifyResourceGroup", { RegionId, InstanceId, ResourceGroupId: "rg-other" });
    const window = { MaintainStartTime: "01:00Z", MaintainEndTime: "02:00Z" };
    await sdk.call("ModifyInstanceMaintainTime", { InstanceId, ...window });
    expect(await shown(sdk, InstanceId)).toMatchObject({ ...window, InstanceName: "sessions" });
    await sdk.call("DeleteInstance", { InstanceId });
    const left = () => sdk.call("DescribeInstances", { RegionId, InstanceIds: InstanceId, Expired: "true" });
    expect(await left()).toMatchObject({ TotalCount: 1 });
    await sdk.call("DestroyInstance", { InstanceId });
    expect(await left()).toMatchObject({ TotalCount: 0 });
  });

  test("many with one order", async () => {
    const element = { RegionId, izNo: ZoneId, quantity: 2, instanceClass: community.InstanceClass };
    const { InstanceIds } = await sdk.call("CreateInstances", { Instances: JSON.stringify([element]) });
    expect(InstanceIds).toEqual({ InstanceId: [expect.stringMatching(/^r-/), expect.stringMatching(/^r-/)] });
  });

  test("tags: set, listed and removed", async () => {
    const ResourceId = [await create(sdk)];
    const of = { RegionId, ResourceType: "INSTANCE", ResourceId };
    const all = async () => (await sdk.call("ListTagResources", of)).TagResources;
    await sdk.call("TagResources", { ...of, Tag: [{ Key: "team", Value: "web" }] });
    expect(await all()).toMatchObject({ TagResource: [{ TagKey: "team", TagValue: "web" }] });
    await sdk.call("UntagResources", { ...of, TagKey: ["team"] });
    expect(await all()).toEqual({ TagResource: [] });
  });

  test("settings, by either pair of calls", async () => {
    const InstanceId = await create(sdk);
    await sdk.call("ModifyInstanceConfig", { InstanceId, Config: JSON.stringify({ hz: "50" }) });
    await sdk.call("ModifyInstanceParameter", { RegionId, InstanceId, Parameters: '{"appendonly":"no"}' });
    const { RunningParameters } = await sdk.call("DescribeParameters", { DBInstanceId: InstanceId });
    for (const [ParameterName, ParameterValue] of [
      ["hz", "50"],
      ["appendonly", "no"],
    ])
      expect((RunningParameters as { Parameter: object[] }).Parameter).toContainEqual(
        expect.objectContaining({ ParameterName, ParameterValue }),
      );
  });

  test("modes are parameters of their own", async () => {
    const InstanceId = await createTair(sdk);
    await sdk.call("ModifyInstanceConfig", { InstanceId, ParamReplMode: "semisync", ParamSemisyncReplTimeout: "1000" });
    expect(await sdk.call("DescribeInstanceConfig", { InstanceId })).toMatchObject({
      ParamReplMode: "semisync",
      ParamReplTimeout: "1000",
      ParamSentinelCompatEnable: "0",
    });
  });

  test("versions: what there is, both upgrades, and a restart", async () => {
    const InstanceId = await create(sdk, { EngineVersion: "4.0" });
    const versions = () => sdk.call("DescribeEngineVersion", { InstanceId });
    expect(await versions()).toMatchObject({ EnableUpgradeMinorVersion: true, IsLatestVersion: false });
    await sdk.call("ModifyInstanceMinorVersion", { InstanceId, Minorversion: "latest_version" });
    expect(await versions()).toMatchObject({ EnableUpgradeMinorVersion: false, IsLatestVersion: true });
    await sdk.call("ModifyInstanceMajorVersion", { InstanceId, MajorVersion: "5.0" });
    await sdk.call("ModifyDBInstanceAutoUpgrade", { DBInstanceId: InstanceId, Value: "1" });
    expect(await versions()).toMatchObject({ MajorVersion: "5.0", IsAutoUpgradeOpen: "1" });
    expect(await sdk.call("RestartInstance", { InstanceId, EffectiveTime: "0" })).toMatchObject({ InstanceId });
  });

  test("sizes: shards, and bandwidth beyond what the class has", async () => {
    const InstanceId = await create(sdk, cluster);
    const { NodeIds } = await sdk.call("AddShardingNode", { InstanceId, ShardCount: 2 });
    expect(NodeIds).toHaveLength(2);
    await sdk.call("DeleteShardingNode", { InstanceId, ShardCount: 1 });
    expect(await shown(sdk, InstanceId)).toMatchObject({ ShardCount: 3 });
    await sdk.call("ModifyInstanceBandwidth", { InstanceId, TargetIntranetBandwidth: "144" });
    expect(await sdk.call("DescribeIntranetAttribute", { InstanceId })).toMatchObject({ IntranetBandwidth: 144 });
  });

  test("an order for the maintenance window is in the list of tasks, and can be brought forward", async () => {
    const InstanceId = await create(sdk);
    const InstanceClass = "redis.master.mid.default";
    const order = { InstanceClass, MajorVersion: "5.0", EffectiveTime: "MaintainTime" };
    await sdk.call("ModifyInstanceSpec", { InstanceId, ...order });
    const range = { FromStartTime: day(-7), ToStartTime: day(1) };
    const { Items } = await sdk.call("DescribeHistoryTasks", {
      ...{ RegionId, InstanceId, InstanceType: "Instance", ...range },
    });
    const [task] = Items as { TaskId: string; Status: string }[];
    expect(task).toMatchObject({ InstanceId, TaskType: expect.any(String) });
    const now = JSON.stringify({ recoverTime: "1970-01-01T00:00:00Z", recoverMode: "immediate" });
    await sdk.call("ModifyTaskInfo", {
      ...{ RegionId, TaskId: task?.TaskId, TaskAction: "modifySwitchTime", ActionParams: now },
    });
    expect(await shown(sdk, InstanceId)).toMatchObject({ InstanceClass });
  });
}

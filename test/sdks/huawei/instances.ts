import { ha, single } from "../../sandbox/huawei/fixture";
import type { SdkFixture } from "../sdk";
import { create, setting, shown } from "./orders";

export function instances(sdk: SdkFixture): void {
  test("one is listed, counted, changed and deleted", async () => {
    const instance_id = await create(sdk);
    const body = { name: "sessions", maintain_begin: "18:00:00", maintain_end: "19:00:00" };
    await sdk.call("UpdateInstance", { instance_id, body });
    const { instances: found } = await sdk.call("ListInstances", { name: "sessions" });
    expect(found).toMatchObject([{ instance_id, maintain_begin: "18:00:00" }]);
    const { redis } = await sdk.call("ListNumberOfInstancesInDifferentStatus", { include_failure: "true" });
    expect(redis).toMatchObject({ running_count: expect.any(Number) });
    await sdk.call("DeleteSingleInstance", { instance_id });
    expect((await sdk.call("ListInstances", { name: "sessions" })).instances).toEqual([]);
  });

  test("many are deleted with one call", async () => {
    const body = { instances: [await create(sdk), await create(sdk)] };
    const result = "success";
    expect((await sdk.call("BatchDeleteInstances", { body })).results).toMatchObject([{ result }, { result }]);
  });

  test("tags: set, listed, listed of all instances, and removed", async () => {
    const instance_id = await create(sdk);
    const tags = [{ key: "team", value: "web" }];
    await sdk.call("BatchCreateOrDeleteTags", { instance_id, body: { action: "create", tags } });
    expect((await sdk.call("ShowTags", { instance_id })).tags).toEqual(tags);
    expect((await sdk.call("ListTagsOfTenant")).tags).toContainEqual({ key: "team", values: ["web"] });
    await sdk.call("BatchCreateOrDeleteTags", { instance_id, body: { action: "delete", tags } });
    expect((await sdk.call("ShowTags", { instance_id })).tags).toEqual([]);
  });

  test("settings, by both calls; the newer one names the job that sets them", async () => {
    const instance_id = await create(sdk);
    await sdk.call("UpdateConfigurations", await setting(sdk, instance_id, "timeout", "100"));
    const { job_id } = await sdk.call(
      "UpdateInstanceConfig",
      await setting(sdk, instance_id, "hash-max-ziplist-entries", "600"),
    );
    expect(await sdk.call("ShowJobInfo", { job_id })).toMatchObject({ status: "SUCCESS" });
    const { redis_config } = await sdk.call("ListConfigurations", { instance_id });
    expect(redis_config).toContainEqual(expect.objectContaining({ param_name: "timeout", param_value: "100" }));
    expect(redis_config).toContainEqual(expect.objectContaining({ param_value: "600" }));
  });

  test("scans for big, hot and expired keys: a schedule comes back as it was set", async () => {
    const instance_id = await create(sdk, ha);
    const daily = { enable_auto_scan: true, schedule_at: ["02:00", "14:30"] };
    await sdk.call("UpdateBigkeyAutoscanConfig", { instance_id, body: daily });
    expect(await sdk.call("ShowBigkeyAutoscanConfig", { instance_id })).toMatchObject(daily);
    expect(await sdk.rejection("UpdateHotkeyAutoScanConfig", { instance_id, body: daily })).toMatch(/^DCS\.4066: /);
    await sdk.call("UpdateConfigurations", await setting(sdk, instance_id, "maxmemory-policy", "allkeys-lfu"));
    await sdk.call("UpdateHotkeyAutoScanConfig", { instance_id, body: daily });
    expect(await sdk.call("ShowHotkeyAutoscanConfig", { instance_id })).toMatchObject(daily);
    const times = { enable_auto_scan: true, first_scan_at: "2099-01-01T03:00:00.000Z" };
    const expired = { ...times, interval: 60, timeout: 120, scan_keys_count: 100 };
    await sdk.call("UpdateExpireAutoScanConfig", { instance_id, body: expired });
    expect(await sdk.call("ShowExpireAutoScanConfig", { instance_id })).toMatchObject(expired);
  });

  test("a minor version", async () => {
    const instance_id = await create(sdk, ha);
    const older = { engine_minor_version: "5.0.9.1" };
    sdk.sandbox.drift({ cloud: "huawei", id: instance_id, set: older });
    const version = () => sdk.call("ShowInstanceVersion", { instance_id });
    expect(await version()).toMatchObject({ ...older, engine_minor_version_upgradable: true });
    const body = { engine_minor_version: "latest" };
    expect(await sdk.call("UpgradeInstanceMinorVersion", { instance_id, body })).toEqual({
      task_id: expect.any(String),
    });
    expect(await version()).toMatchObject({ engine_minor_version_upgradable: false });
  });

  test("a restart, and nodes that are stopped", async () => {
    const instance_id = await create(sdk, ha);
    const restart = { instances: [instance_id], action: "restart" };
    const { results } = await sdk.call("RestartOrFlushInstances", { body: restart });
    expect(results).toMatchObject([{ instance: instance_id, result: "success" }]);
    const { group_list } = await sdk.call("ListGroupReplicationInfo", { instance_id });
    const nodes = (group_list as { replication_list: { node_id: string }[] }[])[0]?.replication_list ?? [];
    const stop = { action: "stop", node_ids: nodes.slice(1).map(({ node_id }) => node_id) };
    await sdk.call("ChangeNodesStartStopStatus", { instance_id, body: stop });
    expect(await shown(sdk, instance_id)).toMatchObject({ status: "RUNNING" });
  });

  test("another enterprise project", async () => {
    const instance_id = await create(sdk, single);
    const enterprise_project_id = "0aad99bc-f5f6-4f78-8404-c598d76b0ed2";
    const { projectId: project_id, region: region_id } = sdk.sandbox.info.huawei;
    const body = { resource_id: instance_id, resource_type: "dcs", project_id, region_id };
    await sdk.call("MigrateResource", { enterprise_project_id, body });
    expect(await shown(sdk, instance_id)).toMatchObject({ enterprise_project_id });
  });
}

import { cluster, ha, single } from "../sandbox/huawei/fixture";
import { describeSdk, type Result, type SdkFixture } from "./sdk";

describeSdk("huawei", (sdk: SdkFixture) => {
  const create = async (body: Result): Promise<string> => {
    const { instances } = (await sdk.call("CreateInstance", { body: { ...body, instance_num: 1 } })) as {
      instances: { instance_id: string }[];
    };
    return instances[0]?.instance_id ?? "";
  };
  const accountsOf = async (instance_id: string) => {
    const { accounts } = await sdk.call("ListAclAccounts", { instance_id });
    return accounts as { account_id: string; account_name: string }[];
  };

  test("accounts: made, listed, changed and deleted", async () => {
    const instance_id = await create(ha);
    const made = { account_name: "orders", account_role: "read", account_password: "Orders-123", description: "jobs" };
    await sdk.call("CreateAclAccount", { instance_id, body: made });
    const [, account] = await accountsOf(instance_id);
    expect(account).toMatchObject({ account_name: "orders", account_role: "read", account_type: "normal" });
    const of = { instance_id, account_id: account?.account_id };
    await sdk.call("UpdateAclAccount", { ...of, body: { account_role: "write" } });
    await sdk.call("UpdateAclAccountRemark", { ...of, body: { description: "other" } });
    const reset = await sdk.call("ResetAclAccountPassWord", { ...of, body: { new_password: "Other-4567" } });
    expect(reset).toMatchObject({ message: "success" });
    expect((await accountsOf(instance_id))[1]).toMatchObject({
      account_role: "write",
      description: "other",
      status: "AVAILABLE",
    });
    await sdk.call("DeleteAclAccount", of);
    expect((await accountsOf(instance_id)).map(({ account_name }) => account_name)).toEqual(["default"]);
    expect(await sdk.rejection("DeleteAclAccount", of)).toMatch(/^DCS\.\d{4}: .*account_id/);
  });

  test("scans for big, hot and expired keys: a schedule comes back as it was set", async () => {
    const instance_id = await create(ha);
    const daily = { enable_auto_scan: true, schedule_at: ["02:00", "14:30"] };
    await sdk.call("UpdateBigkeyAutoscanConfig", { instance_id, body: daily });
    expect(await sdk.call("ShowBigkeyAutoscanConfig", { instance_id })).toMatchObject(daily);
    expect(await sdk.rejection("UpdateHotkeyAutoScanConfig", { instance_id, body: daily })).toMatch(/^DCS\.4066: /);
    const { redis_config: listed } = await sdk.call("ListConfigurations", { instance_id });
    const of = "maxmemory-policy";
    const param = (listed as { param_name: string; param_id: string }[]).find(({ param_name }) => param_name === of);
    const redis_config = [{ param_id: param?.param_id, param_name: of, param_value: "allkeys-lfu" }];
    await sdk.call("UpdateConfigurations", { instance_id, body: { redis_config } });
    await sdk.call("UpdateHotkeyAutoScanConfig", { instance_id, body: daily });
    expect(await sdk.call("ShowHotkeyAutoscanConfig", { instance_id })).toMatchObject(daily);
    const times = { enable_auto_scan: true, first_scan_at: "2099-01-01T03:00:00.000Z" };
    const expired = { ...times, interval: 60, timeout: 120, scan_keys_count: 100 };
    await sdk.call("UpdateExpireAutoScanConfig", { instance_id, body: expired });
    expect(await sdk.call("ShowExpireAutoScanConfig", { instance_id })).toMatchObject(expired);
  });

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

  test("a certificate for TLS", async () => {
    const instance_id = await create({ ...single, engine_version: "6.0" });
    await sdk.call("UpdateSslSwitch", { instance_id, body: { enabled: true } });
    expect(await sdk.call("ShowInstanceSslDetail", { instance_id })).toMatchObject({ enabled: true });
    expect(await sdk.call("DownloadSslCert", { instance_id })).toMatchObject({
      file_name: expect.any(String),
      link: expect.stringMatching(/^https?:/),
    });
  });

  test("bandwidth of the shards", async () => {
    const instance_id = await create(cluster);
    const shown = async () =>
      (await sdk.call("ShowBandwidths", { instance_id })).group_bandwidths as {
        group_id: string;
        bandwidth: number;
        assured_bandwidth: number;
      }[];
    const [first] = await shown();
    const target_bandwidth = (first?.assured_bandwidth ?? 0) * 2;
    const group_bandwidths = [{ group_id: first?.group_id, target_bandwidth }];
    await sdk.call("UpdateBandwidth", { instance_id, body: { group_bandwidths } });
    expect((await shown()).map(({ bandwidth }) => bandwidth)).toEqual([
      target_bandwidth,
      ...(await shown()).slice(1).map(({ assured_bandwidth }) => assured_bandwidth),
    ]);
  });

  test("a minor version", async () => {
    const instance_id = await create(ha);
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

  test("a size for the maintenance window waits among the tasks", async () => {
    const instance_id = await create(ha);
    const body = { spec_code: "redis.ha.xu1.large.r2.2", new_capacity: 2, execute_immediately: false };
    await sdk.call("ResizeInstance", { instance_id, body });
    const tasks = async () => (await sdk.call("ListBackgroundTask", { instance_id })).tasks as object[];
    const [task] = await tasks();
    expect(task).toMatchObject({ name: "ChangeInstanceSpec", details: { new_capacity: "2" } });
    expect(await sdk.call("ShowInstance", { instance_id })).toMatchObject({ capacity: 1, status: "RUNNING" });
  });

  test("a smaller cluster that keeps nodes", async () => {
    const instance_id = await create({ ...cluster, capacity: 8, spec_code: "redis.cluster.xu1.large.r2.8" });
    const { backend_addrs } = (await sdk.call("ShowInstance", { instance_id })) as { backend_addrs: string };
    const reserved_ip = backend_addrs
      .split(",")
      .slice(0, 3)
      .map((one) => one.split(":")[0]);
    const smaller = { spec_code: cluster.spec_code, new_capacity: 4, reserved_ip };
    await sdk.call("ResizeInstance", { instance_id, body: smaller });
    expect(await sdk.call("ShowInstance", { instance_id })).toMatchObject({ capacity: 4 });
  });
});

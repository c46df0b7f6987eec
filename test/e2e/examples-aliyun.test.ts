import { cpSync } from "node:fs";
import { join } from "node:path";
import { countRequests } from "./driver/request";
import { openWorkspace, password, type Workspace } from "./driver/workspace";

const root = join(__dirname, "../..");
const network = { vpcId: "vpc-bp1zxszhcgatnx0001", vSwitchId: "vsw-bp1zxszhcgatnx0001" };

/** Each as it stands in `examples/`: up, no change, destroy. The restored one comes from the first one's backup. */
const examples: readonly {
  name: string;
  config?: Readonly<Record<string, string>>;
  outputs: object;
  properties: object;
}[] = [
  {
    name: "aliyun-cluster",
    config: network,
    outputs: { architectureType: "cluster", capacity: 4096 },
    properties: { ShardCount: 4, ReplicaCount: 1, SlaveReplicaCount: 1, SecondaryZoneId: "cn-hangzhou-i" },
  },
  {
    name: "aliyun-prepaid",
    config: { prepaidDestroy: "convert" },
    outputs: { chargeType: "PrePaid", endTime: expect.any(String), orderId: expect.any(String) },
    properties: { ChargeType: "PrePaid", AutoRenew: { AutoRenew: true, Duration: 1 } },
  },
  {
    name: "aliyun-access",
    outputs: { policy: "allkeys-lru" },
    properties: { SSLEnabled: true, MaintainStartTime: "18:00Z", IsAutoUpgradeOpen: true },
  },
  {
    name: "component",
    outputs: { environment: "[secret]" },
    properties: {
      InstanceName: "sessions",
      SecurityIPList: "127.0.0.1,10.0.2.11,10.0.2.12,10.0.1.0/24",
      BackupPolicy: expect.objectContaining({ PreferredBackupTime: "19:00Z-20:00Z" }),
    },
  },
];

describe("the examples for Alibaba Cloud", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace();
  });
  afterAll(() => workspace.close());

  const open = async (
    name: string,
    config: Readonly<Record<string, string>> = {},
    secrets: Readonly<Record<string, string>> = { password },
  ) => {
    const folder = join(workspace.folder, name);
    cpSync(join(root, "examples", name), folder, { recursive: true });
    await workspace.runIn(folder, "stack", "init", name);
    for (const [key, value] of Object.entries(secrets))
      await workspace.runIn(folder, "config", "set", "--secret", key, value);
    for (const [key, value] of Object.entries(config)) await workspace.runIn(folder, "config", "set", key, value);
    return folder;
  };
  const outputsOf = async (folder: string) =>
    JSON.parse((await workspace.runIn(folder, "stack", "output", "--json")).stdout) as Record<string, unknown>;
  const instance = (id: unknown) => workspace.cloud.instances().find((each) => each.id === id);

  test.each(examples)("$name comes up, changes nothing the second time, and goes away", async (example) => {
    const folder = await open(example.name, example.config);
    await workspace.runIn(folder, "up", "--yes", "--skip-preview");
    const outputs = await outputsOf(folder);
    expect(outputs).toMatchObject(example.outputs);
    expect(instance(outputs.instanceId)?.properties).toMatchObject(example.properties);
    await workspace.runIn(folder, "preview", "--refresh", "--expect-no-changes");
    await workspace.runIn(folder, "destroy", "--yes", "--skip-preview");
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test("aliyun-batch comes up with one call a group, changes nothing the second time, and goes away", async () => {
    const secrets = { webPassword: password, jobsPassword: "Jobs-4711" };
    const folder = await open("aliyun-batch", { quantity: "2" }, secrets);
    await workspace.runIn(folder, "up", "--yes", "--skip-preview");
    const { hosts, instanceIds, connectionStrings } = await outputsOf(folder);
    const ids = (name: string) => workspace.cloud.instances().flatMap((each) => (each.name === name ? [each.id] : []));
    const hostsOf = (name: string) =>
      ids(name).map((id) => expect.stringContaining(String(instance(id)?.properties.ConnectionDomain)));
    expect([ids("web").length, ids("jobs").length]).toEqual([2, 1]);
    expect([...(instanceIds as string[])].sort()).toEqual([...ids("web"), ...ids("jobs")].sort());
    expect(hosts).toEqual({ web: expect.arrayContaining(hostsOf("web")), jobs: hostsOf("jobs") });
    expect(connectionStrings).toBe("[secret]");
    expect(countRequests(workspace.cloud, "CreateInstances")).toBe(2);
    await workspace.runIn(folder, "preview", "--refresh", "--expect-no-changes");
    await workspace.runIn(folder, "destroy", "--yes", "--skip-preview");
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test("aliyun-regions comes up in both regions, changes nothing the second time, and goes away", async () => {
    const folder = await open("aliyun-regions");
    await workspace.runIn(folder, "up", "--yes", "--skip-preview");
    const { instanceIds } = await outputsOf(folder);
    const regions = (instanceIds as string[]).map((id) => instance(id)?.properties.RegionId);
    expect(regions).toEqual(["cn-hangzhou", "cn-beijing"]);
    await workspace.runIn(folder, "preview", "--refresh", "--expect-no-changes");
    await workspace.runIn(folder, "destroy", "--yes", "--skip-preview");
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test("aliyun-restore comes up from the backup of another instance, and goes away beside it", async () => {
    const first = await open("aliyun-quickstart");
    await workspace.runIn(first, "up", "--yes", "--skip-preview");
    const { instanceId: source } = await outputsOf(first);
    const folder = await open("aliyun-restore", { source: String(source), backup: "111111111" });
    await workspace.runIn(folder, "up", "--yes", "--skip-preview");
    const { instanceId } = await outputsOf(folder);
    expect(instance(instanceId)?.properties.Source).toEqual({ SrcDBInstanceId: source, BackupId: "111111111" });
    await workspace.runIn(folder, "preview", "--refresh", "--expect-no-changes");
    await workspace.runIn(folder, "destroy", "--yes", "--skip-preview");
    expect(workspace.cloud.instances().map(({ id }) => id)).toEqual([source]);
    await workspace.runIn(first, "destroy", "--yes", "--skip-preview");
  });

  test("aliyun-change gets another class and another password in place", async () => {
    const folder = await open("aliyun-change");
    await workspace.runIn(folder, "up", "--yes", "--skip-preview");
    const before = await outputsOf(folder);
    await workspace.runIn(folder, "config", "set", "instanceClass", "redis.master.mid.default");
    await workspace.runIn(folder, "config", "set", "--secret", "password", "Rotated-4711");
    await workspace.runIn(folder, "up", "--yes", "--skip-preview");
    const { instanceId, instanceClass } = await outputsOf(folder);
    expect([instanceId, instanceClass]).toEqual([before.instanceId, "redis.master.mid.default"]);
    expect(instance(instanceId)?.secrets).toMatchObject({ Password: "Rotated-4711" });
    const { stdout } = await workspace.runIn(folder, "stack", "output", "connectionString", "--show-secrets");
    expect(stdout).toContain("Rotated-4711");
    await workspace.runIn(folder, "destroy", "--yes", "--skip-preview");
  });

  test("aliyun-adopt takes over an instance that exists already, and changes nothing", async () => {
    const first = await open("aliyun-quickstart");
    // The second run takes the tags off with which the first one has made the instance.
    for (const _ of [1, 2]) await workspace.runIn(first, "up", "--yes", "--skip-preview");
    const { instanceId } = await outputsOf(first);
    const folder = await open("aliyun-adopt", { adopt: String(instanceId) });
    const mutating = () => workspace.cloud.requests().filter((each) => each.mutating).length;
    const before = mutating();
    await workspace.runIn(folder, "up", "--yes", "--skip-preview");
    expect(mutating()).toBe(before);
    expect((await outputsOf(folder)).instanceId).toBe(instanceId);
    await workspace.runIn(folder, "preview", "--refresh", "--expect-no-changes");
    await workspace.runIn(folder, "destroy", "--yes", "--skip-preview");
    expect(workspace.cloud.instances()).toEqual([]);
  });
});

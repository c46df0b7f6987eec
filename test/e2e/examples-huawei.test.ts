import { cpSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace, password, type Workspace } from "./driver/workspace";

const root = join(__dirname, "../..");

describe("the examples of Huawei Cloud", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace();
  });
  afterAll(() => workspace.close());

  /** In the workspace's own folder, as it stands. */
  const open = async (name: string) => {
    cpSync(join(root, "examples", name), workspace.folder, { recursive: true });
    await workspace.run("stack", "init", name);
    await workspace.run("config", "set", "--secret", "password", password);
    await workspace.run("config", "set", "vpcId", "0402ea19-5457-4032-9d1b-eb48b98f6c66");
    await workspace.run("config", "set", "subnetId", "a3bd29e4-d5bc-414c-a79a-1f35ee4ead88");
    await workspace.run("config", "set", "securityGroupId", "4b95a790-5cfc-463d-8de5-42199e55371c");
  };

  test.each([
    ["huawei-quickstart", { port: 6379, connectionString: "[secret]" }],
    ["huawei-proxy", { maxMemory: 8192, connectionString: "[secret]" }],
    ["huawei-memcached", { port: 11211 }],
    ["huawei-prepaid", { orderId: expect.stringMatching(/^CS/), connectionString: "[secret]" }],
  ])("%s comes up, needs no second run, and goes away as it stands", async (name, outputs) => {
    await open(name);
    await workspace.up();
    const { stdout } = await workspace.run("stack", "output", "--json");
    const [instance] = workspace.cloud.instances();
    expect(JSON.parse(stdout)).toMatchObject({ instanceId: instance?.id, ...outputs });
    expect(instance).toMatchObject({ cloud: "huawei", status: "RUNNING" });
    await workspace.up("--refresh", "--expect-no-changes");
    expect(JSON.stringify(workspace.cloud.instances())).not.toContain("pulumi-cn-cache");
    await workspace.run("destroy", "--yes", "--skip-preview");
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test("huawei-batch comes up with one call, needs no second run, and goes away as it stands", async () => {
    await open("huawei-batch");
    await workspace.run("config", "set", "instanceNum", "2");
    const before = workspace.cloud.requests().length;
    await workspace.up();
    const changes = workspace.cloud
      .requests()
      .slice(before)
      .filter(({ mutating }) => mutating);
    expect(changes.filter(({ action }) => action === "CreateInstance")).toHaveLength(1);
    const { stdout } = await workspace.run("stack", "output", "--json");
    const instances = workspace.cloud.instances();
    expect(instances.map(({ name }) => name).sort()).toEqual(["shards-000", "shards-001"]);
    expect(JSON.parse(stdout)).toMatchObject({
      hosts: [expect.stringContaining("."), expect.stringContaining(".")],
      instanceIds: expect.arrayContaining(instances.map(({ id }) => id)),
      connectionStrings: "[secret]",
    });
    await workspace.up("--refresh", "--expect-no-changes");
    expect(JSON.stringify(workspace.cloud.instances())).not.toContain("pulumi-cn-cache");
    await workspace.run("destroy", "--yes", "--skip-preview");
    expect(workspace.cloud.instances()).toEqual([]);
  });
});

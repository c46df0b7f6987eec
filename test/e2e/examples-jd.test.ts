import { cpSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace, type Workspace } from "./driver/workspace";

const root = join(__dirname, "../..");

describe.each([
  ["jd-quickstart", { shardNumber: 1, cacheInstanceClass: "redis.m.micro.basic", ipWhiteList: ["10.0.0.0/8"] }],
  [
    "jd-cluster",
    {
      shardNumber: 4,
      cacheInstanceType: "cluster",
      disableCommands: ["flushall", "keys"],
      backupPolicy: { autoBackup: true, backupTime: "03:00-04:00 +0800", backupPeriod: "Monday,Wednesday,Friday" },
    },
  ],
])("examples/%s", (example, made) => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace();
  });
  afterAll(() => workspace.close());

  test("comes up as it stands, shows no change afterwards, and goes away", async () => {
    cpSync(join(root, "examples", example), workspace.folder, { recursive: true });
    await workspace.run("stack", "init", example);
    await workspace.run("config", "set", "vpcId", "vpc-1a2b3c4d5e");
    await workspace.run("config", "set", "subnetId", "subnet-1a2b3c4d5e");
    await workspace.run("config", "set", "--secret", "password", "Sessions4711");
    await workspace.up();
    const [instance] = workspace.cloud.instances();
    expect(instance?.properties).toMatchObject(made);
    const { stdout } = await workspace.run("stack", "output", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ instanceId: instance?.id, connectionString: "[secret]" });
    expect(await workspace.exportState()).not.toContain("Sessions4711");
    await workspace.run("preview", "--expect-no-changes");
    await workspace.run("destroy", "--yes", "--skip-preview");
    expect(workspace.cloud.instances()).toEqual([]);
  });
});

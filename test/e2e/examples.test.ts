import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace, password, type Workspace } from "./driver/workspace";

const root = join(__dirname, "../..");

describe("the quickstart", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace();
  });
  afterAll(() => workspace.close());

  test("comes up and goes away as it stands in examples/aliyun-quickstart", async () => {
    cpSync(join(root, "examples/aliyun-quickstart"), workspace.folder, { recursive: true });
    await workspace.run("stack", "init", "quickstart");
    await workspace.run("config", "set", "--secret", "password", password);
    await workspace.up();
    const { stdout } = await workspace.run("stack", "output", "--json");
    const [instance] = workspace.cloud.instances();
    expect(JSON.parse(stdout)).toMatchObject({ instanceId: instance?.id, port: 6379, connectionString: "[secret]" });
    await workspace.run("destroy", "--yes", "--skip-preview");
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test("is what pulumi runs in the clone's root", async () => {
    const clone = join(workspace.folder, "clone");
    mkdirSync(clone);
    // A stack writes its configuration beside Pulumi.yaml, and the clone is to stay as it is.
    for (const part of ["Pulumi.yaml", "package.json", "examples"]) {
      cpSync(join(root, part), join(clone, part), { recursive: true });
    }
    for (const part of ["node_modules", "dist"]) symlinkSync(join(root, part), join(clone, part), "junction");
    await workspace.runIn(clone, "stack", "init", "root");
    await workspace.runIn(clone, "config", "set", "--secret", "password", password);
    const { output } = await workspace.runIn(clone, "preview");
    expect(output).toMatch(/cn-cache:AliyunRedis\s+sessions\s+create/);
  });
});

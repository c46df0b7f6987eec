import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { openWorkspace, type Workspace } from "./driver/workspace";

const examples = join(__dirname, "../../examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "Pulumi.yaml")));

describe("pulumi new", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace();
  });
  afterAll(() => workspace.close());

  test.each(names)("makes a project of examples/%s", async (name) => {
    const folder = join(workspace.folder, name);
    const words = ["--generate-only", "--yes", "--name", "shop-cache", "--dir", folder];
    await workspace.run("new", join(examples, name), ...words);
    const project = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as Record<string, unknown>;
    expect(project).toMatchObject({ name: "shop-cache", runtime: "nodejs" });
    expect(project).not.toHaveProperty("template");
    expect(readFileSync(join(folder, "index.ts"), "utf8")).toBe(readFileSync(join(examples, name, "index.ts"), "utf8"));
    expect(readFileSync(join(folder, "package.json"), "utf8")).toContain('"pulumi-cn-cache": "^');
  });
});

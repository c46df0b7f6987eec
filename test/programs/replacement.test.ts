import { code, program, redis } from "../e2e/driver/program";
import { expectSettled } from "../e2e/driver/settled";
import { openWorkspace, type Workspace } from "../e2e/driver/workspace";

/** No second instance can have it. */
const connectionStringPrefix = "shopsessions";
const withPrefix = (options = {}) => program(redis("sessions", { connectionStringPrefix }, options));

describe("an AliyunRedis with a prefix of its own that is replaced without diff being asked", () => {
  let workspace: Workspace;
  let urn: string;
  let id: string;
  beforeAll(async () => {
    workspace = await openWorkspace();
    workspace.writeProgram(withPrefix());
    await workspace.up();
    urn = (await workspace.sessions())?.urn ?? "";
    id = workspace.cloud.instances()[0]?.id ?? "none";
  });
  afterAll(() => workspace.close());

  test("is deleted first after pulumi state taint, and by up --target-replace", async () => {
    await workspace.run("state", "taint", urn, "--yes");
    await workspace.up();
    const [second] = await expectSettled(workspace, ["sessions"]);
    expect(second).not.toBe(id);
    await workspace.up("--target-replace", urn);
    expect(await expectSettled(workspace, ["sessions"])).not.toEqual([second]);
  });

  test("is told what to set where neither the program nor the constructor can have set it", async () => {
    // A transformation has the last word.
    const createFirst = code("[({ props, opts }) => ({ props, opts: { ...opts, deleteBeforeReplace: false } })]");
    workspace.writeProgram(withPrefix({ transformations: createFirst }));
    const { output } = await workspace.upFails("--target-replace", urn);
    expect(output).toContain("InvalidConnectionString.Duplicate");
    expect(output).toContain("set the option deleteBeforeReplace: true");
    workspace.writeProgram(withPrefix());
    await workspace.up("--target-replace", urn);
    await expectSettled(workspace, ["sessions"]);
    await workspace.destroy();
    expect(workspace.cloud.instances()).toEqual([]);
  });
});

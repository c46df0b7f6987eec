import { type Group, left, openGroup } from "./driver/group";

// Hundreds of resources.
jest.setTimeout(600_000);

describe.each(["pulumi-lowest", "pulumi-newest"] as const)("programs as users write them, on %s", (sdk) => {
  let group: Group;
  beforeAll(async () => {
    group = await openGroup(sdk);
  });
  afterAll(() => group.close());

  test("can be previewed, go up, show no change, are edited, and go away but for what they leave", async () => {
    const { workspace, platform } = group;
    await group.setStage("first");
    await group.preview();
    await group.up();
    expect((await group.preview()).changes).toEqual({});
    await group.setStage("leaving");
    await group.up();
    await workspace.destroy("--parallel", "32");
    expect(workspace.cloud.instances()).toHaveLength(platform.length + left);
  });
});

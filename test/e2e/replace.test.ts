import { sessionsProgram } from "./driver/program";
import { expectSettled } from "./driver/settled";
import { openWorkspace, type Workspace } from "./driver/workspace";

describe("an AliyunRedis that the engine replaces without being asked to by diff", () => {
  let workspace: Workspace;
  let id: string;
  beforeEach(async () => {
    workspace = await openWorkspace();
    workspace.writeProgram(sessionsProgram());
    await workspace.up();
    id = workspace.cloud.instances()[0]?.id ?? "none";
  });
  afterEach(() => workspace.close());

  const urn = async () => (await workspace.sessions())?.urn ?? "";
  const expectReplaced = async () => expect(await expectSettled(workspace, ["sessions"])).not.toEqual([id]);

  test("has another instance and not the old one after pulumi state taint and up", async () => {
    await workspace.run("state", "taint", await urn(), "--yes");
    await workspace.up();
    await expectReplaced();
  });

  test("is replaced when replaceOnChanges was there before the change", async () => {
    workspace.writeProgram(sessionsProgram({}, { replaceOnChanges: ["instanceName"] }));
    await workspace.up("--expect-no-changes");
    expect(workspace.cloud.instances()).toMatchObject([{ id }]);
    workspace.writeProgram(sessionsProgram({ instanceName: "carts" }, { replaceOnChanges: ["instanceName"] }));
    await workspace.up();
    await expectReplaced();
    expect(workspace.cloud.instances()).toMatchObject([{ name: "carts" }]);
  });
});

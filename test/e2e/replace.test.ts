import { useEach } from "../support/useEach";
import { sessionsProgram } from "./driver/program";
import { expectSettled } from "./driver/settled";
import { openWorkspace } from "./driver/workspace";

describe("an AliyunRedis that the engine replaces without being asked to by diff", () => {
  const workspace = useEach(openWorkspace);
  let id: string;
  beforeEach(async () => {
    await workspace.upTo(sessionsProgram());
    id = workspace.cloud.instances()[0]?.id ?? "none";
  });

  const urn = async () => (await workspace.sessions())?.urn ?? "";
  const expectReplaced = async () => expect(await expectSettled(workspace, ["sessions"])).not.toEqual([id]);

  test("has another instance and not the old one after pulumi state taint and up", async () => {
    await workspace.run("state", "taint", await urn(), "--yes");
    await workspace.up();
    await expectReplaced();
  });

  test("is replaced when replaceOnChanges was there before the change", async () => {
    await workspace.upTo(sessionsProgram({}, { replaceOnChanges: ["instanceName"] }), "--expect-no-changes");
    expect(workspace.cloud.instances()).toMatchObject([{ id }]);
    await workspace.upTo(sessionsProgram({ instanceName: "carts" }, { replaceOnChanges: ["instanceName"] }));
    await expectReplaced();
    expect(workspace.cloud.instances()).toMatchObject([{ name: "carts" }]);
  });
});

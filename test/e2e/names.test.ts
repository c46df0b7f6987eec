import { useEach } from "../support/useEach";
import { program, redis, sessionsProgram } from "./driver/program";
import { expectSettled } from "./driver/settled";
import { openWorkspace } from "./driver/workspace";

describe("an AliyunRedis whose URN changes", () => {
  const workspace = useEach(openWorkspace);
  let id: string;
  beforeEach(async () => {
    await workspace.upTo(sessionsProgram());
    id = workspace.cloud.instances()[0]?.id ?? "none";
  });

  test("stays with the renamed stack, and a new stack of the old name gets its own", async () => {
    await workspace.run("stack", "rename", "prod");
    // Until then a new stack of the old name could not tell it from one whose state was not saved.
    await workspace.up("--expect-no-changes");
    expect(await expectSettled(workspace, ["sessions"])).toEqual([id]);

    await workspace.initStack("dev");
    await workspace.up();
    const [other = "none"] = await expectSettled(workspace, ["sessions"], [id]);
    await workspace.run("stack", "select", "prod");
    expect(await expectSettled(workspace, ["sessions"], [other])).toEqual([id]);

    await workspace.destroy("--stack", "dev");
    expect(await expectSettled(workspace, ["sessions"])).toEqual([id]);
  });

  test("stays with the new name by an alias, and the old name can be used anew", async () => {
    const renamed = redis("carts", { instanceName: "sessions" }, { aliases: [{ name: "sessions" }] });
    await workspace.upTo(program(renamed));
    expect(await expectSettled(workspace, ["carts"])).toEqual([id]);

    await workspace.upTo(program(renamed, redis("sessions")));
    const [carts, sessions] = await expectSettled(workspace, ["carts", "sessions"]);
    expect(carts).toBe(id);
    expect(sessions).not.toBe(id);
  });
});

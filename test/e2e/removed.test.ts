import { emptyProgram, program, redis, sessionsProgram } from "./driver/program";
import { expectSettled } from "./driver/settled";
import { openWorkspace, type Workspace } from "./driver/workspace";

describe("an AliyunRedis that is taken away", () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace();
  });
  afterEach(() => workspace.close());

  test("is deleted by up --refresh when it has left the program, and the other one is not", async () => {
    workspace.writeProgram(program(redis("sessions"), redis("carts")));
    await workspace.up();
    const [sessions] = await expectSettled(workspace, ["sessions", "carts"]);
    workspace.writeProgram(program(redis("sessions")));
    await workspace.up("--refresh");
    expect(await expectSettled(workspace, ["sessions"])).toEqual([sessions]);
  });

  test("is kept with retainOnDelete when it has left the program, and not taken over when it comes back", async () => {
    workspace.writeProgram(sessionsProgram({}, { retainOnDelete: true }));
    await workspace.up();
    await workspace.up("--expect-no-changes");
    const [retained = "none"] = await expectSettled(workspace, ["sessions"]);
    workspace.writeProgram(emptyProgram);
    await workspace.up();
    await expectSettled(workspace, [], [retained]);

    workspace.writeProgram(sessionsProgram());
    await workspace.up();
    await expectSettled(workspace, ["sessions"], [retained]);
    await workspace.destroy();
    expect(workspace.cloud.instances()).toMatchObject([{ id: retained }]);
  });
});

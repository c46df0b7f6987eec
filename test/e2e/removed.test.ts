import { useEach } from "../support/useEach";
import { emptyProgram, program, redis, sessionsProgram } from "./driver/program";
import { expectSettled } from "./driver/settled";
import { openWorkspace } from "./driver/workspace";

describe("an AliyunRedis that is taken away", () => {
  const workspace = useEach(openWorkspace);

  test("is deleted by up --refresh when it has left the program, and the other one is not", async () => {
    await workspace.upTo(program(redis("sessions"), redis("carts")));
    const [sessions] = await expectSettled(workspace, ["sessions", "carts"]);
    await workspace.upTo(program(redis("sessions")), "--refresh");
    expect(await expectSettled(workspace, ["sessions"])).toEqual([sessions]);
  });

  test("is kept with retainOnDelete when it has left the program, and not taken over when it comes back", async () => {
    await workspace.upTo(sessionsProgram({}, { retainOnDelete: true }));
    await workspace.up("--expect-no-changes");
    const [retained = "none"] = await expectSettled(workspace, ["sessions"]);
    await workspace.upTo(emptyProgram);
    await expectSettled(workspace, [], [retained]);

    await workspace.upTo(sessionsProgram());
    await expectSettled(workspace, ["sessions"], [retained]);
    await workspace.destroy();
    expect(workspace.cloud.instances()).toMatchObject([{ id: retained }]);
  });
});

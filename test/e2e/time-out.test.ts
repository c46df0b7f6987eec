import { sessionsProgram } from "./driver/program";
import { openWorkspace, type Workspace } from "./driver/workspace";

const tenMinutes = 600_000;

describe("a create that takes longer than customTimeouts.create", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace({ provisionMs: tenMinutes });
    workspace.writeProgram(sessionsProgram({}, { customTimeouts: { create: "2s" } }));
  });
  afterAll(() => workspace.close());

  test("fails up with the states it saw, and the next up goes on waiting and ends well", async () => {
    const { output } = await workspace.upFails();
    const [instance] = workspace.cloud.instances();
    expect(output).toContain(instance?.id);
    expect(output).toMatch(/Creating ×\d+/);
    expect(await workspace.sessions()).toMatchObject({ id: instance?.id });

    workspace.advanceClock(tenMinutes);
    await workspace.up();
    expect(workspace.cloud.instances()).toMatchObject([{ id: instance?.id, status: "Normal" }]);
    await workspace.run("preview", "--expect-no-changes");
  });
});

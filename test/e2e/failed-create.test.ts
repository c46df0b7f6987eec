import { useEach } from "../support/useEach";
import { sessionsProgram } from "./driver/program";
import { openWorkspace } from "./driver/workspace";

describe("an instance that ends in Error", () => {
  const workspace = useEach(openWorkspace);
  let failed: string;
  let output: string;
  beforeEach(async () => {
    workspace.writeProgram(sessionsProgram());
    workspace.cloud.fault({ cloud: "aliyun", action: "CreateInstance", kind: "fail" });
    ({ output } = await workspace.upFails());
    failed = workspace.cloud.instances()[0]?.id ?? "none";
  });

  test("fails up with id, status and request id, stays in the state, and is replaced by the next up", async () => {
    expect(output).toContain(failed);
    expect(output).toContain("Error");
    expect(output).toMatch(/request [0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}/i);
    expect(await workspace.sessions()).toMatchObject({ id: failed, initErrors: expect.any(Array) });

    await workspace.up();
    const [replacement, ...others] = workspace.cloud.instances();
    expect(others).toEqual([]);
    expect(replacement).toMatchObject({ status: "Normal" });
    expect(replacement?.id).not.toBe(failed);
    await workspace.run("preview", "--expect-no-changes");
  });
});

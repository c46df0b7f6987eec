import { useForAll } from "../support/useEach";
import { fromConfig, sessionsProgram } from "./driver/program";
import { openWorkspace } from "./driver/workspace";

const weak = "tooweakforthis";

describe("preview", () => {
  const workspace = useForAll(openWorkspace);
  beforeAll(async () => {
    await workspace.run("config", "set", "--secret", "weak", weak);
  });

  const rejected = async (args: Record<string, unknown>) => {
    workspace.writeProgram(sessionsProgram(args));
    const { output } = await workspace.fails("preview");
    expect(workspace.cloud.requests()).toEqual([]);
    return output;
  };

  test.each([
    ["written in the program", weak],
    ["kept as a secret of the stack", fromConfig("weak")],
  ])("names all wrong arguments at once, and never a password %s", async (_where, password) => {
    const output = await rejected({
      instanceName: "s",
      password,
      chargeType: "PostPaid",
      period: 1,
      instanceClass: undefined,
    });
    for (const path of ["instanceName", "password", "period", "instanceClass"]) expect(output).toContain(path);
    expect(output).not.toContain(weak);
  });

  test("warns of a doubtful value and continues", async () => {
    workspace.writeProgram(sessionsProgram({ securityIps: ["0.0.0.0/0"] }));
    const { output } = await workspace.run("preview");
    expect(output).toMatch(/warning: .*securityIps/);
    expect(workspace.cloud.requests()).toEqual([]);
  });
});

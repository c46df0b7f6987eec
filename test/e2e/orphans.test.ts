import { useEach } from "../support/useEach";
import { upKilledWhileCreating } from "./driver/kill";
import { runOrphans } from "./driver/orphans";
import { program, redis } from "./driver/program";
import { expectSettled } from "./driver/settled";
import { openWorkspace } from "./driver/workspace";

describe("pulumi-cn-cache orphans", () => {
  const workspace = useEach(openWorkspace);

  const orphans = (...args: string[]) => runOrphans(workspace, ...args);

  test("lists the instance of a killed run whose resource left the program, with exit code 1, until it is deleted", async () => {
    await workspace.upTo(program(redis("carts")));
    expect(await orphans()).toMatchObject({ code: 0, stdout: expect.stringContaining("outside the stack") });

    workspace.writeProgram(program(redis("carts"), redis("sessions")));
    const id = await upKilledWhileCreating(workspace);
    await workspace.upTo(program(redis("carts")));
    await expectSettled(workspace, ["carts"], [id]);

    const words = await orphans();
    expect(words).toMatchObject({ code: 1, stdout: expect.stringContaining(id) });
    expect(words.stdout).not.toContain((await workspace.resources()).find(({ urn }) => urn.endsWith("::carts"))?.id);
    const { code, stdout } = await orphans("--stack", "dev", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      orphans: [{ cloud: "aliyun", region: workspace.cloud.info.aliyun.region, id }],
    });

    workspace.cloud.drift({ cloud: "aliyun", id, delete: true });
    const last = await orphans("--json");
    expect(last.code).toBe(0);
    expect(JSON.parse(last.stdout)).toMatchObject({ orphans: [] });
  });
});

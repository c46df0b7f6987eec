import { useEach } from "../support/useEach";
import { command } from "./driver/command";
import { upKilledWhileCreating } from "./driver/kill";
import { program, redis } from "./driver/program";
import { expectSettled } from "./driver/settled";
import { openWorkspace } from "./driver/workspace";

describe("pulumi-cn-cache orphans", () => {
  const workspace = useEach(openWorkspace);

  const orphans = (...args: string[]) => command(workspace, "orphans", ...args);

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

    const carts = (await workspace.resources()).find(({ urn }) => urn.endsWith("::carts"))?.id ?? "";
    const deleted = await orphans("--delete", id, carts);
    expect(deleted.code).toBe(1);
    expect(deleted.stdout).toContain(`${id} is being deleted.\n`);
    expect(deleted.stdout).toContain(`${carts} was not deleted: the stack holds it; \`pulumi destroy\` deletes it.\n`);
    expect(workspace.cloud.instances()).toMatchObject([{ id: carts }]);

    const last = await orphans("--json");
    expect(last.code).toBe(0);
    expect(JSON.parse(last.stdout)).toMatchObject({ orphans: [] });
  });

  test("of a stack without a resource of ours does not list what another stack's run has just returned", async () => {
    workspace.writeProgram(program(redis("carts")));
    await workspace.up();
    await workspace.initStack("empty");
    expect(await orphans()).toMatchObject({ code: 0, stdout: expect.stringContaining("outside the stack") });
    expect(await orphans("--stack", "dev")).toMatchObject({ code: 0 });
    workspace.writeProgram(program(redis("sessions")));
    const id = await upKilledWhileCreating(workspace);
    const killed = await orphans();
    expect(killed).toMatchObject({ code: 1, stdout: expect.stringContaining(id) });
  });

  test("deletes what a stack left behind that holds nothing, and nothing that another stack did", async () => {
    workspace.writeProgram(program(redis("sessions")));
    const id = await upKilledWhileCreating(workspace);
    const other = await openWorkspace({ beside: workspace });
    try {
      const theirs = await command(other, "orphans", "--delete", id);
      expect(theirs).toMatchObject({
        code: 1,
        stdout: expect.stringContaining(`${id} was not deleted: another stack`),
      });
    } finally {
      await other.close();
    }
    expect(await orphans("--delete", id)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("is being deleted"),
    });
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test("an unknown stack is one sentence", async () => {
    const { code, stdout, stderr } = await orphans("--stack", "nope");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe('error: there is no stack "nope" in this project; `pulumi stack ls` lists those that exist\n');
  });
});

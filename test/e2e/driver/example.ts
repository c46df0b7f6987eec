import { cpSync } from "node:fs";
import { join } from "node:path";
import { password, upFlags, type Workspace } from "./workspace";

type Texts = Readonly<Record<string, string>>;

const examples = join(__dirname, "../../../examples");

/** A copy of an example as it stands, with a stack of its own. */
export async function openExample(
  workspace: Workspace,
  name: string,
  config: Texts = {},
  secrets: Texts = { password },
) {
  const folder = join(workspace.folder, name);
  const run = (...args: string[]) => workspace.runIn(folder, ...args);
  cpSync(join(examples, name), folder, { recursive: true });
  // tsc checks the types of every example; for each command again, that takes longer than the command.
  workspace.env.PULUMI_NODEJS_TRANSPILE_ONLY = "true";
  await run("stack", "init", name, "--secrets-provider", workspace.vault.secretsProvider);
  const flags = (flag: string, values: Texts) =>
    Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
  const settings = [...flags("--secret", secrets), ...flags("--plaintext", config)];
  if (settings.length > 0) await run("config", "set-all", ...settings);
  return {
    run,
    /** Brings it up and gives its outputs. */
    async up(): Promise<Record<string, unknown>> {
      await run("up", ...upFlags);
      return JSON.parse((await run("stack", "output", "--json")).stdout);
    },
    /** Nothing changes the second time, no secret and no tag of ours is left, and destroy leaves only these instances. */
    async expectToSettleAndGo(others: readonly unknown[] = []): Promise<void> {
      await run("up", ...upFlags, "--refresh", "--expect-no-changes");
      const { stdout: state } = await run("stack", "export");
      for (const secret of Object.values(secrets)) expect(state).not.toContain(secret);
      const own = workspace.cloud.instances().filter(({ id }) => !others.includes(id));
      expect(JSON.stringify(own)).not.toContain("pulumi-cn-cache");
      await this.destroy();
      expect(workspace.cloud.instances().map(({ id }) => id)).toEqual(others);
    },
    destroy: () => run("destroy", ...upFlags, "--remove"),
  };
}

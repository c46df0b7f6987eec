import { isPlugin } from "./processes";
import { until } from "./until";
import type { Workspace } from "./workspace";

/** Has it the pending tag without the returned one? */
export const isUnfinished = ({ tags }: { readonly tags: Readonly<Record<string, string>> }): boolean =>
  "pulumi-cn-cache:pending" in tags && !("pulumi-cn-cache:returned" in tags);

/**
 * What every case ends with: the selected stack holds exactly these resources, the cloud exactly their instances and
 * the unmanaged ones, no run has left an unfinished one, the next preview is empty, and no plugin is left.
 * Gives the ids, in the order of the names.
 */
export async function expectSettled(
  workspace: Workspace,
  names: readonly string[],
  unmanaged: readonly string[] = [],
): Promise<string[]> {
  const resources = (await workspace.resources()).filter(({ type }) =>
    type.startsWith("pulumi-nodejs:dynamic/cn-cache:"),
  );
  const held = resources.map(({ urn, id = "" }) => ({ name: urn.split("::").at(-1) ?? "", id }));
  expect(held.map(({ name }) => name).sort()).toEqual([...names].sort());
  const ids = held.map(({ id }) => id);
  const instances = workspace.cloud.instances();
  expect(instances.map(({ id }) => id).sort()).toEqual([...ids, ...unmanaged].sort());
  for (const instance of instances.filter(({ id }) => ids.includes(id))) {
    expect(instance).toMatchObject({ status: "Normal" });
    expect(isUnfinished(instance)).toBe(false);
  }
  await workspace.run("preview", "--expect-no-changes");
  await until("the end of every plugin", () => !workspace.processes().some(isPlugin));
  return names.map((name) => held.find((each) => each.name === name)?.id ?? "");
}

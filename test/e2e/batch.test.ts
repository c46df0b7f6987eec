import { rmSync } from "node:fs";
import { join } from "node:path";
import { useEach, useForAll } from "../support/useEach";
import { command } from "./driver/command";
import { killCli } from "./driver/kill";
import { isPlugin } from "./driver/processes";
import { program } from "./driver/program";
import { countRequests, holdNextRequest, nextRequest } from "./driver/request";
import { isUnfinished } from "./driver/settled";
import { until } from "./driver/until";
import { openWorkspace, password, upFlags, type Workspace } from "./driver/workspace";

const otherPassword = "Others-4711";

/** A program with one AliyunRedisBatch, `shards`, of one group, and its outputs. */
function batchProgram(quantity: number, { secret = 'config.requireSecret("password")', options = "{}" } = {}): string {
  return program(
    'const { AliyunRedisBatch } = require("pulumi-cn-cache");',
    `const web = { group: "web", quantity: ${quantity}, izNo: "cn-hangzhou-h", instanceClass: "redis.master.small.default" };`,
    `const shards = new AliyunRedisBatch("shards", { instances: [web], password: ${secret} }, ${options});`,
    ...["members", "instanceIds", "connectionStrings", "orderId"].map((name) => `exports.${name} = shards.${name};`),
  );
}

interface BatchState {
  readonly id: string;
  readonly urn: string;
  readonly initErrors?: readonly string[];
  readonly outputs: {
    readonly members: readonly { readonly instanceId: string; readonly status: string }[];
    readonly instanceIds: readonly string[];
    readonly __pendingDeletion: readonly { readonly instanceId: string }[];
  };
}

async function batchIn(workspace: Workspace): Promise<BatchState> {
  const batch = (await workspace.resources()).find(({ urn }) => urn.endsWith(":AliyunRedisBatch::shards"));
  if (!batch) throw new Error("the state holds no batch");
  return batch as unknown as BatchState;
}

const instanceIds = ({ cloud }: Workspace) => cloud.instances().map(({ id }) => id);

/**
 * The state holds a batch of so many ready members, the cloud exactly their instances, no run has left an unfinished one,
 * and no plugin is left. Gives the ids in the order of the members.
 */
async function expectMembers(workspace: Workspace, quantity: number): Promise<readonly string[]> {
  const { outputs, initErrors } = await batchIn(workspace);
  const ids = outputs.members.map(({ instanceId }) => instanceId);
  expect(ids).toHaveLength(quantity);
  expect(outputs.members.filter(({ status }) => status !== "Normal")).toEqual([]);
  expect({ ...outputs, initErrors }).toMatchObject({ instanceIds: ids, __pendingDeletion: [], initErrors: undefined });
  expect(instanceIds(workspace).sort()).toEqual([...ids].sort());
  await until("the end of every plugin", () => !workspace.processes().some(isPlugin));
  expect(workspace.cloud.instances().filter(isUnfinished)).toEqual([]);
  return ids;
}

async function orphansIn(workspace: Workspace): Promise<readonly string[]> {
  const { stdout, code } = await command(workspace, "orphans", "--json");
  expect(code).not.toBe(2);
  const { orphans } = JSON.parse(stdout) as { orphans: readonly { id: string }[] };
  expect(code).toBe(orphans.length > 0 ? 1 : 0);
  return orphans.map(({ id }) => id);
}

/** One stack, on which each test goes on where the one before it has ended. */
describe("an AliyunRedisBatch", () => {
  const workspace = useForAll(openWorkspace);
  let ids: readonly string[];

  const orders = () => countRequests(workspace.cloud, "CreateInstances");
  /** The pending tag of the first order's members until the end of its run. */
  const pendingTags = (): Readonly<Record<string, string>> => {
    const [call] = workspace.cloud.requests().filter(({ action }) => action === "TagResources");
    const params = call?.params as Readonly<Record<string, string>> | undefined;
    const tags = { [String(params?.["Tag.1.Key"])]: String(params?.["Tag.1.Value"]) };
    expect(isUnfinished({ tags })).toBe(true);
    return tags;
  };

  test("of 60 comes up with one creating call, and shows its members, but no password", async () => {
    const { output } = await workspace.upTo(batchProgram(60));
    ids = await expectMembers(workspace, 60);
    expect(orders()).toBe(1);
    expect(countRequests(workspace.cloud, "CreateInstance")).toBe(0);

    const resources = await workspace.resources();
    const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
    const domains = workspace.cloud.instances().map(({ properties }) => properties.ConnectionDomain);
    expect(new Set(domains).size).toBe(60);
    expect(stack).toMatchObject({ instanceIds: ids, orderId: expect.any(String) });
    expect(
      ((stack?.members ?? []) as readonly { connectionDomain: string }[]).map((each) => each.connectionDomain).sort(),
    ).toEqual([...domains].sort());
    expect(stack?.connectionStrings).toMatchObject({ ciphertext: expect.any(String) });
    expect(JSON.stringify(resources)).not.toContain(password);
    expect(output).not.toContain(password);
  });

  test("is no orphan when a run was killed before it removed the pending tags", async () => {
    for (const id of ids) workspace.cloud.drift({ cloud: "aliyun", id, tags: pendingTags() });
    expect(await orphansIn(workspace)).toEqual([]);
  });

  test("increases by one further call, and loses the pending tags of the killed run", async () => {
    await workspace.upTo(batchProgram(62));
    const grown = await expectMembers(workspace, 62);
    expect(grown.slice(0, 60)).toEqual(ids);
    expect(orders()).toBe(2);
    ids = grown;
  });

  test("decreases by the newest members, which the preview names; one that cannot be deleted yet stays in the state, without its password", async () => {
    workspace.writeProgram(batchProgram(4, { secret: `"${otherPassword}"` }));
    const { output } = await workspace.run("preview");
    const [, named = ""] = /warning: Deletes (.*): the program asks for fewer\./.exec(output) ?? [];
    const going = named.split(", ");
    expect(going.filter((id) => ids.includes(id))).toHaveLength(58);
    expect(going).toEqual(expect.arrayContaining(ids.slice(60)));

    const [protectedId = "none"] = going;
    workspace.cloud.drift({ cloud: "aliyun", id: protectedId, set: { InstanceReleaseProtection: true } });
    const up = await workspace.upFails();
    expect(up.output).toContain(protectedId);
    ids = ids.filter((id) => !going.includes(id));
    expect(instanceIds(workspace).sort()).toEqual([...ids, protectedId].sort());
    const { outputs, initErrors } = await batchIn(workspace);
    expect(outputs).toMatchObject({ instanceIds: ids, __pendingDeletion: [{ instanceId: protectedId }] });
    expect(initErrors).toHaveLength(1);
    const seen = output + up.output + JSON.stringify({ outputs, initErrors });
    for (const secret of [password, otherPassword]) expect(seen).not.toContain(secret);
  });

  test("names what an earlier run could not delete at the next preview, and the next up deletes it", async () => {
    const left = instanceIds(workspace).filter((id) => !ids.includes(id));
    for (const id of left) workspace.cloud.drift({ cloud: "aliyun", id, set: { InstanceReleaseProtection: false } });
    const { output } = await workspace.run("preview");
    await workspace.up();
    expect(await expectMembers(workspace, 4)).toEqual(ids);
    expect(output).toContain(`Deletes ${left.join(", ")}`);
  });

  test("names a member that was deleted behind our back at preview --refresh, and up --refresh puts another in its place", async () => {
    const [first, lost = "none", ...rest] = ids;
    workspace.cloud.drift({ cloud: "aliyun", id: lost, delete: true });
    const { output } = await workspace.run("preview", "--refresh");
    expect(output).toContain(`Creates new instances in the places of ${lost}, which no longer exist.`);
    expect(instanceIds(workspace)).toHaveLength(3);

    await workspace.up("--refresh");
    const [firstNow, other, ...restNow] = await expectMembers(workspace, 4);
    expect([firstNow, ...restNow]).toEqual([first, ...rest]);
    expect(ids).not.toContain(other);
    ids = [first, other, ...rest].map(String);
    await workspace.run("preview", "--refresh", "--expect-no-changes");
  });

  test("has other members and not the old ones after up --replace", async () => {
    await workspace.up("--replace", (await batchIn(workspace)).urn);
    const others = await expectMembers(workspace, 4);
    expect(others.filter((id) => ids.includes(id))).toEqual([]);
    await workspace.run("preview", "--expect-no-changes");
  });

  test("is no orphan where the program makes its members a secret", async () => {
    const options = '{ additionalSecretOutputs: ["members"] }';
    await workspace.upTo(batchProgram(5, { secret: `"${otherPassword}"`, options }));
    expect(await workspace.exportState()).not.toContain("connectionDomain");
    for (const id of instanceIds(workspace)) workspace.cloud.drift({ cloud: "aliyun", id, tags: pendingTags() });
    expect(await orphansIn(workspace)).toEqual([]);
  });

  test("is deleted by destroy, and every process ends", async () => {
    await workspace.destroy();
    expect(workspace.cloud.instances()).toEqual([]);
    expect(workspace.processes()).toEqual([]);
  });
});

describe("SIGKILL during the creation of an AliyunRedisBatch", () => {
  const workspace = useEach(openWorkspace);
  beforeEach(() => workspace.writeProgram(batchProgram(3)));

  const tokens = () =>
    workspace.cloud
      .requests()
      .flatMap(({ action, params }) =>
        action === "CreateInstances" ? [(params as Readonly<Record<string, unknown>>).Token] : [],
      );

  /** Gives the members, which have no tag. */
  const upKilledBeforeTags = async () => {
    workspace.cloud.fault({ cloud: "aliyun", action: "TagResources", kind: "hang", when: "before" });
    const tagging = nextRequest(workspace.cloud, "TagResources");
    const up = workspace.start("up", ...upFlags);
    await tagging;
    await killCli(workspace, up);
    for (const { pid } of workspace.processes().filter(isPlugin)) process.kill(pid, "SIGKILL");
    const begun = instanceIds(workspace);
    expect(workspace.cloud.instances().map(({ tags }) => tags)).toEqual([{}, {}, {}]);
    return begun;
  };

  test("of CLI and plugin before the members are tagged: the next up repeats the order with the same token", async () => {
    const begun = await upKilledBeforeTags();
    await workspace.up();
    expect([...(await expectMembers(workspace, 3))].sort()).toEqual(begun.sort());
    const [first, ...others] = tokens();
    expect(others).toEqual([first]);
    await workspace.run("preview", "--expect-no-changes");
  });

  test("before the members are tagged, and an edited program on a machine without the journal: they are named, and none is bought", async () => {
    const begun = await upKilledBeforeTags();
    rmSync(join(workspace.folder, ".pulumi", "cn-cache"), { recursive: true });
    workspace.advanceClock(60_000);
    workspace.writeProgram(batchProgram(5, { secret: `"${otherPassword}"` }));
    const { output } = await workspace.upFails();
    for (const id of begun) expect(output).toContain(id);
    expect(instanceIds(workspace).sort()).toEqual(begun.sort());

    const tags = { "pulumi-cn-cache:pending": "left" };
    for (const id of begun) workspace.cloud.drift({ cloud: "aliyun", id, tags });
    await workspace.up();
    expect((await batchIn(workspace)).outputs.instanceIds).toHaveLength(5);
    expect(instanceIds(workspace)).toHaveLength(8);
  });

  test("of the CLI when the members are tagged: they are orphans until the next up resumes them", async () => {
    const tagging = nextRequest(workspace.cloud, "TagResources");
    const up = workspace.start("up", ...upFlags);
    await tagging;
    const poll = holdNextRequest(workspace.cloud, "DescribeInstances");
    await poll.arrived;
    await killCli(workspace, up);
    poll.release();
    const begun = instanceIds(workspace);
    expect([...(await orphansIn(workspace))].sort()).toEqual(begun.sort());

    const { output } = await workspace.up();
    for (const id of begun) expect(output).toContain(id);
    expect([...(await expectMembers(workspace, 3))].sort()).toEqual(begun.sort());
    expect(tokens()).toHaveLength(1);
    expect(await orphansIn(workspace)).toEqual([]);
    await workspace.run("preview", "--expect-no-changes");
  });
});

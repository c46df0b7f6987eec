import { openWorkspace, type StateResource, type Workspace } from "./driver/workspace";

/**
 * A shop as users compose one: two caches, a batch and something that keeps a connection string, in a component inside
 * of a component. What is `Kept` stands for any resource that takes outputs.
 */
const shop = (instanceName = "sessions") => `
const pulumi = require("@pulumi/pulumi");
const { AliyunRedis, AliyunRedisBatch } = require("pulumi-cn-cache");
const password = new pulumi.Config().requireSecret("password");
const access = { instanceClass: "redis.master.small.default", password };

const keeper = { check: async (_olds, inputs) => ({ inputs }), create: async (outs) => ({ id: "kept", outs }) };
class Kept extends pulumi.dynamic.Resource {
  constructor(name, args, opts) { super(keeper, name, args, opts); }
}

class Caches extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("acme:shop:Caches", name, {}, opts);
    const parent = { parent: this };
    this.sessions = new AliyunRedis("sessions", { ...access, instanceName: "${instanceName}" }, parent);
    this.carts = new AliyunRedis("carts", access, parent);
    this.workers = new AliyunRedisBatch(
      "workers",
      { password, instances: [{ izNo: "cn-hangzhou-h", quantity: 2, instanceClass: access.instanceClass }] },
      parent,
    );
    new Kept("secret", { connectionString: this.sessions.connectionString }, parent);
    new Kept("login", { id: this.sessions.instanceId, user: this.sessions.userName }, parent);
    new Kept("bill", { paidUntil: this.sessions.endTime, order: this.sessions.orderId }, parent);
    this.registerOutputs({});
  }
}

class Shop extends pulumi.ComponentResource {
  constructor(name) {
    super("acme:shop:Shop", name);
    this.caches = new Caches("caches", { parent: this });
    this.registerOutputs({});
  }
}

const { caches } = new Shop("shop");
exports.ids = caches.workers.instanceIds;
`;

describe("caches, a batch and what uses them, in nested components", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace();
    workspace.writeProgram(shop());
  });
  afterAll(() => workspace.close());

  const named = async (name: string) =>
    (await workspace.resources()).find(({ urn }) => urn.endsWith(`::${name}`)) as StateResource;

  test("can be previewed before there is anything", async () => {
    const { output } = await workspace.run("preview");
    expect(output).not.toMatch(/warning|error/i);
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test("go up", async () => {
    await workspace.up();
    expect(workspace.cloud.instances()).toHaveLength(4);
  });

  test("know their own URNs, and depend on nothing that the program does not make them depend on", async () => {
    for (const name of ["sessions", "carts", "workers"]) {
      const resource = await named(name);
      expect(resource.inputs?.__urn).toBe(resource.urn);
      expect(resource.dependencies ?? []).toEqual([]);
      expect(Object.values(resource.propertyDependencies ?? {}).flat()).toEqual([]);
    }
    const { urn } = await named("sessions");
    expect((await named("secret")).dependencies).toEqual([urn]);
  });

  test("show no change afterwards, in preview and in refresh", async () => {
    await workspace.run("preview", "--expect-no-changes");
    await workspace.run("refresh", "--yes", "--expect-no-changes");
    await workspace.run("preview", "--expect-no-changes");
  });

  test("leave alone what takes only the id when the instance is changed in place", async () => {
    workspace.writeProgram(shop("renamed"));
    expect(await previewedChanges(workspace)).toMatchObject({ sessions: "update" });
    expect(await previewedChanges(workspace)).not.toHaveProperty("login");
    workspace.writeProgram(shop());
  });

  test("are destroyed together", async () => {
    await workspace.destroy();
    expect(workspace.cloud.instances()).toEqual([]);
  });
});

/** Name → operation, of all that a preview would do anything to. */
async function previewedChanges(workspace: Workspace): Promise<Record<string, string>> {
  const { stdout } = await workspace.run("preview", "--json");
  const { steps } = JSON.parse(stdout) as { steps: { op: string; urn: string }[] };
  const changed = steps.filter(({ op }) => op !== "same");
  return Object.fromEntries(changed.map(({ op, urn }) => [urn.split("::").at(-1), op]));
}

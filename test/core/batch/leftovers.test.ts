import { openToy, type ToyBatchArgs, toyMember } from "./toyBatch";

const three: ToyBatchArgs = { groups: [{ quantity: 3, zone: "a" }] };

const two: ToyBatchArgs = { groups: [{ quantity: 2, zone: "a" }] };

/** A fault of ours at the member with this id. */
const faulty = (at: string) =>
  openToy((cloud) => {
    const portOf = (id: string) => (id === at ? Number.NaN : 6379);
    const outputs = ({ id, status }: { id: string; status: string }) => ({ instanceId: id, status, port: portOf(id) });
    return { member: toyMember(cloud, { outputs }) };
  });

/** A batch of two, and a member that could not be deleted. */
async function withLeftover() {
  const stack = openToy();
  await stack.up(three);
  const before = stack.ids;
  stack.reject("remove");
  expect((await stack.up(two)).errors).not.toEqual([]);
  stack.allow();
  const [leaving = ""] = before.filter((id) => !stack.ids.includes(id));
  return { stack, before, leaving };
}

test("a fault of ours at one member leaves the ids of all members in the state", async () => {
  const stack = faulty("toy-2");
  expect((await stack.up(three)).errors).not.toEqual([]);
  expect(stack.existing).toHaveLength(3);
  expect(stack.held).toEqual(stack.existing);
});

describe("after a failed update", () => {
  test("members whose group got its name in that update stay until their successors are ready", async () => {
    const stack = openToy();
    await stack.up(three);
    const before = stack.ids;
    const named = { groups: [{ group: "web", quantity: 3, zone: "b" }] };
    stack.reject("order");
    expect((await stack.up(named)).errors).not.toEqual([]);
    expect((await stack.up(named)).errors).not.toEqual([]);
    expect(stack.existing).toEqual(before);
    stack.allow();
    expect((await stack.up({ groups: [{ group: "web", quantity: 3, zone: "a" }] })).errors).toEqual([]);
    expect(stack.ids).toEqual(before);
  });

  test("a successor with a fault of ours is in the state beside the member that it replaces", async () => {
    const stack = faulty("toy-5");
    await stack.up(three);
    expect((await stack.up({ groups: [{ quantity: 3, zone: "b" }] })).errors).not.toEqual([]);
    expect(stack.held).toEqual(stack.existing);
  });

  test("a member that could not be deleted is a member again when the quantity is raised again", async () => {
    const { stack, before } = await withLeftover();
    await stack.engine.refresh();
    expect((await stack.preview(three)).steps).toEqual(["update caches"]);
    expect((await stack.up(three)).errors).toEqual([]);
    expect([...stack.ids].sort()).toEqual(before);
    expect((await stack.preview(three)).steps).toEqual(["same caches"]);
  });

  test("a member that is not ready is no member again: another takes its place", async () => {
    const { stack, leaving } = await withLeftover();
    stack.cloud.put(leaving, { status: "Creating" });
    await stack.engine.refresh();
    expect((await stack.up(three)).errors).toEqual([]);
    expect(stack.ids).toHaveLength(3);
    expect(stack.ids).not.toContain(leaving);
  });

  test("a leftover that is gone leaves the state with a refresh", async () => {
    const { stack, leaving } = await withLeftover();
    expect(stack.held).toContain(leaving);
    stack.cloud.instances.delete(leaving);
    expect((await stack.engine.refresh()).errors).toEqual([]);
    expect(stack.held).toEqual(stack.ids);
  });

  test("a member whose replacement is taken back gets the password that was set in between", async () => {
    const stack = openToy();
    await stack.up({ ...three, password: "first" });
    const before = stack.ids;
    stack.failNew();
    expect((await stack.up({ groups: [{ quantity: 3, zone: "b" }], password: "second" })).errors).not.toEqual([]);
    stack.allow();
    expect((await stack.up({ ...three, password: "second" })).errors).toEqual([]);
    expect([...stack.ids].sort()).toEqual(before);
    const passwords = before.map((id) => stack.cloud.instances.get(id)?.secrets.password);
    expect(passwords).toEqual(["second", "second", "second"]);
  });

  test("members that were not changed in time are reported in one sentence", async () => {
    const stack = openToy((cloud) => {
      const member = toyMember(cloud, { timeoutsMs: { create: 600_000, update: 60_000, delete: 600_000 } });
      const apply = async (api: typeof cloud, id: string) => api.put(id, { status: "Creating" });
      return { member: { ...member, updaters: [{ name: "attribute", apply }] } };
    });
    const many = (title: string) => ({ groups: [{ quantity: 40, title }] });
    expect((await stack.up({ groups: [{ quantity: 40 }] })).errors).toEqual([]);
    const [error = ""] = (await stack.up(many("second"))).errors;
    const sentences = error.split("\n").filter((line) => line.includes("the time-out was reached"));
    expect(sentences).toHaveLength(1);
    expect(sentences[0]?.match(/ToyBatch/g)).toHaveLength(1);
  });
});

import { openToy, type ToyBatchArgs, toyMember } from "./toyBatch";

const three: ToyBatchArgs = { groups: [{ quantity: 3, zone: "a" }] };

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
    const stack = openToy((cloud) => ({
      member: toyMember(cloud, {
        outputs: ({ id, status }: { id: string; status: string }) => ({
          instanceId: id,
          status,
          port: id === "toy-5" ? Number.NaN : 6379,
        }),
      }),
    }));
    await stack.up(three);
    expect((await stack.up({ groups: [{ quantity: 3, zone: "b" }] })).errors).not.toEqual([]);
    expect(stack.held).toEqual(stack.existing);
  });

  test("a member that could not be deleted is a member again when the quantity is raised again", async () => {
    const stack = openToy();
    await stack.up(three);
    const before = stack.ids;
    stack.reject("remove");
    expect((await stack.up({ groups: [{ quantity: 2, zone: "a" }] })).errors).not.toEqual([]);
    stack.allow();
    await stack.engine.refresh();
    expect((await stack.preview(three)).steps).toEqual(["update caches"]);
    expect((await stack.up(three)).errors).toEqual([]);
    expect([...stack.ids].sort()).toEqual(before);
    expect((await stack.preview(three)).steps).toEqual(["same caches"]);
  });

  test("a member that is not ready is no member again: another takes its place", async () => {
    const stack = openToy();
    await stack.up(three);
    const before = stack.ids;
    stack.reject("remove");
    expect((await stack.up({ groups: [{ quantity: 2, zone: "a" }] })).errors).not.toEqual([]);
    stack.allow();
    const [leaving = ""] = before.filter((id) => !stack.ids.includes(id));
    stack.cloud.put(leaving, { status: "Creating" });
    await stack.engine.refresh();
    expect((await stack.up(three)).errors).toEqual([]);
    expect(stack.ids).toHaveLength(3);
    expect(stack.ids).not.toContain(leaving);
  });

  test("a leftover that is gone leaves the state with a refresh", async () => {
    const stack = openToy();
    await stack.up(three);
    stack.reject("remove");
    expect((await stack.up({ groups: [{ quantity: 2, zone: "a" }] })).errors).not.toEqual([]);
    stack.allow();
    const leaving = stack.held.filter((id) => !stack.ids.includes(id));
    for (const id of leaving) stack.cloud.instances.delete(id);
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

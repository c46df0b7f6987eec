import { openToy, type ToyBatchArgs, type ToyStack, toyMember } from "./toyBatch";

const three: ToyBatchArgs = { groups: [{ quantity: 3, zone: "a" }] };

/** What an update that failed has left, and what the next one makes of it. */
describe("leftovers of an update that failed", () => {
  const refuse = (stack: ToyStack, beginning: string) => {
    stack.cloud.before = (call) => {
      if (call.startsWith(beginning)) throw new Error("refused for this test");
    };
  };
  const allow = (stack: ToyStack) => {
    stack.cloud.before = () => undefined;
  };

  test("members whose group got its name in it serve until their successors are ready", async () => {
    const stack = openToy();
    await stack.up(three);
    const before = stack.ids;
    const named = { groups: [{ group: "web", quantity: 3, zone: "b" }] };
    refuse(stack, "order");
    expect((await stack.up(named)).errors).not.toEqual([]);
    expect((await stack.up(named)).errors).not.toEqual([]);
    expect(stack.existing).toEqual(before);
    allow(stack);
    expect((await stack.up({ groups: [{ group: "web", quantity: 3, zone: "a" }] })).errors).toEqual([]);
    expect(stack.ids).toEqual(before);
  });

  test("a successor that a fault of ours hit is in the state beside what it was to replace", async () => {
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

  test("one that could not be deleted is a member again when as many are wanted again", async () => {
    const stack = openToy();
    await stack.up(three);
    const before = stack.ids;
    refuse(stack, "remove");
    expect((await stack.up({ groups: [{ quantity: 2, zone: "a" }] })).errors).not.toEqual([]);
    allow(stack);
    await stack.engine.refresh();
    expect((await stack.preview(three)).steps).toEqual(["update caches"]);
    expect((await stack.up(three)).errors).toEqual([]);
    expect([...stack.ids].sort()).toEqual(before);
    expect((await stack.preview(three)).steps).toEqual(["same caches"]);
  });

  test("one that is taken back gets the password that has come since", async () => {
    const stack = openToy();
    await stack.up({ ...three, password: "first" });
    const before = stack.ids;
    stack.cloud.before = (call) => {
      if (call !== "poll") return;
      for (const each of stack.cloud.instances.values())
        if (!before.includes(each.id)) stack.cloud.put(each.id, { ...each, status: "Failed" });
    };
    expect((await stack.up({ groups: [{ quantity: 3, zone: "b" }], password: "second" })).errors).not.toEqual([]);
    allow(stack);
    expect((await stack.up({ ...three, password: "second" })).errors).toEqual([]);
    expect([...stack.ids].sort()).toEqual(before);
    expect(before.map((id) => stack.cloud.instances.get(id))).toMatchObject([
      { password: "second" },
      { password: "second" },
      { password: "second" },
    ]);
  });

  test("a member whose turn did not come is told of once, by one name", async () => {
    const stack = openToy((cloud) => {
      const member = toyMember(cloud, { timeoutsMs: { create: 600_000, update: 60_000, delete: 600_000 } });
      const apply = async (api: typeof cloud, id: string) => {
        api.put(id, { ...api.instances.get(id), status: "Creating" });
      };
      return { member: { ...member, updaters: [{ name: "attribute", apply }] } };
    });
    const many = (title: string) => ({ groups: [{ quantity: 40, title }] });
    stack.cloud.before = (call) => {
      if (call === "poll" || call.startsWith("order")) return;
    };
    expect((await stack.up({ groups: [{ quantity: 40 }] })).errors).toEqual([]);
    const [error = ""] = (await stack.up(many("second"))).errors;
    const sentences = error.split("\n").filter((line) => line.includes("its turn"));
    expect(sentences).toHaveLength(1);
    expect(sentences[0]?.match(/ToyBatch/g)).toHaveLength(1);
  });
});

import { openToy } from "./toyBatch";

describe("what an interrupted run has begun", () => {
  const south = (quantity: number) => ({
    groups: [{ region: "north" }, { group: "south", region: "south", quantity }],
  });

  /** A batch, and two instances of its second group that a growth has begun and nobody heard of. */
  const begun = async () => {
    const stack = openToy();
    let mark: string | undefined;
    stack.cloud.before = () => {
      for (const each of stack.cloud.instances.values()) if (each.region === "south") mark ??= each.mark;
    };
    await stack.up(south(1));
    for (const id of ["toy-8", "toy-9"]) stack.cloud.put(id, { mark, region: "south" });
    stack.cloud.before = () => undefined;
    return stack;
  };

  test("fills what is missing, and goes where it is too much", async () => {
    const stack = await begun();
    const before = stack.ids;
    expect(await stack.up(south(2))).toMatchObject({ errors: [] });
    expect(stack.ids).toEqual([...before, "toy-8"]);
    expect(stack.held).toEqual(stack.there);
  });

  test("beyond what is wanted, in a region of its own, is in the state until it is gone", async () => {
    const stack = await begun();
    stack.cloud.before = (call) => {
      if (call === "remove toy-9") throw new Error("refused for this test");
    };
    expect((await stack.up(south(2))).errors.join()).toContain("toy-9");
    expect(stack.held).toEqual(stack.there);
    const [rest] = stack.outputs.__leaving as Record<string, unknown>[];
    expect(rest).toMatchObject({ instanceId: "toy-9", region: "south" });
  });
});

import { ownTags } from "../toy";
import { openToy } from "./toyBatch";

describe("instances of an interrupted run", () => {
  const south = (quantity: number) => ({
    groups: [{ region: "north" }, { group: "south", region: "south", quantity }],
  });

  /** A batch, and two instances of its second group that an interrupted increase created. */
  const begun = async () => {
    const stack = openToy();
    let pendingTag: string | undefined;
    stack.cloud.before = () => {
      for (const { id, properties } of stack.cloud.instances.values())
        if (properties.region === "south") pendingTag ??= stack.cloud.pendingTags()[id];
    };
    await stack.up(south(1));
    for (const id of ["toy-8", "toy-9"]) stack.cloud.put(id, { tags: ownTags(pendingTag), region: "south" });
    stack.cloud.before = () => undefined;
    return stack;
  };

  test("fill the free slots; an instance beyond them is named and not touched", async () => {
    const stack = await begun();
    const before = stack.ids;
    const run = await stack.up(south(2));
    expect(run.errors).toEqual([]);
    expect(stack.ids).toEqual([...before, "toy-8"]);
    expect(run.warnings.join()).toContain("toy-9");
    expect(stack.existing).toEqual([...stack.held, "toy-9"].sort());
  });
});

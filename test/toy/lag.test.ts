import { testWorld } from "../engine/world";
import { toyKind } from "./kind";
import { laggingToySandbox } from "./sandbox";

const program = [
  { type: "ToyCache", name: "cache", args: { region: "toy-1", name: "a", size: 1, password: "Secret-123" } },
];

describe("listings that lag behind", () => {
  const open = (lagMs: number) => testWorld([toyKind], { furtherClouds: [laggingToySandbox(lagMs)] });

  test("an instance that lists do not show for 50 s becomes ready all the same", async () => {
    const world = await open(50_000);
    try {
      expect((await world.engine.up(program)).errors).toEqual([]);
      expect(world.sandbox.instances().map(({ id }) => id)).toEqual(world.engine.state.map(({ id }) => id));
    } finally {
      await world.close();
    }
  });

  test("a lost create answer is resolved by the mark as soon as the list shows it, without a second creating call", async () => {
    const world = await open(50_000);
    try {
      world.sandbox.fault({ cloud: "toy", action: "make", kind: "dropAfter" });
      expect((await world.engine.up(program)).errors).toEqual([]);
      expect(world.sandbox.requests().filter(({ action }) => action === "make")).toHaveLength(1);
      expect(world.sandbox.instances().map(({ id }) => id)).toEqual(world.engine.state.map(({ id }) => id));
    } finally {
      await world.close();
    }
  });

  test("a lost create answer that no list resolves in time fails, and the next up finds the instance instead of making another", async () => {
    const world = await open(150_000);
    try {
      world.sandbox.fault({ cloud: "toy", action: "make", kind: "dropAfter" });
      expect((await world.engine.up(program)).errors.join()).toMatch(
        /It is not known whether an instance was created[\s\S]*Run `pulumi up` again/,
      );
      expect((await world.engine.up(program)).errors).toEqual([]);
      expect(world.sandbox.requests().filter(({ action }) => action === "make")).toHaveLength(1);
      expect(world.sandbox.instances().map(({ id }) => id)).toEqual(world.engine.state.map(({ id }) => id));
    } finally {
      await world.close();
    }
  });
});

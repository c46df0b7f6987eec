import { type TestWorld, testWorld } from "../../engine/world";
import { toyDefinition } from "../../toy/definition";
import { toySandbox } from "../../toy/sandbox";

const program = [{ type: "Toy", name: "cache", args: { region: "north", title: "sessions", password: "Secret-123" } }];

describe("listings that lag behind", () => {
  let world: TestWorld;
  const open = async (lagMs: number) => {
    world = await testWorld([toyDefinition], { furtherClouds: [toySandbox(lagMs)] });
    world.sandbox.fault({ cloud: "toy", action: "create", kind: "dropAfter" });
  };
  afterEach(() => world.close());
  const expectOneInstance = () => {
    expect(world.sandbox.requests().filter(({ action }) => action === "create")).toHaveLength(1);
    expect(world.sandbox.instances().map(({ id }) => id)).toEqual(world.engine.state.map(({ id }) => id));
  };

  test("a lost create answer is resolved by the pending tag once the list shows it, without a second create call", async () => {
    await open(50_000);
    expect((await world.engine.up(program)).errors).toEqual([]);
    expectOneInstance();
  });

  test("a lost create answer that no list resolves in time fails, and the next up finds the instance", async () => {
    await open(150_000);
    expect((await world.engine.up(program)).errors.join()).toMatch(
      /It is not known whether an instance was created[\s\S]*Run `pulumi up` again/,
    );
    expect((await world.engine.up(program)).errors).toEqual([]);
    expectOneInstance();
  });
});

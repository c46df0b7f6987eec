import { type Fixture, useCase } from "./fixture";

export function contractOfLocation(fixture: Fixture): void {
  describe("location", () => {
    const world = useCase(fixture);
    const region = fixture.definition.regionArgument;
    const inherits = Object.fromEntries(Object.entries(fixture.base).filter(([name]) => name !== region));
    const setRegion = (value: string) => {
      world.engine.config = { [`${fixture.cloud}:region`]: value };
    };
    const otherRegion = fixture.arguments[region]?.change.to as string;

    test("a region taken from configuration stays with the instance, and another configured one is an error at preview", async () => {
      await world.engine.up(world.program(inherits));
      setRegion(otherRegion);
      const run = await world.engine.preview(world.program(inherits));
      expect(run.errors.join()).toMatch(new RegExp(`the configured region is ${otherRegion}`));
      expect(world.instances()).toHaveLength(1);
      expect(await world.engine.refresh()).toMatchObject({ errors: [] });
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.instances()).toEqual([]);
    });

    test("a region removed from the program leaves the instance where it is", async () => {
      await world.engine.up(world.program());
      expect((await world.engine.up(world.program(inherits))).steps).toEqual(["same cache"]);
    });

    test("not found with another access key is an error, not a lost instance", async () => {
      await world.engine.up(world.program());
      world.sandbox.drift({ cloud: fixture.cloud, id: world.ids()[0] as string, delete: true });
      world.useOtherAccount();
      const run = await world.engine.refresh();
      expect(run.errors.join()).toMatch(/created in/);
      expect(world.engine.state).toHaveLength(1);
      expect((await world.engine.destroy()).errors.join()).toMatch(/created in/);
      expect(world.engine.state).toHaveLength(1);
    });

    const { inPlace, replaced } = fixture;
    test.each([
      ["edited", inPlace],
      ["replaced", replaced],
    ])("with another account's credentials an instance is neither lost, nor dropped, nor %s", async (_, args) => {
      await world.engine.up(world.program());
      const [before] = world.instances();
      world.useOtherAccount();
      for (const options of [{}, { refresh: true }]) {
        const run = await world.engine.up(world.program(args), options);
        expect(run.errors.join()).toMatch(/created in/);
        // Following such an advice would lose the instance.
        expect(run.errors.join()).not.toMatch(/pulumi refresh/);
        expect(world.ids()).toEqual([before?.id]);
      }
      expect(world.instances()).toMatchObject([{ id: before?.id, name: before?.name, tags: before?.tags }]);
      world.engine.config = {};
      expect(await world.engine.up(world.program(args))).toMatchObject({ errors: [] });
      expect(world.instances()).toHaveLength(1);
    });

    test("nothing is sent over plain http beyond loopback", async () => {
      world.engine.config = { [`${fixture.cloud}:endpoint`]: "http://api.example" };
      expect((await world.engine.up(world.program())).errors.join()).toMatch(/plain http is allowed on loopback only/);
      expect(world.sandbox.requests()).toEqual([]);
    });
  });
}

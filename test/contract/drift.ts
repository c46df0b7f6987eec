import { differences, type Fixture, useCase } from "./fixture";

export function contractOfDrift(fixture: Fixture): void {
  describe("drift", () => {
    const world = useCase(fixture);
    beforeEach(async () => {
      await world.engine.up(world.program(fixture.inPlace));
    });

    test.each(Object.keys(fixture.drifts))("of %s is found by refresh and corrected by up", async (name) => {
      const [id] = world.ids();
      world.sandbox.drift({ cloud: fixture.cloud, id: id as string, ...fixture.drifts[name] });
      expect(differences(fixture, world.instances()[0], fixture.inPlace)).not.toEqual([]);
      expect(await world.engine.refresh()).toMatchObject({ errors: [] });
      expect((await world.engine.preview(world.program(fixture.inPlace))).steps).toEqual(["update cache"]);
      await world.reconcile(fixture.inPlace);
      expect(world.ids()).toEqual([id]);
    });

    test("of an argument that only a replacement could change is reported and never replaces", async () => {
      const [id] = world.ids();
      world.sandbox.drift({ cloud: fixture.cloud, id: id as string, set: fixture.driftBeyondRepair });
      const run = await world.engine.refresh();
      expect(run.errors).toEqual([]);
      expect(run.warnings.join("\n")).toMatch(/not what the program declares.*never replaces/);
      expect((await world.engine.up(world.program(fixture.inPlace))).steps).toEqual(["same cache"]);
      expect(world.ids()).toEqual([id]);
    });
  });
}

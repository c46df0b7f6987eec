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

    test("by the vendor's own tags is none: they are neither shown nor compared nor touched", async () => {
      const [instance] = world.instances();
      const { tags: declared, ...others } = fixture.inPlace;
      const tags = { ...instance?.tags, ...fixture.systemTags };
      world.sandbox.drift({ cloud: fixture.cloud, id: instance?.id ?? "", tags });
      const before = world.engine.state;
      expect(await world.engine.refresh()).toMatchObject({ errors: [] });
      expect(world.engine.state).toEqual(before);
      const edited = Array.isArray(declared) ? [{ key: "edited", value: "yes" }] : { edited: "yes" };
      for (const args of [{ ...others, tags: edited }, others]) {
        expect(await world.engine.up(world.program(args))).toMatchObject({ errors: [], steps: ["update cache"] });
        const user = "tags" in args ? { edited: "yes" } : {};
        expect(world.instances()[0]?.tags).toEqual({ ...user, ...fixture.systemTags });
      }
    });

    test("of an argument that only a replacement could change is reported and never replaces", async () => {
      const [id] = world.ids();
      world.sandbox.drift({ cloud: fixture.cloud, id: id as string, set: fixture.driftBeyondRepair });
      const run = await world.engine.refresh();
      expect(run.errors).toEqual([]);
      expect(run.warnings.join("\n")).toMatch(/not what the program declares.*never replaces/);
      expect((await world.engine.up(world.program(fixture.inPlace))).steps).toEqual(["same cache"]);
      // Nor does the program replace it that says what the cloud shows.
      const corrected = world.program({ ...fixture.inPlace, ...(world.engine.state[0]?.outputs.__drifted as object) });
      expect(await world.engine.up(corrected)).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(await world.engine.preview(corrected)).toMatchObject({ errors: [], steps: ["same cache"] });
      expect(world.ids()).toEqual([id]);
    });
  });
}

import { type Case, differences, type Fixture, openCase } from "./fixture";

export function contractOfDrift(fixture: Fixture): void {
  describe("drift", () => {
    let it: Case;
    beforeEach(async () => {
      it = await openCase(fixture);
      await it.engine.up(it.program(fixture.inPlace));
    });
    afterEach(() => it.close());

    test.each(Object.keys(fixture.drifts))("of %s is found by refresh and mended by up", async (name) => {
      const [id] = it.ids();
      it.sandbox.drift({ cloud: fixture.cloud, id: id as string, ...fixture.drifts[name] });
      expect(differences(fixture, it.instances()[0], fixture.inPlace)).not.toEqual([]);
      expect(await it.engine.refresh()).toMatchObject({ errors: [] });
      expect((await it.engine.preview(it.program(fixture.inPlace))).steps).toEqual(["update cache"]);
      await it.converge(fixture.inPlace);
      expect(it.ids()).toEqual([id]);
    });

    test("of an argument that only a replacement could mend is warned about and never replaces", async () => {
      const [id] = it.ids();
      it.sandbox.drift({ cloud: fixture.cloud, id: id as string, set: fixture.driftBeyondRepair });
      const run = await it.engine.refresh();
      expect(run.errors).toEqual([]);
      expect(run.warnings.join("\n")).toMatch(/instead of.*never replaces/);
      expect((await it.engine.up(it.program(fixture.inPlace))).steps).toEqual(["same cache"]);
      expect(it.ids()).toEqual([id]);
    });
  });
}

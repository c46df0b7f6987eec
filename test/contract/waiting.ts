import { type Fixture, slow, useCase, withCase } from "./fixture";

export function contractOfWaiting(fixture: Fixture): void {
  describe("waiting", () => {
    const world = useCase(fixture, slow);

    const failCreate = () => {
      world.sandbox.fault({ cloud: fixture.cloud, action: creates, kind: "fail" });
    };
    /** The creating call's name, learnt from a run in a world of its own. */
    let creates = "";
    beforeAll(async () => {
      creates = await withCase(fixture, async (trial) => {
        await trial.engine.up(trial.program());
        return trial.changingCalls()[0] as string;
      });
    });

    test("an instance whose creation fails is reported at once, stays in the state, and is replaced by the next up", async () => {
      failCreate();
      const started = world.clock.now();
      const run = await world.engine.up(world.program());
      expect(run.errors).toHaveLength(1);
      expect(run.errors[0]).toContain(world.ids()[0]);
      expect(run.errors[0]).toMatch(/status \w+/);
      expect(world.clock.now() - started).toBeLessThan(fixture.definition.timeoutsMs.create / 4);
      const [id] = world.ids();
      expect(world.engine.state[0]?.outputs.__readiness).toBe("failed");
      const preview = await world.engine.preview(world.program());
      expect(preview.steps).toContain("replace cache");
      await world.reconcile();
      expect(world.ids()).not.toEqual([id]);
    });

    test("an instance whose creation failed can be destroyed", async () => {
      failCreate();
      await world.engine.up(world.program());
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.instances()).toEqual([]);
    });

    test("a creation that times out lists the observed statuses, and the next up continues to wait for the same instance", async () => {
      const patient = world.program(fixture.base, { timeouts: { create: "3s" } });
      const run = await world.engine.up(patient);
      expect(run.errors[0]).toMatch(/not ready after \d+ s: last seen \w+.*; seen .*×\d+/);
      const [id] = world.ids();
      world.clock.advance(60_000);
      expect(await world.engine.up(patient)).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(world.ids()).toEqual([id]);
      expect(world.instances()).toHaveLength(1);
    });

    test("a refresh of an unfinished instance keeps it, and the next up continues to wait", async () => {
      await world.engine.up(world.program(fixture.base, { timeouts: { create: "3s" } }));
      const [id] = world.ids();
      expect(await world.engine.refresh()).toMatchObject({ errors: [] });
      expect(world.engine.state[0]?.initErrors).toEqual([]);
      await world.reconcile();
      expect(world.ids()).toEqual([id]);
    });
  });
}

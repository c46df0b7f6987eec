import { type Case, type Fixture, openCase, withCase } from "./fixture";

export function contractOfWaiting(fixture: Fixture): void {
  describe("waiting", () => {
    let it: Case;
    beforeEach(async () => {
      it = await openCase(fixture);
    });
    afterEach(() => it.close());

    const failsAtBirth = () => {
      it.sandbox.fault({ cloud: fixture.cloud, action: creates, kind: "fail" });
    };
    /** The creating call's name, learnt from a run in a world of its own. */
    let creates = "";
    beforeAll(async () => {
      creates = await withCase(fixture, async (trial) => {
        await trial.engine.up(trial.program());
        return trial.changingCalls()[0] as string;
      });
    });

    test("an instance that fails at birth fails at once, stays in the state, and is replaced by the next up", async () => {
      failsAtBirth();
      const started = it.clock.now();
      const run = await it.engine.up(it.program());
      expect(run.errors).toHaveLength(1);
      expect(run.errors[0]).toContain(it.ids()[0]);
      expect(run.errors[0]).toMatch(/status \w+/);
      expect(it.clock.now() - started).toBeLessThan(fixture.kind.timeoutsMs.create / 4);
      const [id] = it.ids();
      expect(it.engine.state[0]?.outputs.__readiness).toBe("failed");
      const preview = await it.engine.preview(it.program());
      expect(preview.steps).toContain("replace cache");
      await it.converge();
      expect(it.ids()).not.toEqual([id]);
    });

    test("an instance that failed at birth can be destroyed", async () => {
      failsAtBirth();
      await it.engine.up(it.program());
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.instances()).toEqual([]);
    });

    test("a creation that takes too long tells all looks, and the next up goes on waiting for the same instance", async () => {
      const patient = it.program(fixture.base, { timeouts: { create: "3s" } });
      const run = await it.engine.up(patient);
      expect(run.errors[0]).toMatch(/not ready after \d+ s: last seen \w+.*; seen .*×\d+/);
      const [id] = it.ids();
      it.clock.advance(60_000);
      expect(await it.engine.up(patient)).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.ids()).toEqual([id]);
      expect(it.instances()).toHaveLength(1);
    });

    test("a refresh of an unfinished instance keeps it, and the next up goes on waiting", async () => {
      await it.engine.up(it.program(fixture.base, { timeouts: { create: "3s" } }));
      const [id] = it.ids();
      expect(await it.engine.refresh()).toMatchObject({ errors: [] });
      expect(it.engine.state[0]?.initErrors).toEqual([]);
      await it.converge();
      expect(it.ids()).toEqual([id]);
    });
  });
}

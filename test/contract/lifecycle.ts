import { differences, type Fixture, hasPendingTag, isReturned, slow, useCase } from "./fixture";

export function contractOfLifecycle(fixture: Fixture): void {
  describe("lifecycle", () => {
    const world = useCase(fixture, slow);

    test("an instance that is being deleted counts as gone in a refresh, and is created again", async () => {
      await world.engine.up(world.program(fixture.base, { timeouts: { delete: "1s" } }));
      const [old] = world.ids();
      // Some clouds delete nothing right after an order.
      world.clock.advance(120_000);
      await world.engine.destroy();
      expect(await world.engine.up(world.program(), { refresh: true })).toMatchObject({ errors: [] });
      expect(world.ids()).not.toContain(old);
      expect(world.instanceIds()).toEqual(world.ids());
    });

    test("a new resource is created once, is ready, and has our tags until the next run", async () => {
      expect(await world.engine.up(world.program())).toMatchObject({ errors: [], steps: ["create cache"] });
      expect(world.instanceIds()).toEqual(world.ids());
      expect(world.engine.state[0]?.outputs).toMatchObject({ __readiness: "ready", instanceId: world.ids()[0] });
      expect(differences(fixture, world.instances()[0], fixture.base)).toEqual([]);
      expect(world.instances().map(isReturned)).toEqual([true]);
      await world.engine.up(world.program());
      expect(world.instances().map(hasPendingTag)).toEqual([false]);
    });

    test("an unchanged program shows no change, a preview makes no API call, and an up lists the tags", async () => {
      await world.engine.up(world.program());
      await world.engine.up(world.program());
      expect(await world.engine.preview(world.program())).toMatchObject({
        steps: ["same cache"],
        apiCalls: 0,
        calls: ["check", "diff"],
      });
      const before = world.changingCalls().length;
      expect(await world.engine.up(world.program())).toMatchObject({ steps: ["same cache"], apiCalls: 1 });
      expect(world.changingCalls()).toHaveLength(before);
    });

    test("preview --refresh changes nothing in the cloud, our tags neither", async () => {
      await world.engine.up(world.program());
      const before = world.changingCalls().length;
      const [state, tags] = [world.engine.state, world.instances().map((each) => each.tags)];
      expect(await world.engine.preview(world.program(), { refresh: true })).toMatchObject({
        steps: ["same cache"],
        errors: [],
      });
      expect(world.changingCalls()).toHaveLength(before);
      expect([world.engine.state, world.instances().map((each) => each.tags)]).toEqual([state, tags]);
    });

    test("up --refresh on an unchanged program shows no change and makes no changing call", async () => {
      await world.engine.up(world.program());
      await world.engine.up(world.program());
      const before = world.changingCalls().length;
      expect(await world.engine.up(world.program(), { refresh: true })).toMatchObject({
        steps: ["same cache"],
        errors: [],
      });
      expect(world.changingCalls()).toHaveLength(before);
    });

    test("an in-place change keeps the instance, and the next preview is empty, also after a refresh", async () => {
      await world.engine.up(world.program());
      const [id] = world.ids();
      const before = world.changingCalls().length;
      expect(await world.engine.up(world.program(fixture.inPlace))).toMatchObject({
        errors: [],
        steps: ["update cache"],
      });
      expect(world.changingCalls().length - before).toBeLessThanOrEqual(fixture.mostChangingCalls);
      expect(world.ids()).toEqual([id]);
      expect(differences(fixture, world.instances()[0], fixture.inPlace)).toEqual([]);
      expect(await world.engine.preview(world.program(fixture.inPlace))).toMatchObject({
        steps: ["same cache"],
        apiCalls: 0,
      });
      await world.engine.refresh();
      expect(await world.engine.preview(world.program(fixture.inPlace))).toMatchObject({
        steps: ["same cache"],
        apiCalls: 0,
      });
    });

    test("a replacing change creates another instance and deletes the old one", async () => {
      await world.engine.up(world.program());
      const [id] = world.ids();
      expect((await world.engine.preview(world.program(fixture.replaced))).steps).toContain("replace cache");
      expect(world.ids()).toEqual([id]);
      expect((await world.engine.up(world.program(fixture.replaced))).errors).toEqual([]);
      expect(world.ids()).not.toEqual([id]);
      expect(world.instanceIds()).toEqual(world.ids());
      await world.reconcile(fixture.replaced);
    });

    test("a forced replacement of an unchanged resource creates another instance", async () => {
      await world.engine.up(world.program());
      const [id] = world.ids();
      expect((await world.engine.up(world.program(), { replace: ["cache"] })).errors).toEqual([]);
      expect(world.ids()).not.toEqual([id]);
      expect(world.instanceIds()).toEqual(world.ids());
    });

    test("destroy deletes everything, and repeating it is no error", async () => {
      await world.engine.up(world.program());
      const state = world.engine.state;
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.instances()).toEqual([]);
      world.engine.state = state;
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.engine.state).toEqual([]);
    });

    test("every step of the lifecycle may be repeated on an old state", async () => {
      await world.engine.up(world.program());
      const old = world.engine.state;
      await world.engine.up(world.program(fixture.inPlace));
      world.engine.state = old;
      expect(await world.engine.up(world.program(fixture.inPlace))).toMatchObject({ errors: [] });
      await world.reconcile(fixture.inPlace);
    });

    test("a deleted instance is dropped by a refresh and created again by the next up", async () => {
      await world.engine.up(world.program());
      world.sandbox.drift({ cloud: fixture.cloud, id: world.ids()[0] as string, delete: true });
      expect((await world.engine.refresh()).steps).toEqual(["gone cache"]);
      await world.reconcile();
    });
  });
}

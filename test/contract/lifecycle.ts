import { type Case, differences, type Fixture, openCase } from "./fixture";

export function contractOfLifecycle(fixture: Fixture): void {
  describe("lifecycle", () => {
    let it: Case;
    beforeEach(async () => {
      it = await openCase(fixture);
    });
    afterEach(() => it.close());

    test("a new resource is created once, is ready, and bears no mark after the run", async () => {
      expect(await it.engine.up(it.program())).toMatchObject({ errors: [], steps: ["create cache"] });
      expect(it.instances().map(({ id }) => id)).toEqual(it.ids());
      expect(it.engine.state[0]?.outputs).toMatchObject({ __readiness: "ready", instanceId: it.ids()[0] });
      expect(differences(fixture, it.instances()[0], fixture.base)).toEqual([]);
      expect(JSON.stringify(it.instances()[0]?.tags)).not.toContain("pulumi-cn-cache");
    });

    test("an unchanged program makes no API call and shows no change", async () => {
      await it.engine.up(it.program());
      expect(await it.engine.preview(it.program())).toMatchObject({
        steps: ["same cache"],
        apiCalls: 0,
        calls: ["check", "diff"],
      });
      expect(await it.engine.up(it.program())).toMatchObject({ steps: ["same cache"], apiCalls: 0 });
    });

    test("up --refresh on an unchanged program shows no change and makes no changing call", async () => {
      await it.engine.up(it.program());
      const before = it.changingCalls().length;
      expect(await it.engine.up(it.program(), { refresh: true })).toMatchObject({ steps: ["same cache"], errors: [] });
      expect(it.changingCalls()).toHaveLength(before);
    });

    test("an in-place change keeps the instance, and the next preview is empty, also after a refresh", async () => {
      await it.engine.up(it.program());
      const [id] = it.ids();
      const before = it.changingCalls().length;
      expect(await it.engine.up(it.program(fixture.inPlace))).toMatchObject({ errors: [], steps: ["update cache"] });
      expect(it.changingCalls().length - before).toBeLessThanOrEqual(fixture.mostChangingCalls);
      expect(it.ids()).toEqual([id]);
      expect(differences(fixture, it.instances()[0], fixture.inPlace)).toEqual([]);
      expect(await it.engine.preview(it.program(fixture.inPlace))).toMatchObject({
        steps: ["same cache"],
        apiCalls: 0,
      });
      await it.engine.refresh();
      expect(await it.engine.preview(it.program(fixture.inPlace))).toMatchObject({
        steps: ["same cache"],
        apiCalls: 0,
      });
    });

    test("a replacing change makes another instance and removes the old one", async () => {
      await it.engine.up(it.program());
      const [id] = it.ids();
      expect((await it.engine.preview(it.program(fixture.replaced))).steps).toContain("replace cache");
      expect(it.ids()).toEqual([id]);
      expect((await it.engine.up(it.program(fixture.replaced))).errors).toEqual([]);
      expect(it.ids()).not.toEqual([id]);
      expect(it.instances().map((instance) => instance.id)).toEqual(it.ids());
      await it.converge(fixture.replaced);
    });

    test("a forced replacement of an unchanged resource makes another instance", async () => {
      await it.engine.up(it.program());
      const [id] = it.ids();
      expect((await it.engine.up(it.program(), { replace: ["cache"] })).errors).toEqual([]);
      expect(it.ids()).not.toEqual([id]);
      expect(it.instances().map((instance) => instance.id)).toEqual(it.ids());
    });

    test("destroy takes everything away, and again is no error", async () => {
      await it.engine.up(it.program());
      const state = it.engine.state;
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.instances()).toEqual([]);
      it.engine.state = state;
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.engine.state).toEqual([]);
    });

    test("every step of the lifecycle may be repeated on an old state", async () => {
      await it.engine.up(it.program());
      const old = it.engine.state;
      await it.engine.up(it.program(fixture.inPlace));
      it.engine.state = old;
      expect(await it.engine.up(it.program(fixture.inPlace))).toMatchObject({ errors: [] });
      await it.converge(fixture.inPlace);
    });

    test("an instance that is gone is dropped by a refresh and made anew by the next up", async () => {
      await it.engine.up(it.program());
      it.sandbox.drift({ cloud: fixture.cloud, id: it.ids()[0] as string, delete: true });
      expect((await it.engine.refresh()).steps).toEqual(["gone cache"]);
      await it.converge();
    });
  });
}

import { type BatchFixture, useBatch } from "./fixture";

export function batchTrouble(fixture: BatchFixture): void {
  describe("trouble", () => {
    const world = useBatch(fixture);
    const three = { quantity: 3 };

    test("a rejected order creates nothing, and is reported once", async () => {
      world.useKeyWithQuota();
      const run = await world.up({ quantity: 4 });
      expect(run.errors).toHaveLength(1);
      expect(run.errors.join()).toMatch(/quota[\s\S]*Nothing was created/i);
      expect(world.engine.state).toEqual([]);
      expect(world.instances()).toEqual([]);
    });

    test("a rejected increase leaves the existing members in the stack", async () => {
      await world.up(three);
      const before = world.ids();
      world.useKeyWithQuota();
      expect((await world.up({ quantity: 5 })).errors.join()).toMatch(/quota/i);
      expect(world.ids()).toEqual(before);
      expect(world.instances()).toHaveLength(3);
    });

    test("failed members leave the batch in the stack with all ids; the next up replaces only those", async () => {
      const failed: string[] = [];
      world.sandbox.onRequest(({ action }) => {
        const [, second] = world.instances();
        if (action !== fixture.listStatuses || failed.length > 0 || !second) return;
        failed.push(second.id);
        world.drift(second.id, fixture.drifts.failed);
      });
      const run = await world.up(three);
      expect(run.errors.join()).toContain(failed[0]);
      expect(world.ids()).toHaveLength(3);
      const kept = world.ids().filter((id) => id !== failed[0]);
      const preview = await world.preview(three);
      expect(preview.warnings.join()).toContain(`Deletes ${failed[0]}, which never became ready`);
      const creates = world.calls(fixture.creates);
      expect(await world.up(three)).toMatchObject({ errors: [] });
      expect(world.calls(fixture.creates)).toBe(creates + 1);
      for (const id of kept) expect(world.ids()).toContain(id);
      await world.expectExactly(three);
    });

    test("a change that fails on some members names their ids, and is repeated on those alone", async () => {
      await world.up(three);
      const [, second] = world.ids();
      world.drift(second, fixture.drifts.stopped);
      const edited = { ...three, edit: "second" };
      const run = await world.up(edited);
      expect(run.errors).toHaveLength(1);
      expect(run.errors[0]).toContain(second);
      world.drift(second, fixture.drifts.ready);
      const calls = world.calls(fixture.changes);
      expect(await world.up(edited)).toMatchObject({ errors: [] });
      expect(world.calls(fixture.changes)).toBe(calls + 1);
      await world.expectExactly(edited);
    });

    test("members that fail for the same reason are reported once, with all ids", async () => {
      world.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      const run = await world.up(three);
      expect(run.errors).toHaveLength(1);
      for (const id of world.ids()) expect(run.errors[0]).toContain(id);
      expect(run.errors[0]).toMatch(/The same is true of/);
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.instances()).toEqual([]);
    });
  });
}

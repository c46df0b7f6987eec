import { type BatchCase, type BatchFixture, openBatch } from "./fixture";

export function batchTrouble(fixture: BatchFixture): void {
  describe("trouble", () => {
    let it: BatchCase;
    beforeEach(async () => {
      it = await openBatch(fixture);
    });
    afterEach(() => it.close());
    const three = { quantity: 3 };

    test("an order that is refused leaves nothing, and says why once", async () => {
      it.useKeyWithQuota();
      const run = await it.up({ quantity: 4 });
      expect(run.errors).toHaveLength(1);
      expect(run.errors.join()).toMatch(/quota[\s\S]*Nothing was created/i);
      expect(it.engine.state).toEqual([]);
      expect(it.instances()).toEqual([]);
    });

    test("a growth that is refused leaves what is there as it is, in the stack", async () => {
      await it.up(three);
      const before = it.ids();
      it.useKeyWithQuota();
      expect((await it.up({ quantity: 5 })).errors.join()).toMatch(/quota/i);
      expect(it.ids()).toEqual(before);
      expect(it.instances()).toHaveLength(3);
    });

    test("members that fail leave the batch in the stack with all ids; the next up mends only those", async () => {
      const failed: string[] = [];
      it.sandbox.onRequest(({ action }) => {
        const [, second] = it.instances();
        if (action !== fixture.looks || failed.length > 0 || !second) return;
        failed.push(second.id);
        it.drift(second.id, fixture.drifts.failed);
      });
      const run = await it.up(three);
      expect(run.errors.join()).toContain(failed[0]);
      expect(it.ids()).toHaveLength(3);
      const kept = it.ids().filter((id) => id !== failed[0]);
      const preview = await it.preview(three);
      expect(preview.warnings.join()).toContain(`Deletes ${failed[0]}, which never became ready`);
      const creates = it.calls(fixture.creates);
      expect(await it.up(three)).toMatchObject({ errors: [] });
      expect(it.calls(fixture.creates)).toBe(creates + 1);
      for (const id of kept) expect(it.ids()).toContain(id);
      await it.expectExactly(three);
    });

    test("a change that fails on some members is told with their ids, and made good on those alone", async () => {
      await it.up(three);
      const [, second] = it.ids();
      it.drift(second, fixture.drifts.stopped);
      const edited = { ...three, edit: "second" };
      const run = await it.up(edited);
      expect(run.errors).toHaveLength(1);
      expect(run.errors[0]).toContain(second);
      it.drift(second, fixture.drifts.ready);
      const calls = it.calls(fixture.changes);
      expect(await it.up(edited)).toMatchObject({ errors: [] });
      expect(it.calls(fixture.changes)).toBe(calls + 1);
      await it.expectExactly(edited);
    });

    test("many that fail alike are told once, with all ids", async () => {
      it.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      const run = await it.up(three);
      expect(run.errors).toHaveLength(1);
      for (const id of it.ids()) expect(run.errors[0]).toContain(id);
      expect(run.errors[0]).toMatch(/The same is true of/);
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.instances()).toEqual([]);
    });
  });
}

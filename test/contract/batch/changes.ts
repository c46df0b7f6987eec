import { type BatchCase, type BatchFixture, openBatch } from "./fixture";

export function batchChanges(fixture: BatchFixture): void {
  describe("changes", () => {
    let it: BatchCase;
    beforeEach(async () => {
      it = await openBatch(fixture);
    });
    afterEach(() => it.close());
    const three = { quantity: 3 };
    const five = { quantity: 5 };

    test("growing makes the difference by one further call; those that are there keep their places", async () => {
      await it.up(three);
      const before = it.ids();
      expect(await it.up(five)).toMatchObject({ errors: [], steps: ["update caches"], warnings: [] });
      expect(it.calls(fixture.creates)).toBe(2);
      expect(it.ids().slice(0, 3)).toEqual(before);
      await it.expectExactly(five);
    });

    test("shrinking deletes the newest, and the preview names them", async () => {
      await it.up(three);
      await it.up(five);
      const [a, b, c, d, e] = it.ids();
      const preview = await it.preview(three);
      expect(preview.steps).toEqual(["update caches"]);
      expect(preview.warnings.join()).toMatch(
        new RegExp(`Deletes (${d}, ${e}|${e}, ${d}): the program asks for fewer`),
      );
      expect(await it.up(three)).toMatchObject({ errors: [] });
      expect(it.ids()).toEqual([a, b, c]);
      await it.expectExactly(three);
    });

    test("a change in place is made on every member, and on no instance twice", async () => {
      await it.up(five);
      const before = it.ids();
      const calls = it.calls(fixture.changes);
      const edited = { ...five, edit: "second" };
      expect(await it.up(edited)).toMatchObject({ errors: [], steps: ["update caches"] });
      expect(it.calls(fixture.changes) - calls).toBe(5);
      expect(it.ids()).toEqual(before);
      await it.expectExactly(edited);
    });

    test("a replacing change replaces the members, not the batch, and the preview names them", async () => {
      await it.up(three);
      const [id] = it.engine.state.map((entry) => entry.id);
      const before = it.ids();
      const other = { ...three, other: true };
      const preview = await it.preview(other);
      expect(preview.steps).toEqual(["update caches"]);
      expect(preview.warnings.join()).toContain(`Replaces ${before.join(", ")} by new, empty instances`);
      expect(await it.up(other)).toMatchObject({ errors: [] });
      expect(it.engine.state.map((entry) => entry.id)).toEqual([id]);
      expect(it.ids().filter((each) => before.includes(each))).toEqual([]);
      await it.expectExactly(other);
    });

    test("a replaced member goes only when its successor is ready", async () => {
      await it.up(three);
      const before = it.ids();
      it.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      const other = { ...three, other: true };
      const run = await it.up(other);
      expect(run.errors).not.toEqual([]);
      const there = it.instances().map(({ id }) => id);
      for (const id of before) expect(there).toContain(id);
      expect(await it.up(other)).toMatchObject({ errors: [] });
      await it.expectExactly(other);
    });

    test("a lost member gets a successor in its place, and the preview says so", async () => {
      await it.up(five);
      const before = it.ids();
      it.drift(before[1], "delete");
      await it.engine.refresh();
      expect(it.members()[1]).toMatchObject({ status: "notFound" });
      const preview = await it.preview(five);
      expect(preview.warnings.join()).toContain(`in the places of ${before[1]}`);
      const creates = it.calls(fixture.creates);
      expect(await it.up(five)).toMatchObject({ errors: [] });
      expect(it.calls(fixture.creates)).toBe(creates + 1);
      expect(it.ids()).toEqual(before.map((id, index) => (index === 1 ? it.ids()[1] : id)));
      expect(it.ids()[1]).not.toBe(before[1]);
      await it.expectExactly(five);
    });

    test("a member that is found to be lost by an update is told, and replaced by the next", async () => {
      await it.up(three);
      const [, lost] = it.ids();
      it.drift(lost, "delete");
      const edited = { ...three, edit: "second" };
      const run = await it.up(edited);
      expect(run.errors.join()).toMatch(new RegExp(`${lost}.*the instance no longer exists[\\s\\S]*in its place`));
      expect(await it.up(edited)).toMatchObject({ errors: [] });
      await it.expectExactly(edited);
    });

    test("the newest goes first, also when it stands in the place of an older one", async () => {
      await it.up(three);
      const [a, lost, c] = it.ids();
      it.drift(lost, "delete");
      it.clock.advance(60_000);
      await it.up(three, { refresh: true });
      await it.up({ quantity: 2 });
      expect(it.ids()).toEqual([a, c]);
    });

    test("drift of one member shows, and is mended there alone", async () => {
      await it.up(three);
      const calls = it.calls(fixture.changes);
      it.drift(it.ids()[1], fixture.drifts.edited("elsewhere"));
      expect((await it.preview(three)).steps).toEqual(["same caches"]);
      await it.engine.refresh();
      expect((await it.preview(three)).steps).toEqual(["update caches"]);
      expect(await it.up(three)).toMatchObject({ errors: [] });
      expect(it.calls(fixture.changes)).toBe(calls + 1);
      await it.expectExactly(three);
    });

    if (!fixture.hasGroups) return;

    test("groups come and go, and what one does leaves the others alone", async () => {
      await it.up([three, { quantity: 2 }]);
      const before = it.ids();
      expect(it.calls(fixture.creates)).toBe(2);
      const both = [{ quantity: 4 }, { quantity: 2, edit: "second" }, { quantity: 1 }];
      const calls = it.calls(fixture.changes);
      expect(await it.up(both)).toMatchObject({ errors: [] });
      expect(it.ids().slice(0, 5)).toEqual(before);
      expect(it.calls(fixture.changes) - calls).toBe(2);
      await it.expectExactly(both);
      const preview = await it.preview([{ quantity: 4 }]);
      expect(preview.warnings.join()).toMatch(/Deletes .*: the program asks for fewer/);
      await it.up([{ quantity: 4 }]);
      await it.expectExactly([{ quantity: 4 }]);
    });
  });
}

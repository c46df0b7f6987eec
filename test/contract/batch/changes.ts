import { type BatchFixture, useBatch } from "./fixture";

export function batchChanges(fixture: BatchFixture): void {
  describe("changes", () => {
    const world = useBatch(fixture);
    const three = { quantity: 3 };
    const five = { quantity: 5 };

    test("an increase creates the difference by one further call; existing members keep their positions", async () => {
      await world.up(three);
      const before = world.ids();
      expect(await world.up(five)).toMatchObject({ errors: [], steps: ["update caches"], warnings: [] });
      expect(world.calls(fixture.creates)).toBe(2);
      expect(world.ids().slice(0, 3)).toEqual(before);
      await world.expectExactly(five);
    });

    test("a decrease deletes the newest members, and the preview names them", async () => {
      await world.up(three);
      await world.up(five);
      const [a, b, c, d, e] = world.ids();
      const preview = await world.preview(three);
      expect(preview.steps).toEqual(["update caches"]);
      expect(preview.warnings.join()).toMatch(
        new RegExp(`Deletes (${d}, ${e}|${e}, ${d}): the program asks for fewer`),
      );
      expect(await world.up(three)).toMatchObject({ errors: [] });
      expect(world.ids()).toEqual([a, b, c]);
      await world.expectExactly(three);
    });

    test("a change in place is made once on every member", async () => {
      await world.up(five);
      const before = world.ids();
      const calls = world.calls(fixture.changes);
      const edited = { ...five, edit: "second" };
      expect(await world.up(edited)).toMatchObject({ errors: [], steps: ["update caches"] });
      expect(world.calls(fixture.changes) - calls).toBe(5);
      expect(world.ids()).toEqual(before);
      await world.expectExactly(edited);
    });

    test("a replacing change replaces the members, not the batch, and the preview names them", async () => {
      await world.up(three);
      const [id] = world.engine.state.map((entry) => entry.id);
      const before = world.ids();
      const other = { ...three, other: true };
      const preview = await world.preview(other);
      expect(preview.steps).toEqual(["update caches"]);
      expect(preview.warnings.join()).toContain(`Replaces ${before.join(", ")} by new, empty instances`);
      expect(await world.up(other)).toMatchObject({ errors: [] });
      expect(world.engine.state.map((entry) => entry.id)).toEqual([id]);
      expect(world.ids().filter((each) => before.includes(each))).toEqual([]);
      await world.expectExactly(other);
    });

    test("a replaced member is deleted only when its successor is ready", async () => {
      await world.up(three);
      const before = world.ids();
      world.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      const other = { ...three, other: true };
      const run = await world.up(other);
      expect(run.errors).not.toEqual([]);
      const there = world.instanceIds();
      for (const id of before) expect(there).toContain(id);
      expect(await world.up(other)).toMatchObject({ errors: [] });
      await world.expectExactly(other);
    });

    test("a lost member is replaced at its position, and the preview says so", async () => {
      await world.up(five);
      const before = world.ids();
      world.drift(before[1], "delete");
      await world.engine.refresh();
      expect(world.members()[1]).toMatchObject({ status: "notFound" });
      const preview = await world.preview(five);
      expect(preview.warnings.join()).toContain(`in the places of ${before[1]}`);
      const creates = world.calls(fixture.creates);
      expect(await world.up(five)).toMatchObject({ errors: [] });
      expect(world.calls(fixture.creates)).toBe(creates + 1);
      expect(world.ids()).toEqual(before.map((id, index) => (index === 1 ? world.ids()[1] : id)));
      expect(world.ids()[1]).not.toBe(before[1]);
      await world.expectExactly(five);
    });

    test("a member that an update finds lost is reported, and replaced by the next", async () => {
      await world.up(three);
      const [, lost] = world.ids();
      world.drift(lost, "delete");
      const edited = { ...three, edit: "second" };
      const run = await world.up(edited);
      expect(run.errors.join()).toMatch(new RegExp(`${lost}.*the instance no longer exists[\\s\\S]*in its place`));
      expect(await world.up(edited)).toMatchObject({ errors: [] });
      await world.expectExactly(edited);
    });

    test("the newest member is deleted first, also when it has the position of an older one", async () => {
      await world.up(three);
      const [a, lost, c] = world.ids();
      world.drift(lost, "delete");
      world.clock.advance(60_000);
      await world.up(three, { refresh: true });
      await world.up({ quantity: 2 });
      expect(world.ids()).toEqual([a, c]);
    });

    test("drift of one member shows, and is corrected there alone", async () => {
      await world.up(three);
      const calls = world.calls(fixture.changes);
      world.drift(world.ids()[1], fixture.drifts.edited("elsewhere"));
      expect((await world.preview(three)).steps).toEqual(["same caches"]);
      await world.engine.refresh();
      expect((await world.preview(three)).steps).toEqual(["update caches"]);
      expect(await world.up(three)).toMatchObject({ errors: [] });
      expect(world.calls(fixture.changes)).toBe(calls + 1);
      await world.expectExactly(three);
    });

    if (!fixture.hasGroups) return;

    test("groups are added and removed without effect on the others", async () => {
      await world.up([three, { quantity: 2 }]);
      const before = world.ids();
      expect(world.calls(fixture.creates)).toBe(2);
      const both = [{ quantity: 4 }, { quantity: 2, edit: "second" }, { quantity: 1 }];
      const calls = world.calls(fixture.changes);
      expect(await world.up(both)).toMatchObject({ errors: [] });
      expect(world.ids().slice(0, 5)).toEqual(before);
      expect(world.calls(fixture.changes) - calls).toBe(2);
      await world.expectExactly(both);
      const preview = await world.preview([{ quantity: 4 }]);
      expect(preview.warnings.join()).toMatch(/Deletes .*: the program asks for fewer/);
      await world.up([{ quantity: 4 }]);
      await world.expectExactly([{ quantity: 4 }]);
    });
  });
}

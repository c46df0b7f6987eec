import { type BatchFixture, useBatch } from "./fixture";

/** A replaced member stays until its successor is ready. */
export function batchSuccessors(fixture: BatchFixture): void {
  describe("successors", () => {
    const world = useBatch(fixture);
    const three = { quantity: 3 };
    const other = { ...three, other: true };
    const there = () => world.instanceIds();
    const withPassword = (requested: typeof three, password: string) =>
      world.program(requested).map(({ args, ...rest }) => ({ ...rest, args: { ...args, password } }));

    test("that failed, and whose next order is rejected, leave the old members", async () => {
      await world.up(three);
      const before = world.ids();
      world.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      expect((await world.up(other)).errors).not.toEqual([]);
      world.useKeyWithQuota();
      expect((await world.up(other)).errors.join()).toMatch(/quota/i);
      expect(there()).toEqual(expect.arrayContaining(before));
    });

    test("whose order was rejected leave members that still get the new password", async () => {
      await world.up(three);
      world.useKeyWithQuota();
      expect((await world.engine.up(withPassword(other, "Other-1234"))).errors.join()).toMatch(/quota/i);
      expect((await world.engine.up(withPassword(three, "Other-1234"))).errors).toEqual([]);
      expect(world.instances().map(({ secrets }) => secrets.password ?? secrets.Password)).toEqual([
        "Other-1234",
        "Other-1234",
        "Other-1234",
      ]);
    });

    test("that failed are deleted when the change is taken back, and the old members stay", async () => {
      await world.up(three);
      const before = world.ids();
      world.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      expect((await world.up(other)).errors).not.toEqual([]);
      expect(await world.up(three)).toMatchObject({ errors: [] });
      expect(there().sort()).toEqual([...before].sort());
    });

    test("that failed do not keep the preview from naming the old members", async () => {
      await world.up(three);
      const before = world.ids();
      world.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      expect((await world.up(other)).errors).not.toEqual([]);
      const { warnings } = await world.preview(other);
      for (const id of before) expect(warnings.join()).toContain(id);
    });

    test("--replace creates another batch and deletes the old one", async () => {
      await world.up(three);
      const before = world.ids();
      world.clock.advance(60_000);
      expect(await world.up(three, { replace: ["caches"] })).toMatchObject({ errors: [] });
      expect(world.ids().filter((id) => before.includes(id))).toEqual([]);
      await world.expectExactly(three);
    });

    test("replaceOnChanges creates another batch and deletes the old one", async () => {
      await world.up(three);
      const before = world.ids();
      const key = fixture.hasGroups ? "instances" : "description";
      const edited = world.program({ ...three, edit: "second" }, { replaceOnChanges: [key] });
      expect((await world.engine.up(edited)).errors).toEqual([]);
      expect(world.ids().filter((id) => before.includes(id))).toEqual([]);
      await world.expectExactly({ ...three, edit: "second" });
    });

    test("another region creates another batch there and deletes the old one", async () => {
      await world.up(three);
      const before = world.ids();
      const [program] = world.program(three);
      const moved = JSON.parse(
        JSON.stringify(program).replaceAll("cn-hangzhou", "cn-beijing").replaceAll("cn-north-4", "cn-north-1"),
      ) as typeof program;
      const run = await world.engine.up([moved as never]);
      expect(run.errors).toEqual([]);
      expect(run.steps[0]).toBe("replace caches");
      expect(world.ids().filter((id) => before.includes(id))).toEqual([]);
      expect(there().sort()).toEqual([...world.ids()].sort());
    });
  });
}

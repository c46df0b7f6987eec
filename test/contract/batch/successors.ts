import { type BatchCase, type BatchFixture, openBatch } from "./fixture";

/** Members that another shall stand in for serve until it does. */
export function batchSuccessors(fixture: BatchFixture): void {
  describe("successors", () => {
    let world: BatchCase;
    beforeEach(async () => {
      world = await openBatch(fixture);
    });
    afterEach(() => world.close());
    const three = { quantity: 3 };
    const other = { ...three, other: true };
    const there = () => world.instances().map(({ id }) => id);
    const withPassword = (requested: typeof three, password: string) =>
      world.program(requested).map(({ args, ...rest }) => ({ ...rest, args: { ...args, password } }));

    test("that failed, and whose new orders are refused, leave those that serve", async () => {
      await world.up(three);
      const before = world.ids();
      world.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      expect((await world.up(other)).errors).not.toEqual([]);
      world.useKeyWithQuota();
      expect((await world.up(other)).errors.join()).toMatch(/quota/i);
      expect(there()).toEqual(expect.arrayContaining(before));
    });

    test("whose order was refused leave members that get the new password all the same", async () => {
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

    test("that failed go when the change is taken back, and those that serve stay", async () => {
      await world.up(three);
      const before = world.ids();
      world.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      expect((await world.up(other)).errors).not.toEqual([]);
      expect(await world.up(three)).toMatchObject({ errors: [] });
      expect(there().sort()).toEqual([...before].sort());
    });

    test("that failed are in place of members of which the preview says that they go now", async () => {
      await world.up(three);
      const before = world.ids();
      world.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      expect((await world.up(other)).errors).not.toEqual([]);
      const { warnings } = await world.preview(other);
      for (const id of before) expect(warnings.join()).toContain(id);
    });

    test("--replace makes another batch, and takes the old one away", async () => {
      await world.up(three);
      const before = world.ids();
      world.clock.advance(60_000);
      expect(await world.up(three, { replace: ["caches"] })).toMatchObject({ errors: [] });
      expect(world.ids().filter((id) => before.includes(id))).toEqual([]);
      await world.expectExactly(three);
    });

    test("replaceOnChanges makes another batch, and takes the old one away", async () => {
      await world.up(three);
      const before = world.ids();
      const key = fixture.hasGroups ? "instances" : "description";
      const edited = world.program({ ...three, edit: "second" }, { replaceOnChanges: [key] });
      expect((await world.engine.up(edited)).errors).toEqual([]);
      expect(world.ids().filter((id) => before.includes(id))).toEqual([]);
      await world.expectExactly({ ...three, edit: "second" });
    });

    test("another region makes another batch there, and takes the old one away", async () => {
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

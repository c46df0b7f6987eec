import { type BatchCase, type BatchFixture, openBatch } from "./fixture";

/** Members that another shall stand in for serve until it does. */
export function batchSuccessors(fixture: BatchFixture): void {
  describe("successors", () => {
    let it: BatchCase;
    beforeEach(async () => {
      it = await openBatch(fixture);
    });
    afterEach(() => it.close());
    const three = { quantity: 3 };
    const other = { ...three, other: true };
    const there = () => it.instances().map(({ id }) => id);
    const withPassword = (wishes: typeof three, password: string) =>
      it.program(wishes).map(({ args, ...rest }) => ({ ...rest, args: { ...args, password } }));

    test("that failed, and whose new orders are refused, leave those that serve", async () => {
      await it.up(three);
      const before = it.ids();
      it.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      expect((await it.up(other)).errors).not.toEqual([]);
      it.useKeyWithQuota();
      expect((await it.up(other)).errors.join()).toMatch(/quota/i);
      expect(there()).toEqual(expect.arrayContaining(before));
    });

    test("whose order was refused leave members that get the new password all the same", async () => {
      await it.up(three);
      it.useKeyWithQuota();
      expect((await it.engine.up(withPassword(other, "Other-1234"))).errors.join()).toMatch(/quota/i);
      expect((await it.engine.up(withPassword(three, "Other-1234"))).errors).toEqual([]);
      expect(it.instances().map(({ secrets }) => secrets.password ?? secrets.Password)).toEqual([
        "Other-1234",
        "Other-1234",
        "Other-1234",
      ]);
    });

    test("that failed go when the change is taken back, and those that serve stay", async () => {
      await it.up(three);
      const before = it.ids();
      it.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      expect((await it.up(other)).errors).not.toEqual([]);
      expect(await it.up(three)).toMatchObject({ errors: [] });
      expect(there().sort()).toEqual([...before].sort());
    });

    test("that failed are in place of members of which the preview says that they go now", async () => {
      await it.up(three);
      const before = it.ids();
      it.sandbox.fault({ cloud: fixture.cloud, action: fixture.creates, kind: "fail" });
      expect((await it.up(other)).errors).not.toEqual([]);
      const { warnings } = await it.preview(other);
      for (const id of before) expect(warnings.join()).toContain(id);
    });

    test("--replace makes another batch, and takes the old one away", async () => {
      await it.up(three);
      const before = it.ids();
      it.clock.advance(60_000);
      expect(await it.up(three, { replace: ["caches"] })).toMatchObject({ errors: [] });
      expect(it.ids().filter((id) => before.includes(id))).toEqual([]);
      await it.expectExactly(three);
    });

    test("replaceOnChanges makes another batch, and takes the old one away", async () => {
      await it.up(three);
      const before = it.ids();
      const key = fixture.hasGroups ? "instances" : "description";
      const edited = it.program({ ...three, edit: "second" }, { replaceOnChanges: [key] });
      expect((await it.engine.up(edited)).errors).toEqual([]);
      expect(it.ids().filter((id) => before.includes(id))).toEqual([]);
      await it.expectExactly({ ...three, edit: "second" });
    });

    test("another region makes another batch there, and takes the old one away", async () => {
      await it.up(three);
      const before = it.ids();
      const [program] = it.program(three);
      const moved = JSON.parse(
        JSON.stringify(program).replaceAll("cn-hangzhou", "cn-beijing").replaceAll("cn-north-4", "cn-north-1"),
      ) as typeof program;
      const run = await it.engine.up([moved as never]);
      expect(run.errors).toEqual([]);
      expect(run.steps[0]).toBe("replace caches");
      expect(it.ids().filter((id) => before.includes(id))).toEqual([]);
      expect(there().sort()).toEqual([...it.ids()].sort());
    });
  });
}

import { type BatchFixture, useBatch } from "./fixture";

/** A preview announces exactly what up does. */
export function batchPreviews(fixture: BatchFixture): void {
  describe("previews", () => {
    const world = useBatch(fixture);
    const three = { quantity: 3 };
    const edited = (requested: typeof three, more: Record<string, unknown>) =>
      world.program(requested).map(({ args, ...rest }) => ({
        ...rest,
        args: Object.fromEntries(Object.entries({ ...args, ...more }).filter(([, value]) => value !== undefined)),
      }));

    test("an account that may not tag sees no change after up", async () => {
      world.useKeyWithoutTags();
      const untagged = edited(three, { tags: undefined });
      expect((await world.engine.up(untagged)).errors).toEqual([]);
      expect(await world.engine.preview(untagged)).toMatchObject({ steps: ["same caches"], apiCalls: 0 });
      const fewer = edited({ quantity: 2 }, { tags: undefined });
      expect((await world.engine.up(fewer)).errors).toEqual([]);
      expect(await world.engine.preview(fewer)).toMatchObject({ steps: ["same caches"], apiCalls: 0 });
    });

    test("other time limits are an update that changes nothing in the cloud", async () => {
      await world.up(three);
      await world.up(three);
      const patient = world.program(three, { timeouts: { create: "2h", update: "2h", delete: "2h" } });
      const before = world.sandbox.requests().filter(({ mutating }) => mutating).length;
      const run = await world.engine.up(patient);
      expect(run).toMatchObject({ errors: [], steps: ["update caches"], warnings: [] });
      expect(world.sandbox.requests().filter(({ mutating }) => mutating)).toHaveLength(before);
      expect((await world.engine.preview(patient)).steps).toEqual(["same caches"]);
    });

    test("an unknown quantity is an update that names no member", async () => {
      await world.up(three);
      const unknown = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
      const [program] = world.program({ quantity: unknown as never });
      const run = await world.engine.preview([program as never]);
      expect(run).toMatchObject({ errors: [], steps: ["update caches"] });
      expect(run.warnings).toEqual([expect.stringMatching(/number of instances is not known yet/)]);
    });

    test("the removal of an argument that failed on a member is repeated by the next run", async () => {
      await world.up(three);
      const [, second] = world.ids();
      world.drift(second, fixture.drifts.stopped);
      const untagged = edited(three, { tags: undefined });
      expect((await world.engine.up(untagged)).errors).not.toEqual([]);
      world.drift(second, fixture.drifts.ready);
      expect((await world.engine.up(untagged)).errors).toEqual([]);
      expect(world.instances().map(({ tags }) => tags)).toEqual([{}, {}, {}]);
    });

    test("a password that a killed run sent to some members can be taken back on all", async () => {
      const withPassword = (password: string) =>
        world.program(three).map((each) => ({ ...each, args: { ...each.args, password } }));
      const held = () => world.instances().map(({ secrets }) => Object.values(secrets).includes("Secret-456"));
      await world.engine.up(withPassword("Secret-123"));
      for (let call = 1; !held().includes(true); call++) {
        const run = await world.engine.up(withPassword("Secret-456"), {
          death: { call, when: "after", who: "plugin" },
        });
        expect(run.died).toBe(true);
      }
      const { steps, warnings } = await world.engine.preview(withPassword("Secret-123"));
      expect(steps).toEqual(["update caches"]);
      expect(warnings.join()).toMatch(/may have changed password of/);
      expect(await world.engine.up(withPassword("Secret-123"))).toMatchObject({ errors: [] });
      expect(held()).toEqual([false, false, false]);
      expect(await world.engine.preview(withPassword("Secret-123"))).toMatchObject({ steps: ["same caches"] });
    });

    test("a password that failed on a member can be taken back on all others", async () => {
      await world.up(three);
      const [, second] = world.ids();
      const passwords = () => world.instances().map(({ secrets }) => secrets.password ?? secrets.Password);
      world.drift(second, fixture.drifts.stopped);
      expect((await world.engine.up(edited(three, { password: "Other-1234" }))).errors).not.toEqual([]);
      world.drift(second, fixture.drifts.ready);
      expect([...passwords()].sort()).toEqual(["Other-1234", "Other-1234", "Secret-123"]);
      await world.engine.refresh();
      expect((await world.up(three)).errors).toEqual([]);
      expect(passwords()).toEqual(["Secret-123", "Secret-123", "Secret-123"]);
      await world.expectExactly(three);
    });
  });
}

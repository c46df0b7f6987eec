import { hasPendingTag, orphansOf } from "../fixture";
import { type BatchFixture, useBatch } from "./fixture";

export function batchOwnership(fixture: BatchFixture): void {
  describe("ownership", () => {
    const world = useBatch(fixture);
    const three = { quantity: 3 };

    /** A creation whose process dies as soon as its instances have the pending tag. */
    const begin = async () => {
      const isTagged = () => world.instances().some(hasPendingTag);
      for (let call = 1; !isTagged(); call++) {
        await world.engine.up(world.program(three), { death: { call, when: "after", who: "plugin" } });
        if (isTagged()) break;
        world.sandbox.reset();
        world.engine.state = [];
        world.forgetJournal();
      }
      expect(world.engine.state).toEqual([]);
      return world.instanceIds().sort();
    };

    test("instances of an interrupted run are taken over, with a warning that names them", async () => {
      const begun = await begin();
      world.forgetJournal();
      const creates = world.calls(fixture.creates);
      const run = await world.up(three);
      expect(run.errors).toEqual([]);
      expect(run.warnings.join()).toMatch(new RegExp(`Resuming instance .*${begun[0]}.*interrupted`));
      expect(world.calls(fixture.creates)).toBe(creates);
      expect(world.ids().sort()).toEqual(begun);
      await world.expectExactly(three);
    });

    test("instances of an interrupted run beyond the quantity are deleted", async () => {
      const begun = await begin();
      expect(await world.up({ quantity: 2 })).toMatchObject({ errors: [] });
      for (const id of world.ids()) expect(begun).toContain(id);
      await world.expectExactly({ quantity: 2 });
    });

    test("instances of an interrupted run beyond the quantity are named and not touched on a machine without its journal", async () => {
      const begun = await begin();
      world.forgetJournal();
      const run = await world.up({ quantity: 2 });
      expect(run.errors).toEqual([]);
      const [beyond] = begun.filter((id) => !world.ids().includes(id));
      expect(run.warnings.join()).toMatch(new RegExp(`${beyond}.*wanted more`));
      expect(world.instances()).toHaveLength(3);
    });

    test("instances of an interrupted run older than a day are neither taken over nor created again", async () => {
      const begun = await begin();
      world.clock.advance(25 * 3600_000);
      const run = await world.up(three);
      for (const id of begun) expect(run.errors.join()).toContain(id);
      expect(world.instances()).toHaveLength(3);
    });

    test("retained members are not taken over by a batch of the same name", async () => {
      await world.engine.up(world.program(three, { retainOnDelete: true }));
      await world.engine.up(world.program(three, { retainOnDelete: true }));
      const retained = world.ids();
      await world.engine.up([]);
      world.clock.advance(60_000);
      if (fixture.definition.tagPending) {
        // The same order might also have been left over by a run that died before it could tag.
        const { errors } = await world.up(three);
        for (const id of retained) expect(errors.join()).toContain(id);
        const tags = { "pulumi-cn-cache:pending": "left" };
        for (const id of retained) world.sandbox.drift({ cloud: fixture.cloud, id, tags });
      }
      expect(await world.up(three)).toMatchObject({ errors: [] });
      for (const id of world.ids()) expect(retained).not.toContain(id);
      expect(world.instances()).toHaveLength(6);
    });

    test("a batch that is created again after a destroy has new members", async () => {
      await world.up(three);
      const before = world.ids();
      await world.engine.destroy();
      expect(await world.up(three)).toMatchObject({ errors: [] });
      for (const id of world.ids()) expect(before).not.toContain(id);
      await world.expectExactly(three);
    });

    test("a batch renamed by an alias keeps its members, and the old name can be used again", async () => {
      await world.up(three);
      const before = world.ids();
      const renamed = world.program(three, { name: "renamed", aliases: ["caches"] });
      expect((await world.engine.up(renamed)).steps).toEqual(["same renamed"]);
      world.clock.advance(60_000);
      expect((await world.engine.up([...renamed, ...world.program(three)])).errors).toEqual([]);
      expect(world.ids()).toEqual(before);
      expect(world.instances()).toHaveLength(6);
    });

    test("members in the stack are no orphans; instances of an interrupted run are", async () => {
      const begun = await begin();
      expect(await orphansOf(world, fixture.definition)).toEqual(begun);
      // The run takes them over and is killed, so that their pending tags stay.
      await world.engine.up(world.program(three), { death: { call: 40, when: "after", who: "plugin" } });
      await world.up(three);
      expect(await orphansOf(world, fixture.definition)).toEqual([]);
    });

    test("an account that may not tag can have a batch, with a warning", async () => {
      world.useKeyWithoutTags();
      const untagged = world.program(three).map(({ args: { tags: _tags, ...args }, ...rest }) => ({ ...rest, args }));
      const run = await world.engine.up(untagged);
      expect(run.errors).toEqual([]);
      expect(run.warnings.join()).toMatch(/may not tag/);
      expect(world.ids()).toHaveLength(3);
      expect(await world.engine.refresh()).toMatchObject({ errors: [] });
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.instances()).toEqual([]);
    });
  });
}

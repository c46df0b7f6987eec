import { noEngine } from "../../../provider/core/host/engine";
import { findOrphans } from "../../../provider/core/provider/orphans";
import { createSession } from "../../../provider/core/session/session";
import { type BatchCase, type BatchFixture, openBatch } from "./fixture";

export function batchOwnership(fixture: BatchFixture): void {
  describe("ownership", () => {
    let world: BatchCase;
    beforeEach(async () => {
      world = await openBatch(fixture);
    });
    afterEach(() => world.close());
    const three = { quantity: 3 };

    /** A creation whose process dies as soon as its instances bear the mark. */
    const begin = async () => {
      const hasPendingTags = () =>
        world.instances().some(({ tags }) => JSON.stringify(tags).includes("pulumi-cn-cache"));
      for (let call = 1; !hasPendingTags(); call++) {
        await world.engine.up(world.program(three), { death: { call, when: "after", who: "plugin" } });
        if (hasPendingTags()) break;
        world.sandbox.reset();
        world.engine.state = [];
        world.forgetJournal();
      }
      expect(world.engine.state).toEqual([]);
      return world
        .instances()
        .map(({ id }) => id)
        .sort();
    };

    test("what a run that died has begun is taken over, with a warning that names it", async () => {
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

    test("what a run that died has begun beyond what is wanted now is deleted", async () => {
      const begun = await begin();
      expect(await world.up({ quantity: 2 })).toMatchObject({ errors: [] });
      for (const id of world.ids()) expect(begun).toContain(id);
      await world.expectExactly({ quantity: 2 });
    });

    test("on a machine that knows nothing of it, what is beyond what is wanted now is named and not touched", async () => {
      const begun = await begin();
      world.forgetJournal();
      const run = await world.up({ quantity: 2 });
      expect(run.errors).toEqual([]);
      const [beyond] = begun.filter((id) => !world.ids().includes(id));
      expect(run.warnings.join()).toMatch(new RegExp(`${beyond}.*wanted more`));
      expect(world.instances()).toHaveLength(3);
    });

    test("what is older than a day is neither taken over nor doubled", async () => {
      const begun = await begin();
      world.clock.advance(25 * 3600_000);
      const run = await world.up(three);
      expect(run.errors.join()).toMatch(/more than a day ago/);
      for (const id of begun) expect(run.errors.join()).toContain(id);
      expect(world.instances()).toHaveLength(3);
    });

    test("retained members are not taken over by a batch of the same name", async () => {
      await world.engine.up(world.program(three, { retainOnDelete: true }));
      const retained = world.ids();
      await world.engine.up([]);
      world.clock.advance(60_000);
      expect(await world.up(three)).toMatchObject({ errors: [] });
      for (const id of world.ids()) expect(retained).not.toContain(id);
      expect(world.instances()).toHaveLength(6);
    });

    test("a batch that was destroyed and is made again has new members", async () => {
      await world.up(three);
      const before = world.ids();
      await world.engine.destroy();
      expect(await world.up(three)).toMatchObject({ errors: [] });
      for (const id of world.ids()) expect(before).not.toContain(id);
      await world.expectExactly(three);
    });

    test("a batch under a new name by an alias keeps its members, and the old name can be used anew", async () => {
      await world.up(three);
      const before = world.ids();
      const renamed = world.program(three, { name: "renamed", aliases: ["caches"] });
      expect((await world.engine.up(renamed)).steps).toEqual(["same renamed"]);
      world.clock.advance(60_000);
      expect((await world.engine.up([...renamed, ...world.program(three)])).errors).toEqual([]);
      expect(world.ids()).toEqual(before);
      expect(world.instances()).toHaveLength(6);
    });

    test("members that the stack holds are no orphans; what a dead run has begun is", async () => {
      const find = () => {
        const session = createSession({ clock: world.clock, env: world.engine.world.env, engine: noEngine });
        return findOrphans([fixture.kind], session, () => undefined, { deployment: { resources: world.engine.state } });
      };
      const begun = await begin();
      expect((await find()).orphans.map(({ id }) => id).sort()).toEqual(begun);
      // The run takes them over and ends badly, so that their marks stay.
      await world.engine.up(world.program(three), { death: { call: 40, when: "after", who: "plugin" } });
      await world.up(three);
      expect((await find()).orphans).toEqual([]);
    });

    test("an account that may not tag can have a batch, and is told what it does without", async () => {
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

    test("a wrong account is no proof that members are gone", async () => {
      await world.up(three);
      const before = world.ids();
      world.useOtherAccount();
      const run = await world.engine.refresh();
      expect(run.errors).not.toEqual([]);
      expect(world.ids()).toEqual(before);
      expect((await world.up({ ...three, edit: "second" })).errors).not.toEqual([]);
      expect(world.ids()).toEqual(before);
      expect(world.members().map(({ status }) => status)).not.toContain("notFound");
    });
  });
}

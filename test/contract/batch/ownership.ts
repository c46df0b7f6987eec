import { noEngine } from "../../../provider/core/host/engine";
import { findOrphans } from "../../../provider/core/provider/orphans";
import { createSession } from "../../../provider/core/session/session";
import { type BatchCase, type BatchFixture, openBatch } from "./fixture";

export function batchOwnership(fixture: BatchFixture): void {
  describe("ownership", () => {
    let it: BatchCase;
    beforeEach(async () => {
      it = await openBatch(fixture);
    });
    afterEach(() => it.close());
    const three = { quantity: 3 };

    /** A creation whose process dies as soon as its instances bear the mark. */
    const begin = async () => {
      const isMarked = () => it.instances().some(({ tags }) => JSON.stringify(tags).includes("pulumi-cn-cache"));
      for (let call = 1; !isMarked(); call++) {
        await it.engine.up(it.program(three), { death: { call, when: "after", who: "plugin" } });
        if (isMarked()) break;
        it.sandbox.reset();
        it.engine.state = [];
        it.forgetJournal();
      }
      expect(it.engine.state).toEqual([]);
      return it
        .instances()
        .map(({ id }) => id)
        .sort();
    };

    test("what a run that died has begun is taken over, with a warning that names it", async () => {
      const begun = await begin();
      it.forgetJournal();
      const creates = it.calls(fixture.creates);
      const run = await it.up(three);
      expect(run.errors).toEqual([]);
      expect(run.warnings.join()).toMatch(new RegExp(`Resuming instance .*${begun[0]}.*interrupted`));
      expect(it.calls(fixture.creates)).toBe(creates);
      expect(it.ids().sort()).toEqual(begun);
      await it.expectExactly(three);
    });

    test("what a run that died has begun beyond what is wanted now is deleted", async () => {
      const begun = await begin();
      expect(await it.up({ quantity: 2 })).toMatchObject({ errors: [] });
      for (const id of it.ids()) expect(begun).toContain(id);
      await it.expectExactly({ quantity: 2 });
    });

    test("on a machine that knows nothing of it, what is beyond what is wanted now is named and not touched", async () => {
      const begun = await begin();
      it.forgetJournal();
      const run = await it.up({ quantity: 2 });
      expect(run.errors).toEqual([]);
      const [beyond] = begun.filter((id) => !it.ids().includes(id));
      expect(run.warnings.join()).toMatch(new RegExp(`${beyond}.*wanted more`));
      expect(it.instances()).toHaveLength(3);
    });

    test("what is older than a day is neither taken over nor doubled", async () => {
      const begun = await begin();
      it.clock.advance(25 * 3600_000);
      const run = await it.up(three);
      expect(run.errors.join()).toMatch(/more than a day ago/);
      for (const id of begun) expect(run.errors.join()).toContain(id);
      expect(it.instances()).toHaveLength(3);
    });

    test("retained members are not taken over by a batch of the same name", async () => {
      await it.engine.up(it.program(three, { retainOnDelete: true }));
      const retained = it.ids();
      await it.engine.up([]);
      it.clock.advance(60_000);
      expect(await it.up(three)).toMatchObject({ errors: [] });
      for (const id of it.ids()) expect(retained).not.toContain(id);
      expect(it.instances()).toHaveLength(6);
    });

    test("a batch that was destroyed and is made again has new members", async () => {
      await it.up(three);
      const before = it.ids();
      await it.engine.destroy();
      expect(await it.up(three)).toMatchObject({ errors: [] });
      for (const id of it.ids()) expect(before).not.toContain(id);
      await it.expectExactly(three);
    });

    test("a batch under a new name by an alias keeps its members, and the old name can be used anew", async () => {
      await it.up(three);
      const before = it.ids();
      const renamed = it.program(three, { name: "renamed", aliases: ["caches"] });
      expect((await it.engine.up(renamed)).steps).toEqual(["same renamed"]);
      it.clock.advance(60_000);
      expect((await it.engine.up([...renamed, ...it.program(three)])).errors).toEqual([]);
      expect(it.ids()).toEqual(before);
      expect(it.instances()).toHaveLength(6);
    });

    test("members that the stack holds are no orphans; what a dead run has begun is", async () => {
      const find = () => {
        const session = createSession({ clock: it.clock, env: it.engine.world.env, engine: noEngine });
        return findOrphans([fixture.kind], session, () => undefined, { deployment: { resources: it.engine.state } });
      };
      const begun = await begin();
      expect((await find()).orphans.map(({ id }) => id).sort()).toEqual(begun);
      // The run takes them over and ends badly, so that their marks stay.
      await it.engine.up(it.program(three), { death: { call: 40, when: "after", who: "plugin" } });
      await it.up(three);
      expect((await find()).orphans).toEqual([]);
    });

    test("an account that may not tag can have a batch, and is told what it does without", async () => {
      it.useKeyWithoutTags();
      const untagged = it.program(three).map(({ args: { tags: _tags, ...args }, ...rest }) => ({ ...rest, args }));
      const run = await it.engine.up(untagged);
      expect(run.errors).toEqual([]);
      expect(run.warnings.join()).toMatch(/may not tag/);
      expect(it.ids()).toHaveLength(3);
      expect(await it.engine.refresh()).toMatchObject({ errors: [] });
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.instances()).toEqual([]);
    });

    test("a wrong account is no proof that members are gone", async () => {
      await it.up(three);
      const before = it.ids();
      it.useOtherAccount();
      const run = await it.engine.refresh();
      expect(run.errors).not.toEqual([]);
      expect(it.ids()).toEqual(before);
      expect((await it.up({ ...three, edit: "second" })).errors).not.toEqual([]);
      expect(it.ids()).toEqual(before);
      expect(it.members().map(({ status }) => status)).not.toContain("notFound");
    });
  });
}

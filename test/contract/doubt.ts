import { renameSync } from "node:fs";
import { takeValue } from "../../provider/core/ownership/pendingTag";
import { MiniEngine } from "../engine/miniEngine";
import { backendFolder } from "../support/backendFolder";
import { type ArgumentCase, differences, type Fixture, hasPendingTag, orphansOf, slow, useCase } from "./fixture";

/** Situations in which nobody but a person can know whether the stack holds an instance. */
export function contractOfDoubt(fixture: Fixture): void {
  describe("doubt", () => {
    const world = useCase(fixture, slow);
    const { adoptInstanceId } = fixture.definition.attributes;

    const tagValue = (id: string) => {
      const tags = JSON.stringify(world.instances().find((instance) => instance.id === id)?.tags);
      return /[0-9a-f]{12}\.[0-9a-f]{12}\.[0-9a-f]{12}/.exec(tags)?.[0] as string;
    };
    const takeValueOf = (id: string) => {
      const [urn, stack, identity] = tagValue(id).split(".") as [string, string, string];
      return takeValue({ urn, stack, identity });
    };
    /** A healthy run whose state nobody could save. */
    const unsaved = async () => {
      const run = await world.engine.up(world.program(), { isUnsaved: true });
      expect(run.errors).toEqual([]);
      expect(world.engine.state).toEqual([]);
      const [id = ""] = world.instanceIds();
      return { id, run };
    };

    test("an instance whose state was not saved is named by that run, by every later up, and by orphans; none is bought beside it", async () => {
      const { id, run } = await unsaved();
      expect(run.warnings.join()).toContain(id);
      for (let again = 0; again < 2; again++) {
        const { errors } = await world.engine.up(world.program());
        expect(errors.join()).toMatch(new RegExp(`${id}[\\s\\S]*state was not saved[\\s\\S]*Nothing was created`));
        expect(world.instanceIds()).toEqual([id]);
      }
      expect(await orphansOf(world, fixture.definition)).toEqual([id]);
      // The resource leaves the program: any other of the stack still names it.
      const other = { ...world.program(fixture.base, { name: "other" })[0] };
      expect((await world.engine.up([other] as never)).warnings.join()).toContain(id);
      expect((await world.engine.up([other] as never)).warnings.join()).toContain(id);
    });

    test("orphans of a stack without a resource of ours lists what that stack has lost, and not what another stack's run has returned", async () => {
      const other = new MiniEngine(world.engine.world);
      other.stack = "other";
      expect(await other.up(world.program())).toMatchObject({ errors: [] });
      const [theirs] = world.instanceIds();
      expect(await orphansOf(world, fixture.definition)).toEqual([]);
      await world.engine.up(world.program(), { isUnsaved: true });
      const lost = world.instanceIds().filter((id) => id !== theirs);
      expect(await orphansOf(world, fixture.definition)).toEqual(lost);
    });

    test("without a readable state the run itself names what it has created, and the doubt remains and is said", async () => {
      world.engine.isStateReadable = false;
      const { id, run } = await unsaved();
      expect(run.warnings.join()).toMatch(new RegExp(`${id} .*could not be read`));
      const { errors } = await world.engine.up(world.program());
      expect(errors.join()).toMatch(new RegExp(`${id}[\\s\\S]*could not be read`));
      expect(world.instanceIds()).toEqual([id]);
    });

    test("an edit of the program after it buys none beside it either", async () => {
      const { id } = await unsaved();
      const { errors } = await world.engine.up(world.program(fixture.replaced));
      expect(errors.join()).toMatch(new RegExp(`${id}[\\s\\S]*Nothing was created`));
      expect(world.instanceIds()).toEqual([id]);
    });

    test("a replacement whose state was not saved is not bought again once a refresh has dropped the old instance", async () => {
      await world.engine.up(world.program());
      await world.engine.up(world.program(fixture.replaced), { isUnsaved: true });
      const [id] = world.instanceIds();
      expect(world.ids()).not.toEqual([id]);
      const { errors } = await world.engine.up(world.program(fixture.replaced), { refresh: true });
      expect(errors.join()).toContain(id);
      expect(world.instanceIds()).toEqual([id]);
    });

    test("beside an instance in doubt, one of a killed run is named too", async () => {
      const { id } = await unsaved();
      const other = new MiniEngine(world.engine.world);
      other.stack = "other";
      for (let call = 1; world.instances().filter(hasPendingTag).length < 2; call++)
        await other.up(world.program(), { death: { call, when: "after", who: "plugin" } });
      const [killed = ""] = world.instanceIds().filter((each) => each !== id);
      world.setPendingTag(killed, tagValue(id));
      const { errors, warnings } = await world.engine.up(world.program());
      for (const each of [id, killed]) expect([...errors, ...warnings].join()).toContain(each);
      expect(world.instanceIds()).toHaveLength(2);
    });

    test("an up that fails names what another resource has left there", async () => {
      await world.engine.up([...world.program(), ...world.program(fixture.base, { name: "other" })], {
        isUnsaved: true,
      });
      const { errors, warnings } = await world.engine.up(world.program());
      expect(errors).toHaveLength(1);
      for (const id of world.instanceIds()) expect([...errors, ...warnings].join()).toContain(id);
    });

    test.each([
      ["an account that may neither tag nor list tags", 0],
      ["an instance whose own tags leave no room for the returned tag", 19],
    ])("where the order has a token, none is bought again, also after an edit, for %s", async (_, count) => {
      const changed = { instanceName: fixture.inPlace.instanceName };
      if (!fixture.definition.origins) return expect(fixture.definition.isCreateRepeatable).toBe(false);
      if (count === 0) world.useKeyWithoutTags();
      const tags = Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, "on"]));
      const program = world.program({ ...fixture.base, tags: count === 0 ? undefined : tags });
      expect(await world.engine.up(program, { isUnsaved: true })).toMatchObject({ errors: [] });
      world.clock.advance(60_000);
      const ids = world.instanceIds();
      const edited = program.map((each) => ({ ...each, args: { ...each.args, ...changed } }));
      for (const each of [program, edited]) {
        world.engine.world.journal.forget();
        const { errors } = await world.engine.up(each);
        expect(errors.join()).toContain(ids[0]);
        expect(world.instanceIds()).toEqual(ids);
      }
    });

    test.each([
      ["an account that may neither tag nor list tags", 0],
      ["an instance whose own tags leave no room for the returned tag", "mostTags"],
    ] as const)("the run itself names what was not saved, also for %s", async (_, count) => {
      const most = fixture.definition.cloud.pendingTags.mostTags ?? 20;
      if (count === 0) world.useKeyWithoutTags();
      const tags = Object.fromEntries(Array.from({ length: most }, (_, index) => [`tag${index}`, "on"]));
      const program = world.program({ ...fixture.base, tags: count === 0 ? undefined : tags });
      const run = await world.engine.up(program, { isUnsaved: true });
      expect(run).toMatchObject({ errors: [] });
      const [id] = world.instanceIds();
      expect(run.warnings.join()).toMatch(new RegExp(`${id} was created, but the saved state`));
    });

    test("an instance of a killed run with as many tags of its own as there can be is taken over, and has them all", async () => {
      const most = fixture.definition.cloud.pendingTags.mostTags ?? 20;
      const tags = Object.fromEntries(Array.from({ length: most }, (_, index) => [`tag${index}`, "on"]));
      const program = world.program({ ...fixture.base, tags });
      const id = await killedAfterCreate(program);
      world.engine.world.journal.forget();
      expect(await world.engine.up(program)).toMatchObject({ errors: [] });
      expect(world.ids()).toEqual([id]);
      await world.engine.up(program);
      expect(world.instances().map((each) => each.tags)).toEqual([tags]);
    });

    test("a machine's clock that is 25 h ahead makes no instance of a killed run an old one", async () => {
      const id = await killedAfterCreate();
      world.engine.aheadMs = 25 * 3600_000;
      expect(await world.engine.up(world.program())).toMatchObject({ errors: [] });
      expect(world.ids()).toEqual([id]);
      expect(world.instanceIds()).toEqual([id]);
    });

    test("a folder with the states that is mounted elsewhere, and spelled otherwise, is the same backend; another folder is not", async () => {
      const { folder, mount, remove } = backendFolder();
      try {
        mount(world.engine.world.env, folder);
        const id = await killedAfterCreate();
        const moved = `${folder}-moved`;
        renameSync(folder, moved);
        const other = new MiniEngine(world.engine.world);
        mount(world.engine.world.env, folder);
        const theirs = await other.up(world.program());
        expect(theirs.warnings.join()).toContain(id);
        expect(other.state.map((entry) => entry.id)).not.toContain(id);

        Object.assign(world.engine.world.env, { PULUMI_BACKEND_URL: `file://${moved}/?no_tmp_dir=true` });
        expect(await world.engine.up(world.program())).toMatchObject({ errors: [] });
        expect(world.ids()).toEqual([id]);
      } finally {
        remove();
      }
    });

    test("a program's token in two stacks: each has an instance of its own, and neither destroys the other's", async () => {
      if (!fixture.definition.userTokens) return expect(fixture.definition.attributes).not.toHaveProperty("token");
      const program = world.program({ ...fixture.base, token: "ours" });
      const other = new MiniEngine(world.engine.world);
      other.stack = "prod";
      expect(await world.engine.up(program)).toMatchObject({ errors: [] });
      const [mine] = world.ids();
      await other.up(program);
      expect(other.state.map((entry) => entry.id)).not.toContain(mine);
      await other.destroy();
      expect(world.instanceIds()).toEqual([mine]);
    });

    test("an account that may not tag, an empty home and an edited program: a killed run's instance is named and none is bought, where the order has a token", async () => {
      if (!fixture.definition.origins) return expect(fixture.definition.isCreateRepeatable).toBe(false);
      world.useKeyWithoutTags();
      const id = await killedAfterCreate(world.program({ ...fixture.base, tags: undefined }));
      world.clock.advance(60_000);
      const { instanceName } = fixture.inPlace;
      expect(instanceName).not.toBe(fixture.base.instanceName);
      for (const edited of [fixture.base, { ...fixture.base, instanceName }, fixture.replaced]) {
        world.engine.world.journal.forget();
        const { errors } = await world.engine.up(world.program({ ...edited, tags: undefined }));
        expect(errors.join()).toMatch(new RegExp(`${id}[\\s\\S]*Nothing was created`));
        expect(world.instanceIds()).toEqual([id]);
      }
    });

    test("a person can have it taken into the stack by its tag, also after a day", async () => {
      const { id } = await unsaved();
      world.clock.advance(25 * 3600_000);
      world.setPendingTag(id, takeValueOf(id));
      await world.reconcile();
      expect(world.ids()).toEqual([id]);
      await world.engine.up(world.program());
      expect(world.instances().map(hasPendingTag)).toEqual([false]);
    });

    test("a person can have it taken into the stack by the program", async () => {
      if (!adoptInstanceId) return expect(fixture.definition.attributes).not.toHaveProperty("adoptInstanceId");
      const { id } = await unsaved();
      await world.reconcile({ ...fixture.base, adoptInstanceId: id });
      expect(world.ids()).toEqual([id]);
    });

    test("a person can have it left alone: another is created, and nobody mentions it any more", async () => {
      const { id } = await unsaved();
      world.setPendingTag(id, "left");
      const first = await world.engine.up(world.program());
      expect(first.errors).toEqual([]);
      expect(world.ids()).not.toContain(id);
      expect(world.instances()).toHaveLength(2);
      const second = await world.engine.up(world.program());
      expect([...first.warnings, ...second.warnings].join()).not.toContain(id);
      expect(await orphansOf(world, fixture.definition)).toEqual([]);
    });

    test("an instance that was retained, or taken out of the state by hand, before a later run was shown its id is in doubt", async () => {
      await world.engine.up(world.program());
      const [id = ""] = world.ids();
      world.engine.state = [];
      const { errors } = await world.engine.up(world.program());
      expect(errors.join()).toContain(id);
      expect(world.instanceIds()).toEqual([id]);
    });

    test("--replace right after the first run replaces: the state holds the old one", async () => {
      await world.engine.up(world.program());
      const [id] = world.ids();
      expect(await world.engine.up(world.program(), { replace: ["cache"] })).toMatchObject({ errors: [] });
      expect(world.ids()).not.toEqual([id]);
      expect(world.instanceIds()).toEqual(world.ids());
    });

    test("--replace right after the first run, without a readable state: what is said to be in doubt can be left alone, and is replaced", async () => {
      await world.engine.up(world.program());
      const [id = ""] = world.ids();
      world.engine.isStateReadable = false;
      const { errors } = await world.engine.up(world.program(), { replace: ["cache"] });
      expect(errors.join()).toMatch(
        new RegExp(`${id}[\\s\\S]*could not be read: .*it is being replaced, have it left alone`),
      );
      expect(world.instanceIds()).toEqual([id]);
      world.setPendingTag(id, "left");
      expect(await world.engine.up(world.program(), { replace: ["cache"] })).toMatchObject({ errors: [] });
      expect(world.ids()).not.toEqual([id]);
      expect(world.instanceIds()).toEqual(world.ids());
    });

    test("two runs at the same time: what the last saved state does not hold is named, and so it is by the next up", async () => {
      const second = new MiniEngine(world.engine.world);
      const runs = await Promise.all([world.engine.up(world.program()), second.up(world.program())]);
      // The second run saves last, unless it has failed with nothing to save.
      if (second.state.length > 0) world.engine.state = second.state;
      const others = world.instanceIds().filter((id) => !world.ids().includes(id));
      const said = runs.flatMap(({ errors, warnings }) => [...errors, ...warnings]).join();
      for (const id of others) expect(said).toContain(id);
      const { warnings, errors } = await world.engine.up(world.program());
      expect(errors).toEqual([]);
      for (const id of others) expect(warnings.join()).toContain(id);
      expect((await orphansOf(world, fixture.definition)).sort()).toEqual(others.sort());
      expect(
        differences(
          fixture,
          world.instances().find(({ id }) => id === world.ids()[0]),
          fixture.base,
        ),
      ).toEqual([]);
    });

    describe("a resource that the program has moved to another region", () => {
      const region = fixture.definition.regionArgument;
      const { change, with: more } = fixture.arguments[region] as ArgumentCase;
      const others = typeof more === "function" ? more(change.to) : more;
      const moved = () => world.program({ ...fixture.base, ...others, [region]: change.to });

      test("after a killed run: what is left is named by every up on that machine until it is gone, and by orphans", async () => {
        const id = await killedAfterCreate();
        for (let again = 0; again < 2; again++) {
          const { errors, warnings } = await world.engine.up(moved());
          expect(errors).toEqual([]);
          expect(warnings.join()).toContain(id);
        }
        expect(await orphansOf(world, fixture.definition)).toEqual([id]);
        world.sandbox.drift({ cloud: fixture.cloud, id, delete: true });
        await world.engine.up(moved());
        const { warnings, apiCalls } = await world.engine.up(moved());
        expect(warnings).toEqual([]);
        // Nobody looks there any more.
        world.engine.world.journal.forget();
        expect(await world.engine.up(moved())).toMatchObject({ apiCalls });
      });

      test("after a killed run, with an empty home: orphans --all-regions finds what is left", async () => {
        const id = await killedAfterCreate();
        world.engine.world.journal.forget();
        await world.engine.up(moved());
        world.engine.world.journal.forget();
        expect(await orphansOf(world, fixture.definition, { isAllRegions: true })).toEqual([id]);
      });

      test("in a run whose state was not saved: the next up names the successor, and buys none beside it", async () => {
        await world.engine.up(world.program());
        await world.engine.up(moved(), { isUnsaved: true });
        const unsaved = world.instanceIds().filter((each) => !world.ids().includes(each));
        expect(unsaved).toHaveLength(1);
        world.engine.world.journal.forget();
        const { errors, warnings } = await world.engine.up(moved());
        expect([...errors, ...warnings].join()).toContain(unsaved[0]);
        expect(world.instanceIds().filter((each) => each !== unsaved[0]).length).toBeLessThanOrEqual(1);
      });
    });

    test("`pulumi cancel` while a run lives, then a second run: both hold one instance, or the other is named", async () => {
      const { undelivered } = world.engine.world;
      await killedBeforeCreate(world.engine.world);
      const second = world.engine.up(world.program());
      await undelivered.at(-1)?.deliver();
      const run = await second;
      expect(run.errors).toEqual([]);
      const others = world.instanceIds().filter((id) => !world.ids().includes(id));
      for (const id of others) expect(run.warnings.join()).toContain(id);
    });

    test("a creating call that takes effect after the next run, with an empty home, makes the same instance or one that is named until it is gone", async () => {
      const { undelivered, journal } = world.engine.world;
      await killedBeforeCreate(world.engine.world);
      journal.forget();
      await world.reconcile();
      await undelivered.at(-1)?.deliver();
      const late = world.instanceIds().filter((id) => !world.ids().includes(id));
      expect(late).toHaveLength(fixture.definition.origins ? 0 : 1);
      for (let again = 0; again < 2; again++) {
        const { warnings } = await world.engine.up(world.program());
        for (const id of late) expect(warnings.join()).toContain(id);
      }
      expect(await orphansOf(world, fixture.definition)).toEqual(late);
    });

    /** Nobody hears of the new instance. */
    async function killedAfterCreate(program = world.program()): Promise<string> {
      for (let call = 1; world.instances().length === 0; call++)
        await world.engine.up(program, { death: { call, when: "after", who: "plugin" } });
      return world.instanceIds()[0] as string;
    }

    /** Up to the moment when the creating call is on its way. */
    async function killedBeforeCreate({ undelivered }: MiniEngine["world"]): Promise<void> {
      for (let call = 1; !/^create/i.test(undelivered.at(-1)?.action ?? ""); call++)
        await world.engine.up(world.program(), { death: { call, when: "before", who: "plugin" } });
      expect(world.instances()).toEqual([]);
    }
  });
}

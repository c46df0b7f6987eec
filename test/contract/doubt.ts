import { takeValue } from "../../provider/core/ownership/pendingTag";
import { MiniEngine } from "../engine/miniEngine";
import { differences, type Fixture, hasPendingTag, orphansOf, useCase } from "./fixture";

/** Situations in which nobody but a person can know whether the stack holds an instance. */
export function contractOfDoubt(fixture: Fixture): void {
  describe("doubt", () => {
    const world = useCase(fixture);
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

    test("without a readable state the doubt remains, and is said", async () => {
      const { id } = await unsaved();
      world.engine.isStateReadable = false;
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
    ])("where the order has a token, none is bought again for %s", async (_, count) => {
      if (!fixture.definition.origins) return expect(fixture.definition.isCreateRepeatable).toBe(false);
      if (count === 0) world.useKeyWithoutTags();
      const tags = Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, "on"]));
      const program = world.program({ ...fixture.base, tags: count === 0 ? undefined : tags });
      expect(await world.engine.up(program, { isUnsaved: true })).toMatchObject({ errors: [] });
      world.engine.world.journal.forget();
      world.clock.advance(60_000);
      const ids = world.instanceIds();
      const { errors } = await world.engine.up(program);
      expect(errors.join()).toContain(ids[0]);
      expect(world.instanceIds()).toEqual(ids);
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

    /** Up to the moment when the creating call is on its way. */
    async function killedBeforeCreate({ undelivered }: MiniEngine["world"]): Promise<void> {
      for (let call = 1; !/^create/i.test(undelivered.at(-1)?.action ?? ""); call++)
        await world.engine.up(world.program(), { death: { call, when: "before", who: "plugin" } });
      expect(world.instances()).toEqual([]);
    }
  });
}

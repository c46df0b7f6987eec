import { renameSync } from "node:fs";
import type { SandboxInstance } from "../../../sandbox";
import { MiniEngine } from "../../engine/miniEngine";
import { backendFolder } from "../../support/backendFolder";
import { hasPendingTag, orphansOf, slow } from "../fixture";
import { type BatchFixture, useBatch } from "./fixture";

const pendingTag = "pulumi-cn-cache:pending";

/** Situations in which nobody but a person can know whether the stack holds the members. */
export function batchDoubt(fixture: BatchFixture): void {
  describe("doubt", () => {
    const world = useBatch(fixture, slow.provisionMs);
    const { tagPending, userTokens } = fixture.definition;
    const three = { quantity: 3 };
    const another = () => world.program(three, { name: "others" });

    /** As a person does in the console. */
    const setTag = (value: string, instances: readonly SandboxInstance[] = world.instances()) => {
      for (const { id } of instances) world.sandbox.drift({ cloud: fixture.cloud, id, tags: { [pendingTag]: value } });
    };
    /** The value that a message asks for. */
    const takeValueIn = (message: string) => /"([0-9a-f.]{38}\.take)"/.exec(message)?.[1] as string;
    const unsaved = async () => {
      const run = await world.engine.up(world.program(three), { isUnsaved: true });
      expect(run.errors).toEqual([]);
      expect(world.engine.state).toEqual([]);
      return { ids: world.instanceIds().sort(), run };
    };

    test("members whose state was not saved are named by that run, by every later up and by orphans; none is bought beside them", async () => {
      const { ids, run } = await unsaved();
      for (const id of ids) expect(run.warnings.join()).toContain(id);
      for (let again = 0; again < 2; again++) {
        const { errors } = await world.up(three);
        for (const id of ids) expect(errors.join()).toContain(id);
        expect(world.instanceIds().sort()).toEqual(ids);
      }
      expect(await orphansOf(world, fixture.definition)).toEqual(ids);
    });

    test("without a readable state the run itself names the members, and the doubt remains and is said", async () => {
      world.engine.isStateReadable = false;
      const { ids, run } = await unsaved();
      const { errors } = await world.up(three);
      for (const id of ids) {
        expect(run.warnings.join()).toMatch(new RegExp(`${id} .*could not be read`));
        expect(errors.join()).toMatch(new RegExp(`${id}[\\s\\S]*could not be read`));
      }
      expect(world.instanceIds().sort()).toEqual(ids);
    });

    test("orphans of a stack without a resource of ours lists its members that were not saved, and not those of another stack", async () => {
      const other = new MiniEngine(world.engine.world);
      other.stack = "other";
      expect(await other.up(world.program(three))).toMatchObject({ errors: [] });
      const theirs = world.instanceIds();
      expect(await orphansOf(world, fixture.definition)).toEqual([]);
      await world.up(three, { isUnsaved: true });
      const lost = world.instanceIds().filter((id) => !theirs.includes(id));
      expect(lost).toHaveLength(3);
      expect(await orphansOf(world, fixture.definition)).toEqual(lost.sort());
    });

    test("a person can have them taken into the stack", async () => {
      const { ids } = await unsaved();
      setTag(takeValueIn((await world.up(three)).errors.join()));
      expect(await world.up(three)).toMatchObject({ errors: [] });
      expect(world.ids().sort()).toEqual(ids);
      await world.expectExactly(three);
      await world.up(three);
      expect(world.instances().filter(hasPendingTag)).toEqual([]);
    });

    test("a person can have them left alone: others are created, and nobody mentions them any more", async () => {
      const { ids } = await unsaved();
      setTag("left");
      const { errors, warnings } = await world.up(three);
      expect(errors).toEqual([]);
      expect(world.instances()).toHaveLength(6);
      const later = await world.up(three);
      for (const id of ids) expect([...warnings, ...later.warnings].join()).not.toContain(id);
      expect(await orphansOf(world, fixture.definition)).toEqual([]);
    });

    test("--replace right after the first run replaces all members: the state holds the old ones", async () => {
      await world.up(three);
      const before = world.ids();
      expect(await world.up(three, { replace: ["caches"] })).toMatchObject({ errors: [] });
      for (const id of world.ids()) expect(before).not.toContain(id);
      await world.expectExactly(three);
    });

    test.each([
      ["right after the first run", 1],
      ["after a run without changes", 2],
    ])(
      "--replace %s, without a readable state: what is in doubt can be left alone, and is replaced",
      async (_, runs) => {
        for (let run = 0; run < runs; run++) await world.up(three);
        world.clock.advance(60_000);
        const before = world.ids();
        world.engine.isStateReadable = false;
        const replaced = () => world.up(three, { replace: ["caches"] });
        const { errors } = await replaced();
        if (runs === 1 || tagPending) {
          for (const id of before) expect(errors.join()).toContain(id);
          expect(errors.join()).toMatch(/could not be read: .*it is being replaced, have it left alone/);
          expect(world.instanceIds().sort()).toEqual(before.sort());
          setTag("left");
          expect(await replaced()).toMatchObject({ errors: [] });
        }
        for (const id of world.ids()) expect(before).not.toContain(id);
        expect(world.instanceIds().sort()).toEqual(world.ids().sort());
      },
    );

    test("two runs at the same time: what the last saved state does not hold is named, and so it is by the next up", async () => {
      const second = new MiniEngine(world.engine.world);
      const runs = await Promise.all([world.up(three), second.up(world.program(three))]);
      if (second.state.length > 0) world.engine.state = second.state;
      const others = () => world.instanceIds().filter((id) => !world.ids().includes(id));
      const said = runs.flatMap(({ errors, warnings }) => [...errors, ...warnings]).join();
      for (const id of others()) expect(said).toContain(id);
      const { warnings } = await world.up(three);
      for (const id of others()) expect(warnings.join()).toContain(id);
      expect(world.ids()).toHaveLength(3);
    });

    test("an edit of the program after it buys none beside them either", async () => {
      const { ids } = await unsaved();
      for (const edited of [{ ...three, edit: "second" }, { quantity: 5 }, { ...three, other: true }]) {
        const { errors } = await world.up(edited);
        for (const id of ids) expect(errors.join()).toContain(id);
        expect(world.instanceIds().sort()).toEqual(ids);
      }
    });

    test("a machine's clock that is 25 h ahead makes no member of a killed run an old one", async () => {
      const ids = await killedWithTags();
      world.engine.aheadMs = 25 * 3600_000;
      expect(await world.up(three)).toMatchObject({ errors: [] });
      expect(world.ids().sort()).toEqual(ids);
      expect(world.instanceIds().sort()).toEqual(ids);
    });

    test("a folder with the states that is mounted elsewhere, and spelled otherwise, is the same backend", async () => {
      const { folder, mount, remove } = backendFolder();
      try {
        mount(world.engine.world.env, folder);
        const ids = await killedWithTags();
        renameSync(folder, `${folder}-moved`);
        Object.assign(world.engine.world.env, { PULUMI_BACKEND_URL: `file://${folder}-moved/?no_tmp_dir=true` });
        expect(await world.up(three)).toMatchObject({ errors: [] });
        expect(world.ids().sort()).toEqual(ids);
      } finally {
        remove();
      }
    });

    test.each([
      ["before the next run orders, on the same machine", false, true],
      ["after the next run, with an empty home", true, false],
    ])(
      "a creating call that takes effect %s makes the same members, or some that are named until they are gone",
      async (_, isLate, hasJournal) => {
        const { undelivered } = world.engine.world;
        for (let call = 1; undelivered.at(-1)?.action !== fixture.creates; call++)
          await world.up(three, { death: { call, when: "before", who: "plugin" } });
        if (!hasJournal) world.forgetJournal();
        const next = world.up(three);
        if (!isLate) await undelivered.at(-1)?.deliver();
        expect(await next).toMatchObject({ errors: [] });
        if (isLate) await undelivered.at(-1)?.deliver();
        const late = world.instanceIds().filter((id) => !world.ids().includes(id));
        expect(late).toHaveLength(isLate && !fixture.definition.member.origins ? 3 : 0);
        for (let again = 0; again < 2; again++) {
          const { warnings } = await world.up(three);
          for (const id of late) expect(warnings.join()).toContain(id);
        }
        expect(await orphansOf(world, fixture.definition)).toEqual(late.sort());
      },
    );

    /** A killed run whose members have the pending tag. */
    async function killedWithTags(): Promise<string[]> {
      for (let call = 1; !world.instances().some(hasPendingTag); call++)
        await world.up(three, { death: { call, when: "after", who: "plugin" } });
      expect(world.instances()).toHaveLength(3);
      expect(world.engine.state).toEqual([]);
      return world.instanceIds().sort();
    }

    /** A batch whose instances exist without a tag, as the creating call cannot carry one. */
    const killedBeforeTags = async (program = world.program(three)) => {
      const { undelivered } = world.engine.world;
      for (let call = 1; world.instances().length === 0; call++) {
        world.forgetJournal();
        await world.engine.up(program, { death: { call, when: "before", who: "plugin" } });
        expect(undelivered.length).toBeGreaterThan(0);
      }
      expect(world.instances().filter(hasPendingTag)).toEqual([]);
      world.clock.advance(60_000);
      return world.instanceIds().sort();
    };

    test("members without a tag, and an empty home: the next up names them and buys none, and a person can have them taken", async () => {
      if (!tagPending) return expect(fixture.definition.member.origins).toBeUndefined();
      const ids = await killedBeforeTags();
      world.forgetJournal();
      const { errors } = await world.up(three);
      for (const id of ids) expect(errors.join()).toContain(id);
      expect(world.instanceIds().sort()).toEqual(ids);
      setTag(takeValueIn(errors.join()));
      expect(await world.up(three)).toMatchObject({ errors: [] });
      expect(world.ids().sort()).toEqual(ids);
    });

    test("the same for a batch that was destroyed and is created anew", async () => {
      if (!tagPending) return expect(fixture.definition.member.origins).toBeUndefined();
      await world.up(three);
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      world.clock.advance(60_000);
      for (let call = 1; world.instances().length === 0; call++) {
        world.forgetJournal();
        await world.up(three, { death: { call, when: "before", who: "plugin" } });
      }
      expect(world.instances().filter(hasPendingTag)).toEqual([]);
      world.forgetJournal();
      world.clock.advance(60_000);
      const ids = world.instanceIds().sort();
      const { errors } = await world.up(three);
      for (const id of ids) expect(errors.join()).toContain(id);
      expect(world.instanceIds().sort()).toEqual(ids);
    });

    const edits = [
      ["fewer", { quantity: 2 }],
      ["more", { quantity: 5 }],
      ["a change in place", { ...three, edit: "second" }],
      ["a change that needs other instances", { ...three, other: true }],
    ] as const;

    test.each(edits)(
      "members without a tag, an empty home, and an edit of the program to %s: the next up names them and buys none",
      async (_, edited) => {
        if (!tagPending) return expect(fixture.definition.member.origins).toBeUndefined();
        const ids = await killedBeforeTags();
        for (let again = 0; again < 2; again++) {
          world.forgetJournal();
          const { errors } = await world.up(edited);
          for (const id of ids) expect(errors.join()).toContain(id);
          expect(world.instanceIds().sort()).toEqual(ids);
        }
        setTag("left");
        world.forgetJournal();
        expect(await world.up(edited)).toMatchObject({ errors: [] });
        expect(world.ids()).toHaveLength(edited.quantity);
        for (const id of ids) expect(world.ids()).not.toContain(id);
      },
    );

    test("the same on the machine of the killed run: once the members are left alone, nothing is mentioned any more", async () => {
      if (!tagPending) return expect(fixture.definition.member.origins).toBeUndefined();
      const edited = { ...three, other: true };
      const ids = await killedBeforeTags();
      const { errors } = await world.up(edited);
      for (const id of ids) expect(errors.join()).toContain(id);
      setTag("left");
      expect(await world.up(edited)).toMatchObject({ errors: [] });
      expect((await world.up(edited)).warnings).toEqual([]);
    });

    test("the same with a token of the program's own", async () => {
      if (!userTokens) return expect(fixture.definition.attributes).not.toHaveProperty("token");
      const withToken = (quantity: number, token: string) =>
        world.program({ quantity }).map((each) => ({ ...each, args: { ...each.args, token } }));
      const ids = await killedBeforeTags(withToken(3, "ours"));
      world.forgetJournal();
      for (const id of ids) expect((await world.engine.up(withToken(5, "ours"))).errors.join()).toContain(id);
      setTag("left");
      expect((await world.engine.up(withToken(5, "ours"))).errors.join()).toMatch(/Change `token` in the program/);
      expect(world.instanceIds().sort()).toEqual(ids);
      expect(await world.engine.up(withToken(5, "another"))).toMatchObject({ errors: [] });
      expect(world.ids()).toHaveLength(5);
    });

    test("a batch that had several lives before: a killed order is named all the same", async () => {
      if (!tagPending) return expect(fixture.definition.member.origins).toBeUndefined();
      for (let life = 0; life < 4; life++) {
        expect(await world.up(three)).toMatchObject({ errors: [] });
        expect(await world.engine.destroy()).toMatchObject({ errors: [] });
        world.clock.advance(60_000);
      }
      const ids = await killedBeforeTags();
      world.forgetJournal();
      const { errors } = await world.up(three);
      for (const id of ids) expect(errors.join()).toContain(id);
      expect(world.instanceIds().sort()).toEqual(ids);
    });

    test("a batch that was destroyed and is created with another password, each time with an empty home", async () => {
      const withPassword = (password: string) =>
        world.program(three).map((each) => ({ ...each, args: { ...each.args, password } }));
      for (const password of ["Secret-123", "Another-456", "Third-7890"]) {
        world.forgetJournal();
        expect(await world.engine.up(withPassword(password))).toMatchObject({ errors: [] });
        expect(world.ids()).toHaveLength(3);
        expect(world.instanceIds().sort()).toEqual(world.ids().sort());
        expect(await world.engine.destroy()).toMatchObject({ errors: [] });
        world.clock.advance(60_000);
      }
    });

    test("members without a tag that are deleted by hand are ordered anew", async () => {
      if (!tagPending) return expect(fixture.definition.member.origins).toBeUndefined();
      const ids = await killedBeforeTags();
      world.forgetJournal();
      await world.up(three);
      for (const id of ids) world.drift(id, "delete");
      expect(await world.up(three)).toMatchObject({ errors: [] });
      await world.expectExactly(three);
    });

    test("members without a tag whose batch leaves the program are named by every up of the stack, and by orphans", async () => {
      if (!tagPending) return expect(fixture.definition.member.origins).toBeUndefined();
      await killedBeforeTags();
      for (let again = 0; again < 2; again++)
        expect((await world.engine.up(another())).warnings.join()).toMatch(/interrupted run ordered 3 of/);
    });

    test("a run whose engine is gone before it repeats the order forgets no member without a tag", async () => {
      if (!tagPending) return expect(fixture.definition.member.origins).toBeUndefined();
      const ids = await killedBeforeTags();
      expect((await world.up(three, { death: { call: 1, when: "after", who: "cli" } })).died).toBe(true);
      // What is left of that process goes on unheard, until it notices.
      await world.clock.sleep(600_000);
      expect(await world.up(three)).toMatchObject({ errors: [] });
      expect(world.ids().sort()).toEqual(ids);
    });

    test("a program's token in two stacks: each has instances of its own, and neither destroys the other's", async () => {
      if (!userTokens) return expect(fixture.definition.attributes).not.toHaveProperty("token");
      const program = world.program(three).map((each) => ({ ...each, args: { ...each.args, token: "ours" } }));
      const other = new MiniEngine(world.engine.world);
      other.stack = "prod";
      expect(await world.engine.up(program)).toMatchObject({ errors: [] });
      expect(await other.up(program)).toMatchObject({ errors: [] });
      const mine = world.ids();
      expect(world.instances()).toHaveLength(6);
      expect(await other.destroy()).toMatchObject({ errors: [] });
      expect(world.instanceIds().sort()).toEqual([...mine].sort());
    });

    test("a program's token in two stacks at the same time: no instance is held by both", async () => {
      if (!userTokens) return expect(fixture.definition.attributes).not.toHaveProperty("token");
      const program = world.program(three).map((each) => ({ ...each, args: { ...each.args, token: "ours" } }));
      const other = new MiniEngine(world.engine.world);
      other.stack = "prod";
      await Promise.all([world.engine.up(program), other.up(program)]);
      const idsOf = ({ state }: MiniEngine) => (state[0]?.outputs.instanceIds ?? []) as string[];
      for (const id of idsOf(world.engine)) expect(idsOf(other)).not.toContain(id);
      const [winner, loser] = idsOf(other).length > 0 ? [other, world.engine] : [world.engine, other];
      expect(await winner.up(program)).toMatchObject({ errors: [] });
      expect((await loser.up(program)).errors.join()).toMatch(/another stack may have used it/);
      expect(loser.state).toEqual([]);
      expect(idsOf(winner).sort()).toEqual(world.instanceIds().sort());
    });
  });
}

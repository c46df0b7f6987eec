import { attributeEntries, secretNames } from "../../../provider/core/resource/attributes";
import { unknownMarkers } from "../../../provider/core/resource/unknown";
import type { Declared } from "../../engine/miniEngine";
import { comparable, type PartFixture, usePartCase } from "./fixture";

const canary = "Canary4Secret";
const same = { steps: ["same cache", "same part"], errors: [], apiCalls: 0 };

export function contractOfPartLifecycle(fixture: PartFixture): void {
  const { base, inPlace, nameArgument, names, calls, cloud } = fixture;
  const name = String(base[nameArgument]);
  const [secret = ""] = secretNames(fixture.definition.attributes);

  describe("lifecycle", () => {
    const world = usePartCase(fixture);

    test("a new part is made with one changing call, ready, and the next preview makes no call", async () => {
      const before = world.changingCalls().length;
      const run = await world.engine.up(world.program());
      expect(run).toMatchObject({ errors: [], warnings: [], steps: ["same cache", "create part"] });
      expect(run.apiCalls).toBeLessThanOrEqual(calls.create);
      expect(world.changingCalls().slice(before)).toEqual([fixture.createAction]);
      expect(world.shown()).toEqual({ [name]: expect.objectContaining(comparable(fixture, base)) });
      expect(world.entry()).toMatchObject({ id: world.id(), outputs: { __readiness: "ready" } });
      expect(await world.engine.preview(world.program())).toMatchObject(same);
      expect(await world.engine.up(world.program(), { refresh: true })).toMatchObject({
        ...same,
        apiCalls: expect.any(Number),
      });
    });

    test("what can be changed in place is, also alone, and the next preview is empty, also after a refresh", async () => {
      await world.engine.up(world.program());
      for (const [argument, value] of Object.entries(inPlace)) {
        const wanted = world.program(world.part({ [argument]: value }));
        expect(await world.engine.up(wanted)).toMatchObject({ errors: [], steps: ["same cache", "update part"] });
        expect(world.shown()[name]).toMatchObject({ [argument]: value });
        await world.engine.up(world.program());
      }
      const run = await world.engine.up(world.program(world.part(inPlace)));
      expect(run.apiCalls).toBeLessThanOrEqual(calls.update);
      await world.engine.refresh();
      await world.reconcile(inPlace);
    });

    test("another name replaces it: the new one exists before the old one goes", async () => {
      await world.engine.up(world.program());
      const renamed = { [nameArgument]: names[0] };
      const run = await world.engine.up(world.program(world.part(renamed)));
      expect(run).toMatchObject({
        errors: [],
        steps: ["same cache", "replace part", "create replacement part", "delete part"],
      });
      await world.reconcile(renamed);
    });

    test("a forced replacement keeps the one part that can have the name", async () => {
      await world.engine.up(world.program());
      expect((await world.engine.up(world.program(), { replace: ["part"] })).errors).toEqual([]);
      await world.reconcile();
    });

    test("a resource with another name in the program goes on with it", async () => {
      await world.engine.up(world.program());
      const moved = world.program(world.part({}, { name: "moved" }));
      expect((await world.engine.up(moved)).errors).toEqual([]);
      expect(Object.keys(world.shown())).toEqual([name]);
      expect(world.entry("part")).toBeUndefined();
    });

    test("several at once are all made, and all deleted", async () => {
      const parts = names.map((each) => world.part({ [nameArgument]: each }, { name: each }));
      expect(await world.engine.up(world.program(...parts), { isParallel: true })).toMatchObject({ errors: [] });
      expect(Object.keys(world.shown()).sort()).toEqual([...names].sort());
      expect(await world.engine.refresh({ isParallel: true })).toMatchObject({ errors: [], warnings: [] });
      expect(await world.engine.preview(world.program(...parts))).toMatchObject({ errors: [], apiCalls: 0 });
      expect(await world.engine.destroy({ isParallel: true })).toMatchObject({ errors: [] });
      expect(world.engine.state).toEqual([]);
    });

    test("a busy instance is waited for, by a creation as by a change and a deletion", async () => {
      const whileBusy = async (program: Parameters<typeof world.engine.up>[0]) => {
        world.drift(fixture.busy);
        void world.clock.sleep(30_000).then(() => world.drift(fixture.idle));
        expect((await world.engine.up(program)).errors).toEqual([]);
      };
      await whileBusy(world.program());
      await whileBusy(world.program(world.part(inPlace)));
      expect(world.shown()).toEqual({ [name]: expect.objectContaining(comparable(fixture, { ...base, ...inPlace })) });
      await whileBusy(world.program().slice(0, 1));
      expect(world.shown()).toEqual({});
    });

    test("drift shows in a refresh, and up sets it back", async () => {
      await world.engine.up(world.program());
      for (const [argument, value] of Object.entries(inPlace)) {
        if (fixture.definition.attributes[argument]?.isWriteOnly) continue;
        world.drift(fixture.drifted(name, { [argument]: value }));
        await world.engine.refresh();
        expect(world.entry()?.outputs[argument]).toEqual(value);
        expect((await world.engine.preview(world.program())).steps).toContain("update part");
        await world.reconcile();
      }
    });

    test("one that somebody has deleted is dropped by a refresh, and deleting it again is no error", async () => {
      await world.engine.up(world.program());
      const { state } = world.engine;
      world.drift(fixture.deleted(name));
      const refresh = await world.engine.refresh();
      expect(refresh).toMatchObject({ errors: [], steps: ["gone part"] });
      expect(refresh.apiCalls).toBeLessThanOrEqual(2 * calls.refresh);
      world.engine.state = state;
      expect(await world.engine.up(world.program().slice(0, 1))).toMatchObject({ errors: [] });
      await world.reconcile();
    });

    test("a part whose instance is gone is dropped by a refresh, and deleting it is no error", async () => {
      await world.engine.up(world.program());
      const { state } = world.engine;
      world.sandbox.drift({ cloud, id: world.instanceId, delete: true });
      expect([...(await world.engine.refresh()).steps].sort()).toEqual(["gone cache", "gone part"]);
      world.engine.state = state.filter(({ urn }) => urn.endsWith("::part"));
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.engine.state).toEqual([]);
    });

    test("a deletion is one changing call", async () => {
      await world.engine.up(world.program());
      const before = world.changingCalls().length;
      const run = await world.engine.up(world.program().slice(0, 1));
      expect(run).toMatchObject({ errors: [] });
      expect(run.apiCalls).toBeLessThanOrEqual(calls.delete);
      expect(world.changingCalls()).toHaveLength(before + 1);
    });

    test("with another account's keys nothing is dropped, changed or deleted", async () => {
      await world.engine.up(world.program());
      const { state } = world.engine;
      world.useOtherAccount();
      expect((await world.engine.refresh()).errors.join("\n")).toMatch(/not found, but/);
      await world.engine.destroy();
      expect(world.engine.state).toHaveLength(state.length);
      expect(Object.keys(world.shown())).toEqual([name]);
    });

    test("without its instance a creation says so", async () => {
      const { errors } = await world.engine.up([
        world.part({ instanceId: world.instanceId.replace(/.$/, (last) => (last === "0" ? "1" : "0")) }),
      ]);
      expect(errors.join("\n")).toMatch(new RegExp(`${fixture.definition.type}.*\\n`));
      expect(world.engine.state.filter(({ urn }) => urn.endsWith("::part"))).toEqual([]);
    });
  });

  describe("what exists already", () => {
    const world = usePartCase(fixture);
    const asIfElsewhere = async (...parts: Declared[]) => {
      await world.engine.up(world.program(...parts));
      world.engine.state = world.engine.state.filter(({ urn }) => !urn.endsWith("::part"));
      world.engine.world.journal.forget();
    };

    test("is not taken over, and the error names the way; adoptExisting takes it", async () => {
      await asIfElsewhere();
      const before = world.changingCalls().length;
      const other = world.part(inPlace);
      const { errors } = await world.engine.up(world.program(other));
      expect(errors.join("\n")).toMatch(/of this name already[\s\S]*adoptExisting: true/);
      expect(errors.join("\n")).not.toContain(String(inPlace[secret]));
      expect(world.changingCalls()).toHaveLength(before);
      await world.reconcile({ ...inPlace, adoptExisting: true });
      await world.reconcile(inPlace);
    });

    test("is not taken over either if somebody makes it a moment before, nor by the next up", async () => {
      const without = world.sandbox.remember();
      await asIfElsewhere();
      const withPart = world.sandbox.remember();
      without();
      const stop = world.sandbox.onRequest(({ action }) => {
        if (action === fixture.createAction) withPart();
      });
      const first = await world.engine.up(world.program(world.part(inPlace)));
      stop();
      const before = world.changingCalls().length;
      const second = await world.engine.up(world.program(world.part(inPlace)));
      for (const { errors } of [first, second]) expect(errors.join("\n")).toMatch(/already/);
      expect(world.changingCalls()).toHaveLength(before);
    });

    test("and is taken over has the default of what the program leaves out", async () => {
      const defaults = attributeEntries(fixture.definition.attributes).flatMap(([name, { valueWhenRemoved: value }]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      await asIfElsewhere(world.part(inPlace));
      const left = Object.fromEntries(defaults.map(([name]) => [name, undefined]));
      await world.reconcile({ ...left, adoptExisting: true });
      expect(Object.values(world.shown())).toEqual([expect.objectContaining(Object.fromEntries(defaults))]);
    });

    test("by another resource of the stack is not taken over either", async () => {
      const parts = [world.part(), world.part({}, { name: "twin" })];
      await world.engine.up(world.program());
      const { errors } = await world.engine.up(world.program(...parts));
      expect(errors.join("\n")).toMatch(/another resource of this stack manages this/);
      expect(world.entry("twin")).toBeUndefined();
    });
  });

  describe("arguments", () => {
    const world = usePartCase(fixture);

    test("wrong names and values are rejected before any call, each with its rule", async () => {
      const cases = [
        ...fixture.rejectedNames.map(([given, message]) => [{ [nameArgument]: given }, message] as const),
        ...fixture.rejected,
      ];
      for (const [args, message] of cases) {
        const run = await world.engine.preview(world.program(world.part(args)));
        expect(run).toMatchObject({ errors: [expect.stringMatching(message)], apiCalls: 0 });
        if (typeof args[secret] === "string") expect(run.errors.join()).not.toContain(args[secret]);
      }
    });

    test("what is unknown plans a creation, and for what exists an update or a replacement", async () => {
      for (const marker of unknownMarkers) {
        const unknown = world.program(world.part({ instanceId: marker, [secret]: marker }));
        expect(await world.engine.preview(unknown)).toMatchObject({
          errors: [],
          steps: ["same cache", "create part"],
          apiCalls: 0,
        });
      }
      await world.engine.up(world.program());
      for (const marker of unknownMarkers) {
        const step = async (args: Record<string, unknown>) =>
          (await world.engine.preview(world.program(world.part(args)))).steps[1];
        expect(await step({ instanceId: marker })).toBe("replace part");
        expect(await step({ [secret]: marker })).toBe("update part");
      }
    });

    test("get shows one by its id, without a password; a malformed id is explained", async () => {
      await world.engine.up(world.program());
      const { type } = fixture.definition;
      const found = await world.engine.get(type, "there", world.id());
      expect(found).toMatchObject({ errors: [], outputs: { instanceId: world.instanceId, [nameArgument]: name } });
      expect(found.outputs[secret] ?? null).toBeNull();
      expect((await world.engine.get(type, "there", `${world.id()}x`)).errors.join()).toMatch(/there is no such/);
      for (const id of [name, world.instanceId, `${world.id()}:x`, ":", ""])
        expect((await world.engine.get(type, "there", id)).errors.join()).toMatch(/<instanceId>:</);
    });

    test("a secret is only under its own name and in the connection string, and in no message", async () => {
      const args = { [secret]: canary };
      await world.engine.up(world.program(world.part(args)));
      const leaks = Object.entries(world.entry()?.outputs ?? {}).filter(([, value]) =>
        JSON.stringify(value)?.includes(canary),
      );
      expect(leaks.map(([output]) => output).sort()).toEqual(["connectionString", secret].sort());
    });

    test.each(["throttle", "error500", "html", "dropAfter"] as const)(
      "no secret is in any message when every call fails with %s",
      async (kind) => {
        world.sandbox.fault({ cloud, kind, times: 400 });
        const args = { [secret]: canary };
        const run = await world.engine.up(world.program(world.part(args, { timeouts: { create: "30s" } })));
        expect(run.errors).not.toEqual([]);
        expect(JSON.stringify([run.errors, run.warnings, run.statuses])).not.toContain(canary);
      },
    );
  });
}

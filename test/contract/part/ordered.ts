import type { Death } from "../../engine/process";
import { type OrderedCase, type OrderedFixture, useOrderedCase, withOrderedCase } from "./orderedFixture";
import { contractOfFaults, contractOfGivingUp, contractOfKills, contractOfLists, type Step } from "./steps";

/** What every part that the cloud names keeps to, on every cloud. A cloud adds its fixture, and nothing else. */
export function orderedPartContract(fixture: OrderedFixture): void {
  describe(`contract of ${fixture.definition.type}`, () => {
    lifecycle(fixture);
    trouble(fixture);
  });
}

function lifecycle(fixture: OrderedFixture): void {
  const { cloud, definition, inPlace, stays, calls, createAction, instance, failed, replaced } = fixture;
  const { noun, type } = definition;
  const world = useOrderedCase(fixture);
  const same = () => ({ steps: world.steps("same part"), errors: [], apiCalls: 0 });
  const asIfNotSaved = () => {
    world.engine.state = world.engine.state.filter(({ urn }) => !urn.endsWith("::part"));
  };

  /** A run that is killed once the cloud has taken its order, which is carried out then. */
  const interrupted = async (): Promise<string> => {
    const before = Object.keys(world.shown());
    const made = () => Object.keys(world.shown()).filter((name) => !before.includes(name));
    for (let call = 1; made().length === 0; call++)
      await world.engine.up(world.program(), { death: { who: "plugin", when: "after", call } });
    await world.clock.sleep(30_000);
    return made()[0] ?? "";
  };

  test("a new one is one changing call, ready, and the next preview makes none; a refresh changes nothing", async () => {
    const before = world.changingCalls().length;
    const run = await world.engine.up(world.program());
    expect(run).toMatchObject({ errors: [], warnings: [], steps: world.steps("create part") });
    expect(run.apiCalls).toBeLessThanOrEqual(calls.create);
    expect(world.changingCalls().slice(before)).toEqual([createAction]);
    expect(Object.keys(world.shown())).toEqual([world.name()]);
    expect(world.entry()?.outputs).toMatchObject({
      ...{ __readiness: "ready", ...(instance && { instanceId: world.instanceId }) },
    });
    expect(await world.engine.preview(world.program())).toMatchObject(same());
    const refreshed = await world.engine.up(world.program(), { refresh: true });
    expect(refreshed).toMatchObject({ ...same(), apiCalls: expect.any(Number) });
  });

  if (inPlace)
    test("what can be changed in place is, and the next preview is empty, also after a refresh", async () => {
      await world.engine.up(world.program());
      const name = world.name();
      await world.reconcile(inPlace);
      await world.engine.refresh();
      await world.reconcile(inPlace);
      expect(world.name()).toBe(name);
    });

  test("several of one instance are made one after another, and deleted", async () => {
    const parts = ["first", "second"].map((name) => world.part({}, { name }));
    expect(await world.engine.up(world.program(...parts), { isParallel: true })).toMatchObject({ errors: [] });
    const names = [world.name("first"), world.name("second")];
    expect(new Set(names).size).toBe(2);
    expect(Object.keys(world.shown()).sort()).toEqual(names.sort());
    expect(await world.engine.refresh({ isParallel: true })).toMatchObject({ errors: [], warnings: [] });
    const run = await world.engine.up(world.alone, { isParallel: true });
    expect(run).toMatchObject({ errors: [] });
    if (stays) expect(run.warnings.join("\n")).toMatch(stays);
    expect(Object.keys(world.shown())).toHaveLength(stays ? 2 : 0);
  });

  test("a replacement is made before the old one goes", async () => {
    await world.engine.up(world.program());
    const old = world.name();
    const run = await world.engine.up(world.program(), { replace: ["part"] });
    expect(run).toMatchObject({ errors: [] });
    expect(world.name()).not.toBe(old);
    expect(run.apiCalls).toBeLessThanOrEqual(calls.create + calls.delete);
    await world.reconcile();
  });

  if (instance)
    test("a busy instance is waited for", async () => {
      world.drift(instance.busy);
      void world.clock.sleep(30_000).then(() => world.drift(instance.idle));
      expect((await world.engine.up(world.program())).errors).toEqual([]);
      await world.reconcile();
    });

  test("one that is gone is dropped by a refresh, with its instance too, and deleting it is no error", async () => {
    await world.engine.up(world.program());
    const { state } = world.engine;
    const { id = "" } = world.entry() ?? {};
    world.driftPart(fixture.deleted(world.name()));
    const refresh = await world.engine.refresh();
    expect(refresh).toMatchObject({ errors: [], steps: ["gone part"] });
    expect(refresh.apiCalls).toBeLessThanOrEqual(2 * calls.refresh);
    expect((await world.engine.get(type, "there", id)).errors.join()).toMatch(`no such ${noun}`);
    expect(await world.engine.up(world.program())).toMatchObject({
      errors: [],
      warnings: [],
      steps: world.steps("create part"),
    });
    await world.engine.up(world.alone);
    world.engine.state = state;
    expect(await world.engine.up(world.alone)).toMatchObject({ errors: [] });
    expect(world.entry()).toBeUndefined();
    await world.reconcile();
    if (!instance) return;
    const held = world.engine.state;
    world.sandbox.drift({ cloud, id: world.instanceId, delete: true });
    expect([...(await world.engine.refresh()).steps].sort()).toEqual(["gone cache", "gone part"]);
    world.engine.state = held.filter(({ urn }) => urn.endsWith("::part"));
    expect(await world.engine.destroy()).toMatchObject({ errors: [] });
    expect(world.engine.state).toEqual([]);
  });

  test("an order's answer with a name that none can have is no answer: what was made is found", async () => {
    world.engine.world.mangle = (answer) => ({
      ...answer,
      ...(world.sandbox.requests().at(-1)?.action === createAction && {
        text: Object.keys(world.shown()).reduce((text, name) => text.replaceAll(name, "\\u0000Nobody"), answer.text),
      }),
    });
    expect((await world.engine.up(world.program())).errors).toEqual([]);
    await world.reconcile();
  });

  if (failed)
    test("one that the cloud gives up is an error, and the next up makes another", async () => {
      const old = await interrupted();
      world.driftPart(failed(old));
      expect((await world.engine.up(world.program())).errors.join("\n")).toMatch(/is in status/);
      expect(world.name()).toBe(old);
      expect((await world.engine.up(world.program())).errors).toEqual([]);
      expect(world.name()).not.toBe(old);
    });

  test("with another account's keys nothing is dropped or deleted", async () => {
    await world.engine.up(world.program());
    const { state } = world.engine;
    world.useOtherAccount();
    expect((await world.engine.refresh()).errors.join("\n")).toMatch(/not found, but/);
    await world.engine.destroy();
    expect(world.engine.state).toHaveLength(state.length);
    expect(Object.keys(world.shown())).toHaveLength(1);
  });

  test("one that the engine was given and the state does not hold is left alone and named, and another is made", async () => {
    await world.engine.up(world.program());
    const { id: old = "" } = world.entry() ?? {};
    asIfNotSaved();
    const { errors, warnings } = await world.engine.up(world.program());
    expect(errors).toEqual([]);
    expect(warnings.join("\n")).toMatch(
      new RegExp(`${old} is left alone.*the state does not hold it.*delete it in the`),
    );
    expect(Object.keys(world.shown()).sort()).toEqual([old.split(":").at(-1), world.name()].sort());
  });

  if (inPlace)
    test("one of an interrupted run is gone on with, also where the program was edited since", async () => {
      const first = await interrupted();
      expect((await world.engine.up(world.program(world.part(inPlace)))).warnings.join()).toMatch(
        new RegExp(`Resuming ${noun} .*${first}`),
      );
      expect(world.name()).toBe(first);
      await world.reconcile(inPlace);
    });

  if (replaced)
    test("one of an interrupted run that the program cannot have any more is named, and another is made", async () => {
      const first = await interrupted();
      const { errors, warnings } = await world.engine.up(world.program(world.part(replaced)));
      expect(errors).toEqual([]);
      expect(warnings.join()).toMatch(new RegExp(`${first} is left alone: .*says something else by now`));
      expect(Object.keys(world.shown()).sort()).toEqual([first, world.name()].sort());
    });

  test("where several may be those of a lost answer, none is taken without a name of the order: the next run names them and makes another", async () => {
    const first = await interrupted();
    // As if somebody else had made one in the same minutes.
    const { journal } = world.engine.world;
    const attempts = [...journal.findAll()];
    journal.forget();
    await interrupted();
    journal.forget();
    for (const [key, attempt] of attempts) journal.begin(key, attempt);
    const { errors, warnings } = await world.engine.up(world.program());
    expect(errors).toEqual([]);
    if (fixture.showsOrder) {
      expect(warnings.join("\n")).toMatch(new RegExp(`Resuming ${noun} .*${first}`));
      return expect(world.name()).toBe(first);
    }
    expect(warnings.join("\n")).toMatch(
      new RegExp(`${first}.* is left alone: one of them may be of an interrupted run`),
    );
    expect(Object.keys(world.shown())).toHaveLength(3);
  });

  test("wrong values are rejected before any call", async () => {
    for (const [args, message] of fixture.rejected) {
      const run = await world.engine.preview(world.program(world.part(args)));
      expect(run).toMatchObject({ errors: [expect.stringMatching(message)], apiCalls: 0 });
    }
  });

  test("get shows one by its id; a malformed id is explained, and so is an instance that does not exist", async () => {
    await world.engine.up(world.program());
    const { id = "" } = world.entry() ?? {};
    const found = await world.engine.get(type, "there", id);
    expect(found).toMatchObject({ errors: [], outputs: instance ? { instanceId: world.instanceId } : {} });
    expect((await world.engine.get(type, "there", `${id}1`)).errors.join()).toMatch(`there is no such ${noun}`);
    for (const wrong of [...(instance ? [world.name(), world.instanceId] : []), `${id}:x`, ":", ""])
      expect((await world.engine.get(type, "there", wrong)).errors.join()).toMatch(
        instance ? /write <instanceId>:</ : /write <\w+>\./,
      );
    if (!instance) return;
    const other = world.instanceId.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    const { errors } = await world.engine.up([world.part({ instanceId: other }, { name: "elsewhere" })]);
    expect(errors.join("\n")).toMatch(new RegExp(`^${type} of ${other} `));
  });
}

function stepsOf({ inPlace, stays }: OrderedFixture): readonly [Step<OrderedCase>, ...Step<OrderedCase>[]] {
  const exists = (world: OrderedCase) => world.engine.up(world.program());
  const options = (death?: Death) => (death ? { death } : {});
  const held = async (world: OrderedCase, count: number) => expect(Object.keys(world.shown())).toHaveLength(count);
  const change: Step<OrderedCase> = {
    name: "change",
    prepare: exists,
    run: (world, death) => world.engine.up(world.program(world.part(inPlace)), options(death)),
    check: async (world) => {
      await world.reconcile(inPlace);
      await held(world, 1);
    },
  };
  const deletion: Step<OrderedCase> = {
    name: "deletion",
    prepare: exists,
    run: (world, death) => world.engine.up(world.alone, options(death)),
    check: async (world) => {
      expect(await world.engine.up(world.alone)).toMatchObject({ errors: [] });
      expect(world.entry()).toBeUndefined();
      await held(world, 0);
    },
  };
  return [
    {
      name: "creation",
      prepare: async () => undefined,
      run: (world, death) => world.engine.up(world.program(), options(death)),
      check: async (world) => {
        await world.reconcile();
        await held(world, 1);
      },
    },
    ...(inPlace ? [change] : []),
    ...(stays ? [] : [deletion]),
  ];
}

function trouble(fixture: OrderedFixture): void {
  const steps = stepsOf(fixture);
  const { cloud, createAction, definition } = fixture;
  const withCase = <Result>(work: (world: OrderedCase) => Promise<Result>) => withOrderedCase(fixture, work);

  contractOfFaults({ type: definition.type, cloud }, steps, (work) => withOrderedCase(fixture, work, true));
  // Where nothing can fail after the answer, the cloud gives nothing up either.
  if (fixture.failed) contractOfGivingUp({ cloud, createAction }, steps, withCase);
  contractOfLists(withCase);

  describe("kills", () => {
    contractOfKills(steps, "there is one, as declared, or none", withCase);

    test("a call of a killed run that takes effect late makes no second one, and what was there before is not taken for it", () =>
      withOrderedCase(fixture, async (world) => {
        const { undelivered, journal } = world.engine.world;
        await world.engine.up(world.program());
        const foreign = world.name();
        world.engine.state = world.engine.state.filter(({ urn }) => !urn.endsWith("::part"));
        journal.forget();
        for (let call = 1; undelivered.at(-1)?.action !== createAction; call++)
          await world.engine.up(world.program(), { death: { who: "plugin", when: "before", call } });
        void world.clock.sleep(60_000).then(() => undelivered.at(-1)?.deliver());
        expect(await world.engine.up(world.program())).toMatchObject({ errors: [] });
        await world.clock.sleep(120_000);
        expect(world.name()).not.toBe(foreign);
        expect(Object.keys(world.shown()).sort()).toEqual([foreign, world.name()].sort());
      }));
  });
}

import { adoptArgument } from "../../provider/core/lifecycle/adopt";
import { MiniEngine } from "../engine/miniEngine";
import { type Args, type Fixture, useCase } from "./fixture";

export function contractOfAdoption(fixture: Fixture): void {
  describe("adoption and lookup", () => {
    const world = useCase(fixture);
    let id: string;
    beforeEach(async () => {
      await world.engine.up(world.program());
      id = world.ids()[0] as string;
      // From here on the stack does not know it, as if it had been created by hand.
      world.engine.state = [];
    });

    test("an existing instance is taken under management without any changing call", async () => {
      const before = world.changingCalls().length;
      const program = world.program({ ...fixture.base, [adoptArgument]: id });
      const { warnings, ...run } = await world.engine.up(program);
      expect(run).toMatchObject({ errors: [], steps: ["create cache"] });
      // Nobody can tell whether it is the right one.
      expect(warnings.join()).toMatch(/adopted without a check of .*password/);
      expect(world.ids()).toEqual([id]);
      expect(
        world
          .changingCalls()
          .slice(before)
          .filter((action) => !/tag/i.test(action)),
      ).toEqual([]);
      expect(await world.engine.preview(program)).toMatchObject({ steps: ["same cache"] });
      expect(await world.engine.up(world.program())).toMatchObject({ steps: ["same cache"] });
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.instances()).toEqual([]);
    });

    test("an instance that differs from the program is rejected with all differences, and stays as it is", async () => {
      const run = await world.engine.up(world.program({ ...fixture.inPlace, [adoptArgument]: id }));
      const changed = Object.keys(fixture.drifts).filter(
        (name) => JSON.stringify(fixture.inPlace[name]) !== JSON.stringify(fixture.base[name]),
      );
      for (const name of changed) expect(run.errors.join()).toContain(`${name} is`);
      expect(world.engine.state).toEqual([]);
      expect(world.instances()).toHaveLength(1);
    });

    test("an instance that another stack has tagged is not adopted; the error names the tag", async () => {
      const other = new MiniEngine(world.engine.world);
      other.stack = "other";
      expect(await other.up(world.program())).toMatchObject({ errors: [] });
      const [{ id: theirs = "" } = {}] = other.state;
      const program = world.program({ ...fixture.base, [adoptArgument]: theirs });
      const { errors } = await world.engine.up(program);
      expect(errors.join()).toMatch(new RegExp(`${theirs}[\\s\\S]*another stack or backend has created it`));
      expect(world.engine.state).toEqual([]);
      world.setPendingTag(theirs, "left");
      expect(await world.engine.up(program)).toMatchObject({ errors: [] });
      expect(world.ids()).toEqual([theirs]);
    });

    test("an instance that does not exist cannot be adopted, and none is created", async () => {
      world.sandbox.drift({ cloud: fixture.cloud, id, delete: true });
      expect((await world.engine.up(world.program({ ...fixture.base, [adoptArgument]: id }))).errors.join()).toMatch(
        /no such instance to adopt/,
      );
      expect(world.instances()).toEqual([]);
    });

    test("get finds an existing instance without changing it, refreshes it to the same outputs, and fails for one that does not exist", async () => {
      const read = (which: string, outputs?: Args) =>
        world.engine.get(fixture.definition.type, "looked-up", which, outputs);
      const found = await read(id);
      expect(found).toMatchObject({ errors: [], outputs: { instanceId: id } });
      expect(await read(id, found.outputs)).toEqual(found);
      world.sandbox.drift({ cloud: fixture.cloud, id, delete: true });
      expect((await read(id)).errors.join()).toMatch(/no such instance/);
    });
  });
}

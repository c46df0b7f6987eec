import { adoptArgument } from "../../provider/core/lifecycle/adopt";
import { type Case, type Fixture, openCase } from "./fixture";

export function contractOfAdoption(fixture: Fixture): void {
  describe("adoption and lookup", () => {
    let it: Case;
    let id: string;
    beforeEach(async () => {
      it = await openCase(fixture);
      await it.engine.up(it.program());
      id = it.ids()[0] as string;
      // Somebody else's from here on: made by hand, say.
      it.engine.state = [];
    });
    afterEach(() => it.close());

    test("an existing instance is taken under management without any changing call", async () => {
      const before = it.changingCalls().length;
      const program = it.program({ ...fixture.base, [adoptArgument]: id });
      expect(await it.engine.up(program)).toMatchObject({ errors: [], steps: ["create cache"] });
      expect(it.ids()).toEqual([id]);
      expect(
        it
          .changingCalls()
          .slice(before)
          .filter((action) => !/tag/i.test(action)),
      ).toEqual([]);
      expect(await it.engine.preview(program)).toMatchObject({ steps: ["same cache"] });
      expect(await it.engine.up(it.program())).toMatchObject({ steps: ["same cache"] });
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.instances()).toEqual([]);
    });

    test("an instance that is not what the program declares is refused with all differences, and stays as it is", async () => {
      const run = await it.engine.up(it.program({ ...fixture.inPlace, [adoptArgument]: id }));
      const changed = Object.keys(fixture.drifts).filter(
        (name) => JSON.stringify(fixture.inPlace[name]) !== JSON.stringify(fixture.base[name]),
      );
      for (const name of changed) expect(run.errors.join()).toContain(`${name} is`);
      expect(it.engine.state).toEqual([]);
      expect(it.instances()).toHaveLength(1);
    });

    test("an instance that does not exist cannot be adopted, and none is created", async () => {
      it.sandbox.drift({ cloud: fixture.cloud, id, delete: true });
      expect((await it.engine.up(it.program({ ...fixture.base, [adoptArgument]: id }))).errors.join()).toMatch(
        /no such instance to adopt/,
      );
      expect(it.instances()).toEqual([]);
    });

    test("get finds an existing instance without changing it, and fails for one that does not exist", async () => {
      const read = (which: string) => it.engine.get(fixture.kind.type, "looked-up", which);
      expect(await read(id)).toMatchObject({ errors: [], outputs: { instanceId: id } });
      it.sandbox.drift({ cloud: fixture.cloud, id, delete: true });
      expect((await read(id)).errors.join()).toMatch(/no such instance/);
    });
  });
}

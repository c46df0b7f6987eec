import { differences, type Fixture, orphansOf, slow, useCase } from "./fixture";

/** Each case is a way in which an instance could be lost or created twice. */
export function contractOfOwnership(fixture: Fixture): void {
  describe("ownership", () => {
    const world = useCase(fixture, slow);

    /** A creation whose process dies right after the cloud has answered. */
    const begin = async (args = fixture.base) => {
      for (let call = 1; world.instances().length === 0; call++)
        await world.engine.up(world.program(args), { death: { call, when: "after", who: "plugin" } });
      expect(world.engine.state).toEqual([]);
      return world.instances()[0]?.id as string;
    };
    const day = 24 * 3600_000;

    test("an instance of an interrupted run is taken over, with a warning that names it", async () => {
      const id = await begin();
      const run = await world.engine.up(world.program());
      expect(run.errors).toEqual([]);
      expect(run.warnings.join("\n")).toMatch(new RegExp(`${id}.*interrupted`));
      expect(world.ids()).toEqual([id]);
      expect(world.instances()).toHaveLength(1);
    });

    test("write-only arguments are sent again to an instance that was taken over", async () => {
      const password = rowName(fixture);
      if (!password) return expect(fixture.definition.attributes).not.toHaveProperty("password");
      const id = await begin();
      const args = { ...fixture.base, [password]: fixture.inPlace[password] };
      await world.engine.up(world.program(args));
      expect(world.ids()).toEqual([id]);
      expect(differences(fixture, world.instances()[0], args)).toEqual([]);
    });

    test("an unfinished instance older than a day is neither adopted nor created again; the error names the ways out", async () => {
      const id = await begin();
      world.clock.advance(day + 1);
      const run = await world.engine.up(world.program());
      expect(run.errors.join()).toMatch(new RegExp(`${id}[\\s\\S]*adoptInstanceId`));
      expect(world.instanceIds()).toEqual([id]);
    });

    test("an unfinished instance of other arguments is neither adopted nor deleted, but named", async () => {
      const id = await begin();
      const run = await world.engine.up(world.program(fixture.replaced));
      expect(run.errors).toEqual([]);
      expect(run.warnings.join("\n")).toContain(id);
      expect(world.ids()).not.toContain(id);
      expect(world.instanceIds().sort()).toEqual([id, ...world.ids()].sort());
    });

    test("an unfinished instance of another stack with the same names on another backend is not touched", async () => {
      const id = await begin();
      const other = world.engine.world.env.PULUMI_BACKEND_URL;
      Object.assign(world.engine.world.env, { PULUMI_BACKEND_URL: "https://elsewhere.example" });
      const run = await world.engine.up(world.program());
      Object.assign(world.engine.world.env, { PULUMI_BACKEND_URL: other });
      expect(run.warnings.join("\n")).toContain(id);
      expect(world.ids()).not.toContain(id);
      expect(world.instances()).toHaveLength(2);
    });

    test("an unfinished instance of a resource that left the program is listed as an orphan, and no other is", async () => {
      const id = await begin();
      await world.engine.up([]);
      expect(await orphansOf(world, fixture.definition)).toEqual([id]);
      await world.engine.up(world.program());
      expect(await orphansOf(world, fixture.definition)).toEqual([]);
    });

    test("a resource renamed by an alias keeps its instance, and the old name can be used again", async () => {
      await world.engine.up(world.program());
      const [id] = world.ids();
      const renamed = world.program(fixture.base, { name: "renamed", aliases: ["cache"] });
      expect((await world.engine.up(renamed)).steps).toEqual(["same renamed"]);
      expect((await world.engine.up([...renamed, ...world.program()])).errors).toEqual([]);
      expect(world.ids()).toContain(id);
      expect(new Set(world.ids()).size).toBe(2);
      expect(world.instances()).toHaveLength(2);
    });

    test("a retained instance is not adopted by a resource of the same name", async () => {
      await world.engine.up(world.program(fixture.base, { retainOnDelete: true }));
      await world.engine.up(world.program(fixture.base, { retainOnDelete: true }));
      const [id] = world.ids();
      await world.engine.up([]);
      expect(world.instanceIds()).toEqual([id]);
      await world.engine.up(world.program());
      expect(world.ids()).not.toContain(id);
    });

    test("two entries of one state never end with one deleting the other's instance", async () => {
      await world.engine.up(world.program());
      const [entry] = world.engine.state;
      world.engine.state = [...world.engine.state, { ...entry, urn: `${entry?.urn}-copy` } as never];
      const run = await world.engine.up(world.program());
      expect(run.warnings.join("\n")).toMatch(/is not deleted, because another entry/);
      expect(world.instanceIds()).toEqual(world.ids());
    });

    const untagged = Object.fromEntries(Object.entries(fixture.base).filter(([name]) => name !== "tags"));

    test("an order of an account that may not tag, whose answer was lost, is repeated or said", async () => {
      world.useKeyWithoutTags();
      const id = await begin(untagged);
      const run = await world.engine.up(world.program(untagged));
      expect(run.errors).toEqual([]);
      const isSaid = /interrupted run ordered 1 of .* look for them/.test(run.warnings.join("\n"));
      const isTaken = world.ids()[0] === id;
      expect({ isTaken, isSaid }).toEqual({ isTaken: fixture.definition.isCreateRepeatable, isSaid: !isTaken });
    });

    test("an account that may not tag can create, with a warning", async () => {
      world.useKeyWithoutTags();
      const run = await world.engine.up(world.program(untagged));
      expect(run.errors).toEqual([]);
      expect(run.warnings.join("\n")).toMatch(/may not tag/);
      expect(world.instanceIds()).toEqual(world.ids());
      expect(await world.engine.refresh()).toMatchObject({ errors: [] });
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
    });

    test("replaceOnChanges replaces although the change could be made in place", async () => {
      await world.engine.up(world.program());
      const [id] = world.ids();
      const [name] = Object.keys(fixture.inPlace).filter(
        (key) => JSON.stringify(fixture.inPlace[key]) !== JSON.stringify(fixture.base[key]),
      );
      const program = world.program(fixture.inPlace, { replaceOnChanges: [name as string] });
      expect((await world.engine.up(program)).errors).toEqual([]);
      expect(world.ids()).not.toEqual([id]);
      expect(world.instanceIds()).toEqual(world.ids());
    });

    test("ignoreChanges keeps the instance as it is", async () => {
      await world.engine.up(world.program());
      const all = Object.keys(fixture.inPlace);
      expect((await world.engine.up(world.program(fixture.inPlace, { ignoreChanges: all }))).steps).toEqual([
        "same cache",
      ]);
    });
  });
}

function rowName(fixture: Fixture): string | undefined {
  return "password" in fixture.inPlace && fixture.inPlace.password !== fixture.base.password ? "password" : undefined;
}

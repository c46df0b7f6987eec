import { type Fixture, useCase } from "./fixture";

export function contractOfPrepaid(fixture: Fixture): void {
  const { prepaid } = fixture;
  if (!prepaid) return;

  describe("prepaid", () => {
    const world = useCase(fixture);
    const args = { ...fixture.base, ...prepaid.args };
    const under = (prepaidDestroy: string) => ({ ...args, prepaidDestroy });

    test("is not destroyed by default: the error names every policy and the instance stays", async () => {
      expect((await world.engine.up(world.program(args))).errors).toEqual([]);
      const run = await world.engine.destroy();
      for (const policy of prepaid.policies) expect(run.errors.join()).toContain(`"${policy}"`);
      expect(world.instances()).toHaveLength(1);
      expect(world.engine.state).toHaveLength(1);
    });

    test("is not replaced by default, which the preview reports before anything is ordered", async () => {
      await world.engine.up(world.program(args));
      const calls = world.changingCalls().length;
      const run = await world.engine.preview(world.program({ ...fixture.replaced, ...prepaid.args }));
      expect(run.errors.join()).toMatch(/needs a replacement, but the instance is prepaid.*prepaidDestroy/);
      await world.engine.up(world.program({ ...fixture.replaced, ...prepaid.args }));
      expect(world.changingCalls()).toHaveLength(calls);
    });

    test("another policy is stored without any changing call", async () => {
      await world.engine.up(world.program(args));
      await world.engine.up(world.program(args));
      const calls = world.changingCalls().length;
      const [policy] = prepaid.policies;
      expect(await world.engine.up(world.program(under(policy as string)))).toMatchObject({
        errors: [],
        steps: ["update cache"],
      });
      expect(world.changingCalls()).toHaveLength(calls);
    });

    test.each(prepaid.policies)("%s does what it says", async (policy) => {
      await world.engine.up(world.program(under(policy)));
      const [id] = world.ids();
      const run = await world.engine.destroy();
      expect(run.errors).toEqual([]);
      expect(world.engine.state).toEqual([]);
      if (policy === "forget") {
        expect(run.warnings.join("\n")).toMatch(new RegExp(`${id} is left running`));
        expect(world.instanceIds()).toEqual([id]);
      } else expect(world.instances()).toEqual([]);
    });
  });
}

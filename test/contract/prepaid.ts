import { type Case, type Fixture, openCase } from "./fixture";

export function contractOfPrepaid(fixture: Fixture): void {
  const { prepaid } = fixture;
  if (!prepaid) return;

  describe("paid in advance", () => {
    let it: Case;
    beforeEach(async () => {
      it = await openCase(fixture);
    });
    afterEach(() => it.close());
    const args = { ...fixture.base, ...prepaid.args };
    const under = (prepaidDestroy: string) => ({ ...args, prepaidDestroy });

    test("is not destroyed by default: the error names every way out and the instance stays", async () => {
      expect((await it.engine.up(it.program(args))).errors).toEqual([]);
      const run = await it.engine.destroy();
      for (const policy of prepaid.policies) expect(run.errors.join()).toContain(`"${policy}"`);
      expect(it.instances()).toHaveLength(1);
      expect(it.engine.state).toHaveLength(1);
    });

    test("is not replaced by default, which the preview says before anything is paid for", async () => {
      await it.engine.up(it.program(args));
      const calls = it.changingCalls().length;
      const run = await it.engine.preview(it.program({ ...fixture.replaced, ...prepaid.args }));
      expect(run.errors.join()).toMatch(/needs a replacement, but the instance is prepaid.*prepaidDestroy/);
      await it.engine.up(it.program({ ...fixture.replaced, ...prepaid.args }));
      expect(it.changingCalls()).toHaveLength(calls);
    });

    test("another policy is stored without any changing call", async () => {
      await it.engine.up(it.program(args));
      const calls = it.changingCalls().length;
      const [policy] = prepaid.policies;
      expect(await it.engine.up(it.program(under(policy as string)))).toMatchObject({
        errors: [],
        steps: ["update cache"],
      });
      expect(it.changingCalls()).toHaveLength(calls);
    });

    test.each(prepaid.policies)("%s does what it says", async (policy) => {
      await it.engine.up(it.program(under(policy)));
      const [id] = it.ids();
      const run = await it.engine.destroy();
      expect(run.errors).toEqual([]);
      expect(it.engine.state).toEqual([]);
      if (policy === "forget") {
        expect(run.warnings.join("\n")).toMatch(new RegExp(`${id} is left running`));
        expect(it.instances().map((instance) => instance.id)).toEqual([id]);
      } else expect(it.instances()).toEqual([]);
    });
  });
}

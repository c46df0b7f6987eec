import { type Case, type Fixture, openCase } from "./fixture";

export function contractOfPlace(fixture: Fixture): void {
  describe("place", () => {
    let it: Case;
    beforeEach(async () => {
      it = await openCase(fixture);
    });
    afterEach(() => it.close());
    const region = fixture.kind.regionArgument;
    const inherits = Object.fromEntries(Object.entries(fixture.base).filter(([name]) => name !== region));
    const setRegion = (value: string) => {
      it.engine.config = { [`${fixture.cloud}:region`]: value };
    };
    const otherRegion = fixture.arguments[region]?.change.to as string;

    test("a region taken from configuration stays with the instance, and another configured one is an error at preview", async () => {
      await it.engine.up(it.program(inherits));
      setRegion(otherRegion);
      const run = await it.engine.preview(it.program(inherits));
      expect(run.errors.join()).toMatch(new RegExp(`the configured region is ${otherRegion}`));
      expect(it.instances()).toHaveLength(1);
      expect(await it.engine.refresh()).toMatchObject({ errors: [] });
      expect(await it.engine.destroy()).toMatchObject({ errors: [] });
      expect(it.instances()).toEqual([]);
    });

    test("a region taken out of the program leaves the instance where it is", async () => {
      await it.engine.up(it.program());
      expect((await it.engine.up(it.program(inherits))).steps).toEqual(["same cache"]);
    });

    test("not found with another access key is an error, not a lost instance", async () => {
      await it.engine.up(it.program());
      it.sandbox.drift({ cloud: fixture.cloud, id: it.ids()[0] as string, delete: true });
      it.useOtherAccount();
      const run = await it.engine.refresh();
      expect(run.errors.join()).toMatch(/another access key/);
      expect(it.engine.state).toHaveLength(1);
      expect((await it.engine.destroy()).errors.join()).toMatch(/another access key/);
      expect(it.engine.state).toHaveLength(1);
    });

    test("nothing is sent over plain http beyond loopback", async () => {
      it.engine.config = { [`${fixture.cloud}:endpoint`]: "http://api.example" };
      expect((await it.engine.up(it.program())).errors.join()).toMatch(/plain http is refused/);
      expect(it.sandbox.requests()).toEqual([]);
    });
  });
}

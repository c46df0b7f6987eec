import { isReturned } from "../fixture";
import { type BatchFixture, openBatch, useBatch } from "./fixture";

export function batchLifecycle(fixture: BatchFixture): void {
  describe("lifecycle", () => {
    const world = useBatch(fixture);
    const five = { quantity: 5 };

    test("a batch is created by one create call, and deleted by one destroy", async () => {
      expect(await world.up(five)).toMatchObject({ errors: [], steps: ["create caches"] });
      expect(world.calls(fixture.creates)).toBe(1);
      await world.expectExactly(five);
      expect(await world.engine.destroy()).toMatchObject({ errors: [] });
      expect(world.instances()).toEqual([]);
      expect(world.engine.state).toEqual([]);
    });

    test("every member shows what a resource of its own would show, and no secret", async () => {
      await world.up(five);
      const { outputs = {} } = world.engine.state[0] ?? {};
      const { members, connectionStrings } = outputs as {
        members: Record<string, unknown>[];
        connectionStrings: string[];
      };
      members.forEach((member, index) => {
        expect(member).toMatchObject({
          instanceId: expect.any(String),
          connectionDomain: expect.any(String),
          port: expect.any(Number),
          createTime: expect.any(String),
        });
        expect(connectionStrings[index]).toBe(`redis://:Secret-123@${member.connectionDomain}:${member.port}`);
      });
      const { password: _secret, connectionStrings: _strings, ...clear } = outputs;
      expect(JSON.stringify(clear)).not.toContain("Secret-123");
    });

    test("our tags stay until the next run, and no longer", async () => {
      await world.up(five);
      expect(world.instances().map(isReturned)).toEqual([true, true, true, true, true]);
      await world.up(five);
      expect(JSON.stringify(world.instances().map(({ tags }) => tags))).not.toContain("pulumi-cn-cache");
    });

    test("preview --refresh changes nothing in the cloud, our tags neither", async () => {
      await world.up(five);
      const changing = () => world.sandbox.requests().filter(({ mutating }) => mutating);
      const before = changing().length;
      expect(await world.engine.preview(world.program(five), { refresh: true })).toMatchObject({
        steps: ["same caches"],
        errors: [],
      });
      expect(changing()).toHaveLength(before);
      expect(world.instances().map(isReturned)).toEqual([true, true, true, true, true]);
    });

    test("many members are polled together, with at most twelve calls a round", async () => {
      const many = { quantity: fixture.hasGroups ? 300 : 100 };
      const bigger = await openBatch(fixture, 600_000);
      try {
        expect(await bigger.up(many)).toMatchObject({ errors: [] });
        expect(bigger.calls(fixture.creates)).toBe(1);
        const statusCalls = bigger.sandbox.requests().filter(({ action }) => action === fixture.listStatuses);
        const ofFirst = statusCalls.filter(({ params }) => fixture.asksFor(params, bigger.ids()[0] as string));
        expect(ofFirst.length).toBeGreaterThan(10);
        expect(statusCalls.length).toBeLessThanOrEqual(12 * ofFirst.length);
        expect(await bigger.engine.destroy()).toMatchObject({ errors: [] });
        expect(bigger.instances()).toEqual([]);
      } finally {
        await bigger.close();
      }
    });

    test("the vendor's own tags are neither shown nor compared nor removed", async () => {
      await world.up(five);
      const before = world.engine.state;
      for (const { id, tags } of world.instances())
        world.sandbox.drift({ cloud: fixture.cloud, id, tags: { ...tags, ...fixture.systemTags } });
      expect(await world.engine.refresh()).toMatchObject({ errors: [] });
      expect(world.engine.state).toEqual(before);
      expect(await world.up({ ...five, edit: "second" })).toMatchObject({ errors: [] });
      for (const { tags } of world.instances()) expect(tags).toMatchObject(fixture.systemTags);
    });

    test("a refresh without drift changes nothing", async () => {
      await world.up(five);
      expect(await world.engine.refresh()).toMatchObject({ errors: [] });
      await world.expectExactly(five);
    });
  });
}

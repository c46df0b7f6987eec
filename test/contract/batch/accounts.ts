import { type BatchFixture, useBatch } from "./fixture";

/** A batch belongs to one account: with credentials of another, nothing is created and nothing counts as not found. */
export function batchAccounts(fixture: BatchFixture): void {
  describe("another account's credentials", () => {
    const world = useBatch(fixture);
    const three = { quantity: 3 };

    test("create no members there", async () => {
      await world.up(three);
      world.useOtherAccount();
      expect((await world.up({ quantity: 5 })).errors).not.toEqual([]);
      expect(world.instances()).toHaveLength(3);
    });

    test("do not make members count as lost, also after a failed update", async () => {
      await world.up(three);
      const before = world.ids();
      world.useOtherAccount();
      expect((await world.up({ ...three, edit: "second" })).errors).not.toEqual([]);
      expect((await world.engine.refresh()).errors).not.toEqual([]);
      expect(world.ids()).toEqual(before);
      expect(world.members().map(({ status }) => status)).not.toContain("notFound");
    });

    test("forget no member that is to be deleted", async () => {
      await world.up(three);
      world.useOtherAccount();
      const two = { quantity: 2 };
      expect((await world.up(two)).errors).not.toEqual([]);
      expect((await world.up(two)).errors).not.toEqual([]);
      const { __pendingDeletion: leaving = [] } = world.engine.state[0]?.outputs ?? {};
      expect(
        [...world.ids(), ...(leaving as { instanceId: string }[]).map(({ instanceId }) => instanceId)].sort(),
      ).toEqual(world.instanceIds().sort());
    });
  });
}

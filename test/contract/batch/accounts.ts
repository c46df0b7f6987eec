import { type BatchCase, type BatchFixture, openBatch } from "./fixture";

/** What a batch is in is one account: nothing of it may come to be, or count as gone, by the credentials of another. */
export function batchAccounts(fixture: BatchFixture): void {
  describe("another account's credentials", () => {
    let world: BatchCase;
    beforeEach(async () => {
      world = await openBatch(fixture);
    });
    afterEach(() => world.close());
    const three = { quantity: 3 };

    test("make no further members there", async () => {
      await world.up(three);
      world.useOtherAccount();
      expect((await world.up({ quantity: 5 })).errors).not.toEqual([]);
      expect(world.instances()).toHaveLength(3);
    });

    test("are no proof that members are gone, also after an update that they failed", async () => {
      await world.up(three);
      const before = world.ids();
      world.useOtherAccount();
      expect((await world.up({ ...three, edit: "second" })).errors).not.toEqual([]);
      expect((await world.engine.refresh()).errors).not.toEqual([]);
      expect(world.ids()).toEqual(before);
      expect(world.members().map(({ status }) => status)).not.toContain("notFound");
    });

    test("forget no member that has to go", async () => {
      await world.up(three);
      world.useOtherAccount();
      const two = { quantity: 2 };
      expect((await world.up(two)).errors).not.toEqual([]);
      expect((await world.up(two)).errors).not.toEqual([]);
      const { __pendingDeletion: leaving = [] } = world.engine.state[0]?.outputs ?? {};
      expect(
        [...world.ids(), ...(leaving as { instanceId: string }[]).map(({ instanceId }) => instanceId)].sort(),
      ).toEqual(
        world
          .instances()
          .map(({ id }) => id)
          .sort(),
      );
    });
  });
}

import { type BatchCase, type BatchFixture, openBatch } from "./fixture";

/** What a batch is in is one account: nothing of it may come to be, or count as gone, by the credentials of another. */
export function batchAccounts(fixture: BatchFixture): void {
  describe("another account's credentials", () => {
    let it: BatchCase;
    beforeEach(async () => {
      it = await openBatch(fixture);
    });
    afterEach(() => it.close());
    const three = { quantity: 3 };

    test("make no further members there", async () => {
      await it.up(three);
      it.useOtherAccount();
      expect((await it.up({ quantity: 5 })).errors).not.toEqual([]);
      expect(it.instances()).toHaveLength(3);
    });

    test("are no proof that members are gone, also after an update that they failed", async () => {
      await it.up(three);
      const before = it.ids();
      it.useOtherAccount();
      expect((await it.up({ ...three, edit: "second" })).errors).not.toEqual([]);
      expect((await it.engine.refresh()).errors).not.toEqual([]);
      expect(it.ids()).toEqual(before);
      expect(it.members().map(({ status }) => status)).not.toContain("notFound");
    });

    test("forget no member that has to go", async () => {
      await it.up(three);
      it.useOtherAccount();
      const two = { quantity: 2 };
      expect((await it.up(two)).errors).not.toEqual([]);
      expect((await it.up(two)).errors).not.toEqual([]);
      const { __pendingDeletion: leaving = [] } = it.engine.state[0]?.outputs ?? {};
      expect(
        [...it.ids(), ...(leaving as { instanceId: string }[]).map(({ instanceId }) => instanceId)].sort(),
      ).toEqual(
        it
          .instances()
          .map(({ id }) => id)
          .sort(),
      );
    });
  });
}

import { Semaphore } from "../../../provider/core/batch/semaphore";

const tick = () => new Promise<void>((done) => setImmediate(done));

describe("turns", () => {
  test("lets no more than so many work at a time, in the order of their coming", async () => {
    const semaphore = new Semaphore(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = [0, 1, 2, 3].map((index) =>
      semaphore.run(async () => {
        begun.push(index);
        await new Promise<void>((end) => ends.push(end));
      }),
    );
    await tick();
    expect(begun).toEqual([0, 1]);
    ends[1]?.();
    await tick();
    expect(begun).toEqual([0, 1, 2]);
    ends[0]?.();
    ends[2]?.();
    await tick();
    expect(begun).toEqual([0, 1, 2, 3]);
    ends[3]?.();
    await Promise.all(all);
  });

  test("gives a failed one's turn to the next, and its failure to who asked", async () => {
    const semaphore = new Semaphore(1);
    const failed = semaphore.run(async () => {
      throw new Error("refused for this test");
    });
    const next = semaphore.run(async () => "done");
    await expect(failed).rejects.toThrow("refused");
    expect(await next).toBe("done");
    expect(await semaphore.run(async () => "free again")).toBe("free again");
  });
});

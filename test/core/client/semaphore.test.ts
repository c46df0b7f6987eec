import { Semaphore } from "../../../provider/core/client/semaphore";

const tick = () => new Promise<void>((done) => setImmediate(done));

describe("Semaphore", () => {
  test("runs at most the given number of tasks at a time, first come first served", async () => {
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

  test("passes the permit of a failed task on, and rejects its promise", async () => {
    const semaphore = new Semaphore(1);
    const failed = semaphore.run(async () => {
      throw new Error("rejected for this test");
    });
    const next = semaphore.run(async () => "done");
    await expect(failed).rejects.toThrow("rejected for this test");
    expect(await next).toBe("done");
    expect(await semaphore.run(async () => "free again")).toBe("free again");
  });
});

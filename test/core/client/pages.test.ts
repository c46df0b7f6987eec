import { NoAnswerError } from "../../../provider/core/client/errors";
import { allPages } from "../../../provider/core/client/pages";
import { reads } from "../../../provider/core/client/request";

const action = reads("List");
const all = ["a", "b", "c", "d", "e"];
const own = (entry: string) => entry;

describe("a listing", () => {
  test("has the entries of all pages, each once, and ends with the last page", async () => {
    const asked: [number, number][] = [];
    const ask = async (page: number, before: number) => {
      asked.push([page, before]);
      // Something was deleted meanwhile, so that a page begins with an entry of the one before.
      return { entries: all.slice(Math.max(0, 2 * (page - 1) - (page > 1 ? 1 : 0)), 2 * page), isLast: page === 3 };
    };
    expect(await allPages(action, ask, own)).toEqual(all);
    expect(asked).toEqual([
      [1, 0],
      [2, 2],
      [3, 5],
    ]);
  });

  test.each([
    ["the page is ignored", ["a", "b"]],
    ["a page is empty", []],
  ])("ends when %s, though the cloud says that more follows", async (_, entries) => {
    let calls = 0;
    const ask = async () => {
      calls += 1;
      return { entries, isLast: false };
    };
    expect(await allPages(action, ask, own)).toEqual(entries);
    expect(calls).toBeLessThanOrEqual(2);
  });

  test("that brings new entries for ever is an error", async () => {
    let count = 0;
    const ask = async () => ({ entries: [String(count++)], isLast: false });
    await expect(allPages(action, ask, own)).rejects.toThrow(NoAnswerError);
    expect(count).toBe(1000);
  });
});

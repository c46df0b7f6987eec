import { gathered } from "../../../provider/core/batch/reasons";

describe("reasons", () => {
  test("list equal reasons once, whatever the request id", () => {
    const texts = gathered(
      ["a", "b", "c"].map((id) => ({ id: `r-${id}`, text: `r-${id}: locked (request 1-${id}).` })),
    );
    expect(texts).toEqual(["r-a: locked (request 1-a).\n  The same is true of r-b, r-c."]);
  });

  test("keep different reasons apart", () => {
    const texts = gathered([
      { id: "r-a", text: "r-a: locked." },
      { id: "r-b", text: "r-b: expired." },
      { id: undefined, text: "the quota is used up." },
    ]);
    expect(texts).toHaveLength(3);
  });

  test("of three hundred members are gathered", () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      id: `r-${index}`,
      text: `AliyunRedisBatch r-${index}: x`,
    }));
    expect(gathered(many)).toHaveLength(1);
  });

  test("are equal also where one id is the beginning of another", () => {
    const texts = gathered([
      { id: "r-1", text: "r-1: not ready after 40 min." },
      { id: "r-11", text: "r-11: not ready after 40 min." },
    ]);
    expect(texts).toHaveLength(1);
  });

  test("are equal where only the counts of observed statuses differ", () => {
    const texts = gathered([
      { id: "r-a", text: "r-a: not ready after 40 min: last seen Creating; seen Creating ×78." },
      { id: "r-b", text: "r-b: not ready after 40 min: last seen Creating; seen Creating ×77." },
    ]);
    expect(texts).toHaveLength(1);
  });
});

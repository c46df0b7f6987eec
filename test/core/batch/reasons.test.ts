import { gathered } from "../../../provider/core/batch/reasons";

describe("reasons", () => {
  test("list equal reasons once, whatever the request id", () => {
    const all = ["a", "b", "c"].map((id) => ({ id: `r-${id}`, text: `r-${id}: locked (request 1-${id}).` }));
    expect(gathered(all)).toEqual(["r-a: locked (request 1-a).\n  The same is true of r-b, r-c."]);
  });

  const late = (id: string, more = "") => ({ id, text: `${id}: not ready after 40 min${more}.` });
  const seen = (count: number) => `: last seen Creating; seen Creating ×${count}`;
  const other = [
    { id: "r-b", text: "r-b: expired." },
    { id: undefined, text: "the quota is used up." },
  ];

  test.each([
    ["keep different reasons apart", [{ id: "r-a", text: "r-a: locked." }, ...other], 3],
    ["of three hundred members are gathered", Array.from({ length: 300 }, (_, index) => late(`r-${index}`)), 1],
    ["are equal also where one id is the beginning of another", [late("r-1"), late("r-11")], 1],
    ["are equal where only the counts of statuses differ", [late("r-a", seen(78)), late("r-b", seen(77))], 1],
  ])("%s", (_, reasons, count) => {
    expect(gathered(reasons)).toHaveLength(count);
  });
});

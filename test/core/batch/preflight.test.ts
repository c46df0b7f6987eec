import { UserError } from "../../../provider/core/client/errors";
import type { Preflight } from "../../../provider/core/resource/preflight";
import { ownTags, type ToyCloud, type ToyInputs } from "../toy";
import { openToy, toyMember } from "./toyBatch";

/** A batch whose cloud sells nothing in the zone `empty`. */
function openAsked(more: Partial<Preflight<ToyInputs, ToyCloud>> = {}) {
  const questions: string[] = [];
  const preflight: Preflight<ToyInputs, ToyCloud> = {
    async stock(_api, { zone }) {
      questions.push(`stock ${zone}`);
      if (zone === "empty") throw new UserError("zone empty sells nothing. It is sold in full.");
    },
    async quota(_api, _args, count) {
      questions.push(`quota ${count}`);
      if (count > 5) throw new UserError("the quota is used up.");
    },
    price: async () => ({ amount: 10, currency: "CNY", period: { months: 1 } }),
    ...more,
  };
  const stack = openToy((cloud) => ({ member: toyMember(cloud, { preflight: preflight as never }) }));
  stack.engine.config = { "cn-cache:preflight": "true" };
  return { stack, questions };
}

test("all groups are asked about before one is ordered, and what they cost is said once", async () => {
  const { stack, questions } = openAsked();
  const { errors, infos } = await stack.up({ groups: [{ zone: "a", quantity: 2 }, { zone: "b" }] });
  expect(errors).toEqual([]);
  expect(questions.sort()).toEqual(["quota 1", "quota 2", "stock a", "stock b"]);
  expect(infos).toEqual([
    expect.stringMatching(
      /^ToyBatch \(north\), group 0 costs 20\.00 .*\nToyBatch \(north\), group 1 costs 10\.00 CNY a month\.\nTogether 30\.00 CNY a month\.$/,
    ),
  ]);
});

test("where one group cannot be had, none is ordered, and the reason is said once", async () => {
  const { stack } = openAsked();
  const { errors, infos } = await stack.up({ groups: [{ zone: "a", quantity: 2 }, { zone: "empty" }] });
  expect(errors.join().match(/sells nothing/g)).toHaveLength(1);
  expect(errors.join()).toMatch(/group 1: zone empty sells nothing\. It is sold in full\.[\s\S]*nothing was ordered/);
  expect([stack.existing, infos]).toEqual([[], []]);
  expect((await stack.up({ groups: [{ zone: "a", quantity: 2 }, { zone: "full" }] })).errors).toEqual([]);
  expect(stack.existing).toHaveLength(3);
});

test("only what is ordered now counts: members that are there do not, and a group without need asks nothing", async () => {
  const { stack, questions } = openAsked();
  await stack.up({ groups: [{ zone: "a", quantity: 4 }, { zone: "b" }] });
  questions.length = 0;
  const { errors, infos } = await stack.up({ groups: [{ zone: "a", quantity: 6 }, { zone: "b" }] });
  expect(errors).toEqual([]);
  expect(questions.sort()).toEqual(["quota 2", "stock a"]);
  expect(infos).toEqual(["ToyBatch (north), group 0 costs 20.00 CNY a month (2 instances at 10 CNY)."]);
  expect((await stack.up({ groups: [{ zone: "a", quantity: 6 }, { zone: "b" }] })).infos).toEqual([]);
});

test("what an interrupted run has ordered does not count", async () => {
  const { stack, questions } = openAsked();
  let pendingTag: string | undefined;
  stack.cloud.before = () => {
    pendingTag ??= Object.values(stack.cloud.pendingTags())[0];
  };
  await stack.up({ groups: [{ zone: "a" }] });
  stack.cloud.put("toy-9", { tags: ownTags(pendingTag), zone: "a" });
  questions.length = 0;
  expect((await stack.up({ groups: [{ zone: "a", quantity: 3 }] })).errors).toEqual([]);
  expect(questions.sort()).toEqual(["quota 1", "stock a"]);
  expect(stack.ids).toContain("toy-9");
});

test("without the configuration nothing is asked", async () => {
  const { stack, questions } = openAsked();
  stack.engine.config = {};
  expect(await stack.up({ groups: [{ zone: "empty" }] })).toMatchObject({ errors: [], infos: [] });
  expect(questions).toEqual([]);
});

test("configuration that is neither true nor false is rejected before any call", async () => {
  const { stack } = openAsked();
  stack.engine.config = { "cn-cache:preflight": "yes" };
  const { errors } = await stack.up({ groups: [{}] });
  expect(errors.join()).toMatch(/cn-cache:preflight must be true or false, not "yes"/);
  expect(stack.existing).toEqual([]);
});

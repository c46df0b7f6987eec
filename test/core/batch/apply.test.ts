import type { ToyCloud } from "../toy";
import { openToy, type ToyBatchArgs, toyMember } from "./toyBatch";

const three: ToyBatchArgs = { groups: [{ quantity: 3, zone: "a" }], password: "first" };

describe("applying a plan", () => {
  test("members that a replacement could not delete are named by the preview of the run that deletes them", async () => {
    const other = { ...three, groups: [{ quantity: 3, zone: "b" }] };
    const stack = openToy();
    await stack.up(three);
    const before = stack.ids;
    stack.reject("remove");
    expect((await stack.up(other)).errors).not.toEqual([]);
    stack.allow();
    const { warnings } = await stack.preview(other);
    for (const id of before) expect(warnings.join()).toContain(id);
  });

  test("a failed order of one group does not affect the orders of other groups", async () => {
    const stack = openToy();
    stack.reject("order 2");
    const run = await stack.up({ groups: [{ quantity: 1 }, { quantity: 2 }, { quantity: 3 }] });
    expect(run.errors.join()).toMatch(/group 1[\s\S]*rejected for this test/);
    expect(stack.ids).toHaveLength(4);
    expect(stack.held).toEqual(stack.existing);
  });

  describe("groups", () => {
    const web = { group: "web", quantity: 2, zone: "b" };

    test("a group without a name can be removed in front of a named group", async () => {
      const stack = openToy();
      await stack.up({ groups: [{ zone: "a" }, web] });
      const [, ...ofWeb] = stack.ids;
      expect(await stack.up({ groups: [web] })).toMatchObject({ errors: [] });
      expect(stack.ids).toEqual(ofWeb);
      expect(stack.existing).toEqual([...ofWeb].sort());
    });

    test("a group that gets a name keeps its members", async () => {
      const stack = openToy();
      await stack.up({ groups: [{ zone: "b", quantity: 2 }] });
      const before = stack.ids;
      expect(await stack.up({ groups: [web] })).toMatchObject({ errors: [], steps: ["update caches"] });
      expect(stack.ids).toEqual(before);
      expect((await stack.preview({ groups: [web] })).steps).toEqual(["same caches"]);
    });

    test("another order of named groups changes nothing", async () => {
      const stack = openToy();
      const app = { group: "app", zone: "a" };
      await stack.up({ groups: [app, web] });
      const before = stack.ids;
      expect(await stack.up({ groups: [web, app] })).toMatchObject({ errors: [] });
      expect(stack.ids).toEqual(before);
    });
  });

  test("many members are changed at most thirty at a time", async () => {
    let [busy, most] = [0, 0];
    const stack = openToy((cloud) => {
      const member = toyMember(cloud, { timeoutsMs: { create: 600_000, update: 900_000, delete: 600_000 } });
      /** Each member is busy for ten minutes. */
      const apply = async (_api: ToyCloud, id: string, change: object) => {
        cloud.put(id, { ...change, status: "Creating" });
        most = Math.max(most, ++busy);
        void cloud.clock.sleep(600_000).then(() => {
          busy--;
          cloud.put(id, { status: "Normal" });
        });
      };
      return { member: { ...member, updaters: [{ name: "attribute", apply }] } };
    });
    const many = (title: string) => ({ groups: [{ quantity: 120, title }] });
    await stack.up(many("first"));
    await stack.up(many("second"));
    expect(most).toBe(30);
  });
});

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

  test("a fault of ours at one member leaves the ids of all members in the state", async () => {
    const stack = openToy((cloud) => ({
      member: toyMember(cloud, {
        outputs: ({ id, status }: { id: string; status: string }) => ({
          instanceId: id,
          status,
          port: id === "toy-2" ? Number.NaN : 6379,
        }),
      }),
    }));
    expect((await stack.up(three)).errors).not.toEqual([]);
    expect(stack.existing).toHaveLength(3);
    expect(stack.held).toEqual(stack.existing);
  });

  test("a failed order of one group does not affect the orders of other groups", async () => {
    const stack = openToy();
    stack.cloud.before = (call) => {
      if (call === "order 2") throw new Error("rejected for this test");
    };
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

  describe("many members", () => {
    test("are changed at most thirty at a time", async () => {
      const busy = new Set<string>();
      let most = 0;
      const stack = openToy((cloud) => {
        const member = toyMember(cloud, { timeoutsMs: { create: 600_000, update: 900_000, delete: 600_000 } });
        const [attribute, ...others] = member.updaters;
        return {
          member: {
            ...member,
            updaters: [
              {
                name: "attribute",
                apply: async (api: typeof cloud, id: string, change: object, now: never) => {
                  await attribute?.apply(api, id, change, now);
                  api.put(id, { status: "Creating" });
                  busy.add(id);
                  most = Math.max(most, busy.size);
                  void api.clock.sleep(600_000).then(() => {
                    busy.delete(id);
                    api.put(id, { status: "Normal" });
                  });
                },
              },
              ...others,
            ],
          },
        };
      });
      const many = (title: string) => ({ groups: [{ quantity: 120, title }] });
      await stack.up(many("first"));
      await stack.up(many("second"));
      expect(most).toBeLessThanOrEqual(30);
    });
  });
});

import { openToy, type ToyBatchArgs, type ToyStack, toyMember } from "./toyBatch";

const three: ToyBatchArgs = { groups: [{ quantity: 3, zone: "a" }], password: "first" };

describe("carrying out a batch", () => {
  /** Fails the calls that begin so, with the cloud's word. */
  const refuse = (stack: ToyStack, beginning: string, times = Number.POSITIVE_INFINITY) => {
    let left = times;
    stack.cloud.before = (call) => {
      if (call.startsWith(beginning) && left-- > 0) throw new Error("refused for this test");
    };
  };
  const allow = (stack: ToyStack) => {
    stack.cloud.before = () => undefined;
  };
  const passwords = (stack: ToyStack) =>
    stack.ids.map((id) => (stack.cloud.instances.get(id) as unknown as { password: string }).password);

  test("a toy batch comes up, changes, and goes", async () => {
    const stack = openToy();
    expect(await stack.up(three)).toMatchObject({ errors: [] });
    expect(stack.ids).toHaveLength(3);
    expect((await stack.preview(three)).steps).toEqual(["same caches"]);
    expect(await stack.up({ ...three, password: "second" })).toMatchObject({ errors: [] });
    expect(passwords(stack)).toEqual(["second", "second", "second"]);
    expect(await stack.engine.destroy()).toMatchObject({ errors: [] });
    expect(stack.existing).toEqual([]);
  });

  describe("members that were to be replaced and could not be", () => {
    const other = { ...three, groups: [{ quantity: 3, zone: "b" }] };

    test("get the new password when the replacing change is taken back", async () => {
      const stack = openToy();
      await stack.up(three);
      refuse(stack, "order");
      expect((await stack.up({ ...other, password: "second" })).errors).not.toEqual([]);
      allow(stack);
      expect(await stack.up({ ...three, password: "second" })).toMatchObject({ errors: [] });
      expect(passwords(stack)).toEqual(["second", "second", "second"]);
    });

    test("serve on when the orders for their successors are refused after a first try that failed", async () => {
      const stack = openToy();
      await stack.up(three);
      const before = stack.ids;
      stack.cloud.before = (call) => {
        // What is readiness fails.
        if (call === "poll")
          for (const each of stack.cloud.instances.values())
            if (!before.includes(each.id)) stack.cloud.put(each.id, { ...each, status: "Failed" });
      };
      expect((await stack.up(other)).errors).not.toEqual([]);
      expect(stack.existing).toEqual(expect.arrayContaining(before));
      refuse(stack, "order");
      expect((await stack.up(other)).errors).not.toEqual([]);
      expect(stack.existing).toEqual(expect.arrayContaining(before));
    });

    test("are named by the preview of the run that takes them away", async () => {
      const stack = openToy();
      await stack.up(three);
      const before = stack.ids;
      refuse(stack, "remove");
      expect((await stack.up(other)).errors).not.toEqual([]);
      allow(stack);
      const { warnings } = await stack.preview(other);
      for (const id of before) expect(warnings.join()).toContain(id);
    });
  });

  test("an argument that was taken out is made good by the next run, when the first failed", async () => {
    const stack = openToy();
    const open = { ...three, ips: ["0.0.0.0/0"] };
    await stack.up(open);
    refuse(stack, `change ${stack.ids[1]}`, 1);
    expect((await stack.up(three)).errors).not.toEqual([]);
    expect(await stack.up(three)).toMatchObject({ errors: [] });
    expect([...stack.cloud.instances.values()].map(({ ips }) => ips)).toEqual([
      ["127.0.0.1"],
      ["127.0.0.1"],
      ["127.0.0.1"],
    ]);
  });

  test("whatever fault one member brings to light, the state has the ids of all", async () => {
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

  test("the failure of one group's order leaves the others' alone", async () => {
    const stack = openToy();
    stack.cloud.before = (call) => {
      if (call === "order 2") throw new Error("refused for this test");
    };
    const run = await stack.up({ groups: [{ quantity: 1 }, { quantity: 2 }, { quantity: 3 }] });
    expect(run.errors.join()).toMatch(/group 1[\s\S]*refused for this test/);
    expect(stack.ids).toHaveLength(4);
    expect(stack.held).toEqual(stack.existing);
  });

  describe("groups", () => {
    const web = { group: "web", quantity: 2, zone: "b" };

    test("a group without a name can be taken out in front of one that has a name", async () => {
      const stack = openToy();
      await stack.up({ groups: [{ zone: "a" }, web] });
      const [, ...ofWeb] = stack.ids;
      expect(await stack.up({ groups: [web] })).toMatchObject({ errors: [] });
      expect(stack.ids).toEqual(ofWeb);
      expect(stack.existing).toEqual([...ofWeb].sort());
    });

    test("a group that gets its name keeps its members", async () => {
      const stack = openToy();
      await stack.up({ groups: [{ zone: "b", quantity: 2 }] });
      const before = stack.ids;
      expect(await stack.up({ groups: [web] })).toMatchObject({ errors: [], steps: ["update caches"] });
      expect(stack.ids).toEqual(before);
      expect((await stack.preview({ groups: [web] })).steps).toEqual(["same caches"]);
    });

    test("another order of groups with names changes nothing", async () => {
      const stack = openToy();
      const app = { group: "app", zone: "a" };
      await stack.up({ groups: [app, web] });
      const before = stack.ids;
      expect(await stack.up({ groups: [web, app] })).toMatchObject({ errors: [] });
      expect(stack.ids).toEqual(before);
    });
  });

  describe("many", () => {
    test("never are more than thirty changed at a time, also when the time is over", async () => {
      const busy = new Set<string>();
      let most = 0;
      const stack = openToy((cloud) => {
        const member = toyMember(cloud, {
          timeoutsMs: { create: 600_000, update: 900_000, delete: 600_000 },
        });
        const [attribute, ...others] = member.updaters;
        return {
          member: {
            ...member,
            updaters: [
              {
                name: "attribute",
                apply: async (api: typeof cloud, id: string, change: object, now: never) => {
                  await attribute?.apply(api, id, change, now);
                  const instance = api.instances.get(id);
                  if (!instance) return;
                  api.put(id, { ...instance, status: "Creating" });
                  busy.add(id);
                  most = Math.max(most, busy.size);
                  void api.clock.sleep(600_000).then(() => {
                    busy.delete(id);
                    api.put(id, { ...(api.instances.get(id) as object), status: "Normal" });
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

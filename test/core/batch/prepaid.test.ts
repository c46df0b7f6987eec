import { makeAll, openToy, type ToyBatchArgs, type ToyStack } from "./toyBatch";

const monthly = (quantity: number, more: Partial<ToyBatchArgs> = {}): ToyBatchArgs => ({
  groups: [{ quantity, chargeType: "PrePaid" }],
  ...more,
});

describe("members that are paid in advance", () => {
  const fail = (stack: ToyStack, id: string | undefined) => {
    const instance = stack.cloud.instances.get(id ?? "");
    if (instance) stack.cloud.put(instance.id, { ...instance, status: "Failed" });
  };

  test("are not taken away without leave, and the preview says so", async () => {
    const stack = openToy();
    await stack.up(monthly(3));
    expect((await stack.preview(monthly(2))).errors.join()).toMatch(/toy-3 has to be deleted, but.*prepaid/);
    expect((await stack.up(monthly(2))).errors).not.toEqual([]);
    expect(stack.existing).toHaveLength(3);
  });

  test("follow the leave that the same edit gives", async () => {
    const stack = openToy();
    await stack.up(monthly(3));
    expect((await stack.up(monthly(2, { prepaidDestroy: "forget" }))).errors).toEqual([]);
    expect(stack.held).toEqual(["toy-1", "toy-2"]);
  });

  test("and have failed can be replaced as soon as leave is given", async () => {
    const stack = openToy();
    stack.cloud.before = (call) => {
      if (call === "poll") fail(stack, "toy-2");
    };
    expect((await stack.up(monthly(3))).errors).not.toEqual([]);
    stack.cloud.before = () => undefined;
    expect((await stack.up(monthly(3, { prepaidDestroy: "forget" }))).errors).toEqual([]);
    expect(stack.held).toEqual(["toy-1", "toy-3", "toy-4"]);
  });

  test("and could not be taken away go as soon as other leave is given", async () => {
    const stack = openToy();
    await stack.up({ groups: [{ quantity: 2 }] });
    // Turned in the console, and not refreshed since.
    const second = stack.cloud.instances.get("toy-2");
    stack.cloud.put("toy-2", { ...second, chargeType: "PrePaid" } as never);
    const one = { groups: [{ quantity: 1 }] };
    expect((await stack.up(one)).errors.join()).toMatch(/prepaid/);
    expect((await stack.up({ ...one, prepaidDestroy: "forget" })).errors).toEqual([]);
    expect(stack.held).toEqual(["toy-1"]);
  });

  test("and could not be taken away do not keep a destroy from ending, when leave is given", async () => {
    const stack = openToy();
    await stack.up({ groups: [{ quantity: 2 }], prepaidDestroy: "forget" });
    const extra = { ...stack.cloud.instances.get("toy-1"), chargeType: "PrePaid" };
    // Begun by a run that died, beyond what is wanted.
    const [entry] = stack.engine.state;
    stack.cloud.put("toy-9", { ...extra, id: "toy-9" } as never);
    const leaving = [{ instanceId: "toy-9", group: "0" }];
    stack.engine.state = [
      { ...(entry as never as object), outputs: { ...entry?.outputs, __pendingDeletion: leaving } } as never,
    ];
    expect((await stack.engine.destroy()).errors).toEqual([]);
    expect(stack.engine.state).toEqual([]);
  });

  test("many of them are told of in one sentence, not one each", async () => {
    const stack = openToy();
    await stack.up(monthly(50));
    const [error = ""] = (await stack.preview(monthly(1))).errors;
    expect(error.match(/is prepaid/g)).toHaveLength(1);
    expect(error).toContain("toy-50");
  });
});

describe("members of an order that nobody has paid", () => {
  const unpaidToy = () =>
    openToy((cloud) => {
      const orders = new Map<string, string[]>();
      return {
        order: (_api, args, order) =>
          cloud.call(`order ${order.count}`, () => {
            const ids = makeAll(cloud, args, order, orders);
            for (const id of ids) cloud.instances.delete(id);
            return { ids, outputs: { orderId: "1" }, awaitingPayment: "Order 1 is not paid." };
          }),
      };
    });

  test("can be fewer without any leave, because they do not exist", async () => {
    const stack = unpaidToy();
    expect((await stack.up(monthly(3))).errors.join()).toMatch(/Order 1 is not paid/);
    const run = await stack.up(monthly(2));
    expect(run.errors.join()).not.toMatch(/prepaid/);
    expect(stack.held).toHaveLength(2);
  });

  test("are named when they are taken away, because they can be paid still", async () => {
    const stack = unpaidToy();
    await stack.up(monthly(2));
    const { warnings, errors } = await stack.engine.destroy();
    expect(errors).toEqual([]);
    expect(warnings.join()).toMatch(/Order 1/);
  });
});

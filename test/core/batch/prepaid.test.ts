import { makeAll, openToy, type ToyBatchArgs } from "./toyBatch";

const monthly = (quantity: number, more: Partial<ToyBatchArgs> = {}): ToyBatchArgs => ({
  groups: [{ quantity, chargeType: "PrePaid" }],
  ...more,
});

describe("prepaid members", () => {
  test("are not deleted without a policy, which the preview reports", async () => {
    const stack = openToy();
    await stack.up(monthly(3));
    expect((await stack.preview(monthly(2))).errors.join()).toMatch(/toy-3 has to be deleted, but.*prepaid/);
    expect((await stack.up(monthly(2))).errors).not.toEqual([]);
    expect(stack.existing).toHaveLength(3);
  });

  test("follow the policy of the same edit", async () => {
    const stack = openToy();
    await stack.up(monthly(3));
    expect((await stack.up(monthly(2, { prepaidDestroy: "forget" }))).errors).toEqual([]);
    expect(stack.held).toEqual(["toy-1", "toy-2"]);
  });

  test("that failed are replaced once a policy allows it", async () => {
    const stack = openToy();
    stack.cloud.before = (call) => {
      if (call === "poll") stack.cloud.put("toy-2", { status: "Failed" });
    };
    expect((await stack.up(monthly(3))).errors).not.toEqual([]);
    stack.cloud.before = () => undefined;
    expect((await stack.up(monthly(3, { prepaidDestroy: "forget" }))).errors).toEqual([]);
    expect(stack.held).toEqual(["toy-1", "toy-3", "toy-4"]);
  });

  test("that could not be deleted are released once a policy allows it", async () => {
    const stack = openToy();
    await stack.up({ groups: [{ quantity: 2 }] });
    // Made prepaid in the console, without a refresh since.
    stack.cloud.put("toy-2", { chargeType: "PrePaid" });
    const one = { groups: [{ quantity: 1 }] };
    expect((await stack.up(one)).errors.join()).toMatch(/prepaid/);
    expect((await stack.up({ ...one, prepaidDestroy: "forget" })).errors).toEqual([]);
    expect(stack.held).toEqual(["toy-1"]);
  });

  test("that could not be deleted do not block a destroy when the policy allows it", async () => {
    const stack = openToy();
    await stack.up({ groups: [{ quantity: 2 }], prepaidDestroy: "forget" });
    // Created by an interrupted run, beyond the quantity.
    const [entry] = stack.engine.state;
    stack.cloud.put("toy-9", { chargeType: "PrePaid" });
    const leaving = [{ instanceId: "toy-9", group: "0" }];
    stack.engine.state = [
      { ...(entry as never as object), outputs: { ...entry?.outputs, __pendingDeletion: leaving } } as never,
    ];
    expect((await stack.engine.destroy()).errors).toEqual([]);
    expect(stack.engine.state).toEqual([]);
  });

  test("are listed in one sentence", async () => {
    const stack = openToy();
    await stack.up(monthly(50));
    const [error = ""] = (await stack.preview(monthly(1))).errors;
    expect(error.match(/is prepaid/g)).toHaveLength(1);
    expect(error).toContain("toy-50");
  });
});

describe("members of an order that awaits payment", () => {
  const openAwaitingPayment = () =>
    openToy((cloud) => ({
      create: async (_api, args, order) => {
        const ids = makeAll(cloud, args, order);
        for (const id of ids) cloud.instances.delete(id);
        return { ids, outputs: { orderId: "1" }, awaitingPayment: "Order 1 is not paid." };
      },
    }));

  test("can be reduced without a policy, because they do not exist yet", async () => {
    const stack = openAwaitingPayment();
    expect((await stack.up(monthly(3))).errors.join()).toMatch(/Order 1 is not paid/);
    const run = await stack.up(monthly(2));
    expect(run.errors.join()).not.toMatch(/prepaid/);
    expect(stack.held).toHaveLength(2);
  });

  test("are named when they leave the stack, because the order can still be paid", async () => {
    const stack = openAwaitingPayment();
    await stack.up(monthly(2));
    const { warnings, errors } = await stack.engine.destroy();
    expect(errors).toEqual([]);
    expect(warnings.join()).toMatch(/Order 1/);
  });
});

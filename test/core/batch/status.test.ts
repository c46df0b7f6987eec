import { BatchProvider } from "../../../provider/core/provider/batchProvider";
import { VirtualClock } from "../../support/virtualClock";
import { ToyCloud, toyEnv, toySession } from "../toy";
import { toyBatch, toyMember } from "./toyBatch";

const internal = { __provider: "p", __urn: "urn:toy", __identity: "b".repeat(12), __organization: "org" };

function batchOf(quantity: number, cloud = new ToyCloud(new VirtualClock())) {
  const { clock } = cloud;
  const session = toySession({ clock, env: toyEnv });
  const member = toyMember(cloud, {
    delete: async (api: ToyCloud, id: string) => {
      api.put(id, { status: "Deleting" });
      void clock.sleep(5_000).then(() => api.instances.delete(id));
    },
  });
  const provider = new BatchProvider(toyBatch(cloud, { member }), session);
  const inputs = { ...internal, region: "north", groups: [{ quantity }] };
  return { cloud, lifecycle: provider, inputs, statuses: session.engine.statuses };
}

describe("the status line of a batch", () => {
  test("counts created members", async () => {
    const { lifecycle: provider, inputs, statuses } = batchOf(3);
    await provider.create(inputs);
    expect(statuses.at(-1)).toMatch(/3 of 3 done/);
  });

  test("counts deleted members", async () => {
    const { cloud, ...before } = batchOf(3);
    const { outs } = await before.lifecycle.create(before.inputs);
    const { lifecycle: provider, statuses } = batchOf(3, cloud);
    await provider.delete("batch", outs as Record<string, unknown>);
    expect(statuses.join()).not.toMatch(/0 of 0/);
    expect(statuses.at(-1)).toMatch(/3 of 3 done/);
  });

  test("is not repeated while nothing changes", async () => {
    const { lifecycle: provider, inputs, statuses } = batchOf(300);
    await provider.create(inputs);
    expect(statuses.filter((text) => / 0 of \d+ done/.test(text)).length).toBeLessThanOrEqual(3);
  });
});

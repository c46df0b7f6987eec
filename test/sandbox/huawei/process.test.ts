import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { World } from "../../../sandbox/core/cloud";
import { Random } from "../../../sandbox/core/random";
import { State } from "../../../sandbox/core/state";
import { huawei } from "../../../sandbox/huawei";
import { closeAll, fixture, ha, memcached, monthly } from "./fixture";

afterEach(closeAll);

test("everything survives a restart with a state file: instances, orders, wrong passwords", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-huawei-"));
  try {
    const stateFile = join(folder, "state.json");
    const first = await fixture({ stateFile });
    const { body } = await first.create({
      bss_param: { ...monthly, is_auto_pay: "false" },
      tags: [{ key: "a", value: "b" }],
    });
    await first.sandbox.close();
    const second = await fixture({ stateFile });
    const id = body.instances[0].instance_id;
    expect(await second.show(id)).toMatchObject({ status: "PAYING", tags: [{ key: "a", value: "b" }] });
    const payment = { order_id: body.order_id, use_coupon: "NO", use_discount: "NO" };
    expect((await second.call("POST", "//v2/orders/customer-orders/pay", payment)).status).toBe(204);
    expect((await second.show(id)).status).toBe("CREATING");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the same seed gives the same ids", async () => {
  const [one, two] = await Promise.all([fixture({ seed: 7 }), fixture({ seed: 7 })]);
  expect((await one.create()).body).toEqual((await two.create()).body);
});

describe("real servers", () => {
  const ports = [7001, 7002, 7003];
  const world = (): World => {
    const shelves = new State();
    const addresses = { host: "127.0.0.1", take: () => ports.shift() ?? 0 };
    return {
      now: () => 0,
      provisionMs: 0,
      changeMs: 0,
      random: new Random(1, new Map()),
      shelves,
      keys: [huawei.defaultKey],
      addresses: addresses as unknown as NonNullable<World["addresses"]>,
    };
  };

  test("are wished for Redis with its port, size and password, not for Memcached", async () => {
    const real = await fixture();
    await real.born({ ...ha, capacity: 0.125, spec_code: "redis.ha.xu1.tiny.r2.128" });
    await real.born(memcached);
    const own = world();
    const cloud = huawei.create(own);
    // What the running sandbox holds is put into a cloud with real addresses.
    const shelf = own.shelves.shelf<unknown>("instances");
    for (const { id, secrets, properties } of real.sandbox.instances()) {
      shelf.set(id, {
        id,
        account: "sandbox",
        createdAt: 0,
        status: "RUNNING",
        properties,
        tags: {},
        secrets,
        steps: [],
        released: false,
      });
    }
    expect(cloud.servers()).toEqual([{ id: expect.any(String), port: 6379, memoryMb: 128, password: "Secret-123" }]);
  });
});

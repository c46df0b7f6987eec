import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRedisServer } from "../../../sandbox/core/redis";
import { closeAll, fixture, memcached, monthly, provisionMs } from "./fixture";

afterEach(closeAll);

test("everything survives a restart with a state file: instances, orders, tags", async () => {
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
    await closeAll();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the same seed gives the same ids", async () => {
  const [one, two] = await Promise.all([fixture({ seed: 7 }), fixture({ seed: 7 })]);
  expect((await one.create()).body).toEqual((await two.create()).body);
});

const isThere = hasRedisServer();

(isThere ? test : test.skip)("a real server answers where show says, with the instance's password", async () => {
  const real = await fixture({ redis: true });
  const made = await real.create();
  const id = made.body.instances[0].instance_id;
  const { ip, port } = await real.show(id);
  expect(ip).toBe("127.0.0.1");
  expect(await say(port, "PING")).toContain("NOAUTH");
  expect(await say(port, "AUTH Secret-123", "PING")).toContain("+PONG");
  real.clock.now += provisionMs;
  await real.call("POST", `/instances/${id}/password/reset`, { new_password: "Secret-456" });
  expect(await say(port, "AUTH Secret-456", "PING")).toContain("+PONG");
  await real.call("POST", "/instances", memcached);
  expect(real.sandbox.instances()).toHaveLength(2);
});

function hasRedisServer(): boolean {
  try {
    return findRedisServer() !== "";
  } catch {
    return false;
  }
}

/** What the server answers to inline commands. */
function say(port: number, ...commands: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(`${[...commands, "QUIT"].join("\r\n")}\r\n`));
    socket.on("data", (chunk) => {
      text += String(chunk);
    });
    socket.once("end", () => resolve(text));
    socket.once("error", reject);
  });
}

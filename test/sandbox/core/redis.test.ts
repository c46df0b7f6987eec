import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Sandbox, startSandbox } from "../../../sandbox";
import { findRedisServer } from "../../../sandbox/core/redis";
import { call } from "../aliyun/client";
import { element, idsOf, prepaidElement, smallest, useFixture } from "../aliyun/fixture";
import { provisionMs, testWithServer } from "../openSandbox";

const f = useFixture();

/** Sends lines to a port, gives the answers' lines. */
function talk(port: number, ...lines: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.once("error", reject);
    socket.on("data", (chunk) => {
      text += String(chunk);
    });
    socket.once("close", () => resolve(text.trim().split("\r\n")));
    socket.write(`${[...lines, "QUIT"].join("\r\n")}\r\n`);
  });
}

async function addressOf(id: string): Promise<number> {
  const { ConnectionDomain, Port } = await f.describe(id);
  expect(ConnectionDomain).toBe("127.0.0.1");
  return Port;
}

describe("a real server for each instance", () => {
  const password = "Pass!123456";

  testWithServer("it ends with a sandbox that is killed", async () => {
    const main = join(__dirname, "../../../sandbox/main.ts");
    const script = `
      const ts = require("typescript");
      require.extensions[".ts"] = (module, file) => module._compile(
        ts.transpileModule(require("node:fs").readFileSync(file, "utf8"), { compilerOptions: { module: "commonjs", target: "es2023" } }).outputText, file);
      require(${JSON.stringify(main)}).serve({ redis: true, provisionMs: 0 }, "json");`;
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const sandbox = { info: JSON.parse(line) } as Sandbox;
    const { body } = await call(sandbox, "CreateInstance", { ...smallest, Password: password });
    const { body: shown } = await call(sandbox, "DescribeInstanceAttribute", { InstanceId: body.InstanceId });
    const { ConnectionDomain, Port } = shown.Instances.DBInstanceAttribute[0];
    const socket = connect(Port, ConnectionDomain);
    await once(socket, "connect");
    const closed = once(socket, "close");
    child.kill("SIGKILL");
    await closed;
  });

  testWithServer(
    "it listens when the instance is ready, under the default account and the one named as the instance",
    async () => {
      await f.restart({ redis: true });
      const id = await f.created({ Password: password });
      const port = await addressOf(id);
      expect(await talk(port, "PING")).toEqual([expect.stringContaining("NOAUTH"), "+OK"]);
      expect(await talk(port, `AUTH ${password}`, "PING")).toEqual(["+OK", "+PONG", "+OK"]);
      expect(await talk(port, `AUTH ${id} ${password}`, "SET k v", "GET k")).toEqual(["+OK", "+OK", "$1", "v", "+OK"]);
    },
  );

  testWithServer(
    "a new password holds at once, data stays; the class's memory follows when the change ends",
    async () => {
      await f.restart({ redis: true });
      const id = await f.created({ Password: password });
      const port = await addressOf(id);
      await talk(port, `AUTH ${password}`, "SET k v");
      await f.call("ModifyInstanceAttribute", { InstanceId: id, NewPassword: "Other!123456" });
      expect((await talk(port, `AUTH ${password}`))[0]).toContain("WRONGPASS");
      expect(await talk(port, "AUTH Other!123456", "GET k")).toEqual(["+OK", "$1", "v", "+OK"]);
      await f.call("ModifyInstanceSpec", {
        InstanceId: id,
        InstanceClass: "redis.master.mid.default",
        MajorVersion: "5.0",
      });
      f.wait();
      await f.call("ModifyInstanceAttribute", { InstanceId: id, InstanceName: "grown" });
      expect(await talk(port, "AUTH Other!123456", "CONFIG GET maxmemory")).toContain(String(2048 * 1024 * 1024));
    },
  );

  testWithServer(
    "a deleted instance's server has ended when the call returns; two instances have two ports",
    async () => {
      await f.restart({ redis: true });
      const [one, two] = [await f.created(), await f.created()];
      const ports = [await addressOf(one), await addressOf(two)];
      expect(new Set(ports).size).toBe(2);
      await f.call("DeleteInstance", { InstanceId: one });
      await expect(talk(ports[0] ?? 0, "PING")).rejects.toThrow("ECONNREFUSED");
      expect(await talk(ports[1] ?? 0, "PING")).toEqual(["+PONG", "+OK"]);
    },
  );

  testWithServer("data survives the recycle bin, whatever the new port and password; not the destruction", async () => {
    await f.restart({ redis: true });
    const id = await f.created({ ZoneId: element.izNo as string, Password: password });
    await talk(await addressOf(id), `AUTH ${password}`, "SET k precious");
    await f.call("DeleteInstance", { InstanceId: id });
    f.wait();
    const source = { ...element, SrcDBInstanceId: id, RebuildInstance: true, password: "Other!123456" };
    await f.createdBatch([source]);
    const port = await addressOf(id);
    expect(await talk(port, "AUTH Other!123456", "GET k")).toEqual(["+OK", "$8", "precious", "+OK"]);
    await f.call("DeleteInstance", { InstanceId: id });
    f.wait();
    await f.call("DestroyInstance", { InstanceId: id });
    expect(f.sandbox.instances()).toEqual([]);
  });

  testWithServer("several of one call have a port and a server each, prepaid ones once they are paid", async () => {
    await f.restart({ redis: true });
    const [one = "", two = ""] = await f.createdBatch([{ ...element, quantity: 2 }]);
    const ports = [await addressOf(one), await addressOf(two)];
    expect(new Set(ports).size).toBe(2);
    for (const port of ports) expect(await talk(port, "PING")).toEqual(["+PONG", "+OK"]);
    const answer = await f.createInstances([prepaidElement], { AutoPay: false });
    f.sandbox.drift({ cloud: "aliyun", id: answer.body.OrderId, set: { paid: true } });
    f.wait(provisionMs);
    const [three = ""] = idsOf(answer);
    // Any call that changes something waits for all servers.
    await f.call("ModifyInstanceAttribute", { InstanceId: three, InstanceName: "paid" });
    expect(await talk(await addressOf(three), "PING")).toEqual(["+PONG", "+OK"]);
  });

  testWithServer("closing the sandbox ends all servers, and no password was ever on a command line", async () => {
    await f.restart({ redis: true });
    const port = await addressOf(await f.created({ Password: password }));
    const info = await talk(port, `AUTH ${password}`, "INFO server");
    const pid = info.find((line) => line.startsWith("process_id:"))?.slice("process_id:".length);
    if (process.platform === "linux") {
      expect(readFileSync(`/proc/${pid}/cmdline`, "utf8")).not.toContain(password);
    }
    await f.sandbox.close();
    await expect(talk(port, "PING")).rejects.toThrow("ECONNREFUSED");
  });

  testWithServer("passwords with every special character work", async () => {
    await f.restart({ redis: true });
    const special = "aA1!@#$%^&*()_+-=,.";
    const port = await addressOf(await f.created({ Password: special }));
    f.wait(provisionMs);
    expect(await talk(port, `AUTH ${special}`)).toEqual(["+OK", "+OK"]);
  });
});

test("--redis without a server on PATH is an error that names both programs", async () => {
  expect(() => findRedisServer("/nowhere")).toThrow(/redis-server or valkey-server on PATH/);
  const path = process.env.PATH;
  process.env.PATH = "/nowhere";
  try {
    await expect(startSandbox({ redis: true })).rejects.toThrow(/redis-server or valkey-server/);
  } finally {
    process.env.PATH = path;
  }
});

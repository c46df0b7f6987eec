import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRedisServer } from "../../../sandbox/core/redis";
import { operations } from "../../../sandbox/jd/operations";
import { routes } from "../../../sandbox/jd/routes";
import { changeMs, closeAll, errorOf, fixture, provisionMs, smallest } from "./fixture";

afterEach(closeAll);

describe("the table of operations", () => {
  test("every operation has exactly one route and says how it is known", () => {
    expect([...routes.all()].sort()).toEqual(Object.keys(operations).sort());
    for (const { known } of Object.values(operations)) expect(known).toMatch(/\[(doc|sdk|qa|seen|guess)\]/);
  });

  test("only POST, PUT, PATCH and DELETE change anything", () => {
    const reads = Object.entries(operations).filter(([, { mutating }]) => !mutating);
    const readByPost =
      "checkDeletable checkPasswordValid describeResizeModeIpTimeInfo describeResources queryResource queryInstance";
    const named = reads
      .map(([name]) => name)
      .filter((name) => !/^(describe|get|list|recycled)/.test(name) || readByPost.includes(name));
    expect(named.sort()).toEqual(readByPost.split(" ").sort());
  });
});

describe("faults", () => {
  const answers: Record<
    string,
    [kind: "throttle" | "error500" | "error503" | "error200", status: number, name: string]
  > = {
    throttle: ["throttle", 429, "RATE_LIMIT"],
    error500: ["error500", 500, "INTERNAL"],
    error503: ["error503", 503, "UNAVAILABLE"],
    "error200: status 200, and an error in the body": ["error200", 200, "INTERNAL"],
  };
  test.each(Object.entries(answers))("%s", async (_name, [kind, status, name]) => {
    const f = await fixture();
    f.sandbox.fault({ cloud: "jd", action: "createCacheInstance", kind });
    const answer = await f.create();
    expect(errorOf(answer)).toEqual([status, name]);
    expect(answer.body.requestId).toEqual(expect.any(String));
    expect(f.sandbox.instances()).toEqual([]);
  });

  test("dropAfter: the answer is lost, the instance is there and found by its tag", async () => {
    const f = await fixture();
    f.sandbox.fault({ cloud: "jd", action: "createCacheInstance", kind: "dropAfter" });
    await expect(f.create({ userTags: [{ key: "mark", value: "m1" }] })).rejects.toThrow();
    const found = await f.call("GET {r}/cacheInstance", { tagFilters: [{ key: "mark", values: ["m1"] }] });
    expect(found.body.result.totalCount).toBe(1);
  });

  test("fail: a creation, a resize and a deletion end in error", async () => {
    const f = await fixture();
    f.sandbox.fault({ cloud: "jd", action: "createCacheInstance", kind: "fail" });
    const id = (await f.create()).body.result.cacheInstanceId;
    f.clock.now += provisionMs - 1;
    expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "creating" });
    f.clock.now += 1;
    expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "error", connectionDomain: "" });

    const other = await f.createRunning();
    f.sandbox.fault({ cloud: "jd", action: "modifyCacheInstanceClass", kind: "fail" });
    await f.call(`POST {r}/cacheInstance/${other}:modifyCacheInstanceClass`, {
      cacheInstanceClass: "redis.m.small.basic",
    });
    f.clock.now += changeMs;
    expect(await f.describe(other)).toMatchObject({
      cacheInstanceStatus: "error",
      cacheInstanceClass: "redis.m.micro.basic",
    });

    f.sandbox.fault({ cloud: "jd", action: "deleteCacheInstance", kind: "fail" });
    await f.call(`DELETE {r}/cacheInstance/${other}`);
    f.clock.now += changeMs;
    expect(f.instance(other)).toMatchObject({ status: "error" });
  });

  test("stuck: creating for ever", async () => {
    const f = await fixture();
    f.sandbox.fault({ cloud: "jd", action: "createCacheInstance", kind: "stuck" });
    const id = (await f.create()).body.result.cacheInstanceId;
    f.clock.now += 1000 * provisionMs;
    expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "creating" });
  });
});

describe("the journal", () => {
  test("names action, instance, status and parameters; secrets are hidden at every depth", async () => {
    const f = await fixture();
    const id = await f.createRunning({ password: "Abcd1234" });
    await f.call(`POST {r}/cacheInstance/${id}:resetCacheInstancePassword`, { password: "Efgh5678" });
    await f.call("GET {r}/cacheInstance", { filters: [{ name: "vpcId", values: ["v"] }] });
    const [created, reset, listed] = f.sandbox.requests();
    expect(created).toMatchObject({
      cloud: "jd",
      action: "createCacheInstance",
      instanceId: id,
      status: 200,
      mutating: true,
    });
    expect(JSON.parse(created?.params.cacheInstance ?? "")).toMatchObject({
      password: "[hidden]",
      vpcId: smallest.vpcId,
    });
    expect(reset).toMatchObject({
      action: "resetCacheInstancePassword",
      instanceId: id,
      params: { password: "[hidden]" },
    });
    expect(listed).toMatchObject({ action: "describeCacheInstances", mutating: false });
  });

  test("a request that no route fits is journalled without an action", async () => {
    const f = await fixture();
    await f.call("GET {r}/nothing");
    expect(f.sandbox.requests()).toMatchObject([{ action: "", status: 501, mutating: false }]);
  });
});

describe("drift", () => {
  const month = 31 * 24 * 3_600_000;
  const drifts: Record<string, [set: Record<string, unknown>, shown: Record<string, unknown>]> = {
    "a name": [{ cacheInstanceName: "else" }, { cacheInstanceName: "else" }],
    "a class, with its memory": [
      { cacheInstanceClass: "redis.m.large.basic" },
      { cacheInstanceClass: "redis.m.large.basic", cacheInstanceMemoryMB: 8192 },
    ],
    "a status": [{ cacheInstanceStatus: "restoring" }, { cacheInstanceStatus: "restoring" }],
    "a white list": [{ ipWhiteList: ["0.0.0.0/0"] }, { ipWhiteList: ["0.0.0.0/0"] }],
    "the eviction policy": [{ maxmemoryPolicy: "noeviction" }, { maxmemoryPolicy: "noeviction" }],
    settings: [
      { instanceConfig: { "@slave-appendonly": "yes" } },
      { slaveAppendonly: "yes", maxmemoryPolicy: "volatile-lru" },
    ],
    "disabled commands": [{ disableCommands: ["keys"] }, { disableCommands: ["keys"] }],
    "an expiry that has passed": [
      { chargeExpiredTime: "2026-11-01T00:00:00Z" },
      { charge: expect.objectContaining({ chargeMode: "prepaid_by_duration", chargeStatus: "overdue" }) },
    ],
    "a password": [{ password: "Other123" }, { auth: true }],
  };
  test.each(Object.entries(drifts))("%s", async (_name, [set, shown]) => {
    const f = await fixture();
    const id = await f.createRunning();
    f.sandbox.drift({ cloud: "jd", id, set });
    expect(f.instance(id)?.properties).toMatchObject(shown);
  });

  test("softDeletedTime: describe shows it, the control port has no such instance, the bin has it", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    f.sandbox.drift({ cloud: "jd", id, set: { softDeletedTime: "2026-11-21T01:00:00Z" } });
    f.clock.now += month;
    expect(await f.describe(id)).toMatchObject({
      softDeletedTime: "2026-11-21T01:00:00Z",
      cacheInstanceStatus: "running",
    });
    expect(f.sandbox.instances()).toEqual([]);
    expect((await f.call("GET {r}/recycledCacheInstance")).body.result.totalCount).toBe(1);
  });

  test("delete: 404 from then on, with `has deleted`", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    f.sandbox.drift({ cloud: "jd", id, delete: true });
    expect((await f.call(`GET {r}/cacheInstance/${id}`)).body.error.message).toContain("has deleted");
  });

  test("tags are replaced as a whole; an unknown field or id throws", async () => {
    const f = await fixture();
    const id = await f.createRunning({ userTags: [{ key: "a", value: "1" }] });
    f.sandbox.drift({ cloud: "jd", id, tags: { b: "2" } });
    expect(f.instance(id)?.tags).toEqual({ b: "2" });
    expect(() => f.sandbox.drift({ cloud: "jd", id, set: { colour: "red" } })).toThrow(/no field "colour"/);
    expect(() => f.sandbox.drift({ cloud: "jd", id: "redis-no", set: {} })).toThrow(/no instance/);
  });
});

test("with a state file the instances, their transitions and their ends survive a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-jd-"));
  try {
    const stateFile = join(folder, "state.json");
    const f = await fixture({ stateFile });
    const id = (await f.create({ userTags: [{ key: "k", value: "v" }] })).body.result.cacheInstanceId;
    await closeAll();
    const again = await fixture({ stateFile });
    expect(await again.describe(id)).toMatchObject({
      cacheInstanceStatus: "creating",
      tags: [{ key: "k", value: "v" }],
    });
    again.clock.now += provisionMs;
    expect(await again.describe(id)).toMatchObject({ cacheInstanceStatus: "running" });
  } finally {
    await closeAll();
    rmSync(folder, { recursive: true });
  }
});

const hasRedis = (() => {
  try {
    findRedisServer();
    return true;
  } catch {
    return false;
  }
})();

/** One command over a connection of its own; the first line of what comes back. */
function say(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${text}\r\n`));
    socket.setEncoding("utf8");
    socket.once("error", reject);
    socket.once("data", (line) => {
      socket.destroy();
      resolve(String(line).trim());
    });
  });
}

(hasRedis ? test : test.skip)(
  "--redis: the domain and port are a real server's, and its password follows (skipped without redis-server)",
  async () => {
    const f = await fixture({ redis: true });
    const id = await f.createRunning({ password: "Abcd1234" });
    const { connectionDomain, port } = await f.describe(id);
    expect(connectionDomain).toBe("127.0.0.1");
    expect(await say(port, "PING")).toMatch(/^-NOAUTH/);
    expect(await say(port, "AUTH Abcd1234")).toBe("+OK");
    await f.call(`POST {r}/cacheInstance/${id}:resetCacheInstancePassword`, { password: "" });
    expect(await say(port, "PING")).toBe("+PONG");
    await f.call(`DELETE {r}/cacheInstance/${id}`);
    await expect(say(port, "PING")).rejects.toThrow(/ECONNREFUSED/);
  },
);

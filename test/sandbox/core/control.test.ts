import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "../../../sandbox";
import { changeMs, closeAll, type Fixture, fixture, provisionMs, smallest } from "../aliyun/fixture";

afterEach(closeAll);

const get = async (f: Fixture, path: string) => (await fetch(f.sandbox.info.control + path)).json();
const post = async (f: Fixture, path: string, body: unknown = {}) => {
  const response = await fetch(f.sandbox.info.control + path, { method: "POST", body: JSON.stringify(body) });
  return [response.status, await response.json()];
};

describe("the control port", () => {
  test("GET /instances shows cloud, id, name, status, createdAt, tags and properties, without secrets", async () => {
    const f = await fixture();
    const id = await f.born({ InstanceName: "one", Password: "Secret!12345", "Tag.1.Key": "k", "Tag.1.Value": "v" });
    const shown = await get(f, "/instances");
    expect(shown).toMatchObject([
      {
        cloud: "aliyun",
        id,
        name: "one",
        status: "Normal",
        createdAt: "2026-11-21T00:00:00Z",
        tags: { k: "v" },
        properties: { InstanceClass: smallest.InstanceClass },
      },
    ]);
    expect(JSON.stringify(shown)).not.toContain("Secret!12345");
    expect(f.sandbox.instances()[0]?.secrets).toEqual({ Password: "Secret!12345" });
  });

  test("GET /requests lists every API call in order, refused ones too, with secrets hidden", async () => {
    const f = await fixture();
    const id = await f.born({ Password: "Secret!12345" });
    await f.call(
      "ModifyInstanceAttribute",
      { InstanceId: id, NewPassword: "Secret!67890" },
      { keys: { id: "nobody", secret: "x" } },
    );
    const requests = await get(f, "/requests");
    expect(requests).toMatchObject([
      {
        cloud: "aliyun",
        action: "CreateInstance",
        instanceId: id,
        status: 200,
        at: "2026-11-21T00:00:00.000Z",
        mutating: true,
        params: { Password: "[hidden]" },
      },
      {
        cloud: "aliyun",
        action: "ModifyInstanceAttribute",
        instanceId: id,
        status: 404,
        mutating: true,
        params: { NewPassword: "[hidden]" },
      },
    ]);
    expect(JSON.stringify(requests)).not.toContain("Secret!");
  });

  test("POST /faults arms a fault, POST /reset empties everything", async () => {
    const f = await fixture();
    expect(await post(f, "/faults", { cloud: "aliyun", kind: "error500" })).toEqual([200, { ok: true }]);
    expect((await f.call("CreateInstance", smallest)).status).toBe(500);
    await f.born();
    expect(await post(f, "/reset")).toEqual([200, { ok: true }]);
    expect([f.sandbox.instances(), f.sandbox.requests()]).toEqual([[], []]);
  });

  test("ids do not repeat after a reset", async () => {
    const f = await fixture();
    const first = await f.born();
    f.sandbox.reset();
    expect(await f.born()).not.toBe(first);
  });

  test("a body that is no object, an unknown kind and an unknown path say what is wrong", async () => {
    const f = await fixture();
    expect(await post(f, "/faults", [])).toEqual([400, { error: "the body has to be a JSON object" }]);
    expect(await post(f, "/faults", { cloud: "aliyun", kind: "x" })).toMatchObject([
      400,
      { error: expect.stringContaining('no kind "x"') },
    ]);
    expect(await post(f, "/fault")).toMatchObject([404, { error: expect.stringContaining("POST /faults") }]);
  });
});

describe("drift", () => {
  test("POST /drift changes fields, whitelist, class and tags behind the client's back", async () => {
    const f = await fixture();
    const id = await f.born({ "Tag.1.Key": "k" });
    await post(f, "/drift", {
      cloud: "aliyun",
      id,
      set: {
        InstanceName: "x",
        SecurityIPList: "0.0.0.0/0",
        InstanceClass: "redis.master.mid.default",
        Config: { hz: 99 },
      },
      tags: { other: "1" },
    });
    expect(await f.describe(id)).toMatchObject({
      InstanceName: "x",
      SecurityIPList: "0.0.0.0/0",
      RealInstanceClass: "redis.master.mid.default",
      Capacity: 2048,
      Config: expect.stringContaining('"hz":99'),
      Tags: { Tag: [{ Key: "other", Value: "1" }] },
    });
  });

  test("a status that drifted stays, a deleted instance is gone at once", async () => {
    const f = await fixture();
    const id = await f.born();
    f.sandbox.drift({ cloud: "aliyun", id, set: { InstanceStatus: "Inactive" } });
    f.clock.now += 3_600_000;
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Inactive" });
    f.sandbox.drift({ cloud: "aliyun", id, delete: true });
    expect((await f.call("DescribeInstanceAttribute", { InstanceId: id })).body.Code).toBe(
      "InvalidInstanceId.NotFound",
    );
  });

  test("an unknown id, field or class is an error, not a drift that does nothing", async () => {
    const f = await fixture();
    const id = await f.born();
    expect(() => f.sandbox.drift({ cloud: "aliyun", id: "r-no" })).toThrow('no instance "r-no"');
    expect(() => f.sandbox.drift({ cloud: "aliyun", id, set: { instanceName: "x" } })).toThrow(
      'no field "instanceName"',
    );
    expect(() => f.sandbox.drift({ cloud: "aliyun", id, set: { InstanceClass: "x" } })).toThrow('no class "x"');
  });
});

describe("a state file", () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const stateFile = join(folder, "state.json");
  afterAll(() => rmSync(folder, { recursive: true }));

  test("instances, tokens, requests and open transitions survive a restart; ids do not repeat", async () => {
    const f = await fixture({ stateFile });
    const made = await f.call("CreateInstance", { ...smallest, Token: "t", Password: "Secret!12345" });
    await f.sandbox.close();
    const g = await fixture({ stateFile });
    const again = await g.call("CreateInstance", { ...smallest, Token: "t", Password: "Secret!12345" });
    const other = await g.call("CreateInstance", smallest);
    expect(again.body.InstanceId).toBe(made.body.InstanceId);
    expect(other.body.InstanceId).not.toBe(made.body.InstanceId);
    g.clock.now += provisionMs;
    expect(await g.describe(made.body.InstanceId)).toMatchObject({ InstanceStatus: "Normal" });
    expect(g.sandbox.requests()[0]).toMatchObject({ action: "CreateInstance", status: 200 });
  });

  test("it is written after each change, not only at the end, and only its owner can read it", async () => {
    const file = join(folder, "other.json");
    const f = await fixture({ stateFile: file });
    const id = await f.born();
    expect(readFileSync(file, "utf8")).toContain(id);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await f.call("DeleteInstance", { InstanceId: id });
    f.clock.now += changeMs;
    await f.call("CreateInstance", smallest);
    expect(f.sandbox.instances()).toHaveLength(1);
  });
});

describe("startSandbox", () => {
  test.each(["0.0.0.0", "192.168.1.2", "example.com", "::"])("host %s is refused", async (host) => {
    await expect(startSandbox({ host })).rejects.toThrow("loopback only");
  });

  test("a fixed port that is taken is an error, and nothing is left listening", async () => {
    const f = await fixture();
    const port = Number(new URL(f.sandbox.info.aliyun.endpoint).port);
    await expect(startSandbox({ port })).rejects.toThrow("EADDRINUSE");
  });

  test("info holds exactly the clouds that exist and control", async () => {
    const { info } = (await fixture()).sandbox;
    expect(Object.keys(info)).toEqual(["aliyun", "huawei", "jd", "control"]);
    expect(Object.keys(info.aliyun)).toEqual(["endpoint", "accessKeyId", "accessKeySecret", "region"]);
  });

  test("the same seed gives the same ids, no seed gives others", async () => {
    const id = async (options: { seed?: number | undefined }) => (await fixture(options)).born();
    expect(await id({ seed: 7 })).toBe(await id({ seed: 7 }));
    expect(await id({ seed: undefined })).not.toBe(await id({ seed: undefined }));
  });
});

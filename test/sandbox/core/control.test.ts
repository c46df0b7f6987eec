import { readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { startSandbox } from "../../../sandbox";
import { smallest, useFixture } from "../aliyun/fixture";
import { provisionMs } from "../openSandbox";

const f = useFixture();

const get = async (path: string) => (await fetch(f.sandbox.info.control + path)).json();

/** A request with headers that `fetch` does not let a program set. */
function raw(method: string, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const { hostname, port } = new URL(f.sandbox.info.control);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once("error", reject);
    sent.end(method === "POST" ? "{}" : undefined);
  });
}

const isJson = { "content-type": "application/json" };

describe("a web page cannot use the control port", () => {
  test.each([
    ["a name that resolves to loopback", "GET", "/requests", { host: "evil.example" }],
    ["such a name with our port", "POST", "/reset", { ...isJson, host: "127.0.0.1.evil.example:80" }],
    ["another origin", "GET", "/instances", { origin: "https://evil.example" }],
    ["a page without an origin", "POST", "/reset", { ...isJson, origin: "null" }],
    ["another port of this machine", "POST", "/reset", { ...isJson, origin: "http://127.0.0.1:1" }],
    ["an image", "GET", "/requests", { "sec-fetch-site": "cross-site" }],
    ["a form", "POST", "/faults", { "content-type": "text/plain" }],
    ["a form of files", "POST", "/release", { "content-type": "multipart/form-data; boundary=application/json" }],
    ["no content type", "POST", "/reset", {}],
  ])("by %s", async (_, method, path, headers) => {
    await f.created();
    expect(await raw(method, path, headers as Record<string, string>)).toBe(403);
    expect(f.sandbox.instances()).toHaveLength(1);
  });

  test("but a program on this machine can, under each name of it", async () => {
    const { port } = new URL(f.sandbox.info.control);
    for (const host of [`localhost:${port}`, `[::1]:${port}`, "127.0.0.1"]) {
      expect(await raw("GET", "/instances", { host })).toBe(200);
    }
    expect(await raw("POST", "/reset", { "content-type": "application/json; charset=utf-8" })).toBe(200);
  });
});

describe("the control port", () => {
  test("GET /instances shows cloud, id, name, status, createdAt, tags and properties, without secrets", async () => {
    const id = await f.created({ InstanceName: "one", Password: "Secret!12345", "Tag.1.Key": "k", "Tag.1.Value": "v" });
    const listed = await get("/instances");
    const properties = { InstanceClass: smallest.InstanceClass };
    const times = { status: "Normal", createdAt: "2026-11-21T00:00:00Z" };
    expect(listed).toMatchObject([{ cloud: "aliyun", id, name: "one", ...times, tags: { k: "v" }, properties }]);
    expect(JSON.stringify(listed)).not.toContain("Secret!12345");
    expect(f.sandbox.instances()[0]?.secrets).toEqual({ Password: "Secret!12345" });
  });

  test("GET /requests lists every API call in order, rejected ones too, with secrets hidden", async () => {
    const id = await f.created({ Password: "Secret!12345" });
    const keys = { id: "nobody", secret: "x" };
    await f.call("ModifyInstanceAttribute", { InstanceId: id, NewPassword: "Secret!67890" }, { keys });
    const requests = await get("/requests");
    const common = { cloud: "aliyun", instanceId: id, mutating: true };
    const at = "2026-11-21T00:00:00.000Z";
    expect(requests).toMatchObject([
      { ...common, action: "CreateInstance", status: 200, at, params: { Password: "[hidden]" } },
      { ...common, action: "ModifyInstanceAttribute", status: 404, params: { NewPassword: "[hidden]" } },
    ]);
    expect(JSON.stringify(requests)).not.toContain("Secret!");
  });

  test("POST /faults arms a fault, POST /reset empties everything", async () => {
    expect(await f.control("/faults", { cloud: "aliyun", kind: "error500" })).toEqual([200, { ok: true }]);
    expect((await f.create()).status).toBe(500);
    await f.created();
    expect(await f.control("/reset")).toEqual([200, { ok: true }]);
    expect([f.sandbox.instances(), f.sandbox.requests()]).toEqual([[], []]);
  });

  test("ids do not repeat after a reset", async () => {
    const first = await f.created();
    f.sandbox.reset();
    expect(await f.created()).not.toBe(first);
  });

  test("a body that is no object, an unknown kind and an unknown path are explained", async () => {
    expect(await f.control("/faults", [])).toEqual([400, { error: "the body has to be a JSON object" }]);
    expect(await f.control("/faults", { cloud: "aliyun", kind: "x" })).toMatchObject([
      400,
      { error: expect.stringContaining('no kind "x"') },
    ]);
    expect(await f.control("/fault")).toMatchObject([404, { error: expect.stringContaining("POST /faults") }]);
  });
});

describe("drift", () => {
  test("POST /drift changes fields, whitelist, class and tags behind the client's back", async () => {
    const id = await f.created({ "Tag.1.Key": "k" });
    const same = { InstanceName: "x", SecurityIPList: "0.0.0.0/0" };
    const set = { ...same, InstanceClass: "redis.master.mid.default", Config: { hz: 99 } };
    await f.control("/drift", { cloud: "aliyun", id, set, tags: { other: "1" } });
    expect(await f.describe(id)).toMatchObject({
      ...same,
      RealInstanceClass: set.InstanceClass,
      Capacity: 2048,
      Config: expect.stringContaining('"hz":99'),
      Tags: { Tag: [{ Key: "other", Value: "1" }] },
    });
  });

  test("a status that drifted stays, a deleted instance is not found at once", async () => {
    const id = await f.created();
    f.sandbox.drift({ cloud: "aliyun", id, set: { InstanceStatus: "Inactive" } });
    f.wait(3_600_000);
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Inactive" });
    f.sandbox.drift({ cloud: "aliyun", id, delete: true });
    expect(await f.code("DescribeInstanceAttribute", { InstanceId: id })).toBe("InvalidInstanceId.NotFound");
  });

  test("an unknown id, field or class is an error, not a drift without effect", async () => {
    const id = await f.created();
    const drift =
      (set: object, of = id) =>
      () =>
        f.sandbox.drift({ cloud: "aliyun", id: of, set: { ...set } });
    expect(drift({}, "r-no")).toThrow('no instance "r-no"');
    expect(drift({ instanceName: "x" })).toThrow('no field "instanceName"');
    expect(drift({ InstanceClass: "x" })).toThrow('no class "x"');
  });
});

describe("a state file", () => {
  test("instances, tokens, requests and open transitions survive a restart; ids do not repeat", async () => {
    const { stateFile } = f;
    await f.restart({ stateFile });
    const made = await f.create({ Token: "t", Password: "Secret!12345" });
    await f.restart({ stateFile });
    const again = await f.create({ Token: "t", Password: "Secret!12345" });
    const other = await f.create();
    expect(again.body.InstanceId).toBe(made.body.InstanceId);
    expect(other.body.InstanceId).not.toBe(made.body.InstanceId);
    f.wait(provisionMs);
    expect(await f.describe(made.body.InstanceId)).toMatchObject({ InstanceStatus: "Normal" });
    expect(f.sandbox.requests()[0]).toMatchObject({ action: "CreateInstance", status: 200 });
  });

  test("it is written after each change, not only at the end, and only its owner can read it", async () => {
    const { stateFile } = f;
    await f.restart({ stateFile });
    const id = await f.created();
    expect(readFileSync(stateFile, "utf8")).toContain(id);
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    await f.call("DeleteInstance", { InstanceId: id });
    f.wait();
    await f.create();
    expect(f.sandbox.instances()).toHaveLength(1);
  });
});

describe("startSandbox", () => {
  test.each(["0.0.0.0", "192.168.1.2", "example.com", "::"])("host %s is rejected", async (host) => {
    await expect(startSandbox({ host })).rejects.toThrow("loopback only");
  });

  test("a fixed port that is taken is an error, and nothing is left listening", async () => {
    const port = Number(new URL(f.sandbox.info.aliyun.endpoint).port);
    await expect(startSandbox({ port })).rejects.toThrow("EADDRINUSE");
  });

  test("info holds exactly the clouds that exist and control", async () => {
    const { info } = f.sandbox;
    expect(Object.keys(info)).toEqual(["aliyun", "huawei", "jd", "control"]);
    expect(Object.keys(info.aliyun)).toEqual(["endpoint", "accessKeyId", "accessKeySecret", "region"]);
  });

  test("the same seed gives the same ids, no seed gives others", async () => {
    const id = async (seed?: number) => {
      await f.restart({ seed });
      return f.created();
    };
    expect(await id(7)).toBe(await id(7));
    expect(await id()).not.toBe(await id());
  });
});

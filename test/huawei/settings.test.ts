import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { frontOf } from "./front";
import { type HuaweiWorld, huaweiWorld } from "./world";

const env = (values: Record<string, string>) => ({ env: { HW_PROJECT_ID: "", ...values } });

describe("huawei settings", () => {
  let it: HuaweiWorld;
  afterEach(() => it.close());

  test("without a project id IAM is asked once per process, and never changed", async () => {
    it = await huaweiWorld(env({}));
    const both = [...it.program(), ...it.program({ name: "carts" }, { name: "carts" })];
    expect(await it.engine.up(both, { isParallel: true })).toMatchObject({ errors: [] });
    expect(it.calls("KeystoneListProjects")).toHaveLength(1);
    expect(it.calls().filter(({ action }) => action.startsWith("POST /v3"))).toEqual([]);
  });

  test("a region without a project is an error that names the setting, before anything is created", async () => {
    it = await huaweiWorld(env({}));
    const run = await it.up({ region: "xx-nowhere-1", azCodes: ["xx-nowhere-1a"] });
    expect(run.errors.join()).toMatch(/no project is named xx-nowhere-1\. Set huawei:projectId/);
    expect(it.calls("CreateInstance")).toEqual([]);
  });

  test("the configured project applies to the configured region only, and is the account of the location", async () => {
    it = await huaweiWorld();
    await it.make();
    expect(it.engine.state[0]?.outputs.__location).toMatchObject({ account: it.sandbox.info.huawei.projectId });
    await it.engine.destroy();
    await it.make({ region: "cn-east-3", azCodes: ["cn-east-3a"] });
    expect(it.instance().properties.region).toBe("cn-east-3");
  });

  test("the project id of the environment is not used with the keys of the configuration", async () => {
    const other = { id: "OTHERKEY000000000001", secret: "OtherSecret000000001", account: "other" };
    it = await huaweiWorld({ keys: { huawei: [other] } });
    it.engine.config = { "huawei:accessKey": other.id, "huawei:secretKey": other.secret };
    await it.make();
    expect(it.calls("KeystoneListProjects").length).toBeGreaterThan(0);
  });

  test("temporary credentials send their token", async () => {
    const key = { id: "TEMPORARYKEY00000001", secret: "TemporarySecret00001", token: "the-security-token" };
    it = await huaweiWorld({
      keys: { huawei: [key] },
      env: { HW_ACCESS_KEY: key.id, HW_SECRET_KEY: key.secret, HW_SECURITY_TOKEN: key.token },
    });
    await it.make();
  });

  test("OTC #2455: a token replaces the access key, and is never shown", async () => {
    it = await huaweiWorld(env({ HW_ACCESS_KEY: "", HW_SECRET_KEY: "" }));
    const { endpoint, accessKey, secretKey, region } = it.sandbox.info.huawei;
    const user = { name: accessKey, password: secretKey, domain: { name: "sandbox" } };
    const identity = { methods: ["password"], password: { user } };
    const answer = await fetch(`${endpoint}/v3/auth/tokens`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ auth: { identity, scope: { project: { name: region } } } }),
    });
    const token = answer.headers.get("x-subject-token") ?? "";
    expect((await it.up()).errors.join()).toMatch(/a token: huawei:authToken, HW_AUTH_TOKEN/);
    it.engine.config = { "huawei:authToken": token };
    await it.make();
    expect(JSON.stringify(it.engine.state)).not.toContain(token);
    expect(await it.engine.destroy()).toMatchObject({ errors: [] });
  });

  test("a wrong key is not retried, because five failures lock it", async () => {
    it = await huaweiWorld({ env: { HW_SECRET_KEY: "wrong-secret-key" } });
    expect((await it.up()).errors.join()).toMatch(/Check the configured Huawei Cloud access key/);
    expect(it.calls("CreateInstance")).toHaveLength(0);
    expect(it.calls().length).toBeLessThan(3);
  });

  test("each service has its own endpoint; a loopback DCS endpoint is the default for the others", async () => {
    it = await huaweiWorld(env({}));
    const asked: string[] = [];
    const iam = await frontOf(it.sandbox.info.huawei.endpoint, ({ path }) => void asked.push(path));
    it.engine.config = { "huawei:iamEndpoint": iam.endpoint };
    await it.make();
    expect(asked).toEqual(["/v3/projects?name=cn-north-4"]);
    await iam.close();
  });

  describe("the hcloud profile file", () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "hcloud-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const key = { id: "ABCDEFGHIJ0123456789", secret: "abcdefghijABCDEFGHIJ0123456789abcdefghij" };

    const withProfile = async (accessKeyId: string, secretAccessKey: string) => {
      const file = join(folder, "config.json");
      const profile = { name: "default", mode: "AKSK", accessKeyId, secretAccessKey, region: "cn-north-4" };
      writeFileSync(file, JSON.stringify({ current: "default", profiles: [profile] }));
      const nothing = { HW_ACCESS_KEY: "", HW_SECRET_KEY: "", HW_REGION_NAME: "" };
      it = await huaweiWorld({ keys: { huawei: [key] }, ...env({ ...nothing, HW_SHARED_CONFIG_FILE: file }) });
      return it.up({ region: undefined });
    };

    test("gives keys and region if it is not encrypted", async () => {
      expect(await withProfile(key.id, key.secret)).toMatchObject({ errors: [] });
    });

    test("is ignored if its keys are encrypted, because five failures lock a key", async () => {
      const run = await withProfile("c2VjcmV0IG9mIHRoZSB0b29s", "AAAAC3NzaC1lZDI1NTE5AAAAIDk=");
      expect(run.errors.join()).toMatch(/no credentials found/);
      expect(it.calls()).toEqual([]);
    });
  });
});

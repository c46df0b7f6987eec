import { useFolder } from "../support/folder";
import { frontOf } from "./front";
import { type HuaweiWorld, huaweiWorld } from "./world";

const env = (values: Record<string, string>) => ({ env: { HW_PROJECT_ID: "", ...values } });

describe("huawei settings", () => {
  let world: HuaweiWorld;
  afterEach(() => world.close());

  test("without a project id IAM is asked once per process, and never changed", async () => {
    world = await huaweiWorld(env({}));
    const both = [...world.program(), ...world.program({ name: "carts" }, { name: "carts" })];
    expect(await world.engine.up(both, { isParallel: true })).toMatchObject({ errors: [] });
    expect(world.calls("KeystoneListProjects")).toHaveLength(1);
    expect(world.calls().filter(({ action }) => action.startsWith("POST /v3"))).toEqual([]);
  });

  test("a region without a project is an error that names the setting, before anything is created", async () => {
    world = await huaweiWorld(env({}));
    const run = await world.up({ region: "xx-nowhere-1", azCodes: ["xx-nowhere-1a"] });
    expect(run.errors.join()).toMatch(/no project is named xx-nowhere-1\. Set huawei:projectId/);
    expect(world.calls("CreateInstance")).toEqual([]);
  });

  test("the configured project applies to the configured region only, and is the account of the location", async () => {
    world = await huaweiWorld();
    await world.make();
    expect(world.engine.state[0]?.outputs.__location).toMatchObject({ account: world.sandbox.info.huawei.projectId });
    await world.engine.destroy();
    await world.make({ region: "cn-east-3", azCodes: ["cn-east-3a"] });
    expect(world.instance().properties.region).toBe("cn-east-3");
  });

  test("the project id of the environment is not used with the keys of the configuration", async () => {
    const other = { id: "OTHERKEY000000000001", secret: "OtherSecret000000001", account: "other" };
    world = await huaweiWorld({ keys: { huawei: [other] } });
    world.engine.config = { "huawei:accessKey": other.id, "huawei:secretKey": other.secret };
    await world.make();
    expect(world.calls("KeystoneListProjects").length).toBeGreaterThan(0);
  });

  test("temporary credentials send their token", async () => {
    const key = { id: "TEMPORARYKEY00000001", secret: "TemporarySecret00001", token: "the-security-token" };
    const own = { HW_ACCESS_KEY: key.id, HW_SECRET_KEY: key.secret, HW_SECURITY_TOKEN: key.token };
    world = await huaweiWorld({ keys: { huawei: [key] }, env: own });
    await world.make();
  });

  test("OTC #2455: a token replaces the access key, and is never shown", async () => {
    world = await huaweiWorld(env({ HW_ACCESS_KEY: "", HW_SECRET_KEY: "" }));
    const { endpoint, accessKey, secretKey, region } = world.sandbox.info.huawei;
    const user = { name: accessKey, password: secretKey, domain: { name: "sandbox" } };
    const identity = { methods: ["password"], password: { user } };
    const body = JSON.stringify({ auth: { identity, scope: { project: { name: region } } } });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${endpoint}/v3/auth/tokens`, { method: "POST", headers, body });
    const token = answer.headers.get("x-subject-token") ?? "";
    expect((await world.up()).errors.join()).toMatch(/a token: huawei:authToken, HW_AUTH_TOKEN/);
    world.engine.config = { "huawei:authToken": token };
    await world.make();
    expect(JSON.stringify(world.engine.state)).not.toContain(token);
    expect(await world.engine.destroy()).toMatchObject({ errors: [] });
  });

  test("a wrong key is not retried, because five failures lock it", async () => {
    world = await huaweiWorld({ env: { HW_SECRET_KEY: "wrong-secret-key" } });
    expect((await world.up()).errors.join()).toMatch(/Check the configured Huawei Cloud access key/);
    expect(world.calls("CreateInstance")).toHaveLength(0);
    expect(world.calls().length).toBeLessThan(3);
  });

  test("each service has its own endpoint; a loopback DCS endpoint is the default for the others", async () => {
    world = await huaweiWorld(env({}));
    const asked: string[] = [];
    const iam = await frontOf(world.sandbox.info.huawei.endpoint, ({ path }) => void asked.push(path));
    world.engine.config = { "huawei:iamEndpoint": iam.endpoint };
    await world.make();
    expect(asked).toEqual(["/v3/projects?name=cn-north-4"]);
    await iam.close();
  });

  describe("the hcloud profile file", () => {
    const folder = useFolder();
    const key = { id: "ABCDEFGHIJ0123456789", secret: "abcdefghijABCDEFGHIJ0123456789abcdefghij" };

    const withProfile = async (accessKeyId: string, secretAccessKey: string) => {
      const profile = { name: "default", mode: "AKSK", accessKeyId, secretAccessKey, region: "cn-north-4" };
      const file = folder.write("config.json", JSON.stringify({ current: "default", profiles: [profile] }));
      const nothing = { HW_ACCESS_KEY: "", HW_SECRET_KEY: "", HW_REGION_NAME: "" };
      world = await huaweiWorld({ keys: { huawei: [key] }, ...env({ ...nothing, HW_SHARED_CONFIG_FILE: file }) });
      return world.up({ region: undefined });
    };

    test("gives keys and region if it is not encrypted", async () => {
      expect(await withProfile(key.id, key.secret)).toMatchObject({ errors: [] });
    });

    test("is ignored if its keys are encrypted, because five failures lock a key", async () => {
      const run = await withProfile("c2VjcmV0IG9mIHRoZSB0b29s", "AAAAC3NzaC1lZDI1NTE5AAAAIDk=");
      expect(run.errors.join()).toMatch(/no credentials found/);
      expect(world.calls()).toEqual([]);
    });
  });
});

import { closeAll, type Fixture, fixture } from "./fixture";

let f: Fixture;
beforeEach(async () => {
  f = await fixture();
});
afterEach(closeAll);

const login = (name: string, password: string, project: object) =>
  f.call("POST", "//v3/auth/tokens", {
    auth: {
      identity: { methods: ["password"], password: { user: { name, password, domain: { name: "sandbox" } } } },
      scope: { project },
    },
  });

test("a region's name finds the one project, an unknown name none", async () => {
  const { projectId } = f.sandbox.info.huawei;
  const { projects } = (await f.call("GET", "//v3/projects?name=cn-north-4")).body;
  expect(projects).toHaveLength(1);
  expect(projects[0]).toMatchObject({ id: projectId, name: "cn-north-4", is_domain: false, enabled: true });
  expect((await f.call("GET", "//v3/projects?name=mars-1")).body.projects).toEqual([]);
});

describe("token", () => {
  test.each([
    ["by name", () => ({ name: "cn-north-4" })],
    ["by id", () => ({ id: f.sandbox.info.huawei.projectId })],
  ])("for a project %s is accepted instead of a signature, for a day", async (_name, scope) => {
    const { accessKey, secretKey } = f.sandbox.info.huawei;
    const answer = await login(accessKey, secretKey, scope());
    expect(answer.status).toBe(201);
    const authToken = answer.headers.get("x-subject-token") ?? "";
    expect((await f.call("GET", "/instances", undefined, { authToken })).status).toBe(200);
    f.clock.now += 24 * 3_600_000 + 1;
    expect(await f.call("GET", "/instances", undefined, { authToken })).toMatchObject({
      status: 401,
      body: { error_code: "APIGW.0307" },
    });
  });

  test("of another project is refused with APIGW.0307", async () => {
    const { accessKey, secretKey } = f.sandbox.info.huawei;
    const authToken = (await login(accessKey, secretKey, { name: "cn-east-3" })).headers.get("x-subject-token") ?? "";
    expect((await f.call("GET", "/instances", undefined, { authToken })).body.error_code).toBe("APIGW.0307");
  });

  test("is not given for a wrong password: 401 in IAM's own form", async () => {
    const answer = await login(f.sandbox.info.huawei.accessKey, "wrong", { name: "cn-north-4" });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: { code: 401, title: "Unauthorized", message: "The username or password is wrong." },
    });
    expect(JSON.stringify(f.sandbox.requests())).not.toContain("wrong");
  });
});

import { useFixture } from "../fixture";

const f = useFixture();

const login = (name: string, password: string, project: object) =>
  f.call("POST", "//v3/auth/tokens", {
    auth: {
      identity: { methods: ["password"], password: { user: { name, password, domain: { name: "sandbox" } } } },
      scope: { project },
    },
  });
const tokenFor = async (project: object) => {
  const { accessKey, secretKey } = f.sandbox.info.huawei;
  const { status, headers } = await login(accessKey, secretKey, project);
  expect(status).toBe(201);
  return headers.get("x-subject-token") ?? "";
};
const list = (authToken: string) => f.outcome("GET", "/instances", undefined, { authToken });

test("a region's name finds its one project, an unknown name none", async () => {
  const id = f.sandbox.info.huawei.projectId;
  const { projects } = await f.get("//v3/projects?name=cn-north-4");
  expect(projects).toMatchObject([{ id, name: "cn-north-4", is_domain: false, enabled: true }]);
  expect((await f.get("//v3/projects?name=mars-1")).projects).toEqual([]);
});

describe("token", () => {
  test.each([
    ["by name", () => ({ name: "cn-north-4" })],
    ["by id", () => ({ id: f.sandbox.info.huawei.projectId })],
  ])("for a project %s is accepted instead of a signature, for a day", async (_name, scope) => {
    const token = await tokenFor(scope());
    expect(await list(token)).toBe("200");
    f.wait(24 * 3_600_000 + 1);
    expect(await list(token)).toBe("401 APIGW.0307");
  });

  test("of another project is rejected with APIGW.0307", async () => {
    expect(await list(await tokenFor({ name: "cn-east-3" }))).toBe("401 APIGW.0307");
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

test("an instance moves to another enterprise project, not to a missing one, and nothing else moves", async () => {
  const id = await f.createRunning();
  const move = (target: string, resource_type = "dcs") =>
    f.call("POST", `//v1.0/enterprise-projects/${target}/resources-migrate`, {
      resource_id: id,
      resource_type,
      project_id: f.sandbox.info.huawei.projectId,
      region_id: "cn-north-4",
    });
  const target = "0aad99bc-f5f6-4f78-8404-c598d76b0ed2";
  expect((await move(target)).status).toBe(204);
  expect((await f.show(id)).enterprise_project_id).toBe(target);
  const notFound = { status: 404, body: { error: { error_code: "EPS.0004" } } };
  expect(await move("missing")).toMatchObject(notFound);
  expect(await move(target, "ecs")).toMatchObject(notFound);
});

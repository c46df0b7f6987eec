import { single, unknownId, useFixture, weekly } from "./fixture";

const f = useFixture("all");

test("DCS v2: error_code, error_msg and error_ext_msg, with X-Request-Id", async () => {
  const { status, body, headers } = await f.call("GET", `/instances/${unknownId}`);
  expect(status).toBe(404);
  expect(body).toEqual({ error_code: "DCS.3022", error_msg: "This DCS instance does not exist.", error_ext_msg: null });
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
});

const policyOnSingle = { ...single, az_codes: ["eu-west-0a"], instance_backup_policy: weekly };
test.each([
  ["not found", "GET", `/instances/${unknownId}`, undefined, 404, "111404022", "This DCS instance does not exist."],
  ["a policy on a single node", "POST", "/instances", policyOnSingle, 400, "111400086", /only master standby/],
])("the old generation nests and numbers %s", async (_name, method, path, order, status, code, text) => {
  const { projects } = await f.get("//v3/projects?name=eu-west-0");
  expect(await f.call(method, path, order, { project: projects[0].id })).toMatchObject({
    status,
    body: { error: { code, message: expect.stringMatching(text) } },
  });
});

test.each([
  ["a wrong path below a project", "/instance", 404, "DCS.4001"],
  ["a wrong path elsewhere", "//v9/nothing", 404, "APIGW.0101"],
])("%s is not a missing instance, and tells what is not imitated", async (_name, path, status, error_code) => {
  const error_msg = expect.stringContaining("does not imitate GET");
  expect(await f.call("GET", path)).toMatchObject({ status, body: { error_code, error_msg } });
});

test.each([
  ["no body", undefined, "DCS.4004"],
  ["no JSON", "{", "DCS.4005"],
  ["a list", "[]", "DCS.4005"],
])("POST with %s", async (_name, body, code) => {
  expect(await f.outcome("POST", "/instances", body)).toBe(`400 ${code}`);
});

test("the answer's Date is the sandbox's own clock", async () => {
  const { headers } = await f.call("GET", "/instances");
  expect(Date.parse(headers.get("date") ?? "")).toBe(f.clock.now);
});

import { type Body, useFixture } from "../fixture";

const f = useFixture();

const reader = { account_name: "reader", account_role: "read", account_password: "Reader-123" };
const pathOf = (id: string) => `/instances/${id}/accounts`;
const listed = async (id: string) => (await f.get(pathOf(id))).accounts;
const normal = async (id: string) => (await listed(id)).slice(1);
const held = () => f.sandbox.instances()[0];
const provisioned = () => f.wait(60_000);

async function withReader(more: Body = {}) {
  const id = await f.createRunning();
  expect(await f.outcome("POST", pathOf(id), { ...reader, ...more })).toBe("200");
  provisioned();
  const [{ account_id }] = await normal(id);
  return { id, path: `${pathOf(id)}/${account_id}` };
}

test("an account is CREATING, then AVAILABLE, and the instance is busy meanwhile", async () => {
  const id = await f.createRunning();
  expect(await f.outcome("POST", pathOf(id), reader)).toBe("200");
  expect(await normal(id)).toMatchObject([{ account_name: "reader", status: "CREATING" }]);
  expect(await f.outcome("POST", pathOf(id), { ...reader, account_name: "next" })).toBe("400 DCS.4026");
  provisioned();
  expect(await normal(id)).toEqual([
    {
      account_id: expect.any(String),
      ...{ account_name: "reader", account_type: "normal", account_role: "read", description: "" },
      ...{ instance_id: id, status: "AVAILABLE", error_code: null },
    },
  ]);
});

test("the list begins with the default account", async () => {
  const [first] = await listed(await f.createRunning());
  expect(first).toMatchObject({ account_name: "default", account_type: "default", account_role: "write" });
});

test.each([
  ["role", { account_role: "write" }, "200", { account_role: "write", status: "UPDATING" }],
  ["password/reset", { new_password: "Reader-456" }, "200", { status: "UPDATING" }],
  ["", { description: "monthly" }, "204", { description: "monthly", status: "AVAILABLE" }],
] as const)("PUT %s changes the account", async (last, body, outcome, after) => {
  const { id, path } = await withReader();
  expect(await f.outcome("PUT", `${path}${last === "" ? "" : `/${last}`}`, body)).toBe(outcome);
  expect(await normal(id)).toMatchObject([{ account_name: "reader", ...after }]);
  provisioned();
  expect(await normal(id)).toMatchObject([{ ...after, status: "AVAILABLE" }]);
  const password = last === "password/reset" ? "Reader-456" : "Reader-123";
  expect(held()?.secrets).toMatchObject({ "account reader": password });
});

test("a deleted account is DELETING, then gone with its password; its task is DeleteAcl", async () => {
  const { id, path } = await withReader();
  expect(await f.outcome("DELETE", path)).toBe("200");
  expect(await normal(id)).toMatchObject([{ status: "DELETING" }]);
  provisioned();
  expect(await normal(id)).toEqual([]);
  expect(held()?.secrets).not.toHaveProperty(["account reader"]);
  expect((await f.get(`/instances/${id}/tasks`)).tasks).toMatchObject([{ name: "DeleteAcl", status: "SUCCESS" }]);
  expect(await f.outcome("DELETE", path)).toBe("400 DCS.4062");
});

test.each([
  [{ account_name: "1st" }, "DCS.4062"],
  [{ account_name: "a".repeat(65) }, "DCS.4062"],
  [{ account_name: "default" }, "DCS.4062"],
  [{ account_name: "reader" }, "DCS.4062"],
  [{ account_role: "admin" }, "DCS.4062"],
  [{ account_password: "short1-" }, "DCS.4019"],
  [{ account_password: "letterings" }, "DCS.4019"],
  [{ account_password: "Other:1234" }, "DCS.4019"],
  [{ account_name: "Reader-12", account_password: "21-redaeR" }, "DCS.4019"],
  [{ description: "x".repeat(1025) }, "DCS.4011"],
  [{ owner: "me" }, "Sandbox.UnknownParameter"],
])("POST with %j is rejected as %s", async (more, code) => {
  const { id } = await withReader();
  const body = { ...reader, account_name: "other", ...more };
  expect(await f.outcome("POST", pathOf(id), body)).toBe(`400 ${code}`);
});

test("Redis 6.0, a full instance and one whose own password has a colon take none", async () => {
  const six = await f.createRunning({ engine_version: "6.0" });
  expect(await f.outcome("POST", pathOf(six), reader)).toBe("400 DCS.4872");
  const colon = await f.createRunning({ password: "Secret:123" });
  expect(await f.outcome("POST", pathOf(colon), reader)).toBe("400 DCS.4062");
  const id = await f.createRunning();
  for (let count = 1; count <= 18; count++) {
    expect(await f.outcome("POST", pathOf(id), { ...reader, account_name: `a${count}` })).toBe("200");
    provisioned();
  }
  expect(await f.outcome("POST", pathOf(id), reader)).toBe("400 DCS.4062");
});

test("the default account is neither changed nor deleted here", async () => {
  const id = await f.createRunning();
  const [{ account_id }] = await listed(id);
  expect(await f.outcome("DELETE", `${pathOf(id)}/${account_id}`)).toBe("400 DCS.4062");
  expect(await f.outcome("PUT", `${pathOf(id)}/${account_id}/role`, { account_role: "read" })).toBe("400 DCS.4062");
});

test("no password is in the journal", async () => {
  const { path } = await withReader();
  await f.call("PUT", `${path}/password/reset`, { new_password: "Reader-456" });
  expect(JSON.stringify(f.sandbox.requests())).not.toMatch(/Reader-(123|456)/);
});

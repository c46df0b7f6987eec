import type { Params } from "./client";
import { useFixture } from "./fixture";

const f = useFixture();

const reader = { AccountName: "reader", AccountPassword: "Secret-123" } as const;
const created = (more: Params = {}) => f.created({ EngineVersion: "5.0", ...more });
const shown = async (InstanceId: string, more: Params = {}) =>
  (await f.call("DescribeAccounts", { InstanceId, ...more })).body.Accounts.Account;

async function withReader(more: Params = {}) {
  const InstanceId = await created();
  expect(await f.code("CreateAccount", { InstanceId, ...reader, ...more })).toBeUndefined();
  f.wait(60_000);
  return InstanceId;
}

test("an account is Unavailable while it is created, then Available, with the defaults of the page", async () => {
  const InstanceId = await created();
  const { body } = await f.call("CreateAccount", { InstanceId, ...reader });
  expect(body).toMatchObject({ InstanceId, AcountName: "reader" });
  expect(await shown(InstanceId, { AccountName: "reader" })).toMatchObject([{ AccountStatus: "Unavailable" }]);
  f.wait(60_000);
  expect(await shown(InstanceId, { AccountName: "reader" })).toEqual([
    {
      InstanceId,
      AccountName: "reader",
      AccountStatus: "Available",
      AccountType: "Normal",
      AccountDescription: "",
      DatabasePrivileges: { DatabasePrivilege: [{ AccountPrivilege: "RoleReadWrite" }] },
    },
  ]);
});

test("the list has the default accounts too: two of them since 6.0; a name that nobody has gives an empty list", async () => {
  const names = async (id: string) => (await shown(id)).map((each: { AccountName: string }) => each.AccountName);
  const five = await created();
  expect(await names(five)).toEqual([five]);
  const six = await created({ InstanceClass: "redis.shard.small.ce", ZoneId: "cn-hangzhou-h", EngineVersion: "6.0" });
  expect(await names(six)).toEqual([six, "default"]);
  expect(await shown(five, { AccountName: "nobody" })).toEqual([]);
  expect(await shown(six, { SearchAccountName: "defau" })).toMatchObject([{ AccountName: "default" }]);
  expect(await shown(six, { PageSize: "1", PageNumber: "2" })).toMatchObject([{ AccountName: "default" }]);
});

test.each([
  ["GrantAccountPrivilege", { AccountPrivilege: "RoleReadOnly" }, { AccountPrivilege: "RoleReadOnly" }],
  ["ModifyAccountDescription", { AccountDescription: "read-only" }, { AccountDescription: "read-only" }],
  ["ResetAccountPassword", { AccountPassword: "Secret-456" }, {}],
] as const)("%s changes one account", async (action, params, after) => {
  const InstanceId = await withReader();
  expect(await f.code(action, { InstanceId, AccountName: "reader", ...params })).toBeUndefined();
  const [instance] = f.sandbox.instances();
  expect(instance?.properties.Accounts).toMatchObject([{ AccountName: "reader", ...after }]);
  const password = action === "ResetAccountPassword" ? "Secret-456" : "Secret-123";
  expect(instance?.secrets).toMatchObject({ "account reader": password });
});

test("a deleted account is gone with its password, and is not found any more", async () => {
  const InstanceId = await withReader();
  expect(await f.code("DeleteAccount", { InstanceId, AccountName: "reader" })).toBeUndefined();
  expect(await shown(InstanceId, { AccountName: "reader" })).toEqual([]);
  expect(f.sandbox.instances()[0]?.secrets).not.toHaveProperty(["account reader"]);
  expect(await f.code("DeleteAccount", { InstanceId, AccountName: "reader" })).toBe("InvalidAccountName.NotFound");
});

test.each([
  ["CreateAccount", { AccountName: "Reader" }, "InvalidAccountName.Format"],
  ["CreateAccount", { AccountName: "default" }, "InvalidAccountName.Forbid"],
  ["CreateAccount", { AccountPassword: "short" }, "InvalidAccountPassword.Format"],
  ["CreateAccount", { AccountPassword: "letterings" }, "InvalidAccountPassword.Format"],
  ["CreateAccount", { AccountPrivilege: "RoleAdmin" }, "InvalidAccountPrivilege.Malformed"],
  ["CreateAccount", { AccountDescription: "1st" }, "InvalidAccountDescription.Format"],
  ["CreateAccount", {}, "InvalidAccountName.Duplicate"],
  ["GrantAccountPrivilege", { AccountName: "nobody", AccountPrivilege: "RoleReadOnly" }, "InvalidAccountName.NotFound"],
  ["ResetAccountPassword", { AccountPassword: "short" }, "InvalidAccountPassword.Format"],
  ["ModifyAccountDescription", {}, "MissingParameter"],
] as const)("%s with %j is rejected as %s", async (action, params, code) => {
  const InstanceId = await withReader();
  const base = action === "CreateAccount" ? reader : { AccountName: "reader" };
  expect(await f.code(action, { InstanceId, ...base, ...params })).toBe(code);
});

test("an instance that is busy, old, full or creating an account takes no other one", async () => {
  const creating = (await f.create({ EngineVersion: "5.0" })).body.InstanceId;
  expect(await f.code("CreateAccount", { InstanceId: creating, ...reader })).toBe("IncorrectDBInstanceState");
  const old = await f.created({ EngineVersion: "2.8" });
  expect(await f.code("CreateAccount", { InstanceId: old, ...reader })).toBe("InvalidEngineVersion.Format");
  const InstanceId = await created();
  for (let count = 1; count <= 18; count++) {
    expect(await f.code("CreateAccount", { InstanceId, ...reader, AccountName: `a${count}` })).toBeUndefined();
    const next = { InstanceId, ...reader, AccountName: "next" };
    if (count === 1) expect(await f.code("CreateAccount", next)).toBe("TaskExists");
    f.wait(60_000);
  }
  expect(await f.code("CreateAccount", { InstanceId, ...reader })).toBe("AccountLimitExceeded");
});

test("the default account is neither created, granted nor deleted; its password can be reset here too", async () => {
  const InstanceId = await created();
  const own = { InstanceId, AccountName: InstanceId };
  expect(await f.code("DeleteAccount", own)).toBe("IncorrectAccount");
  expect(await f.code("GrantAccountPrivilege", { ...own, AccountPrivilege: "RoleReadOnly" })).toBe("IncorrectAccount");
  expect(await f.code("ResetAccountPassword", { ...own, AccountPassword: "Secret-456" })).toBeUndefined();
  expect(f.sandbox.instances()[0]?.secrets.Password).toBe("Secret-456");
});

test("no password is in the journal", async () => {
  await withReader();
  expect(JSON.stringify(f.sandbox.requests())).not.toContain(reader.AccountPassword);
});

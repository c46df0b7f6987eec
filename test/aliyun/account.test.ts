import { encryptFor } from "../../sandbox/aliyun/operations/kms";
import { ownAccount } from "../../sandbox/aliyun/purchase";
import { usePartCase } from "../contract/part/fixture";
import { aliyunAccountFixture } from "./accountFixture";
import { base } from "./fixture";
import type { Args } from "./world";

const world = usePartCase(aliyunAccountFixture);
const cache = (args: object) => ({ type: "AliyunRedis", name: "cache", args: { ...base, ...args } });

test("the connection string has the vendor's password of an account, name:password, encoded", async () => {
  await world.engine.up(world.program(world.part({ password: "Its@100%=&a" })));
  const { connectionDomain, port } = world.engine.state[0]?.outputs ?? {};
  expect(world.entry()?.outputs).toMatchObject({ connectionDomain, port });
  const { connectionString } = world.entry()?.outputs ?? {};
  expect(connectionString).toBe(`redis://:reports%3AIts%40100%25%3D%26a@${connectionDomain}:${port}`);
  expect(decodeURIComponent(new URL(String(connectionString)).password)).toBe("reports:Its@100%=&a");
});

test("a port of the instance that has changed shows after a refresh, and changes nothing of the account", async () => {
  await world.engine.up(world.program());
  const program = [cache({ port: 6380 }), world.part()];
  expect((await world.engine.up(program)).errors).toEqual([]);
  await world.engine.refresh();
  expect(world.entry()?.outputs.connectionString).toMatch(/:6380$/);
  expect(await world.engine.preview(program)).toMatchObject({ steps: ["same cache", "same part"], apiCalls: 0 });
});

test("a privilege that the program no longer gives is the vendor's default again; a description stays", async () => {
  await world.engine.up(world.program(world.part({ privilege: "RoleReadOnly" })));
  await world.reconcile({ privilege: undefined, description: undefined });
  expect(world.shown().reports).toMatchObject({ privilege: "RoleReadWrite", description: "monthly-reports" });
});

test("what the vendor rejects says what to do", async () => {
  const full = Array.from({ length: 18 }, (_, at) => ({
    AccountName: `a${at}`,
    ...{ AccountType: "Normal", AccountPrivilege: "RoleReadWrite", AccountDescription: "", AvailableAt: 0 },
  }));
  world.drift({ Accounts: full });
  expect((await world.engine.up(world.program())).errors.join()).toMatch(
    /^AliyunRedisAccount r-\w+:reports \(cn-hangzhou\): CreateAccount was rejected: .*AccountLimitExceeded.*at most 18 accounts/,
  );
  world.drift({ Accounts: [], EngineVersion: "2.8" });
  expect((await world.engine.up(world.program())).errors.join()).toMatch(/InvalidEngineVersion.*version 4\.0 or later/);
});

describe("a password that KMS has encrypted", () => {
  const sealed = (password: string, context: Record<string, string> = {}) => ({
    password: undefined,
    kmsEncryptedPassword: encryptFor(ownAccount, password, context),
  });
  const up = (args: Args) => world.engine.up(world.program(world.part(args)));
  const password = () => world.shown().reports?.password;
  const decryptions = () => world.sandbox.requests().filter(({ action }) => action === "Decrypt").length;

  test("reaches the account when it is made and when it changes, and is nowhere to be seen", async () => {
    expect(await up(sealed("Reports-123"))).toMatchObject({ errors: [] });
    expect(password()).toBe("Reports-123");
    expect((await up(sealed("Reports-123"))).steps).toEqual(["same cache", "same part"]);
    expect(await up(sealed("Reports-456"))).toMatchObject({ errors: [], steps: ["same cache", "update part"] });
    expect([password(), decryptions()]).toEqual(["Reports-456", 2]);
    expect(world.entry()?.outputs.connectionString ?? null).toBeNull();
    expect(JSON.stringify([world.engine.state, world.sandbox.requests()])).not.toContain("Reports-");
  });

  test("a context goes with the ciphertext, and editing it alone changes nothing", async () => {
    const right = { ...sealed("Reports-123", { app: "shop" }), kmsEncryptionContext: { app: "shop" } };
    const run = await up({ ...right, kmsEncryptionContext: { app: "bank" } });
    expect(run.errors.join()).toMatch(/Decrypt was rejected: .*InvalidParameter/);
    expect(world.shown()).toEqual({});
    expect(await up(right)).toMatchObject({ errors: [] });
    expect((await up({ ...right, kmsEncryptionContext: undefined })).steps).toEqual(["same cache", "same part"]);
  });

  test("takes turns with one in the clear", async () => {
    await up({});
    const clear = String(password());
    await up(sealed("Reports-456"));
    expect(password()).toBe("Reports-456");
    await up({});
    expect(password()).toBe(clear);
  });

  test("becomes that of an account that is taken over", async () => {
    const found = { AccountType: "Normal", AccountPrivilege: "RoleReadWrite", AccountDescription: "", AvailableAt: 0 };
    world.drift({ Accounts: [{ AccountName: "reports", ...found }] });
    expect(await up({ ...sealed("Reports-789"), adoptExisting: true })).toMatchObject({ errors: [] });
    expect(password()).toBe("Reports-789");
  });

  test.each<[string, Args, RegExp]>([
    ["none", { password: undefined }, /password: must be given, or kmsEncryptedPassword/],
    ["both", { kmsEncryptedPassword: "YWJjZGVmZ2g=" }, /kmsEncryptedPassword: is another way to give password/],
    ["a context alone", { kmsEncryptionContext: {} }, /kmsEncryptionContext: needs kmsEncryptedPassword/],
  ])("%s is rejected in the preview", async (_what, args, message) => {
    expect((await world.engine.preview(world.program(world.part(args)))).errors.join()).toMatch(message);
    expect(decryptions()).toBe(0);
  });
});

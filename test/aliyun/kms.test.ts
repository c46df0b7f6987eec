import { encryptFor } from "../../sandbox/aliyun/operations/kms";
import { ownAccount } from "../../sandbox/aliyun/purchase";
import { base } from "./fixture";
import { type Args, useAliyun } from "./world";

/** `kmsEncryptedPassword`: KMS decrypts it when it is sent, and nothing but the ciphertext is ever kept. */
describe("an AliyunRedis with a password that KMS has encrypted", () => {
  const world = useAliyun();
  const { password: _, ...without } = base;
  const sealed = (password: string, more: Args = {}): Args => ({
    ...without,
    kmsEncryptedPassword: encryptFor(ownAccount, password),
    ...more,
  });
  const password = () => world.instances()[0]?.secrets.Password;
  const decryptions = () => world.sent("Decrypt").length;

  test("is created and changed with the password itself, which is nowhere to be seen", async () => {
    await world.done(sealed("Secret-123"));
    expect(password()).toBe("Secret-123");
    expect(await world.up(sealed("Secret-123"))).toMatchObject({ errors: [] });
    expect((await world.preview(sealed("Secret-123"))).steps).toEqual(["same cache"]);
    expect((await world.preview(sealed("Secret-456"))).steps).toEqual(["update cache"]);
    await world.done(sealed("Secret-456"));
    expect(password()).toBe("Secret-456");
    expect(decryptions()).toBe(2);
    expect(world.outputs().connectionString).toMatch(/^redis:\/\/[^:@]+:6379$/);
    expect(JSON.stringify([world.engine.state, world.sandbox.requests()])).not.toContain("Secret-");
  });

  test("a context goes with the ciphertext, and editing it alone changes nothing", async () => {
    const context = { team: "web", app: "shop" };
    const kmsEncryptedPassword = encryptFor(ownAccount, "Secret-123", context);
    const run = await world.up({ ...without, kmsEncryptedPassword, kmsEncryptionContext: { app: "shop" } });
    expect(run.errors.join()).toMatch(/Decrypt was rejected: .*InvalidParameter/);
    expect(world.instances()).toEqual([]);
    const right = { ...without, kmsEncryptedPassword, kmsEncryptionContext: context };
    await world.done(right);
    expect(password()).toBe("Secret-123");
    expect((await world.preview({ ...right, kmsEncryptionContext: { app: "shop" } })).steps).toEqual(["same cache"]);
  });

  test("from a password in the clear and back", async () => {
    await world.done(base);
    await world.done(sealed("Secret-456"));
    expect(password()).toBe("Secret-456");
    expect(world.outputs().connectionString).not.toContain(base.password);
    await world.done(base);
    expect(password()).toBe(base.password);
    await world.done(sealed("Secret-456"));
    expect(password()).toBe("Secret-456");
  });

  test.each<[string, Args, RegExp]>([
    ["beside a password", { password: "Secret-123" }, /kmsEncryptedPassword: is another way to give password/],
    ["a context alone", { kmsEncryptedPassword: undefined, kmsEncryptionContext: {} }, /needs kmsEncryptedPassword/],
  ])("%s is rejected in the preview", async (_what, more, message) => {
    expect((await world.preview({ ...sealed("Secret-123"), ...more })).errors.join()).toMatch(message);
    expect(decryptions()).toBe(0);
  });

  test("a rejected password is told without it", async () => {
    const run = await world.up(sealed("tooshort"));
    expect(run.errors.join()).toMatch(/InvalidPassword\.Malformed/);
    expect(JSON.stringify(run)).not.toContain("tooshort");
  });
});

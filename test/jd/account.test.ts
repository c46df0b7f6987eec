import { outputs } from "../../provider/jd/account/outputs";
import { usePartCase } from "../contract/part/fixture";
import { jdAccountFixture } from "./accountFixture";

const world = usePartCase(jdAccountFixture);

test("the connection string has name and password", async () => {
  await world.engine.up(world.program(world.part({ accountName: "reports_1", password: "Reports789" })));
  const { connectionDomain, port } = world.engine.state[0]?.outputs ?? {};
  expect(world.entry()?.outputs).toMatchObject({
    connectionDomain,
    port,
    connectionString: `redis://reports_1:Reports789@${connectionDomain}:${port}`,
  });
});

test("they are encoded in it, and without a password there is none", () => {
  const account = {
    ...{ accountName: "a@b", isDefault: false, privilege: undefined, description: "", status: "running" },
    ...{ instanceId: "redis-1", regionId: "cn-north-1", requestId: undefined, connectionDomain: "host", port: 6379 },
  };
  expect(outputs(account, { password: "p/q" }).connectionString).toBe("redis://a%40b:p%2Fq@host:6379");
  expect(outputs(account, {}).connectionString).toBeUndefined();
});

test("one call changes all that can change", async () => {
  await world.engine.up(world.program());
  const before = world.changingCalls().length;
  await world.reconcile(jdAccountFixture.inPlace);
  expect(world.changingCalls().slice(before)).toEqual(["modifyAccount"]);
});

test("a privilege and a description that the program no longer gives are the vendor's defaults again", async () => {
  await world.engine.up(world.program(world.part({ privilege: "RoleReadOnly" })));
  await world.reconcile({ privilege: undefined, description: undefined });
  expect(world.shown().reports).toMatchObject({ privilege: "RoleReadWrite", description: "" });
});

test("an instance without accounts says so, with what the cloud said", async () => {
  world.drift({ redisVersion: "2.8" });
  const { errors } = await world.engine.up([world.part()]);
  expect(errors.join()).toMatch(
    /^JdRedisAccount redis-\w+:reports \(cn-north-1\): createAccount was rejected: .*INVALID_ARGUMENT.*takes no accounts/,
  );
});

test("an empty password is rejected before any call", async () => {
  const run = await world.engine.preview(world.program(world.part({ password: "" })));
  expect(run).toMatchObject({ errors: [expect.stringMatching(/password: must not be empty/)], apiCalls: 0 });
});

test("a rule that only the cloud knows is the cloud's to say", async () => {
  const { errors } = await world.engine.up(world.program(world.part({ accountName: "1st" })));
  expect(errors.join()).toMatch(/accountName 1st is not valid \(INVALID_ARGUMENT/);
  expect(world.shown()).toEqual({});
});

test("the default account is never taken over, whatever its name", async () => {
  const own = {
    accountName: "root",
    accountType: "default",
    accountPrivilege: "RoleReadWrite",
    accountDescription: "",
  };
  world.drift({ accounts: [own] });
  const { errors } = await world.engine.up(world.program(world.part({ accountName: "root", adoptExisting: true })));
  expect(errors.join()).toMatch(/the account root is the instance's default account/);
  expect(world.changingCalls().at(-1)).not.toBe("modifyAccount");
});

test.each(["short1", "Reports-4711", "a".repeat(17)])(
  "the preview warns of the password %p, which no instance could have",
  async (password) => {
    const { warnings, errors } = await world.engine.preview(world.program(world.part({ password })));
    expect(errors).toEqual([]);
    expect(warnings.join()).toMatch(/password: does not consist of 8 to 16 letters and digits/);
    expect(warnings.join()).not.toContain(password);
  },
);
